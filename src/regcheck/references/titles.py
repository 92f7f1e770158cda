"""Acts and regulations that a text calls by their titles: «lov om båter og brygger § 4»."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from regcheck.law.address import Address
from regcheck.law.citations import Citation, CitationKind, find_citations
from regcheck.law.vocabulary import AN_ENACTMENT, REGULATIONS, either_case
from regcheck.text.span import Span

Titled = Callable[[str], tuple[str, int]]
"""From words that may begin with a title to the id of the text and the title's length, or zero."""

_TITLE = re.compile(rf"(?<![\w-])(?P<kind>{either_case(AN_ENACTMENT)}) (?=(?:om|til) [\wæøåÆØÅ«])")
_MOST = 240
_IS_NONE = re.compile(
    r"\b(?:denne|desse|dette|slik|egen|eigen|ny|nye|nærmere|nærare|midlertidig|mellombels) $"
    r"|\b(?:gi|gir|gis|gitt|gje|gjev|gjeve|gjevast|fastsett?\w*|fastset|utferd\w*|vedta\w*|[Gg]jennom)"
    r"(?: \w+){0,2} $",
)
_JOINS = re.compile(r",? (?:i|til|etter|av) (?:den )?$")
_BRACKET = re.compile(r" ?\([\w -]{2,60}\)")
_DATE = re.compile(
    r",? ?(?:av )?\d{1,2}\.? [a-z]{3,9}\.? (?P<year>\d{4})\b(?:,? nr\.? ?\d{1,6}(?!\d))?"
)
_UNTIL_DATE = re.compile(
    r"(?:om|til) (?:(?!\b(?:lov|forskrift))[^.;:§()\n]"
    r"|\bm\.(?=m\.|v\.)|(?<=\bm\.[mv])\.|(?<=\bmv)\.){3,160}?,? "
    r"(?:av )?(?P<date>\d{1,2}\.? [a-z]{3,9}\.? \d{4},? nr\.? ?\d{1,6})(?!\d)"
)
_SPACE = re.compile(r"(?: ?,)? ?(?=§|[Kk]ap)")
_REGULATION_TO = re.compile(
    rf"(?:{either_case(REGULATIONS)})(?: \d\S* \w+ \d{{4}} nr\. ?\d+)? til $"
)


def with_titles(citations: Sequence[Citation], text: str, titled: Titled) -> list[Citation]:
    """The citations of a text and those by title, in order; a section just before or after a title
    is of the text with that title."""
    found = list(citations)
    for span, refid in list(_titles(text, titled)):
        _put(found, text, span, refid)
    return found


def _titles(text: str, titled: Titled) -> Iterator[tuple[Span, str]]:
    """Where the text names titles that are known, and the ids."""
    at = 0
    while (found := _TITLE.search(text, at)) is not None:
        at = found.end()
        start = found.start()
        regulation = found["kind"].lower().startswith("forskrift")
        if regulation and _IS_NONE.search(text, max(0, start - 40), start):
            continue
        if not regulation and text.endswith(
            ("denne ", "desse ", "dette ", "ny ", "egen "), 0, start
        ):
            continue
        kind = "forskrift" if regulation else "lov"
        rest = text[found.end() : found.end() + _MOST]
        refid, length = titled(f"{kind} {rest}")
        if not refid:
            refid, length = _dated(kind, rest)
        if not refid:
            continue
        end = found.end() + length - len(kind) - 1
        bracket = _BRACKET.match(text, end)
        at = bracket.end() if bracket else end
        dated = _DATE.match(text, at)
        if dated is None or f"/{dated['year']}-" in refid:
            at = dated.end() if dated else at
            yield Span(start, at), refid


def _dated(kind: str, rest: str) -> tuple[str, int]:
    """The id that the date and number at the end of a title give, and the title's length: «lov om
    båter av 3. mars 2011 nr. 9»."""
    match = _UNTIL_DATE.match(rest)
    cited = find_citations(f"{kind} {match['date']}") if match else []
    if match is None or not cited or not cited[0].refid:
        return "", 0
    return cited[0].refid, len(kind) + 1 + match.start("date")


def _put(found: list[Citation], text: str, span: Span, refid: str) -> None:
    """Put a citation by title among the others, joined with the section beside it."""
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
    """Whether a citation is of a section and says nothing of the text it is in."""
    return citation.kind is CitationKind.INTERNAL and not citation.refid
