"""Blocks: what a line scanner makes of a text before the grammar looks at it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from enum import IntEnum
from itertools import accumulate

from regcheck.base.text.normalise import Piece

_AT_ONCE = 1 << 20
"""Code points that are divided into lines at a time."""


class BlockKind(IntEnum):
    """How the source sets a block off; what it means is the grammar's business."""

    PARAGRAPH = 0
    HEADING = 1
    ITEM = 2
    CONTINUATION = 3
    TABLE = 4
    FOOTNOTE = 5


class Block:
    """One heading, paragraph, list item or table. `text` stands at `at` in the source unless
    `pieces` say where its parts stand; `level` is the heading level or the indentation in columns;
    `note` says that all of it is emphasised; `rows` holds the cells of a table."""

    __slots__ = (
        "at",
        "bases",
        "kind",
        "level",
        "marker",
        "note",
        "pieces",
        "quoted",
        "rows",
        "text",
    )

    def __init__(
        self, kind: BlockKind, text: str, at: int, level: int = 0, marker: str = ""
    ) -> None:
        self.kind = kind
        self.text = text
        self.at = at
        self.level = level
        self.marker = marker
        self.pieces: Sequence[Piece] | None = None
        self.bases: list[int] | None = None
        self.quoted = False
        self.note = False
        self.rows: list[list[Block]] = []

    def part(self, start: int, end: int) -> Block:
        """A paragraph block of a stretch of this block's text."""
        if self.pieces is None:
            part = Block(BlockKind.PARAGRAPH, self.text[start:end], self.at + start)
        else:
            part = Block(BlockKind.PARAGRAPH, self.text[start:end], self.at)
            if self.bases is None:
                self.bases = list(accumulate((len(one[0]) for one in self.pieces), initial=0))
            first = bisect_right(self.bases, start) - 1
            base = self.bases[first]
            part.pieces = cut_pieces(self.pieces, start - base, end - base, first)
        part.quoted = self.quoted
        return part


def cut_pieces(pieces: Sequence[Piece], start: int, end: int, first: int = 0) -> list[Piece]:
    """The pieces of the code points `start` to `end`, counted from the piece `first`."""
    found: list[Piece] = []
    base = 0
    for number in range(first, len(pieces)):
        text, at, length = pieces[number]
        low, high = max(start - base, 0), min(end - base, len(text))
        if low < high:
            if length == len(text):
                found.append((text[low:high], at + low, high - low))
            else:
                found.append((text[low:high], at, length))
        base += len(text)
        if base >= end:
            break
    return found


def mask(source: str, spans: Sequence[tuple[int, int]]) -> str:
    """The source with stretches blanked out, so that every offset stays as it was."""
    if not spans:
        return source
    parts: list[str] = []
    done = 0
    for start, end in spans:
        parts.append(source[done:start])
        parts.append("\u200b" * (end - start))
        done = end
    parts.append(source[done:])
    return "".join(parts)


def with_newlines(source: str) -> str:
    """The source with every line ended by a line feed alone, as long as before."""
    if "\r" not in source:
        return source
    return source.replace("\r\n", " \n").replace("\r", "\n")


def lines_of(source: str, at: int = 0) -> Iterator[list[str]]:
    """The lines from offset `at` on, a few at a time to save memory."""
    while at <= len(source):
        end = source.find("\n", at + _AT_ONCE)
        end = end if end >= 0 else len(source)
        yield source[at:end].split("\n")
        at = end + 1
