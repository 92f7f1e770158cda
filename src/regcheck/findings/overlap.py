"""One finding for one stretch of words: overlaps are settled within a category, and across them
only where a rule says that it yields to another; words of one rule that stand side by side are one
finding («trygg og forsvarlig måte»)."""

from __future__ import annotations

from collections.abc import Iterable

from regcheck.base.text.patterns import pattern
from regcheck.base.text.span import Span, disjoint
from regcheck.document.segments.view import Segments
from regcheck.findings.judge import Judged
from regcheck.packs.model import Overlap

_BETWEEN = pattern(r" |,? ?(?:og|eller|samt|med|og/eller|and|or) (?:[^\W\d_]+ )?|, ")
_LONGEST = 60
"""No longer than people read at a glance."""


def without_overlaps(judged: Iterable[Judged]) -> list[Judged]:
    """Of two findings of a category that share words, keep the graver, then the longer, then the
    first, then that of the first rule. With `overlap: rule` only a rule's own findings compete."""
    competing: dict[str, list[Judged]] = {}
    for one in judged:
        alone = one.rule.overlap is Overlap.RULE
        competing.setdefault(one.rule.id if alone else one.rule.category, []).append(one)
    kept = [kept for mine in competing.values() for kept in disjoint(sorted(mine, key=_rank))]
    return _without_yielding(kept)


def _without_yielding(judged: list[Judged]) -> list[Judged]:
    """Without those whose rule yields to one that found some of the same words and takes them as
    seriously."""
    by_rule: dict[str, list[Judged]] = {}
    for one in judged:
        by_rule.setdefault(one.rule.id, []).append(one)

    def yields(one: Judged) -> bool:
        return any(
            other.severity >= one.severity and other.span.overlaps(one.span)
            for rule in one.rule.yields_to
            for other in by_rule.get(rule, ())
        )

    return [one for one in judged if not (one.rule.yields_to and yields(one))]


def in_order(judged: Iterable[Judged]) -> list[Judged]:
    """The order of every report: by place in the text, then by rule."""
    return sorted(judged, key=lambda one: (one.match.span, one.rule.id))


def _rank(judged: Judged) -> tuple[int, int, int, str]:
    return (-judged.severity, -len(judged.span), judged.span.start, judged.rule.id)


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
