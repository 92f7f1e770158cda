"""One finding for one stretch of words: overlaps are settled within a category, never across."""

from __future__ import annotations

from collections.abc import Iterable

from regcheck.findings.judge import Judged
from regcheck.text.span import disjoint

_WHOLE_SENTENCE = frozenset({"readability", "structure"})
"""Categories whose findings cover sentences or more; there only one rule's own findings compete."""


def without_overlaps(judged: Iterable[Judged]) -> list[Judged]:
    """Those that stay: of two in a category that share words the graver one, then the longer, then
    the one that stands first, then the one whose rule comes first."""
    competing: dict[str, list[Judged]] = {}
    for one in judged:
        category = one.rule.category
        competing.setdefault(one.rule.id if category in _WHOLE_SENTENCE else category, []).append(
            one
        )
    return [kept for mine in competing.values() for kept in disjoint(sorted(mine, key=_rank))]


def in_order(judged: Iterable[Judged]) -> list[Judged]:
    """The order of every report: by place in the text, then by rule."""
    return sorted(judged, key=lambda j: (j.span.start, j.span.end, j.rule.id))


def _rank(judged: Judged) -> tuple[int, int, int, str]:
    return (-judged.severity, -len(judged.span), judged.span.start, judged.rule.id)
