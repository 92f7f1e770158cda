"""Blocks: what a line scanner makes of a text before the grammar looks at it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum

from regcheck.base.text.normalise import Piece, bases_of, cut_pieces
from regcheck.base.values import Record, member

Cut = tuple[int, int, str]
"""A stretch of a text and what stands there instead."""
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


class Block(Record, eq=False):
    """One heading, paragraph, list item or table. `text` stands at `at` in the source unless
    `pieces` say where its parts stand; `level` is the heading level or the indentation in columns;
    `note` says that all of it is emphasised; `rows` holds the cells of a table."""

    kind: BlockKind
    text: str
    at: int = 0
    level: int = 0
    marker: str = ""
    pieces: Sequence[Piece] | None = None
    note: bool = False
    quoted: bool = False
    rows: list[list[Block]] = member(default_factory=list)
    bases: list[int] = member(default_factory=list)

    @classmethod
    def of_pieces(cls, pieces: Sequence[Piece], kind: BlockKind = BlockKind.PARAGRAPH) -> Block:
        """A block whose text are pieces."""
        return cls(kind, "".join([piece[0] for piece in pieces]), pieces=pieces)

    def part(self, start: int, end: int, *, alike: bool = False) -> Block:
        """A stretch of this block's text: a paragraph, or else `alike` this block."""
        part = Block(BlockKind.PARAGRAPH, self.text[start:end], self.at, quoted=self.quoted)
        if alike:
            part.kind, part.level = self.kind, self.level
            part.marker, part.note = self.marker, self.note
        if self.pieces is None:
            part.at += start
        else:
            self.bases = self.bases or bases_of(self.pieces)
            part.pieces = cut_pieces(self.pieces, start, end, self.bases)
        return part


def replaced(raw: str, at: int, cuts: Iterable[Cut]) -> list[Piece]:
    """The pieces of a text at offset `at` with stretches replaced, of which the first of two that
    overlap counts."""
    pieces: list[Piece] = []
    done = 0
    for start, end, text in cuts:
        if start < done:
            continue
        if start > done:
            pieces.append((raw[done:start], at + done, start - done))
        if text:
            pieces.append((text, at + start, end - start))
        done = end
    if done < len(raw):
        pieces.append((raw[done:], at + done, len(raw) - done))
    return pieces


def mask(source: str, spans: Sequence[tuple[int, int]]) -> str:
    """The source with stretches blanked out, so that every offset stays as it was."""
    parts: list[str] = []
    done = 0
    for start, end in spans:
        parts += source[done:start], "\u200b" * (end - start)
        done = end
    return "".join([*parts, source[done:]])


def with_newlines(source: str) -> str:
    """The source with every line ended by a line feed alone, as long as before."""
    return source.replace("\r\n", " \n").replace("\r", "\n")


def lines_of(source: str, at: int = 0) -> Iterator[list[str]]:
    """The lines from offset `at` on, a few at a time to save memory."""
    while at <= len(source):
        end = source.find("\n", at + _AT_ONCE)
        end = end if end >= 0 else len(source)
        yield source[at:end].split("\n")
        at = end + 1
