"""Citations that need a whole document or body of law to be recognised: acts and regulations by
title («lov om båter og brygger § 4»), annexes, and numbers alone («som nevnt i nr. 2»)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from regcheck.base.text.patterns import pattern
from regcheck.base.text.span import Span
from regcheck.law.address import Address, Step, StepKind
from regcheck.law.citations import Citation, CitationKind
from regcheck.law.dated import DATED
from regcheck.law.provisions import read_provisions
from regcheck.law.vocabulary import AN_ENACTMENT, REGULATIONS, THE_ENACTMENT, either_case

Titled = Callable[[str], tuple[str, int]]
"""From words that may begin with a title to the id of the document and the length of the title, or
zero."""

_TITLE = pattern(rf"(?<![\w-])(?P<kind>{either_case(AN_ENACTMENT)}) (?=(?:om|til) [\wæøåÆØÅ«])")
_MOST = 240
_IS_NONE = pattern(
    r"\b(?:denne|desse|dette|slik|egen|eigen|ny|nye|nærmere|nærare|midlertidig|mellombels) $"
    r"|\b(?:gi|gir|gis|gitt|gje|gjev|gjeve|gjevast|fastsett?\w*|fastset|utferd\w*|vedta\w*|[Gg]jennom)"
    r"(?: \w+){0,2} $",
)
_NO_ACT = ("denne ", "desse ", "dette ", "ny ", "egen ")
_JOINS = pattern(r",? (?:i|til|etter|av) (?:den )?$")
_BRACKET = pattern(r" ?\([\w -]{2,60}\)")
_DATE = pattern(rf",? ?(?:av )?{DATED}(?!\d)")
_SPACE = pattern(r"(?: ?,)? ?(?=§|[Kk]ap)")
_REGULATION_TO = pattern(rf"(?:{either_case(REGULATIONS)})(?: \d\S* \w+ \d{{4}} nr\. ?\d+)? til $")
EEA = "EØS-avtalen"
_LABEL = r"(?:[IVXL]{1,6}[ab]?|\d{1,2}[a-z]?|[A-H])(?![\w.]\w|\w)"
_ANNEX = pattern(
    rf"\b[Vv]edlegg(?:ene|a|et)? (?P<labels>{_LABEL}(?:(?:, | og | eller | til |–){_LABEL}){{0,9}})"
)
_SPLIT = pattern(r", | og | eller | til |–")
_EEA_BEFORE = pattern(r"\b(?:EØS-avtal(?:en|a)s?|avtal(?:en|a)s),? $")
_OTHER_BEFORE = pattern(
    r"(?:avtal|konvensjon|protokoll|forordning|direktiv|traktat|beslutning|vedtak|koden)\w*,? $"
    r"|/\w+,? $|\d,? $",
    re.IGNORECASE,
)
_OF_THIS = pattern(rf" (?:til|i) (?:denne|{THE_ENACTMENT})\b")
_OF_OTHER = pattern(r" (?:til|i) (?=\S)|,? (?:og )?protokoll \d")
_ALSO = pattern(r"(?: del [\d.]+)?(?: (?:nr\.|punkt) ?\S{1,12})?(?: og|,| samt) $")
_INTO = pattern(
    r" (?:til|i) (?:delegert |gjennomførings)?(?:europaparlaments- og )?"
    r"(?=(?:råds|kommisjons)?(?:forord|direk))",
    re.IGNORECASE,
)
_NUMBER = pattern(
    r"\b(?:i|under|etter|av|til|jf\.|jfr\.|denne (?:paragraf|artikkel|bestemmelse)(?:en)?) "
    r"(?=nr\. ?\d{1,2}(?:[ ,.;)]|$)"
    r"(?! (?:i|av|til) \w*(?:lov|forsk)))"
)


def with_titles(citations: Sequence[Citation], text: str, titled: Titled) -> list[Citation]:
    """The citations of a passage together with those by title, in order; a section just before or
    after a title belongs to the document with that title."""
    found = list(citations)
    for span, refid in list(_titles(text, titled)):
        _put_title(found, text, span, refid)
    return found


def _titles(text: str, titled: Titled) -> Iterator[tuple[Span, str]]:
    at = 0
    while (found := _TITLE.search(text, at)) is not None:
        at = found.end()
        start = found.start()
        regulation = found["kind"].lower().startswith("forskrift")
        if regulation and _IS_NONE.search(text, max(0, start - 40), start):
            continue
        if not regulation and text.endswith(_NO_ACT, 0, start):
            continue
        kind = "forskrift" if regulation else "lov"
        rest = text[found.end() : found.end() + _MOST]
        refid, length = titled(f"{kind} {rest}")
        if not refid:
            continue
        end = found.end() + length - len(kind) - 1
        bracket = _BRACKET.match(text, end)
        at = bracket.end() if bracket else end
        dated = _DATE.match(text, at)
        if dated is None or f"/{dated['year']}-" in refid:
            at = dated.end() if dated else at
            yield Span(start, at), refid


def _put_title(found: list[Citation], text: str, span: Span, refid: str) -> None:
    """Insert a citation by title among the others, joined with the section beside it."""
    kind = CitationKind.ACT if refid.startswith("lov/") else CitationKind.REGULATION
    start, end = span.start, span.end
    addresses: tuple[Address, ...] = ()
    through = False
    index = next((at for at, one in enumerate(found) if one.span.end > start), len(found))
    while index < len(found) and found[index].span.start < end:
        inside = found[index]
        if inside.refid or inside.span.end > end:  # a dated citation has its title with it
            if not (inside.kind is CitationKind.ACT and not inside.refid):
                return
            addresses, through, end = inside.addresses, inside.through, max(end, inside.span.end)
        del found[index]
    after = found[index] if index < len(found) else None
    of_act = text.endswith(" til ", 0, start) and _REGULATION_TO.search(
        text[max(0, start - 60) : start]
    )
    if not addresses and after is not None and _is_bare(after) and not of_act:
        gap = _SPACE.match(text, end)
        if gap is not None and gap.end() == after.span.start:
            addresses, through, end = after.addresses, after.through, after.span.end
            del found[index]
    before = found[index - 1] if index else None
    joins = before is not None and _JOINS.fullmatch(text, before.span.end, start)
    if not addresses and before is not None and _is_bare(before) and joins:
        addresses, through, start = before.addresses, before.through, before.span.start
        index -= 1
        del found[index]
    placed = tuple(Address(one.steps, refid) for one in addresses)
    found.insert(index, Citation(Span(start, end), refid, "", placed, kind, through))


def _is_bare(citation: Citation) -> bool:
    return citation.kind is CitationKind.INTERNAL and not citation.refid


def with_annexes(citations: Sequence[Citation], text: str) -> list[Citation]:
    """The citations of a passage together with the annexes in it; annexes to the document itself
    are `RELATIVE`, with an annex as their first step."""
    found = list(citations)
    for match in _ANNEX.finditer(text):
        if any(one.span.start < match.start() < one.span.end for one in found):
            continue
        _put_annex(found, text, match)
    return sorted(found, key=lambda one: one.span.start)


def _put_annex(found: list[Citation], text: str, match: re.Match[str]) -> None:
    """Insert an annex among the citations, joined with the act before or after it."""
    places, end = _places(text, match)
    over = [one for one in found if match.start() <= one.span.start < end]
    if any(one.kind not in (CitationKind.RELATIVE, CitationKind.INTERNAL) for one in over):
        return
    start, refid, name, kind = match.start(), "", "", CitationKind.RELATIVE
    before = next((one for one in found if one.span.end in (start - 1, start - 2)), None)
    into = _INTO.match(text, end)
    after = next((one for one in found if into and one.span.start == into.end()), None)
    if _EEA_BEFORE.search(text[:start][-20:]):
        name, kind = EEA, CitationKind.TREATY
    elif before is not None and before.kind is CitationKind.EU and not before.addresses:
        start, refid, kind = before.span.start, before.refid, CitationKind.EU
        over.append(before)
    elif after is not None and after.kind is CitationKind.EU and not after.addresses:
        end, refid, kind = after.span.end, after.refid, CitationKind.EU
        over.append(after)
    elif (last := _last_annex(found, text, start)) is not None:
        refid, name, kind = last.refid, last.act_name, last.kind
    elif _OTHER_BEFORE.search(text[:start][-30:]) or (
        _OF_OTHER.match(text, end) and not _OF_THIS.match(text, end)
    ):
        return
    found[:] = [one for one in found if one not in over]
    addresses = tuple(Address(steps, refid) for steps in places)
    found.append(Citation(Span(start, end), refid, name, addresses, kind))


def _last_annex(found: list[Citation], text: str, start: int) -> Citation | None:
    """The annex of another document that this one is listed with: «EØS-avtalen vedlegg I og vedlegg
    II»."""
    for one in found:
        steps = one.addresses[-1].steps if one.addresses else ()
        of_other = one.kind in (CitationKind.TREATY, CitationKind.EU) and bool(steps)
        if not of_other or steps[0].kind is not StepKind.ANNEX or one.span.end >= start:
            continue
        if _ALSO.fullmatch(text, one.span.end, start):
            return one
    return None


def _places(text: str, match: re.Match[str]) -> tuple[list[tuple[Step, ...]], int]:
    """The places that a mention of annexes names, what follows the last one included, and its
    end."""
    labels = _SPLIT.split(match["labels"])
    places: list[tuple[Step, ...]] = [(Step(StepKind.ANNEX, label),) for label in labels]
    inside = read_provisions(text, match.end(), treaty=True)
    if inside is None or inside.places[0][0].kind is StepKind.ARTICLE:
        return places, match.end()
    return [*places[:-1], *((*places[-1], *steps) for steps in inside.places)], inside.end


def with_numbers(citations: Sequence[Citation], text: str) -> list[Citation]:
    """The citations of a passage together with the numbers that stand alone («som nevnt i nr. 2
    bokstav a»)."""
    found = list(citations)
    for match in _NUMBER.finditer(text):
        if any(one.span.start <= match.start() < one.span.end for one in found):
            continue
        provisions = read_provisions(text, match.end(), relative=True)
        if provisions is None:
            continue
        span = Span(match.end(), provisions.end)
        over = [one for one in found if span.start <= one.span.start < span.end]
        if any(one.kind is not CitationKind.RELATIVE for one in over):
            continue
        places = tuple(Address(steps, "") for steps in provisions.places)
        found = [one for one in found if one not in over]
        found.append(Citation(span, "", "", places, CitationKind.RELATIVE, provisions.through))
    return sorted(found, key=lambda one: one.span.start)


def relative_step(citation: Citation) -> Step | None:
    """The first step of a citation that names no document: an annex to the document it stands in,
    an item for a number that stands alone."""
    if citation.kind is not CitationKind.RELATIVE or not citation.addresses:
        return None
    return next(iter(citation.addresses[0].steps), None)
