"""Words of one rule that stand side by side are one finding: «trygg og forsvarlig måte»."""

from __future__ import annotations

import re
from collections.abc import Iterable

from regcheck.findings.judge import Judged
from regcheck.findings.overlap import in_order
from regcheck.segments.view import Segments
from regcheck.text.span import Span

_CATEGORIES = frozenset({"discretion", "once-only"})
_BETWEEN = re.compile(r" |,? ?(?:og|eller|samt|med|og/eller|and|or) (?:[^\W\d_]+ )?|, ")
_LONGEST = 60
"""No longer than people read at a glance."""


def side_by_side(segments: Segments, judged: Iterable[Judged]) -> list[Judged]:
    """With findings of the same rule joined that nothing but «og», «eller» or a comma parts, and
    perhaps one word."""
    kept: list[Judged] = []
    last: dict[str, int] = {}
    for one in in_order(list(judged)):
        category = one.rule.category
        place = last.get(category)
        before = kept[place] if place is not None else None
        if before is not None and place is not None and _adjoin(segments, before, one):
            kept[place] = _joined(before, one)
            continue
        if category in _CATEGORIES:
            last[category] = len(kept)
        kept.append(one)
    return kept


def _adjoin(segments: Segments, before: Judged, one: Judged) -> bool:
    alike = before.rule is one.rule and before.match.leaf == one.match.leaf
    if not alike or before.severity != one.severity or before.entry is not one.entry:
        return False
    between = segments.text[before.span.end : one.span.start]
    short = one.span.end - before.span.start <= _LONGEST
    return short and _BETWEEN.fullmatch(between) is not None


def _joined(before: Judged, one: Judged) -> Judged:
    span = Span(before.span.start, one.span.end)
    whole = Span(before.match.whole.start, max(before.match.whole.end, one.match.whole.end))
    return before._replace(match=before.match._replace(span=span, whole=whole))
