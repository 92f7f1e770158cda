"""Reading addresses: paths, and what people write. `parse_path(a.path) == a`, and
`parse_address` reads all that `address_text` prints. ValueErrors carry a `Message`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from regcheck.base.text.patterns import pattern
from regcheck.base.texts.catalogue import Texts
from regcheck.base.texts.locales import LOCALES
from regcheck.base.texts.message import message
from regcheck.law.address import PATH_WORDS, Address, Step, StepKind, fit_label
from regcheck.law.dated import dated_refid
from regcheck.law.numbering import any_ordinal, number_of
from regcheck.law.vocabulary import ENGLISH_MONTHS, MONTHS

_MAX_LENGTH = 20_000
"""Code points: what 256 units inside each other take, with the longest labels."""
_KINDS: dict[str, StepKind] = {
    **{word: kind for kind, word in PATH_WORDS.items() if kind is not StepKind.CHAPTER},
    "punktum": StepKind.SENTENCE,
    **dict.fromkeys(("bokstav", "nummer", "punkt", "strekpunkt"), StepKind.ITEM),
}
_COMPACT = pattern(rf"({'|'.join(_KINDS)})(\d.*)", re.DOTALL)
_REPEAT = pattern(r"(.*?)(?:\[(\d{1,6})\])?", re.DOTALL)


def parse_path(text: str) -> Address:
    """The address of a path such as `lov/2005-05-20-28/§3-2/ledd/2/bokstav/b/setning/1` (also
    `ledd2`, `punktum/1`). Raises ValueError for anything else."""
    if len(text) > _MAX_LENGTH:
        raise _fault("too_long", most=_MAX_LENGTH)
    tokens = text.strip().split("/")
    first = next((i for i, token in enumerate(tokens) if _begins_step(token)), len(tokens))
    refid = "/".join(tokens[:first])
    if any(c.isspace() for c in refid):
        raise _fault("no_id", refid=refid)
    steps: list[Step] = []
    rest = iter(tokens[first:])
    for token in rest:
        steps.append(_path_step(token, rest, text))
    return _bounded(Address(tuple(steps), refid))


def read_path(text: str) -> Address | None:
    """The address of a path; None for text that is no such path."""
    try:
        return parse_path(text)
    except ValueError:
        return None


def paths_in(text: str) -> list[Address]:
    """The addresses of paths with spaces between; what cannot be read is left out."""
    return [found for path in text.split() if (found := read_path(path)) is not None]


def _bounded(address: Address) -> Address:
    """The address, unless its path is longer than what is read back."""
    if len(address.path) > _MAX_LENGTH:
        raise _fault("too_long", most=_MAX_LENGTH)
    return address


def is_document(refid: str) -> bool:
    """Whether a document id can begin a path: no spaces in it, and no part that is a step."""
    return read_path(refid) == Address((), refid)


def parse_address(text: str) -> Address:
    """The address that people write, in Bokmål, Nynorsk, English or compact form, or as a path:
    «§ 3-2 annet ledd bokstav b», «§3-2 (2) b», "lov 20. mai 2005 nr. 28 § 3". Raises ValueError
    for anything else."""
    written = text.strip()
    if len(written) > _MAX_LENGTH:
        raise _fault("too_long", most=_MAX_LENGTH)
    if not written:
        raise _fault("empty")
    if written.lower() in ("dokumentet", *(words.whole for words in _texts())):
        return Address()
    if "/" in written and not re.search(r"\s", written):
        return parse_path(written)
    refid, at = _document(written)
    steps: list[Step] = []
    grammar = _grammar()
    while at < len(written):
        found = grammar.match(written, at)
        if found is None:
            raise _fault("unread", part=written[at:], text=written)
        _take(found, steps)
        at = found.end()
    return _bounded(Address(tuple(steps), refid))


def _fault(name: str, **values: str | int) -> ValueError:
    shown = {key: repr(value) for key, value in values.items()}
    return ValueError(message(f"address.{name}", how=message("address.example"), **shown))


def _begins_step(token: str) -> bool:
    return (
        token.startswith(("§", "kap", "artikkel"))
        or _repeat(token)[0] in _KINDS
        or _COMPACT.fullmatch(token) is not None
    )


def _path_step(token: str, rest: Iterator[str], path: str) -> Step:
    """The step that begins with `token`, its label from `rest` where that is apart."""
    plain, ordinal = _repeat(token)
    if plain.startswith(("artikkel", "§")):
        return Step(StepKind.ARTICLE, fit_label(plain.removeprefix("§")), ordinal)
    if plain.startswith("kap"):
        return Step(StepKind.CHAPTER, fit_label(plain.removeprefix("kap")), ordinal)
    joined = _COMPACT.fullmatch(plain)
    if joined is not None:
        return Step(_KINDS[joined[1]], fit_label(joined[2]), ordinal)
    kind = _KINDS.get(plain)
    label = next(rest, "") if kind is not None else ""
    label, ordinal = _repeat(label)
    label = fit_label(label)
    if kind is None or not label:
        raise _fault("unread", part=token, text=path)
    if plain == "strekpunkt":
        if not (label.isdecimal() and len(label) <= 6):
            raise _fault("no_count", label=label, text=path)
        return Step(kind, "", int(label))
    return Step(kind, label, ordinal)


def _repeat(token: str) -> tuple[str, int]:
    found = _REPEAT.fullmatch(token)
    if found is None:
        return token, 1
    return found[1], int(found[2] or 1)


def _document(written: str) -> tuple[str, int]:
    if (found := _dated().match(written)) is not None:
        kind = "lov" if found["kind"].lower() in ("lov", "act") else "forskrift"
        return dated_refid(kind, found), found.end()
    named = re.match(r"[^\s/§]+/\S+\s+", written)
    if named is None:
        return "", 0
    refid = named[0].strip()
    if not is_document(refid):
        raise _fault("no_id", refid=refid)
    return refid, named.end()


@cache
def _dated() -> re.Pattern[str]:
    return re.compile(
        r"(?P<kind>lov|forskrift|act|regulation)(?: av| of)? (?P<day>\d{1,2})\.? "
        rf"(?P<month>{'|'.join((*MONTHS, *ENGLISH_MONTHS))}) (?P<year>\d{{4}})"
        r"(?:,? n(?:r|o)\. ?(?P<number>\d{1,6}))?(?!\d)[\s,]*",
        re.IGNORECASE,
    )


@cache
def _written() -> Mapping[str, StepKind]:
    """The words for steps in all languages, as `address_text` prints them and in shorter forms."""
    found = {
        "setning": StepKind.SENTENCE,
        "pkt": StepKind.SENTENCE,
        **dict.fromkeys(("kapitel", "kap", "ch"), StepKind.CHAPTER),
    }
    for words in _texts():
        found |= {word: StepKind(kind) for kind, word in words.table("steps").items()}
    return {**found, **_once()}


@cache
def _once() -> Mapping[str, StepKind]:
    """The words for steps that occur once («overskriften», "the heading")."""
    pairs = (pair for words in _texts() for pair in words.table("once").items())
    return {word: StepKind(kind) for kind, word in pairs}


def _texts() -> Iterator[Texts]:
    return (Texts("address", locale) for locale in LOCALES)


@cache
def _grammar() -> re.Pattern[str]:
    """One step with the white space and commas before it; the last group tells the kind."""
    label = r"[^\s\[\]()]+"
    lettered = rf"(?:\d+(?:-\d+)*[ \u00a0][a-zæøå](?:-\d{{1,3}})?(?![\w)-])|{label})"
    units = "ledd|punktum|pkt|strekpunkt|paragraph|sentence|indent|del|part|kapittel|chapter"
    items = "bokstav|bokst|litra|letter|lit|nummer|nr|no|number|punkt|pkt|point"
    named = "|".join(sorted(_written(), key=len, reverse=True))
    end = r"\.?(?![^\W\d_])"
    branches = (
        rf"(?P<again>\[(?P<again_count>\d{{1,6}})\]"
        rf"|\((?:den|the) (?P<again_word>{any_ordinal()})\))",
        rf"(?P<article>(?:§{{1,2}}|paragraf{end}|section{end})\s*(?P<article_label>{lettered}))",
        rf"(?P<treaty>(?:artikkel|article|art){end}\s*(?P<treaty_label>{lettered}))",
        rf"(?P<counted>(?P<counted_label>{any_ordinal()}|\d{{1,4}})\s+"
        rf"(?P<counted_unit>{units})(?!\w)\.?)",
        rf"(?P<once>(?P<once_word>{'|'.join(_once())})(?!\w))",
        r"(?P<dash>(?:strekpunkt|indent)\s*(?P<dash_label>\d{1,6})(?!\w))",
        rf"(?P<chapter>(?:kapittel|kapitel|kap|chapter|ch){end}\s*(?P<chapter_label>{lettered}))",
        rf"(?P<item>(?:{items}){end}\s*(?P<item_label>{label})\)?)",
        rf"(?P<named>(?P<named_word>{named}){end}\s*(?P<named_label>{label}))",
        r"(?P<paren>\((?P<paren_label>[^\s\[\]()]+)\))",
        r"(?P<bare>(?P<bare_label>[a-zæøå](?!\w)|(?:[a-zæøå]{1,3}|\d{1,3})(?=\)))\)?)",
    )
    return re.compile(rf"[\s,;]*(?:{'|'.join(branches)})[\s.,;:]*", re.IGNORECASE)


def _take(found: re.Match[str], steps: list[Step]) -> None:
    branch = found.lastgroup or ""
    if branch == "again":
        if not steps:
            raise _fault("nothing_before", part=found[0].strip())
        number = int(found["again_count"] or 0) or number_of(found["again_word"])
        steps[-1] = Step(steps[-1].kind, steps[-1].label, number)
        return
    if branch == "once":
        steps.append(Step(_once()[found["once_word"].lower()], "1"))
        return
    label = fit_label(found[f"{branch}_label"])
    if branch in ("counted", "dash"):
        number = number_of(label) if branch == "counted" else int(label)
        unit = (found["counted_unit"] or "indent").lower()
        dash = unit in ("strekpunkt", "indent")
        step = Step(StepKind.ITEM, "", number) if dash else Step(_written()[unit], str(number))
        steps.append(step)
        return
    if not label:
        raise _fault("no_label", part=found[0].strip())
    if branch == "named":
        kind = _written()[found["named_word"].lower()]
    elif branch == "paren" and label[:1].isdecimal():
        kind = StepKind.PARAGRAPH
    elif branch in ("article", "treaty"):
        kind = StepKind.ARTICLE
    else:
        kind = StepKind.CHAPTER if branch == "chapter" else StepKind.ITEM
    steps.append(Step(kind, f"artikkel{label}" if branch == "treaty" else label))
