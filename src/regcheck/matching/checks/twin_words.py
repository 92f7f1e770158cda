"""Compounds whose last parts name one thing: «merkostnader» and «merutgifter»."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from regcheck.base.text.patterns import pattern
from regcheck.base.text.span import Span
from regcheck.document.segments.outline import is_law
from regcheck.document.segments.view import Segments
from regcheck.matching.checks.hits import CheckHit
from regcheck.terms.definitions import defined_terms

_SAME = (
    ("tilskudd", "støtte", "stønad"),
    ("tilskot", "støtte", "stønad"),
    ("reglement", "regler"),
    ("reglement", "reglar"),
    ("reglement", "regelverk"),
    ("kostnad", "utgift"),
    ("dekning", "finansiering"),
    ("nemnd", "utvalg"),
)
"""Last parts that name one thing."""
_AID = "stat"
"""Not so after this: «statsstøtte» is forbidden, «statstilskudd» is not."""
_Compound = tuple[str, str]
_BEFORE = pattern(r"[a-zæøå]{3,}$")
_AFTER = pattern(r"(?:er|en|et|ene|ane|a|ar|e|ets|ens|s)?(?!\w)")
_LONGEST, _NEAR, _OFTEN = 30, 60, 2
"""Letters of a first part; code points between two words that are told apart; uses of a word."""


def twin_words(segments: Segments, options: Mapping[str, str]) -> Iterator[CheckHit]:
    """The first use of the rarer of two compounds for the same thing; the other stands for
    `{suggestion}`. Words that stand side by side once, or are both defined, are told apart."""
    if segments.document.meta.kind.is_amending:
        return
    places = _places(segments)
    defined = " ".join(term.term for term in defined_terms(segments))
    told: set[Span] = set()
    for one, other in _pairs(places):
        rare, common = sorted((places[one], places[other]), key=len)
        apart = not any(_is_near(span, common) for span in rare)
        known = "".join(one) in defined and "".join(other) in defined
        if apart and not known and len(common) >= _OFTEN and rare[0] not in told:
            told.add(rare[0])
            word = common[0].of(segments.text)
            yield CheckHit(
                segments.leaf_at(rare[0].start), rare[0], related=(common[0],), words=word
            )


def _is_near(span: Span, others: Sequence[Span]) -> bool:
    """Whether one of some places, in text order, is near another."""
    after = bisect_left(others, span)
    return any(
        abs(span.start - one.start) <= _NEAR for one in others[max(after - 1, 0) : after + 1]
    )


def _places(segments: Segments) -> dict[_Compound, list[Span]]:
    """Where each compound stands in law, by its first and last part."""
    text = segments.lowered
    found: dict[_Compound, list[Span]] = defaultdict(list)
    for last in sorted({word for group in _SAME for word in group}):
        for at in (word.start() for word in re.finditer(last, text)):
            first = _BEFORE.search(text, max(at - _LONGEST, 0), at)
            after = _AFTER.match(text, at + len(last))
            leaf = segments.leaf_at(at)
            if first and after and leaf >= 0 and is_law(segments.leaves[leaf]):
                found[first[0].removesuffix("s"), last].append(Span(first.start(), after.end()))
    return found


def _pairs(places: Mapping[_Compound, list[Span]]) -> Iterator[tuple[_Compound, _Compound]]:
    for first in sorted({first for first, _ in places if first != _AID}):
        for group in _SAME:
            yield from combinations([(first, last) for last in group if (first, last) in places], 2)
