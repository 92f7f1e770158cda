"""Matches: what the engine finds before anything is judged."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from regcheck.base.text.span import Span, disjoint
from regcheck.base.values import Value


class Match(NamedTuple):
    """A rule's pattern found in a leaf, its word conditions met.

    `rule` indexes the rule set; `leaf` the document's leaves. `span` is what is reported, in one
    leaf; `whole` what the pattern covers there; `others` the parts of it in other leaves. `entry`
    indexes a term sheet or is -1; `value` and `limit` belong to measures; `words` stand for
    `{suggestion}` where there is no entry.
    """

    rule: int
    leaf: int
    span: Span
    whole: Span
    trigger: int = -1
    others: tuple[Span, ...] = ()
    entry: int = -1
    value: float = 0.0
    limit: float = 0.0
    words: str = ""


class Matches(Value, frozen=True):
    """What matching a document gives: matches in text order, and rules that were given up."""

    found: tuple[Match, ...]
    skipped: tuple[tuple[str, str], ...] = ()


def longest(found: Iterable[Match]) -> list[Match]:
    """Of each rule's overlapping matches the longest, the first of equally long ones."""
    by_rule: dict[int, list[Match]] = {}
    for match in found:
        by_rule.setdefault(match.rule, []).append(match)
    kept: list[Match] = []
    for mine in by_rule.values():
        mine.sort(key=lambda m: (-len(m.span), m.span, m.trigger, m.entry, m.others))
        kept += disjoint(mine)
    return sorted(kept, key=lambda m: (m.span.start, m.span.end, m.rule))
