"""Regular expressions that are compiled on first use and guarded by a time limit, unless they are
tame: those cannot take long on a short text. Phrases repeat only words in between and the rest of a
word; how many of these follow each other decides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import prod
from typing import Any

from regcheck.base.text.patterns import pattern
from regcheck.base.text.span import Span

_GAP = pattern(r"\(\?:\[\^\\s;:\]\+ \)\{\d+,(\d+)\}")
_TOKEN = pattern(r"(?P<rest>\\w\*(?![*+?])|\\w\+\+)|\\.|\[(?:\\.|[^\]\\])*\]|(?P<sign>[ (|)*+{])")
_MOST_WAYS = 1_000
_MOST_OPEN = 2


def is_tame(pattern: str) -> bool:
    """Whether an expression repeats only what phrases do, with few ways to lay it out."""
    gaps = [int(most) + 1 for most in _GAP.findall(pattern)]
    return prod(gaps) <= _MOST_WAYS and _most_open(_GAP.sub(" ", pattern)) <= _MOST_OPEN


def _most_open(pattern: str) -> float:
    """The most open ends in one word, by the worst branches; infinity for other repeats."""
    most = 0
    outer: list[tuple[int, int]] = []
    before = here = 0  # the worst of the branches before this one, and this one so far
    for token in _TOKEN.finditer(pattern):
        sign = token["sign"]
        if token["rest"]:
            here += 1
        elif sign == "(":
            outer.append((before, here))
            before = here = 0
        elif sign == "|":
            before, here = max(before, here), 0
        elif sign == ")" and outer:
            worst = max(before, here)
            before, here = outer.pop()
            here += worst
        elif sign == " " and not outer:
            most, here = max(most, here), 0
        elif sign in ("*", "+", "{"):
            return float("inf")
    return max(most, before, here)


TIME_LIMIT = 2.0
"""Seconds one search of one expression in one segment may take."""
SHORT = 4_000
"""Code points up to which a tame expression needs no time limit."""


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

    Searches are done with the module `regex`, which can be told to stop (`guarded`). Only tame
    expressions that heed case, as phrases become, are left to `re` where the text is short: it
    compiles them sooner.
    """

    __slots__ = ("_compiled", "_quick", "anchors", "cased", "has_mark", "on_lowered", "pattern")

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
        self._quick: Any = None if self.on_lowered or (cased and "\\p" not in pattern) else False
        """What `re` makes of it; None as long as that is not known, False where it is not used."""

    def may_be_in(self, lowered: str, start: int, end: int) -> bool:
        """Whether one of the anchors is there; true when none are known."""
        for anchor in self.anchors:
            if lowered.find(anchor, start, end) >= 0:
                return True
        return not self.anchors

    def _ready(self, size: int) -> Any:
        """The expression to search a text of that size with, unguarded if tame and short."""
        if self._quick is None:
            try:
                tame = is_tame(self.pattern) and re.compile(self.pattern)
            except re.error:  # the module `regex` knows more
                tame = False
            self._quick = tame and UnguardedExpression(tame)
        if self._quick and size <= SHORT:
            return self._quick
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
        matches = self._ready(end - start).finditer(subject, start, end, timeout=limit)
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
        subject, ready = lowered if self.on_lowered else text, self._ready(end - start)
        try:
            return ready.search(subject, start, end, timeout=TIME_LIMIT) is not None
        except TimeoutError as slow:
            raise SlowExpressionError(self.pattern) from slow
