"""Reading addresses: the machine path, and what people write in nb, nn, en or compact form.

`parse_path(a.path) == a` for every address whose labels are as `fit_label` leaves them, and
`parse_address` reads back everything that `address_text` prints.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from regcheck.law.address import Address, Step, StepKind, fit_label
from regcheck.law.ordinals import MONTHS, NUMBERED_ORDINAL, number_of

_MAX_LENGTH = 20_000
"""Code points: what 256 units inside each other take, with the longest labels."""
_KINDS: dict[str, StepKind] = {
    "del": StepKind.PART,
    "ledd": StepKind.PARAGRAPH,
    "setning": StepKind.SENTENCE,
    "punktum": StepKind.SENTENCE,
    "bokstav": StepKind.ITEM,
    "nummer": StepKind.ITEM,
    "punkt": StepKind.ITEM,
    "strekpunkt": StepKind.ITEM,
    "vedlegg": StepKind.ANNEX,
    "tabell": StepKind.TABLE,
    "rad": StepKind.ROW,
    "kolonne": StepKind.CELL,
    "overskrift": StepKind.HEADING,
    "fotnote": StepKind.FOOTNOTE,
    "merknad": StepKind.NOTE,
    "endring": StepKind.CHANGE,
    "innledning": StepKind.PREAMBLE,
}
_WRITTEN: dict[str, StepKind] = {
    **{word: kind for word, kind in _KINDS.items() if kind is not StepKind.ITEM},
    "part": StepKind.PART,
    "kapittel": StepKind.CHAPTER,
    "kapitel": StepKind.CHAPTER,
    "kap": StepKind.CHAPTER,
    "chapter": StepKind.CHAPTER,
    "ch": StepKind.CHAPTER,
    "paragraph": StepKind.PARAGRAPH,
    "sentence": StepKind.SENTENCE,
    "pkt": StepKind.SENTENCE,
    "annex": StepKind.ANNEX,
    "table": StepKind.TABLE,
    "row": StepKind.ROW,
    "column": StepKind.CELL,
    "heading": StepKind.HEADING,
    "overskriften": StepKind.HEADING,
    "overskrifta": StepKind.HEADING,
    "footnote": StepKind.FOOTNOTE,
    "note": StepKind.NOTE,
    "change": StepKind.CHANGE,
    "innleiing": StepKind.PREAMBLE,
    "preamble": StepKind.PREAMBLE,
    "innledningen": StepKind.PREAMBLE,
    "innleiinga": StepKind.PREAMBLE,
}
_WHOLE = frozenset({"dokumentet", "hele dokumentet", "heile dokumentet", "the whole document"})
_COMPACT = re.compile(rf"({'|'.join(_KINDS)})(\d.*)", re.DOTALL)
_REPEAT = re.compile(r"(.*?)(?:\[(\d{1,6})\])?", re.DOTALL)


def parse_path(text: str) -> Address:
    """The address of a path such as `lov/2005-05-20-28/§3-2/ledd/2/bokstav/b/setning/1`, in the
    grammar of `Address.path` and of Lovdata's `data-change-part` (also `ledd2`, `punktum/1`).

    Raises ValueError, in one line, for what is no such path.
    """
    if len(text) > _MAX_LENGTH:
        raise ValueError(f"the path is longer than {_MAX_LENGTH} characters: give one address")
    tokens = text.strip().split("/")
    first = next((i for i, token in enumerate(tokens) if _begins_step(token)), len(tokens))
    refid = "/".join(tokens[:first])
    if any(c.isspace() for c in refid):
        raise ValueError(f"{refid!r} is no document id: give one path, such as {_PATH_EXAMPLE}")
    steps: list[Step] = []
    rest = iter(tokens[first:])
    for token in rest:
        steps.append(_path_step(token, rest, text))
    return _bounded(Address(tuple(steps), refid))


def _bounded(address: Address) -> Address:
    """The address, unless its path is longer than what is read back."""
    if len(address.path) > _MAX_LENGTH:
        raise ValueError(f"the path is longer than {_MAX_LENGTH} characters: give one address")
    return address


def is_document(refid: str) -> bool:
    """Whether a document id can begin a path: no spaces in it, and no part that is a step."""
    try:
        return parse_path(refid) == Address((), refid)
    except ValueError:
        return False


def parse_address(text: str) -> Address:
    """The address that people write, in Bokmål, Nynorsk, English or compact form, or as a path.

    Understands «§ 3-2 annet ledd bokstav b», «§ 3-2 andre ledd b)», «§3-2 (2) b», «kapittel 4»,
    «vedlegg I», "§ 3-2 second paragraph letter b" and the act first («lov 20. mai 2005 nr. 28 §
    3», `lov/2005-05-20-28 § 3`). Raises ValueError, in one line, for anything else.
    """
    written = text.strip()
    if len(written) > _MAX_LENGTH:
        raise ValueError(f"the address is longer than {_MAX_LENGTH} characters: give one address")
    if not written:
        raise ValueError(f"the address is empty: {_REMEDY}")
    if written.lower() in _WHOLE:
        return Address()
    if "/" in written and not re.search(r"\s", written):
        return parse_path(written)
    refid, at = _document(written)
    steps: list[Step] = []
    grammar = _grammar()
    while at < len(written):
        found = grammar.match(written, at)
        if found is None:
            raise ValueError(f"cannot read {written[at:]!r} in {written!r}: {_REMEDY}")
        _take(found, steps)
        at = found.end()
    return _bounded(Address(tuple(steps), refid))


_PATH_EXAMPLE = "lov/2005-05-20-28/§3-2/ledd/2"
_REMEDY = "write for example «§ 3-2 annet ledd bokstav b» or §3-2/ledd/2/bokstav/b"


def _begins_step(token: str) -> bool:
    return (
        token.startswith(("§", "kap", "artikkel"))
        or _REPEAT.sub(r"\1", token) in _KINDS
        or _COMPACT.fullmatch(token) is not None
    )


def _path_step(token: str, rest: Iterator[str], path: str) -> Step:
    """The step that begins with `token`; takes the label from `rest` where it stands apart."""
    plain, ordinal = _repeat(token)
    if plain.startswith("artikkel"):
        return Step(StepKind.ARTICLE, fit_label(plain), ordinal)
    if plain.startswith("§"):
        return Step(StepKind.ARTICLE, fit_label(plain[1:]), ordinal)
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
        raise ValueError(f"cannot read {token!r} in the path {path!r}: write {_PATH_EXAMPLE}")
    if plain == "strekpunkt":
        if not (label.isdecimal() and len(label) <= 6):
            raise ValueError(f"{label!r} in {path!r} is no count: write strekpunkt/1")
        return Step(kind, "", int(label))
    return Step(kind, label, ordinal)


def _repeat(token: str) -> tuple[str, int]:
    found = _REPEAT.fullmatch(token)
    if found is None:
        return token, 1
    return found[1], int(found[2] or 1)


def _document(written: str) -> tuple[str, int]:
    """The id of the act or regulation named first, and where the rest begins."""
    found = _dated().match(written)
    if found is not None:
        month = found["month"].lower()[:3].replace("may", "mai").replace("oct", "okt")
        number = next(
            i for i, m in enumerate(MONTHS, 1) if m.startswith(month.replace("dec", "des"))
        )
        kind = "lov" if found["kind"].lower() in ("lov", "act") else "forskrift"
        refid = f"{kind}/{found['year']}-{number:02}-{int(found['day']):02}"
        return (f"{refid}-{found['number']}" if found["number"] else refid), found.end()
    named = re.match(r"[^\s/§]+/\S+\s+", written)
    if named is None:
        return "", 0
    refid = named[0].strip()
    if not is_document(refid):
        raise ValueError(f"{refid!r} in {written!r} is no document id: {_REMEDY}")
    return refid, named.end()


@cache
def _dated() -> re.Pattern[str]:
    months = "|".join([*MONTHS, "january", "february", "march", "may", "june", "july"])
    return re.compile(
        r"(?P<kind>lov|forskrift|act|regulation)(?: av| of)? (?P<day>\d{1,2})\.? "
        rf"(?P<month>{months}|october|december) (?P<year>\d{{4}})"
        r"(?:,? n(?:r|o)\. ?(?P<number>\d{1,6}))?(?!\d)[\s,]*",
        re.IGNORECASE,
    )


@cache
def _grammar() -> re.Pattern[str]:
    """One step with the white space and commas before it; the last group names the branch."""
    label = r"[^\s\[\]()]+"
    lettered = rf"(?:\d+(?:-\d+)*[ \u00a0][a-zæøå](?:-\d{{1,3}})?(?![\w)-])|{label})"
    units = "ledd|punktum|pkt|strekpunkt|paragraph|sentence|indent|del|part|kapittel|chapter"
    items = "bokstav|bokst|litra|letter|lit|nummer|nr|no|number|punkt|pkt|point"
    named = "|".join(sorted(_WRITTEN, key=len, reverse=True))
    once = "overskriften|overskrifta|the heading|innledningen|innleiinga|the preamble"
    end = r"\.?(?![^\W\d_])"
    branches = (
        rf"(?P<again>\[(?P<again_count>\d{{1,6}})\]"
        rf"|\((?:den|the) (?P<again_word>{NUMBERED_ORDINAL})\))",
        rf"(?P<article>(?:§{{1,2}}|paragraf{end}|section{end})\s*(?P<article_label>{lettered}))",
        rf"(?P<treaty>(?:artikkel|article|art){end}\s*(?P<treaty_label>{lettered}))",
        rf"(?P<counted>(?P<counted_label>{NUMBERED_ORDINAL}|\d{{1,4}})\s+"
        rf"(?P<counted_unit>{units})(?!\w)\.?)",
        rf"(?P<once>(?P<once_word>{once})(?!\w))",
        r"(?P<dash>(?:strekpunkt|indent)\s*(?P<dash_label>\d{1,6})(?!\w))",
        rf"(?P<chapter>(?:kapittel|kapitel|kap|chapter|ch){end}\s*(?P<chapter_label>{lettered}))",
        rf"(?P<item>(?:{items}){end}\s*(?P<item_label>{label})\)?)",
        rf"(?P<named>(?P<named_word>{named}){end}\s*(?P<named_label>{label}))",
        r"(?P<paren>\((?P<paren_label>[^\s\[\]()]+)\))",
        r"(?P<bare>(?P<bare_label>[a-zæøå](?!\w)|(?:[a-zæøå]{1,3}|\d{1,3})(?=\)))\)?)",
    )
    return re.compile(rf"[\s,;]*(?:{'|'.join(branches)})[\s.,;:]*", re.IGNORECASE)


def _take(found: re.Match[str], steps: list[Step]) -> None:
    """Add the step that a match of the grammar stands for."""
    branch = found.lastgroup or ""
    if branch == "again":
        if not steps:
            raise ValueError(f"{found[0].strip()!r} stands before any provision: {_REMEDY}")
        number = int(found["again_count"] or 0) or number_of(found["again_word"])
        steps[-1] = Step(steps[-1].kind, steps[-1].label, number)
        return
    if branch == "once":
        word = found["once_word"].lower().removeprefix("the ")
        steps.append(Step(_WRITTEN[word], "1"))
        return
    label = fit_label(found[f"{branch}_label"])
    if branch == "counted":
        steps.append(_counted(found))
    elif branch == "dash":
        steps.append(Step(StepKind.ITEM, "", int(label)))
    elif branch == "article":
        steps.append(Step(StepKind.ARTICLE, label))
    elif branch == "treaty":
        steps.append(Step(StepKind.ARTICLE, f"artikkel{label}"))
    elif branch == "chapter":
        steps.append(Step(StepKind.CHAPTER, label))
    elif branch == "named":
        steps.append(Step(_WRITTEN[found["named_word"].lower()], label))
    elif branch == "paren" and label[:1].isdecimal():
        steps.append(Step(StepKind.PARAGRAPH, label))
    else:
        steps.append(Step(StepKind.ITEM, label))
    if not steps[-1].label and branch not in ("dash", "counted"):
        raise ValueError(f"{found[0].strip()!r} has no label: {_REMEDY}")


def _counted(found: re.Match[str]) -> Step:
    number = number_of(found["counted_label"])
    unit = found["counted_unit"].lower()
    if unit in ("strekpunkt", "indent"):
        return Step(StepKind.ITEM, "", number)
    return Step(_WRITTEN[unit], str(number))
