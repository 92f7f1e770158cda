"""Text that a report holds back until it knows what comes before it, kept small meanwhile."""

from __future__ import annotations

import codecs
import zlib
from collections.abc import Iterable, Iterator

from regcheck.reports.layout import Line

_CHUNK = 100_000
_PIECE, _STYLE = "\x1e", "\x1f"
"""What separates pieces of a line, and a piece from its style; reports let no such character
through."""


class PackedText:
    """Text that is kept compressed and given back once, in the same order."""

    def __init__(self) -> None:
        self._press = zlib.compressobj(1)
        self._packed: list[bytes] = []

    def put(self, text: str) -> None:
        """Add a text."""
        packed = self._press.compress(text.encode("utf-8", "backslashreplace"))
        if packed:
            self._packed.append(packed)

    def take(self) -> Iterator[str]:
        """Everything that was kept, in pieces."""
        self._packed.append(self._press.flush())
        unpack = zlib.decompressobj()
        decode = codecs.getincrementaldecoder("utf-8")()
        for packed in self._packed:
            while packed:
                yield decode.decode(unpack.decompress(packed, _CHUNK))
                packed = unpack.unconsumed_tail  # noqa: PLW2901 - the rest of the same piece
        self._packed = []


class PackedLines:
    """Styled lines that are kept compressed and given back once, in the same order."""

    def __init__(self) -> None:
        self._text = PackedText()
        self.number = 0

    def put(self, lines: Iterable[Line]) -> None:
        """Add lines."""
        for line in lines:
            self._text.put(_PIECE.join(f"{text}{_STYLE}{style}" for text, style in line) + "\n")
            self.number += 1

    def take(self) -> Iterator[Line]:
        """Everything that was kept."""
        rest = ""
        for chunk in self._text.take():
            *whole, rest = (rest + chunk).split("\n")
            yield from map(_line, whole)


def _line(packed: str) -> Line:
    pieces = (piece.partition(_STYLE) for piece in packed.split(_PIECE)) if packed else ()
    return tuple((text, style) for text, _, style in pieces)
