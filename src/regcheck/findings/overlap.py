"""One finding for one stretch of words: overlaps are settled within a category, and across them
only where a rule says that it yields to another."""

from __future__ import annotations

from collections.abc import Iterable

from regcheck.base.text.span import disjoint
from regcheck.findings.judge import Judged
from regcheck.packs.model import Overlap


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
