"""Citations of provisions, acts and regulations in running text, in Bokmål and Nynorsk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache, lru_cache

from regcheck.base.text.patterns import pattern
from regcheck.base.text.span import Span
from regcheck.base.values import Value
from regcheck.law.address import Address, Step, StepKind
from regcheck.law.dated import DAY, NUMBER, dated_refid
from regcheck.law.provisions import Provisions, read_provisions
from regcheck.law.vocabulary import (
    AN_ENACTMENT,
    ARTICLE,
    CHAPTER,
    MONTHS,
    OF_THE_UNION,
    ORDINAL,
    SHALL_OR_MAY,
    THE_ACT,
    THE_ENACTMENT,
    either_case,
    word_set,
)


class CitationKind(StrEnum):
    """What a citation refers to."""

    INTERNAL = "internal"
    RELATIVE = "relative"
    ACT = "act"
    REGULATION = "regulation"
    EU = "eu"
    TREATY = "treaty"


class Citation(Value, frozen=True):
    """One citation. `refid` is the id of the document where the words give it, `act_name` the
    name as written; `addresses` are the places named, with `through` the ends of a range, none
    for a whole document. A `RELATIVE` one («første ledd») is completed by `resolve`; a `TREATY`
    one is an article of the convention or EU act named, or that it stands in."""

    span: Span
    refid: str
    act_name: str
    addresses: tuple[Address, ...]
    kind: CitationKind
    through: bool = False


def find_citations(text: str) -> list[Citation]:
    """Every citation in `text`, in order and without overlap. Linear in the text's length."""
    return list(_found(text))


@lru_cache(maxsize=1 << 12)
def _found(text: str) -> tuple[Citation, ...]:
    """The citations of the last texts: several checks look at each leaf."""
    return tuple(_citations(text)) if any(word in text for word in _WORDS) else ()


def resolve(address: Address, base: Address) -> Address:
    """A relative address seen from the provision `base`; any other as it is."""
    if not address.steps or address.refid:
        return address
    level = _LEVELS.get(address.steps[0].kind)
    if level is None:
        return address
    kept = [step for step in base.steps if _LEVELS.get(step.kind, -1) < level]
    return Address((*kept, *address.steps), base.refid)


