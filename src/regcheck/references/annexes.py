"""Annexes that a text refers to: its own, those of an EU act and those of the EEA Agreement."""

from __future__ import annotations

import re
from collections.abc import Sequence

from regcheck.law.address import Address, Step, StepKind
from regcheck.law.citations import Citation, CitationKind
from regcheck.law.provisions import read_provisions
from regcheck.law.vocabulary import THE_ENACTMENT
from regcheck.text.span import Span

EEA = "EØS-avtalen"
_LABEL = r"(?:[IVXL]{1,6}[ab]?|\d{1,2}[a-z]?|[A-H])(?![\w.]\w|\w)"
_ANNEX = re.compile(
    rf"\b[Vv]edlegg(?:ene|a|et)? (?P<labels>{_LABEL}(?:(?:, | og | eller | til |–){_LABEL}){{0,9}})"
)
_SPLIT = re.compile(r", | og | eller | til |–")
_EEA_BEFORE = re.compile(r"\b(?:EØS-avtal(?:en|a)s?|avtal(?:en|a)s),? $")
_OTHER_BEFORE = re.compile(
    r"(?:avtal|konvensjon|protokoll|forordning|direktiv|traktat|beslutning|vedtak|koden)\w*,? $"
    r"|/\w+,? $|\d,? $",
    re.IGNORECASE,
)
_OF_THIS = re.compile(rf" (?:til|i) (?:denne|{THE_ENACTMENT})\b")
_OF_OTHER = re.compile(r" (?:til|i) (?=\S)|,? (?:og )?protokoll \d")
_ALSO = re.compile(r"(?: del [\d.]+)?(?: (?:nr\.|punkt) ?\S{1,12})?(?: og|,| samt) $")
_INTO = re.compile(
    r" (?:til|i) (?:delegert |gjennomførings)?(?:europaparlaments- og )?"
    r"(?=(?:råds|kommisjons)?(?:forord|direk))",
    re.IGNORECASE,
)


def with_annexes(citations: Sequence[Citation], text: str) -> list[Citation]:
    """The citations of a text and the annexes in it; those of the text itself are `RELATIVE` with
    an annex as their first step."""
    found = list(citations)
    for match in _ANNEX.finditer(text):
        if any(one.span.start < match.start() < one.span.end for one in found):
            continue
        _put(found, text, match)
    return sorted(found, key=lambda one: one.span.start)


def is_annex(citation: Citation) -> bool:
    """Whether a citation is an annex of the text it stands in."""
    steps = citation.addresses[0].steps if citation.addresses else ()
    relative = citation.kind is CitationKind.RELATIVE
    return relative and bool(steps) and steps[0].kind is StepKind.ANNEX


def _put(found: list[Citation], text: str, match: re.Match[str]) -> None:
    """Put an annex among the citations, joined with the act before or after it."""
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
    """The annex of another text that this one stands beside: «EØS-avtalen vedlegg I og vedlegg
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
    """The places that a mention of annexes names, with what follows of the last, and its end."""
    labels = _SPLIT.split(match["labels"])
    places: list[tuple[Step, ...]] = [(Step(StepKind.ANNEX, label),) for label in labels]
    inside = read_provisions(text, match.end(), treaty=True)
    if inside is None or inside.places[0][0].kind is StepKind.ARTICLE:
        return places, match.end()
    return [*places[:-1], *((*places[-1], *steps) for steps in inside.places)], inside.end
