"""Exact, total maps from the text regcheck works on back to the source it was read from.

The text of a document is made by joining pieces of the source, leaving out tags and markup,
undoing entities and normalising white space. Each piece remembers where it came from.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator

from regcheck.base.text.span import Span

_MOST_PARTS = 10_000
"""Parts of a text in the making after which they are joined."""


class OffsetMap:
    """Text offsets (code points) → source offsets (code points of the decoded source).

    Pieces tile the text without gaps. In a *linear* piece (as long in the text as in the source)
    each code point maps to one code point; any other piece maps as a whole. A piece of source
    length 0 is a separator that regcheck put in.
    """

    __slots__ = ("_source", "_source_len", "_text", "_text_len")

    def __init__(self, text: array[int], source: array[int], lengths: array[int], length: int):
        self._text = text
        self._source = source
        self._source_len = lengths
        self._text_len = length

    @staticmethod
    def identity(length: int) -> OffsetMap:
        """The map of a text that is its own source."""
        return OffsetMap(array("q", [0]), array("q", [0]), array("q", [length]), length)

    def __len__(self) -> int:
        return self._text_len

    def _piece(self, index: int) -> tuple[int, int, int, int]:
        start = self._text[index]
        end = self._text[index + 1] if index + 1 < len(self._text) else self._text_len
        return start, end, self._source[index], self._source[index] + self._source_len[index]

    def pieces(self) -> Iterator[tuple[int, int, int]]:
        """Starts of every piece in text and source, and its length in the source."""
        return zip(self._text, self._source, self._source_len, strict=True)

    def ranges(self, span: Span) -> tuple[Span, ...]:
        """The source ranges of `span` in text order, touching ones joined; empty for no text."""
        if not span:
            return ()
        if span.start < 0 or span.end > self._text_len:
            raise ValueError(f"span {span} lies outside a text of {self._text_len} code points")
        found: list[Span] = []
        index = bisect_right(self._text, span.start) - 1
        while index < len(self._text):
            start, end, source_start, source_end = self._piece(index)
            if start >= span.end:
                break
            if source_end > source_start:
                lo, hi = source_start, source_end
                if end - start == source_end - source_start:
                    lo += max(span.start - start, 0)
                    hi -= max(end - span.end, 0)
                if found and found[-1].end == lo:
                    found[-1] = Span(found[-1].start, hi)
                else:
                    found.append(Span(lo, hi))
            index += 1
        return tuple(found)

    def to_source(self, span: Span) -> Span:
        """The smallest source range that holds all of `span`; tags in between are inside it."""
        index = bisect_right(self._text, span.start) - 1
        start, end, source_start, source_end = self._piece(index)
        if start <= span.start < span.end <= end and end - start == source_end - source_start:
            return Span(source_start + span.start - start, source_start + span.end - start)
        ranges = self.ranges(span)
        if not ranges:
            return Span(source_start, source_start)
        return Span(min(r.start for r in ranges), max(r.end for r in ranges))


class TextBuilder:
    """Joins pieces of a source to one text and keeps the map back.

    `add(text, at)` takes a piece that stands at `at` in the source as it is; `add(text, at, n)` one
    that stands for `n` code points of the source (an entity, a run of white space);
    `separate("\\n")` puts in text that has no source.
    """

    __slots__ = ("_length", "_parts", "_pieces", "_source", "_start", "_whole", "length")

    def __init__(self) -> None:
        self._whole: list[str] = []
        self._parts: list[str] = []
        self._pieces = array("q")
        self._start = self._source = self._length = 0
        self.length = 0

    def add(self, text: str, at: int, source_length: int | None = None) -> None:
        """Append a piece; an empty one is ignored."""
        size = len(text)
        if not size:
            return
        begin = self.length
        taken = size if source_length is None else source_length
        held = self._length
        if taken == size and held == begin - self._start and self._source + held == at:
            self._length = held + size
        else:
            if begin > self._start:
                self._pieces.extend((self._start, self._source, held))
            self._start, self._source, self._length = begin, at, taken
        self._parts.append(text)
        self.length = begin + size
        if len(self._parts) > _MOST_PARTS:
            # Many small strings take several times what is in them.
            self._whole.append("".join(self._parts))
            self._parts.clear()

    def separate(self, text: str = "\n") -> None:
        """Append text that stands for nothing in the source."""
        begin, held = self.length, self._length
        if begin > self._start:
            self._pieces.extend((self._start, self._source, held))
        self._start, self._source, self._length = begin, self._source + held, 0
        self._parts.append(text)
        self.length = begin + len(text)

    def build(self) -> tuple[str, OffsetMap]:
        """The joined text and its map."""
        text = "".join([*self._whole, *self._parts])
        self._whole, self._parts = [text], []
        if not text:
            return "", OffsetMap.identity(0)
        pieces = self._pieces + array("q", (self._start, self._source, self._length))
        return text, OffsetMap(pieces[::3], pieces[1::3], pieces[2::3], self.length)
