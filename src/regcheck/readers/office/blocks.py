"""Paragraphs of office files as blocks for the grammar, and how automatic numbers are written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from regcheck.base.text.normalise import Piece
from regcheck.base.text.span import Span
from regcheck.base.values import Record, Value, member
from regcheck.document.places import ParagraphPlace
from regcheck.readers import grammar
from regcheck.readers.blocks import Block, BlockKind
from regcheck.readers.office.numbering import AutoNumber
from regcheck.readers.office.xml import Element
from regcheck.readers.plain_text import begins_block, ends_of

_NO_HEADING = frozenset({"(1)", "(a)", "a)", "i)", "1)", "-", "–", "•"})
_LONGEST_HEADING = 400
_INNERMOST_LEVEL = 2000
"""A heading level inside every other."""


class Ledger(Record):
    """Numbers the characters of all paragraphs of all parts, one after the other."""

    total: int = 0
    paragraphs: list[ParagraphPlace] = member(default_factory=list)
    _begins: dict[Element, int] = member(default_factory=dict)

    def add_part(self, name: str, paragraphs: Iterable[tuple[Element, int]]) -> None:
        """Number a part's characters: its paragraphs in document order, each with its length."""
        for ordinal, (paragraph, length) in enumerate(paragraphs):
            self._begins[paragraph] = self.total
            self.paragraphs.append(ParagraphPlace(self.total, name, ordinal))
            self.total += length

    def begin(self, paragraph: Element) -> int:
        """The number of a paragraph's first character."""
        return self._begins[paragraph]


class Visible(Record):
    """What is seen of a paragraph: its pieces with their places in the ledger, notes, text boxes,
    insertions, whether all of it is bold or italic, and what has its style."""

    pieces: list[Piece] = member(default_factory=list)
    notes: list[Any] = member(default_factory=list)
    boxes: list[Element] = member(default_factory=list)
    inserted: list[Span] = member(default_factory=list)
    stressed: bool = True
    bold: bool = True
    source: Any = None

    @property
    def is_blank(self) -> bool:
        """Whether there are no words."""
        return not any(piece[0].strip() for piece in self.pieces)

    def take(self, text: str, at: int, size: int, *, bold: bool, italic: bool, new: bool) -> None:
        """Append text that stands for `size` characters from number `at` on; `new` says that a
        tracked change put it in."""
        self.pieces.append((text, at, size))
        if text.strip():
            self.stressed = self.stressed and (bold or italic)
            self.bold = self.bold and bold
        if new:
            self.inserted.append(Span(at, at + size))

    def add(self, other: Visible) -> None:
        """Append what is seen of a paragraph that is one with this."""
        self.stressed = self.stressed and other.stressed
        self.bold = self.bold and other.bold
        self.pieces += other.pieces
        self.notes += other.notes
        self.boxes += other.boxes
        self.inserted += other.inserted
        self.source = other.source


class Paragraph(Value, frozen=True):
    """One paragraph: what is seen, its heading level (0 for body text), number and indentation, and
    whether its style goes on a list item."""

    visible: Visible
    heading: int = 0
    number: AutoNumber | None = None
    indent: int | None = None
    continues: bool = False


