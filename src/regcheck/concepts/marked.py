"""Two definitions side by side, the words that differ marked in both."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import groupby

from regcheck.base.text.patterns import pattern
from regcheck.concepts.lemmas import in_bokmaal
from regcheck.concepts.meanings import empty_words

Piece = tuple[str, bool]
"""Words, and whether they stand in this text only."""
_MARKS = " ,.;:()"
_PLAIN = pattern(r"[^\w]+")


def marked(first: str, second: str) -> tuple[list[Piece], list[Piece]]:
    """Two texts in pieces; joined by spaces these give the texts."""
    ours, theirs = first.split(), second.split()
    matcher = SequenceMatcher(None, _plain(ours), _plain(theirs), autojunk=False)
    alone_first, alone_second = [True] * len(ours), [True] * len(theirs)
    for a, b, size in matcher.get_matching_blocks():
        alone_first[a : a + size] = [False] * size
        alone_second[b : b + size] = [False] * size
    return _pieces(ours, alone_first), _pieces(theirs, alone_second)


def only_in(first: str, second: str) -> tuple[str, ...]:
    """The phrases with a meaning of their own that only the second text has."""
    _, pieces = marked(first, second)
    phrases = (words.strip(_MARKS) for words, alone in pieces if alone)
    return tuple(words for words in phrases if set(words.lower().split()) - empty_words())


def _plain(words: Sequence[str]) -> list[str]:
    return [in_bokmaal(_PLAIN.sub("", word).lower()) for word in words]


def _pieces(words: Sequence[str], alone: Sequence[bool]) -> list[Piece]:
    grouped = groupby(zip(words, alone, strict=True), key=lambda one: one[1])
    return [(" ".join(word for word, _ in some), differs) for differs, some in grouped]
