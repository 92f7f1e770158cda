"""The body of a Word file as blocks for the grammar: headings, paragraphs, items, tables, notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from regcheck.document.model import NodeKind
from regcheck.readers import grammar
from regcheck.readers.blocks import Block, BlockKind
from regcheck.readers.plain_text import begins_block
from regcheck.readers.word_numbering import AutoNumber, Numbering
from regcheck.readers.word_paragraphs import (
    ParagraphReader,
    Visible,
    chosen,
    is_contents,
    is_placeholder,
)  # fmt: skip
from regcheck.readers.word_styles import Styles
from regcheck.readers.word_xml import ALTERNATE, SDT, SDT_CONTENT, TBL, TC, TR, P, w
from regcheck.text.normalise import Piece
from regcheck.text.span import Span

if TYPE_CHECKING:
    from lxml.etree import _Element

_WRAPPERS = frozenset({w("customXml"), w("smartTag"), SDT_CONTENT})
_LEFT_OUT = frozenset({w("altChunk"), w("subDoc")})
_NO_HEADING = frozenset({"(1)", "(a)", "a)", "i)", "1)", "-", "–", "•"})
_LONGEST_HEADING = 400
_BESIDE = 2000
"""A heading level inside every other."""

Notes = dict[tuple[str, str], "_Element"]
"""Footnotes and endnotes by kind and id."""


class BlockMaker:
    """Makes blocks of the paragraphs and tables of one file, in order. `inserted` gathers what
    tracked changes put in; `left_out` counts embedded documents that are not read."""

    def __init__(
        self, reader: ParagraphReader, styles: Styles, numbering: Numbering, notes: Notes
    ) -> None:
        self.reader = reader
        self.styles = styles
        self.numbering = numbering
        self.notes = notes
        self.blocks: list[Block] = []
        self.inserted: list[Span] = []
        self.left_out = 0
        self._pending: Visible | None = None
        self._waiting: list[Block] = []
        self._note_counts: dict[str, int] = {}
        self._indents: list[tuple[int, int | None]] = []
        self._bare_article = False

    def body(self, body: _Element) -> None:
        """Take the whole body of the main part."""
        self._container(body)
        self._flush_pending()
        self._flush_waiting()

    def _container(self, container: _Element) -> None:
        for child in container:
            tag = child.tag
            if tag == P:
                self._paragraph(child)
            elif tag == TBL:
                self._flush_pending()
                self._table(child)
            elif tag == SDT:
                if is_placeholder(child) or is_contents(child):
                    self._pass(child)
                else:
                    for content in child.iterchildren(SDT_CONTENT):
                        self._container(content)
            elif tag == ALTERNATE:
                branch = chosen(child)
                if branch is not None:
                    self._container(branch)
            elif tag in _WRAPPERS:
                self._container(child)
            elif tag in _LEFT_OUT:
                self.left_out += 1

    def _pass(self, container: _Element) -> None:
        """Read what is not taken, since fields may begin or end in it."""
        for paragraph in container.iter(P):
            self.reader.read(paragraph)

    def _paragraph(self, paragraph: _Element) -> None:
        visible = self.reader.read(paragraph)
        properties = self.reader.properties(paragraph)
        if self.styles.is_contents(properties):
            return
        if self._pending is not None:
            before, self._pending = self._pending, None
            before.add(visible)
            visible = before
        if self.reader.mark_is_gone(paragraph):
            self._pending = visible
            return
        self._place(visible, properties)

    def _flush_pending(self) -> None:
        if self._pending is not None:
            visible, self._pending = self._pending, None
            if visible.text.strip():
                self._place(visible, None)

    def _place(self, visible: Visible, properties: _Element | None) -> None:
        self.inserted += visible.inserted
        ref = self.styles.numbering(properties, original=self.reader.original)
        shown = self.numbering.next(ref) if ref else None
        block = self._block(visible, properties, shown)
        if block is not None:
            indent = self.styles.indent(properties)
            if ref is not None and indent is None:
                indent = self.numbering.indent(ref)
            self._level(block, properties, shown, indent)
            for part in _split(block):
                self._put(part, stressed=visible.stressed)
        self._aside(visible)

    def _block(
        self, visible: Visible, properties: _Element | None, shown: AutoNumber | None
    ) -> Block | None:
        """The block of a paragraph, its automatic number in front; None for nothing to be read."""
        words = visible.text
        front = shown.text if shown is not None and not shown.bullet else ""
        if not words.strip() and not _says_something(front):
            return None
        level = self.styles.heading_level(properties)
        pieces = visible.pieces
        if front:
            begin = pieces[0][1] if pieces else 0
            pieces = [(front, begin, 0), *pieces]
        text = front + words
        if level and (len(text) > _LONGEST_HEADING or _is_marked(text)):
            level = 0
        kind = BlockKind.HEADING if level else BlockKind.PARAGRAPH
        if shown is not None and shown.bullet and not level:
            kind = BlockKind.ITEM
        block = Block(kind, text, 0, level, shown.text if kind is BlockKind.ITEM and shown else "")
        block.pieces = pieces
        if kind is BlockKind.HEADING:
            return _stripped(block)
        block.note = visible.stressed and text.lstrip()[:1] == "§"
        return block

    def _level(
        self,
        block: Block,
        properties: _Element | None,
        shown: AutoNumber | None,
        indent: int | None,
    ) -> None:
        """Set how far in a list item stands, and find paragraphs that go on an item."""
        if block.kind is BlockKind.HEADING:
            self._indents = []
        elif shown is not None:
            block.level = shown.level * 2
            self._indents = [one for one in self._indents if one[0] < block.level]
            self._indents.append((block.level, indent))
        elif _marker(block.text):
            block.level = self._indents[-1][0] if self._indents else 0
        elif self._indents and block.text.lstrip()[:1] != "§":
            level, before = self._indents[-1]
            continued = self.styles.continues_list(properties)
            if continued or (indent is not None and before and indent >= before):
                block.kind, block.level = BlockKind.CONTINUATION, level + 1
            else:
                self._indents = []

    def _put(self, block: Block, *, stressed: bool) -> None:
        text = block.text.strip()
        article = grammar.article_heading(text) if text[:1] == "§" else None
        opens = article is not None or block.kind is BlockKind.HEADING
        if opens or grammar.section_heading(text, marked=False) is not None:
            self._flush_waiting()
        elif self._bare_article and stressed and _is_title(block):
            block.kind, block.level = BlockKind.HEADING, _BESIDE
        self._bare_article = article is not None and article[1] >= len(text)
        self.blocks.append(block)

    def _aside(self, visible: Visible) -> None:
        """Keep notes and text boxes of a paragraph until the provision is complete."""
        for kind, key in visible.notes:
            note = self.notes.get((kind, key))
            self._note_counts[kind] = self._note_counts.get(kind, 0) + 1
            if note is not None:
                block = _joined(self._plain(note))
                block.kind = BlockKind.FOOTNOTE
                block.marker = _note_label(kind, self._note_counts[kind])
                if block.text.strip():
                    self._waiting.append(block)
        for box in visible.boxes:
            parts = self._plain(box)
            if parts:
                block = Block(BlockKind.TABLE, "", 0)
                block.rows = [[_cell(parts)]]
                self._waiting.append(block)

    def _flush_waiting(self) -> None:
        self.blocks += self._waiting
        self._waiting = []

    def _plain(self, container: _Element) -> list[Block]:
        """The paragraphs of a note, text box or cell, whatever lies around them."""
        with self.reader.apart():
            return list(self._plain_blocks(container))

    def _plain_blocks(self, container: _Element) -> Iterator[Block]:
        for paragraph in _paragraphs(container):
            visible = self.reader.read(paragraph)
            self.inserted += visible.inserted
            properties = self.reader.properties(paragraph)
            ref = self.styles.numbering(properties, original=self.reader.original)
            shown = self.numbering.next(ref) if ref else None
            if visible.text.strip():
                pieces = visible.pieces
                if shown is not None and not shown.bullet:
                    pieces = [(shown.text, pieces[0][1], 0), *pieces]
                block = Block(BlockKind.PARAGRAPH, "".join([piece[0] for piece in pieces]), 0)
                block.pieces = pieces
                yield block
            if visible.notes:
                self._aside(Visible(notes=visible.notes))

    def _table(self, table: _Element) -> None:
        rows = []
        for row in _inside(table, TR):
            cells = list(_inside(row, TC))
            if self.reader.row_is_gone(row):
                self._pass(row)
                continue
            kept = [cell for cell in cells if not self.reader.cell_is_gone(cell)]
            if kept:
                rows.append(kept)
        if all(len(cells) == 1 for cells in rows):
            for cells in rows:
                self._container(cells[0])
                self._flush_pending()
            return
        block = Block(BlockKind.TABLE, "", 0)
        block.rows = [[_cell(self._plain(cell)) for cell in cells] for cells in rows]
        self._indents = []
        self._bare_article = False
        self.blocks.append(block)


def _inside(container: _Element, wanted: str) -> Iterator[_Element]:
    """Rows of a table or cells of a row, those in content controls too."""
    for child in container:
        if child.tag == wanted:
            yield child
        elif child.tag == SDT or child.tag in _WRAPPERS:
            yield from _inside(child, wanted)


def _paragraphs(container: _Element) -> Iterator[_Element]:
    """The paragraphs in a container, those of tables inside it too, text boxes left out."""
    for child in container:
        tag = child.tag
        if tag == P:
            yield child
        elif tag == ALTERNATE:
            branch = chosen(child)
            if branch is not None:
                yield from _paragraphs(branch)
        elif tag in (TBL, TR, TC, SDT) or tag in _WRAPPERS:
            yield from _paragraphs(child)


def _cell(parts: list[Block]) -> Block:
    """A table cell of one paragraph or several."""
    if len(parts) == 1:
        return parts[0]
    cell = Block(BlockKind.PARAGRAPH, " ".join(part.text for part in parts), 0)
    cell.rows = [parts] if parts else []
    return cell


def _joined(parts: Iterable[Block]) -> Block:
    """Paragraphs as one, a space between them."""
    whole = Block(BlockKind.PARAGRAPH, "", 0)
    pieces: list[Piece] = []
    for part in parts:
        if pieces:
            pieces.append((" ", pieces[-1][1] + pieces[-1][2], 0))
        pieces.extend(part.pieces or ())
    whole.pieces = pieces
    whole.text = "".join([piece[0] for piece in pieces])
    return whole


def _stripped(block: Block) -> Block:
    """A heading without white space at its ends, which the grammar does not look for."""
    text = block.text
    start = len(text) - len(text.lstrip())
    part = block.part(start, len(text.rstrip()))
    part.kind, part.level = block.kind, block.level
    return part


def _split(block: Block) -> Iterator[Block]:
    """The block, cut where a line break begins what should be a paragraph of its own."""
    text = block.text
    if "\n" not in text.strip():
        yield block
        return
    start, at, single = 0, 0, True
    first = True
    for line in text.split("\n"):
        body = line.strip()
        if body and text[start:at].strip():
            if begins_block(body, text[start:at], single=single):
                yield _piece(block, start, at, first=first)
                start, single, first = at, True, False
            else:
                single = False
        at += len(line) + 1
    yield _piece(block, start, len(text), first=first)


def _piece(block: Block, start: int, end: int, *, first: bool) -> Block:
    part = block.part(start, end)
    part.level = block.level
    if first:
        part.kind, part.marker, part.note = block.kind, block.marker, block.note
        return _stripped(part) if part.kind is BlockKind.HEADING else part
    if block.kind is BlockKind.HEADING:
        part.level = 0
    return part


def _is_title(block: Block) -> bool:
    """Whether a paragraph that stands out under a bare «§ 3» can be its title."""
    text = block.text.strip()
    short = len(text) < 100 and text[-1] not in ".:;,"
    return block.kind is BlockKind.PARAGRAPH and short and not _is_marked(text)


def _is_marked(text: str) -> bool:
    """Whether a text starts with a marker that no heading has."""
    return _marker(text) in _NO_HEADING


def _marker(text: str) -> str:
    """The sort of marker that a text starts with; empty for none."""
    bare = text.lstrip()
    mark = grammar.marker(bare) if bare else None
    return "" if mark is None else mark.sort


def _says_something(front: str) -> bool:
    """Whether an automatic number alone is a heading («§ 3», «Kapittel 2»)."""
    bare = front.strip()
    if not bare:
        return False
    if grammar.article_heading(bare) is not None:
        return True
    found = grammar.section_heading(bare, marked=False)
    return found is not None and found.kind is not NodeKind.PARAGRAPH and len(bare) > 3


def _note_label(kind: str, count: int) -> str:
    return str(count) if kind == "footnotes" else f"s{count}"
