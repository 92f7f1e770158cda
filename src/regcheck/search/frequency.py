"""How often words occur in Norwegian law, to choose the rarest of those that must be there."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from importlib.resources import files
from itertools import accumulate

_SELDOM_INSIDE = 8
"""Letters from which on a word is not looked for inside others when its frequency is guessed."""


@cache
def _frequencies() -> dict[str, int]:
    lines = (files("regcheck.matching") / "frequency.txt").read_text("utf-8").splitlines()
    return {word: int(count) for word, count in (line.split() for line in lines)}


@cache
def occurrences(word: str, *, whole: bool) -> float:
    """How often a string occurs in Norwegian law per million words, as a word or within words; a
    little more than nothing for what is not among the commonest, less for longer strings."""
    table = _frequencies()
    rare = 6 / (1 + len(word))
    if whole and " " not in word:
        return table.get(word, 0) + 0.2 * _within(word) + rare
    if " " in word:
        return min(occurrences(part, whole=True) for part in word.split(" ") if part) / 4 + rare
    return _within(word) + rare


@cache
def _within(word: str) -> int:
    if len(word) > _SELDOM_INSIDE:
        return _frequencies().get(word, 0)
    text, starts, counts = _listed()
    total, at = 0, text.find(word)
    while at >= 0:
        place = bisect_right(starts, at) - 1
        total += counts[place]
        at = text.find(word, starts[place + 1]) if place + 1 < len(starts) else -1
    return total


@cache
def _listed() -> tuple[str, list[int], list[int]]:
    """The frequent words one after the other, where each begins, and how often it occurs."""
    words = _frequencies()
    ends = accumulate(len(word) + 1 for word in words)
    return "\n".join(words), [0, *ends][:-1], list(words.values())
