"""Where in its lines an offset of a source lies."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple


class LinePosition(NamedTuple):
    """A line and columns in it, all 1-based: `column` in code points, `byte_column` in bytes of
    UTF-8."""

    line: int
    column: int
    byte_column: int


class SourceLines:
    """The lines of a source. A line ends with a line feed, which belongs to it."""

    __slots__ = ("_ascii", "_at", "_bytes", "_line", "_source", "_starts")

    def __init__(self, source: str) -> None:
        self._source = source
        self._starts = [0, *(end.end() for end in re.finditer("\n", source))]
        self._ascii = source.isascii()
        self._line = self._at = self._bytes = 0

    def place(self, offset: int) -> LinePosition:
        """The place of an offset in code points. In one long line, offsets near the one asked for
        before are found fastest: bytes are counted from there."""
        line = bisect_right(self._starts, offset)
        start = self._starts[line - 1]
        column = offset - start + 1
        if self._ascii:
            return LinePosition(line, column, column)
        if line != self._line:
            self._line, self._at, self._bytes = line, start, 0
        if offset < self._at:
            self._bytes -= self._size(offset, self._at)
        else:
            self._bytes += self._size(self._at, offset)
        self._at = offset
        return LinePosition(line, column, self._bytes + 1)

    def _size(self, start: int, end: int) -> int:
        return len(self._source[start:end].encode("utf-8", "surrogatepass"))
