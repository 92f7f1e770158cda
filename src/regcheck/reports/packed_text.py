"""Text that a report holds back until it knows what comes before it, kept small meanwhile."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from regcheck.reports.layout import Line

_PIECE, _STYLE = "\x1e", "\x1f"
"""What separates pieces of a line, and a piece from its style; reports let no such character
through."""


class PackedText:
    """Texts that are kept compressed, each by itself, and given back in the same order."""

    def __init__(self) -> None:
        self._packed: list[bytes] = []

    def put(self, text: str) -> None:
        """Add a text."""
        self._packed.append(zlib.compress(text.encode("utf-8", "backslashreplace"), 1))

    def take(self) -> Iterator[str]:
        """Everything that was kept."""
        return (zlib.decompress(packed).decode() for packed in self._packed)


class PackedLines:
    """Styled lines that are kept compressed and given back in the same order."""

    def __init__(self) -> None:
        self._text = PackedText()
        self.number = 0

    def put(self, lines: Iterable[Line]) -> None:
        """Add the lines of a document."""
        packed = [_PIECE.join(f"{text}{_STYLE}{style}" for text, style in one) for one in lines]
        self._text.put("\n".join(packed))
        self.number += len(packed)

    def take(self) -> Iterator[Line]:
        """Everything that was kept."""
        for text in self._text.take():
            for line in text.split("\n"):
                pieces = (piece.partition(_STYLE) for piece in line.split(_PIECE) if line)
                yield tuple((words, style) for words, _, style in pieces)
