"""Matches: what the engine finds before anything is judged."""

from __future__ import annotations

from typing import NamedTuple

from regcheck.text.span import Span


class Match(NamedTuple):
    """A rule's pattern found in a leaf, its word conditions met.

    `rule` indexes the rule set; `leaf` the document's leaves. `span` is what is reported, in one
    leaf; `whole` what the pattern covers there; `others` the parts of it in other leaves. `entry`
    indexes a term sheet or is -1; `value` and `limit` belong to measures.
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
