"""Which sets of words the words of a text belong to, as bit masks.

Whether a trigger's needs are met, or a finder's words can occur, is then one operation on integers.
What a word belongs to is worked out once and kept.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, reduce
from operator import or_

from regcheck.base.search.scanner import Scan, build_scanner
from regcheck.base.text.patterns import pattern
from regcheck.base.text.span import Span
from regcheck.document.segments.view import Segments
from regcheck.matching.literal import OPEN

ANY = 1
"""The bit that every text has, with or without words."""
MOST_KEPT = 100_000
"""Stretches whose masks are kept; then it begins anew."""
_WORD = pattern(r"\w+(?:-\w+)*")


def by_word(sets: Iterable[Iterable[str]]) -> dict[str, list[int]]:
    """For each word of the sets, in order, the numbers from 1 of those it belongs to. `OPEN` before
    or after a word stands for any letters."""
    found: dict[str, list[int]] = {}
    for index, words in enumerate(sets, 1):
        for word in frozenset(words):
            found.setdefault(word, []).append(index)
    return {word: found[word] for word in sorted(found)}


class Vocabulary(dict[str, int]):
    """For a stretch of lower-case text without white space, the mask of the sets that the words in
    it belong to; set *i* has the bit `1 << i`, and none is set 0.

    `index` is what `by_word` gives.
    """

    def __init__(self, index: Mapping[str, Sequence[int]]) -> None:
        super().__init__()
        parts: dict[str, list[str]] = {}
        for word in index:
            if word[0] == OPEN or word[-1] == OPEN:
                parts.setdefault(word.strip(OPEN), []).append(word)
        self._index = index
        self._masks: dict[str, int] = {}
        self._parts = list(parts.values())
        self._keys = list(parts)
        self._scan: Scan | None = None

    def of_text(self, text: str) -> int:
        """The mask of all words of a lower-case text, with `ANY`."""
        return reduce(or_, filter(None, map(self.__getitem__, text.split())), ANY)

    def __missing__(self, chunk: str) -> int:
        """Work out and keep the mask of a stretch."""
        if len(self) >= MOST_KEPT:
            self.clear()
        mask = self[chunk] = reduce(or_, map(self._of_word, _WORD.findall(chunk)), 0)
        return mask

    def _of_word(self, word: str) -> int:
        if self._scan is None:
            self._scan = build_scanner(self._keys)
        mask, size = self._mask(word), len(word)
        for key, start, end in self._scan(word):
            for part in self._parts[key]:
                if (start == 0 or part[0] == OPEN) and (end == size or part[-1] == OPEN):
                    mask |= self._mask(part)
        return mask

    def _mask(self, word: str) -> int:
        if word not in self._index:
            return 0
        if word not in self._masks:
            self._masks[word] = sum(1 << index for index in self._index[word])
        return self._masks[word]


class Kinds:
    """The masks of the words in stretches of one document."""

    def __init__(self, segments: Segments, vocabulary: Vocabulary) -> None:
        self._segments = segments
        self._lowered = segments.lowered
        self._of_text = vocabulary.of_text
        self.of_leaf = cache(self._of_leaf)
        """The mask of a leaf's words."""
        self.of_list = cache(self._of_list)
        """The mask of the words in the list a leaf is part of; 0 outside lists."""
        self.of = cache(self._of_span)
        """The mask of the words in a span."""

    def around(self, span: Span) -> int:
        """The mask of the words in the leaf that a span is part of, those of the span among
        them."""
        segments = self._segments
        leaf = segments.leaf_at(span.start)
        if leaf >= 0 and span.end <= segments.leaves[leaf].span.end:
            return self.of_leaf(leaf)
        return self.of(span)

    def widest(self, leaf: int) -> int:
        """A mask that holds all words that norms, sentences and matches of a leaf can have."""
        return self.of_list(leaf) or self.of_leaf(leaf)

    def _of_leaf(self, leaf: int) -> int:
        start, end = self._segments.leaves[leaf].span
        return self._of_text(self._lowered[start:end])

    def _of_list(self, leaf: int) -> int:
        segments = self._segments
        return self.of(segments.list_of(leaf).span) if segments.is_listed(leaf) else 0

    def _of_span(self, span: Span) -> int:
        segments = self._segments
        first = bisect_left(segments.starts, span.start)
        last = bisect_left(segments.starts, span.end)
        if (
            first == last
            or span.start != segments.starts[first]
            or span.end < segments.leaves[last - 1].span.end
        ):
            return self._of_text(self._lowered[span.start : span.end])
        return reduce(or_, map(self.of_leaf, range(first, last)), ANY)