_WORDS = (
    "§", "lov", "Lov", "ledd", "orskrift", "okstav", "rtik", "rt. ", "orordning", "irektiv",
    "kap", "Kap", "punktum", "stykke", "setning", "leden", "strekpunkt",
)  # fmt: skip
"""Parts of words, one of which every text with citations has."""
_LEVELS = {StepKind.PARAGRAPH: 0, StepKind.ITEM: 1, StepKind.SENTENCE: 2}
_EU_LETTERS = {"direktiv": "l", "forordning": "r"}
_TITLE = pattern(
    r" (?:om |(?=[A-ZÆØÅ]))"
    r"(?:(?!\bmed(?:hold|hald) av|\bmed hjemmel i|\bi henhold til"
    rf"|, (?:gjelder|gjeld|{SHALL_OR_MAY}|er|blir)\b"
    r"|\b(?:bestemmelsene|føresegnene|reglene|reglane) i\b"
    r"|\b(?:kommer|kjem) (?:ikke|ikkje|til)\b|\b(?:etter|i) (?:lov|forskrift)\b"
    rf"|\b(?:etter|i) [a-zæøå-]+(?:{THE_ACT}) §)"
    r"(?:[^.;:§\n()]|\([^.;:§\n()]*\))|\bm\. ?[mv]\."
    r"|\bmv\.|\bmm\.)"
    r"{1,200}?"
    r"(?= §| kapittel [\dIVX])"
)
"""The title of an act between its number and a provision: « om noe slikt» before «§»."""
_EU_TITLE = pattern(
    rf"(?: av {DAY})?(?: om (?:(?! i samsvar med | i henhold til | dersom "
    r"| hvis |, og )[^.;:§\n]){3,200}?| ?\))"
    r"(?:(?: \d{1,2})? ?,? (?:særlig|særleg|jf\.))?(?= artikkel \d)"
)
"""The title of an EU act between its number and an article."""
_NOTE_MARK = pattern(r" (?:\d{1,2}|(?:(?:av|frå|fra) )?(?:18|19|20)\d\d)(?= ?§| kap)")
"""The number of a footnote or the year between the name of an act and a section: «båtloven 2
§ 4», «båtloven av 1992 § 4»."""
_OF_SECTION = pattern(r",? (?:i|av) (?=§ ?\d)")
"""What leads from a paragraph or letter to its section: «første ledd i § 4»."""
_IN_ACT = pattern(
    r",? (?:i|til|etter) (?P<this>denne |desse |samme |same )?"
    r"(?:den |midlertidig |mellombels )?"
)
_IN_ANNEX = pattern(
    r"\)? i vedlegg (?P<label>[IVXL]{1,6}|\d{1,2})(?: bokstav [a-z]| del [A-Z\d])? (?:til|i) "
    r"(?:delegert )?(?:europaparlaments- og )?"
    r"(?=[Rr]åds|[Ff]orordning|[Dd]irektiv|[Kk]ommisjons)"
)
"""What leads from a letter to the EU act that its annex belongs to: « i vedlegg XIV til
forordning»."""
_TREATIES = (
    "forordningen", "forordninga", "direktivet", "konvensjonen", "konvensjona", "konvensjon",
    "traktaten", "traktata", "avtalen", "avtala", "pakten", "pakta", "protokollen", "protokolla",
    "vedtektene",
)  # fmt: skip
"""How the names of treaties and EU acts end."""
_DAY_AFTER = pattern(
    r",? (?:av )?(?P<day>\d{1,2})\.? (?P<month>[a-zA-Z]{3,9})\.? (?P<year>\d{4})"
    r",? nr\.? ?(?P<number>\d{1,6})"
)
"""`3. mars 2011 nr. 9`, after the name of an act."""
_TREATY_DATE = pattern(rf",? (?:av )?{DAY}")
_IN_TREATY = pattern(
    r",? (?:i|til|av|etter) (?P<this>denne |dette |same |samme |nevnte )?"
    r"(?:(?P<act>(?:(?:europaparlaments- og )?råds|kommisjons|delegert |gjennomførings)?"
    rf"(?:forordning|direktiv)(?:en|et)? \(?(?:{OF_THE_UNION}|nr|\d))"
    r"|(?P<name>[A-ZÆØÅa-zæøå-]{2,40}(?:forordningen|direktivet|konvensjonen|konvensjona"
    r"|traktaten|avtalen|avtala|pakten|protokollen)))",
)
"""What may follow an article: the act or convention it is part of."""
_EU_NUMBER = pattern(
    rf" (?:\((?:{OF_THE_UNION}|EU, Euratom)\) )?(?P<nr>nr\. ?)?"
    rf"(?P<first>\d{{1,4}})/(?P<second>\d{{1,5}})(?:/(?:{OF_THE_UNION}))?(?![\w/])"
)
"""`2006/123/EF`, `(EU) 2016/679`, `(EF) nr. 1049/2001`, `95/46/EF`."""


def _citations(text: str) -> Iterator[Citation]:
    pattern = _anchors()
    at = 0
    while (found := pattern.search(text, at)) is not None:
        citation = _READERS[found.lastgroup or ""](text, found)
        if citation is None:
            at = found.end()
            continue
        yield citation
        at = max(citation.span.end, found.start() + 1)


@cache
def _anchors() -> re.Pattern[str]:
    """Where a citation may begin; the group says which kind."""
    months = "|".join(f"{m}|{m[:3]}\\.?" if len(m) > 4 else m for m in MONTHS)
    letters = "A-ZÆØÅa-zæøå"
    capital = (f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in THE_ENACTMENT.split("|"))
    named = "|".join(f"(?<={word}{s})" for word in capital for s in ("", "s"))
    treaty = "|".join(f"(?<=[{letters}-]{{2}}{word}{s})" for word in _TREATIES for s in ("", "s"))
    article = rf"(?:{either_case(ARTICLE)}|[Aa]rt\.)"
    return pattern(
        r"(?P<section>§)|\b(?:"
        rf"(?=[LlFf])(?P<dated>(?:{either_case(AN_ENACTMENT)})(?: av| nr\.)? (?P<day>\d{{1,2}})\."
        rf"? (?P<month>{months}) (?P<year>\d{{4}})(?:,? nr\. ?(?P<number>\d{{1,6}}))?)(?!\d)"
        rf"|(?=[LlFf])(?P<titled>(?:{either_case(AN_ENACTMENT)}) (?:om|til) "
        r"(?:(?!\b(?:lov|forskrift))[^.;:§()\n]"
        r"|\bm\.(?=m\.|v\.)|(?<=\bm\.[mv])\.|(?<=\bmv)\.){3,160}?"
        rf"(?=,? (?:av )?{DAY},? {NUMBER}))"
        rf"|(?P<named>(?:[{letters}]{{2,30}}- og )?[{letters}-]{{4,62}}+(?:{named})"
        r"|[a-zæøå]{1,8}l\.(?= ?§))(?![\w-])"
        r"|(?=[RrDdKkFf])(?P<eu>(?:[Rr]ådsd|[Dd])irektiv(?:et)?"
        r"|(?:[Rr]åds|[Kk]ommisjons)?[Ff]orordning(?:en)?)"
        rf"(?= \(?(?:{OF_THE_UNION}|nr|\d))"
        rf"|(?P<treaty>[{letters}-]{{6,56}}+(?=,? (?:av )?(?:{DAY},? )?{article} ?\d)(?:{treaty}))"
        rf"|(?=[Aa])(?P<article>{article} (?=\d))"
        rf"|(?=[Kk])(?P<chapter>(?:{either_case(CHAPTER)})\.? (?=\d|[IVXL]+\b))"
        rf"|(?P<relative>(?:{either_case(ORDINAL)})(?=(?:,| og| eller| til)? \w)"
        r"|[Ss]iste (?=ledd|punktum|stykke|setning)|\d{1,2}\.(?= (?:ledd|punktum)\b)"
        rf"|[Bb]okstav(?= [a-zæøå]{{1,2}}\b)(?! i [a-zæøå-]{{4,}}(?:et|en|ane|ene|{THE_ACT})\b)))"
    )


