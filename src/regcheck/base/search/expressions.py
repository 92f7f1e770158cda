"""Regular expressions that are compiled on first use and guarded by a time limit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from regcheck.base.text.patterns import pattern
from regcheck.base.text.span import Span

TIME_LIMIT = 2.0
"""Seconds one search of one expression in one segment may take."""
_PLAIN = pattern(r"[\w |-]+")


class SlowExpressionError(Exception):
    """A search reached the time limit; its rule is skipped for the document."""


def slow_reason(slow: SlowExpressionError) -> str:
    """Why a rule was left out, for people."""
    return f"time limit in «{slow}»"


class UnguardedExpression:
    """An expression of `re` with the methods of one of `regex`; it knows no time limit."""

    __slots__ = ("_compiled",)

    def __init__(self, compiled: re.Pattern[str]) -> None:
        self._compiled = compiled

    def finditer(
        self, text: str, start: int, end: int, timeout: float = 0
    ) -> Iterator[re.Match[str]]:
        """Every match."""
        return self._compiled.finditer(text, start, end)

    def search(self, text: str, start: int, end: int, timeout: float = 0) -> re.Match[str] | None:
        """The first match."""
        return self._compiled.search(text, start, end)


def guarded(pattern: str, flags: int) -> Any:
    """An expression of the module `regex`, or of `re` in a browser, which lacks that."""
    try:
        import regex
    except ImportError:
        return UnguardedExpression(re.compile(pattern, flags))
    return regex.compile(pattern, regex.IGNORECASE if flags & re.IGNORECASE else 0)


class Expression:
    """A regular expression with a guard on its time.

    `on_lowered` expressions hold lower-case words only and are run on lower-case text, as are plain
    words, with `|` between; the others ignore case unless `cased`. `anchors` are lower-case strings
    one of which is in every match.
    """

    __slots__ = ("_compiled", "anchors", "cased", "has_mark", "on_lowered", "pattern")

    def __init__(
        self,
        pattern: str,
        *,
        on_lowered: bool = False,
        cased: bool = False,
        anchors: tuple[str, ...] = (),
    ) -> None:
        self.pattern = pattern
        self.anchors = anchors
        self.has_mark = "(?P<marked>" in pattern
        is_plain = _PLAIN.fullmatch(pattern) is not None and pattern == pattern.lower()
        self.on_lowered = on_lowered or (is_plain and not cased)
        self.cased = cased
        self._compiled: Any = None

    def may_be_in(self, lowered: str, start: int, end: int) -> bool:
        """Whether one of the anchors is there; true when none are known."""
        for anchor in self.anchors:
            if lowered.find(anchor, start, end) >= 0:
                return True
        return not self.anchors

    def _ready(self) -> Any:
        if self._compiled is None:
            cased = self.on_lowered or self.cased
            self._compiled = guarded(self.pattern, 0 if cased else re.IGNORECASE)
        return self._compiled

    def find(
        self, text: str, lowered: str, start: int, end: int, limit: float = TIME_LIMIT
    ) -> list[tuple[Span, Span]]:
        """Each match in `start`…`end` as (reported, whole). Raises SlowExpressionError."""
        if self.anchors and not self.may_be_in(lowered, start, end):
            return []
        subject = lowered if self.on_lowered else text
        matches = self._ready().finditer(subject, start, end, timeout=limit)
        try:
            return [self._place(match) for match in matches if match.end() > match.start()]
        except TimeoutError as slow:
            raise SlowExpressionError(self.pattern) from slow

    def _place(self, match: re.Match[str]) -> tuple[Span, Span]:
        whole = Span(*match.span())
        marked = match.span("marked") if self.has_mark else (-1, -1)
        return (Span(*marked) if marked[1] > marked[0] >= 0 else whole), whole

    def is_in(self, text: str, lowered: str, start: int, end: int) -> bool:
        """Whether there is a match in `start`…`end`. Raises SlowExpressionError."""
        if self.anchors and not self.may_be_in(lowered, start, end):
            return False
        subject, ready = lowered if self.on_lowered else text, self._ready()
        try:
            return ready.search(subject, start, end, timeout=TIME_LIMIT) is not None
        except TimeoutError as slow:
            raise SlowExpressionError(self.pattern) from slow