class BlockStream:
    """Makes blocks of paragraphs and tables; notes and text boxes follow their provision."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._waiting: list[Block] = []
        self._indents: list[tuple[int, int | None]] = []
        self._bare_article = False

    def paragraph(self, paragraph: Paragraph) -> None:
        """Take a paragraph of the body."""
        block = _block(paragraph)
        if block is not None:
            self._level(block, paragraph)
            for part in _split(block):
                self._put(part, stressed=paragraph.visible.stressed)

    def table(self, rows: Sequence[Sequence[Sequence[Block]]]) -> None:
        """Take a table: rows of cells of blocks made by `plain_block`."""
        self._indents = []
        self._bare_article = False
        self.blocks.append(_table(rows))

    def note(self, label: str, parts: Iterable[Block]) -> None:
        """Keep a footnote or endnote until the provision is complete."""
        pieces: list[Piece] = []
        for part in parts:
            if pieces:
                pieces.append((" ", pieces[-1][1] + pieces[-1][2], 0))
            pieces += part.pieces or ()
        block = Block.of_pieces(pieces, BlockKind.FOOTNOTE)
        block.marker = label
        if block.text.strip():
            self._waiting.append(block)

    def box(self, parts: Sequence[Block]) -> None:
        """Keep a text box until the provision is complete."""
        if parts:
            self._waiting.append(_table([[parts]]))

    def finish(self) -> None:
        """Place what is still kept; call once, at the end."""
        self.blocks += self._waiting
        self._waiting = []

    def _level(self, block: Block, paragraph: Paragraph) -> None:
        """Set the indentation of a list item, and find paragraphs that continue one."""
        shown, indent = paragraph.number, paragraph.indent
        if block.kind is BlockKind.HEADING:
            self._indents = []
        elif shown is not None:
            block.level = shown.level * 2
            self._indents = [one for one in self._indents if one[0] < block.level]
            self._indents.append((block.level, indent))
        elif grammar.marker(block.text.lstrip()):
            block.level = self._indents[-1][0] if self._indents else 0
        elif self._indents and block.text.lstrip()[:1] != "§":
            level, before = self._indents[-1]
            further = indent is not None and before and indent >= before
            if paragraph.continues or further:
                block.kind, block.level = BlockKind.CONTINUATION, level + 1
            else:
                self._indents = []

    def _put(self, block: Block, *, stressed: bool) -> None:
        text = block.text.strip()
        article = grammar.article_heading(text) if text[:1] == "§" else None
        opens = article is not None or block.kind is BlockKind.HEADING
        if opens or grammar.section_heading(text, marked=False) is not None:
            self.finish()
        elif (
            self._bare_article
            and stressed
            and block.kind is BlockKind.PARAGRAPH
            and (len(text) < 100 and text[-1] not in ".:;," and not _is_marked(text))
        ):
            block.kind, block.level = BlockKind.HEADING, _INNERMOST_LEVEL
        self._bare_article = article is not None and article[1] >= len(text)
        self.blocks.append(block)


class Body(BlockStream):
    """What Word and OpenDocument bodies have in common: how paragraphs that a tracked change made
    one are joined, and tables of one column read as text. `inserted` are tracked insertions."""

    def __init__(self) -> None:
        super().__init__()
        self.inserted: list[Span] = []
        self._pending: Visible | None = None

    def read(self, body: Element) -> None:
        """Take the whole body."""
        self._container(body)
        self._flush()
        self.finish()

    def _container(self, container: Element) -> None:
        raise NotImplementedError

    def _place(self, visible: Visible, where: Any) -> None:
        """Take a paragraph; `where` is what its format knows of its place, None at a break."""
        raise NotImplementedError

    def _plain(self, container: Element) -> list[Block]:
        """The paragraphs of a note, text box or cell, their list numbers in front."""
        raise NotImplementedError

    def _seen(self, visible: Visible, where: Any, *, joined: bool) -> None:
        """Take what is seen of a paragraph, `joined` with the next by a tracked change."""
        if self._pending is not None:
            before, self._pending = self._pending, None
            before.add(visible)
            visible = before
        if joined:
            self._pending = visible
        else:
            self._place(visible, where)

    def _flush(self) -> None:
        if self._pending is not None:
            visible, self._pending = self._pending, None
            if not visible.is_blank:
                self._place(visible, None)

    def _rows(self, rows: Sequence[Sequence[Element]]) -> None:
        if all(len(cells) == 1 for cells in rows):
            for cells in rows:
                self._container(cells[0])
                self._flush()
        else:
            self.table([[self._plain(cell) for cell in cells] for cells in rows])


def plain_block(pieces: Sequence[Piece], number: AutoNumber | None = None) -> Block:
    """A paragraph of a note, text box or cell, its number in front."""
    if number is not None and not number.bullet and pieces:
        pieces = [(number.text, pieces[0][1], 0), *pieces]
    return Block.of_pieces(pieces)


def _block(paragraph: Paragraph) -> Block | None:
    """The block of a paragraph, its automatic number in front; None for nothing to be read."""
    shown = paragraph.number
    pieces: Sequence[Piece] = paragraph.visible.pieces
    front = shown.text if shown is not None and not shown.bullet else ""
    if paragraph.visible.is_blank:
        if not _says_something(front):
            return None
        pieces, front = [], front.rstrip()
    if front:
        pieces = [(front, pieces[0][1] if pieces else 0, 0), *pieces]
    block = Block.of_pieces(pieces)
    text = block.text
    if paragraph.heading and len(text) <= _LONGEST_HEADING and not _is_marked(text):
        block.kind, block.level = BlockKind.HEADING, paragraph.heading
        return _stripped(block)
    if shown is not None and shown.bullet:
        block.kind, block.marker = BlockKind.ITEM, shown.text
    block.note = paragraph.visible.bold and text.lstrip()[:1] == "§"
    return block


def _table(rows: Sequence[Sequence[Sequence[Block]]]) -> Block:
    return Block(BlockKind.TABLE, "", rows=[list(map(_cell, cells)) for cells in rows])


def _cell(parts: Sequence[Block]) -> Block:
    if len(parts) == 1:
        return parts[0]
    words = " ".join(part.text for part in parts)
    return Block(BlockKind.PARAGRAPH, words, rows=[list(parts)] if parts else [])


def _stripped(block: Block) -> Block:
    """A heading without white space at its ends, which the grammar does not look for."""
    text = block.text
    return block.part(len(text) - len(text.lstrip()), len(text.rstrip()), alike=True)


def _split(block: Block) -> Iterator[Block]:
    """The block, cut where a line break begins what should be a paragraph of its own."""
    text = block.text
    cuts: list[int] = []
    if "\n" in text.strip():
        start, at, single, begun = 0, 0, True, False
        for line in text.split("\n"):
            body = line.strip()
            if body and begun:
                if begins_block(body, ends_of(text, start, at), single=single):
                    cuts.append(at)
                    start, single = at, True
                else:
                    single = False
            begun = begun or bool(body)
            at += len(line) + 1
    if not cuts:
        yield block
        return
    for start, end in pairwise([0, *cuts, len(text)]):
        part = block.part(start, end, alike=start == 0)
        if part.kind is BlockKind.HEADING:
            part = _stripped(part)
        elif start:
            part.level = 0 if block.kind is BlockKind.HEADING else block.level
        yield part


def _is_marked(text: str) -> bool:
    """Whether a text starts with a marker that no heading has."""
    mark = grammar.marker(text.lstrip())
    return mark is not None and mark.sort in _NO_HEADING


def _says_something(front: str) -> bool:
    """Whether an automatic number alone is a heading («§ 3», «Kapittel 2», «II»)."""
    bare = front.strip()
    opens = grammar.article_heading(bare) or grammar.section_heading(bare, marked=False)
    return bool(bare) and opens is not None
