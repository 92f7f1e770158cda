"""Places in a text as the Language Server Protocol counts them: lines, and code units in a line."""

from __future__ import annotations

from bisect import bisect_right

from regcheck.base.text.patterns import pattern

UTF_8, UTF_16 = "utf-8", "utf-16"
_LINE_END = pattern(r"\r\n|\n|\r")
_WIDE = {
    UTF_8: pattern(r"[^\x00-\x7f]"),
    UTF_16: pattern(r"[\U00010000-\U0010ffff]"),
}


class Positions:
    """Lines, which end with LF, CR LF or CR only, and the way from code points to positions."""

    def __init__(self, text: str, unit: str = UTF_16) -> None:
        self._length = len(text)
        ends = list(_LINE_END.finditer(text))
        self._starts = [0, *(end.end() for end in ends)]
        self._ends = [*(end.start() for end in ends), len(text)]
        self._wide: list[int] = []
        self._extra = [0]
        for found in _WIDE[unit].finditer(text) if unit in _WIDE else ():
            self._wide.append(found.start())
            more = 1 if unit == UTF_16 else len(found[0].encode("utf-8", "surrogatepass")) - 1
            self._extra.append(self._extra[-1] + more)

    def position(self, offset: int) -> tuple[int, int]:
        """The line and the code units before a code point, both counted from 0."""
        offset = max(0, min(offset, self._length))
        line = bisect_right(self._starts, offset) - 1
        return line, self.units(offset) - self.units(self._starts[line])

    def offset(self, line: int, character: int) -> int:
        """The code point at a position, or the nearest one before it in the line."""
        if line < 0:
            return 0
        if line >= len(self._starts):
            return self._length
        start, end = self._starts[line], self._ends[line]
        wanted = self.units(start) + max(0, character)
        return start + bisect_right(range(start + 1, end + 1), wanted, key=self.units)

    def units(self, offset: int) -> int:
        """Code units from the start of the text to a code point."""
        return offset + self._extra[bisect_right(self._wide, offset - 1)]