def _dated(text: str, found: re.Match[str]) -> Citation:
    refid = dated_refid(found["dated"], found)
    titled = _TITLE.match(text, found.end())
    at = titled.end() if titled else found.end()
    provisions = read_provisions(text, at)
    end = provisions.end if provisions else found.end()
    return _cite(Span(found.start(), end), refid, "", provisions, _kind(found["dated"]))


def _titled(text: str, found: re.Match[str]) -> Citation | None:
    """A title with the date and number after it: «lov om båter 3. mars 2011 nr. 9»."""
    dated = _DAY_AFTER.match(text, found.end())
    kind = _kind(found["titled"])
    refid = dated_refid(found["titled"], dated) if dated else ""
    if dated is None or not refid:
        return None
    comma = 2 * text.startswith(", §", dated.end())
    provisions = read_provisions(text, dated.end() + comma)
    end = provisions.end if provisions else dated.end()
    return _cite(Span(found.start(), end), refid, "", provisions, kind)


def _named(text: str, found: re.Match[str]) -> Citation | None:
    name = found["named"]
    bare = name.lower().removesuffix("s") in _BARE
    dated = None if bare else _DAY_AFTER.match(text, found.end())
    if dated is not None and (cited := _named_and_dated(text, found, dated)) is not None:
        return cited
    provisions = read_provisions(text, found.end())
    if provisions is None and (noted := _NOTE_MARK.match(text, found.end())) is not None:
        provisions = read_provisions(text, noted.end())
    if provisions is None and bare:
        return None
    end = provisions.end if provisions else found.end()
    return _cite(Span(found.start(), end), "", name, provisions, _kind(name))


def _named_and_dated(text: str, found: re.Match[str], dated: re.Match[str]) -> Citation | None:
    """A name with the date and number after it: «båtloven 3. mars 2011 nr. 9 § 4»."""
    kind = _kind(found["named"])
    refid = dated_refid("lov" if kind is CitationKind.ACT else "forskrift", dated)
    provisions = read_provisions(text, dated.end())
    if not refid or provisions is None:
        return None
    return _cite(Span(found.start(), provisions.end), refid, "", provisions, kind)


def _kind(name: str) -> CitationKind:
    return CitationKind.REGULATION if "orskrift" in name else CitationKind.ACT


def _treaty(text: str, found: re.Match[str]) -> Citation | None:
    """An article of a convention or EU act that is named before it."""
    dated = _TREATY_DATE.match(text, found.end())
    start = dated.end() if dated else found.end()
    provisions = read_provisions(text, start, treaty=True)
    if provisions is None:
        return None
    name = found["treaty"].removesuffix("s")
    span = Span(found.start(), provisions.end)
    return _cite(span, "", name, provisions, CitationKind.TREATY)


def _article(text: str, found: re.Match[str]) -> Citation | None:
    """An article, with the EU act it is part of where that follows: «artikkel 5 i direktiv …»."""
    provisions = read_provisions(text, found.start(), treaty=True)
    if provisions is None:
        return None
    span = Span(found.start(), provisions.end)
    after = _IN_TREATY.match(text, provisions.end)
    if after is not None and not after["this"]:
        if after["name"]:
            span = Span(span.start, after.end("name"))
            name = after["name"].removesuffix("s")
            return _cite(span, "", name, provisions, CitationKind.TREATY)
        act = _anchors().search(text, after.start("act"), after.end("act") + 1)
        cited = _eu(text, act) if act is not None and act.lastgroup == "eu" else None
        if cited is not None and not cited.addresses:
            span = Span(span.start, cited.span.end)
            return _cite(span, cited.refid, "", provisions, CitationKind.EU)
    return _cite(span, "", "", provisions, CitationKind.TREATY)


