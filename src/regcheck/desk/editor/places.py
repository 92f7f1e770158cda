"""Places in an editor's text as the protocol has them."""

from __future__ import annotations

from lsprotocol import types

from regcheck.desk.editor.checks import MARK
from regcheck.desk.editor.positions import Positions


class Places:
    """Between code points of a text without a byte-order mark and positions with one."""

    def __init__(self, text: str, unit: str) -> None:
        self._positions = Positions(text, unit)
        self._shift = len(MARK) if text.startswith(MARK) else 0
        self.source = text[self._shift :]

    def offset(self, position: types.Position) -> int:
        """The code point at a position."""
        return self._positions.offset(position.line, position.character) - self._shift

    def range(self, start: int, end: int) -> types.Range:
        """The range of a stretch of code points."""
        return types.Range(
            types.Position(*self._positions.position(start + self._shift)),
            types.Position(*self._positions.position(end + self._shift)),
        )
