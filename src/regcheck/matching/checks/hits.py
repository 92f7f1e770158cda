"""What a computed check gives."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from regcheck.base.text.span import Span
from regcheck.base.values import Value
from regcheck.document.segments.view import Segments


class CheckHit(Value, frozen=True):
    """What a check found: a place in one leaf, the measured value with the limit it passed or the
    percentile it reached, other places it rests on, and the words that stand for `{suggestion}` in
    what is said of it."""

    leaf: int
    span: Span
    value: float = 0.0
    limit: float = 0.0
    related: tuple[Span, ...] = ()
    words: str = ""


Check = Callable[[Segments, Mapping[str, str]], Iterable[CheckHit]]
"""A check takes a document's segments and the options of the pattern that names it."""