_BARE = word_set(THE_ENACTMENT)


def _eu(text: str, found: re.Match[str]) -> Citation | None:
    number = _EU_NUMBER.match(text, found.end())
    if number is None:
        return None
    word = "direktiv" if "irektiv" in found["eu"] else "forordning"
    first, second = number["first"], number["second"]
    year, serial = (second, first) if number["nr"] and word == "forordning" else (first, second)
    if not number["nr"] and len(second) == 4 and len(first) != 4:
        year, serial = second, first
    if len(year) == 2:
        year = f"19{year}"
    refid = f"eu/3{year}{_EU_LETTERS[word]}{int(serial):04}" if len(year) == 4 else ""
    titled = _EU_TITLE.match(text, number.end())
    provisions = read_provisions(text, titled.end() if titled else number.end(), treaty=True)
    if provisions and text.startswith((", nr", " , nr"), number.end()):
        provisions = None  # the number is of what the act is listed in
    end = provisions.end if provisions else number.end()
    return _cite(Span(found.start(), end), refid, "", provisions, CitationKind.EU)


def _section(text: str, found: re.Match[str]) -> Citation | None:
    provisions = read_provisions(text, found.start())
    if provisions is None:
        return None
    return _followed(text, found.start(), provisions)


def _followed(text: str, start: int, provisions: Provisions) -> Citation:
    """A provision whose act may come after it: «§ 4 i forvaltningsloven»."""
    if (annexed := _annexed(text, start, provisions)) is not None:
        return annexed
    after = _IN_ACT.match(text, provisions.end)
    if after is not None:
        act = _anchors().match(text, after.end())
        if act is not None and act.lastgroup == "dated":
            cited = _dated(text, act)
            span = Span(start, act.end() if cited.addresses else cited.span.end)
            return _cite(span, cited.refid, "", provisions, cited.kind)
        if act is not None and act.lastgroup == "named" and not after["this"]:
            name = act["named"]
            return _cite(Span(start, act.end()), "", name, provisions, _kind(name))
    return _cite(Span(start, provisions.end), "", "", provisions, CitationKind.INTERNAL)


def _relative(text: str, found: re.Match[str]) -> Citation | None:
    provisions = read_provisions(text, found.start(), relative=True)
    if provisions is None:
        return None
    if (annexed := _annexed(text, found.start(), provisions)) is not None:
        return annexed
    if (section := _OF_SECTION.match(text, provisions.end)) is not None:
        over = read_provisions(text, section.end())
        if over is not None and len(over.places) == 1 and _holds(over.places[0], provisions):
            joined = tuple((*over.places[0], *steps) for steps in provisions.places)
            return _followed(text, found.start(), Provisions(joined, over.end, provisions.through))
    return _cite(Span(found.start(), provisions.end), "", "", provisions, CitationKind.RELATIVE)


def _annexed(text: str, start: int, provisions: Provisions) -> Citation | None:
    """A place in an annex to the EU act that is named after it."""
    annexed = _IN_ANNEX.match(text, provisions.end)
    act = _anchors().match(text, annexed.end()) if annexed else None
    cited = _eu(text, act) if act is not None and act.lastgroup == "eu" else None
    if annexed is None or cited is None or not cited.refid or cited.addresses:
        return None
    annex = Step(StepKind.ANNEX, annexed["label"])
    places = tuple(Address((annex, *steps), cited.refid) for steps in provisions.places)
    span = Span(start, cited.span.end)
    return Citation(span, cited.refid, "", places, CitationKind.EU, provisions.through)


def _holds(over: tuple[Step, ...], provisions: Provisions) -> bool:
    last, first = over[-1].kind, provisions.places[0][0].kind
    return last is StepKind.ARTICLE or (last is StepKind.PARAGRAPH and first is not last)


def _cite(
    span: Span, refid: str, name: str, provisions: Provisions | None, kind: CitationKind
) -> Citation:
    if provisions is None:
        return Citation(span, refid, name, (), kind)
    addresses = tuple(Address(steps, refid) for steps in provisions.places)
    return Citation(span, refid, name, addresses, kind, provisions.through)


_READERS = {
    "dated": _dated,
    "titled": _titled,
    "named": _named,
    "eu": _eu,
    "treaty": _treaty,
    "article": _article,
    "section": _section,
    "chapter": _section,
    "relative": _relative,
}
