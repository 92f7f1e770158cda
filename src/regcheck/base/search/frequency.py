"""How often words occur in Norwegian law, to choose the rarest of those that must be there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

_SELDOM_INSIDE = 8
"""Letters from which on a word is not looked for inside others when its frequency is guessed."""


@cache
def _frequencies() -> dict[str, int]:
    lines = Path(__file__).with_name("frequency.txt").read_text("utf-8").splitlines()
    return {word: int(count) for word, count in (line.split() for line in lines)}


@cache
def occurrences(word: str, *, whole: bool) -> float:
    """How often a string occurs in Norwegian law per million words, never quite 0."""
    table = _frequencies()
    rare = 6 / (1 + len(word))
    if whole and " " not in word:
        return table.get(word, 0) + 0.2 * _within(word) + rare
    if " " in word:
        return min(occurrences(part, whole=True) for part in word.split(" ") if part) / 4 + rare
    return _within(word) + rare


@cache
def _within(word: str) -> int:
    table = _frequencies()
    if len(word) > _SELDOM_INSIDE:
        return table.get(word, 0)
    holding = (_holding().get(part, ()) for part in _threes(word))
    return sum(table[one] for one in min(holding, key=len, default=table) if word in one)


@cache
def _holding() -> dict[str, list[str]]:
    """For each three letters, the frequent words that hold them."""
    found: dict[str, list[str]] = {}
    for word in _frequencies():
        for part in {*_threes(word)}:
            found.setdefault(part, []).append(word)
    return found


def _threes(word: str) -> Iterator[str]:
    return (word[at : at + 3] for at in range(len(word) - 2))
