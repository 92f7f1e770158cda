"""Words of one rule that stand side by side are one finding: «trygg og forsvarlig måte»."""

from __future__ import annotations

from collections.abc import Iterable

from regcheck.base.text.patterns import pattern
from regcheck.base.text.span import Span
from regcheck.document.segments.view import Segments
from regcheck.findings.judge import Judged
from regcheck.findings.overlap import in_order

_BETWEEN = pattern(r" |,? ?(?:og|eller|samt|med|og/eller|and|or) (?:[^\W\d_]+ )?|, ")
_LONGEST = 60
"""No longer than people read at a glance."""


def side_by_side(segments: Segments, judged: Iterable[Judged]) -> list[Judged]:
    """With findings of a rule that asks for it joined where nothing but «og», «eller» or a comma
    parts them, and perhaps one word; a finding of another rule of the category keeps them apart."""
    kept: list[Judged] = []
    last: dict[str, int] = {}
    for one in in_order(list(judged)):
        place = last.get(one.rule.category, -1)
        if place >= 0 and _adjoin(segments, kept[place], one):
            kept[place] = _joined(kept[place], one)
        else:
            last[one.rule.category] = len(kept)
            kept.append(one)
    return kept


def _adjoin(segments: Segments, before: Judged, one: Judged) -> bool:
    alike = before.rule is one.rule and before.entry is one.entry
    if not (alike and one.rule.join_adjoining and before.severity == one.severity):
        return False
    if before.match.leaf != one.match.leaf:
        return False
    between = segments.text[before.span.end : one.span.start]
    short = one.span.end - before.span.start <= _LONGEST
    return short and _BETWEEN.fullmatch(between) is not None


def _joined(before: Judged, one: Judged) -> Judged:
    span = Span(before.span.start, one.span.end)
    whole = Span(before.match.whole.start, max(before.match.whole.end, one.match.whole.end))
    return before._replace(match=before.match._replace(span=span, whole=whole))
