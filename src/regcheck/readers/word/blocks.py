"""The body of a Word file as paragraphs, tables and notes for the block stream."""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.readers.blocks import Block
from regcheck.readers.office.blocks import Body, Paragraph, Visible, plain_block
from regcheck.readers.office.xml import Element
from regcheck.readers.word.paragraphs import ParagraphReader, chosen, is_contents, is_placeholder
from regcheck.readers.word.styles import Numbering, Styles
from regcheck.readers.word.xml import ALTERNATE, SDT, SDT_CONTENT, TBL, TC, TR, P, w

_WRAPPERS = frozenset({w("customXml"), w("smartTag"), SDT_CONTENT})
_LEFT_OUT = frozenset({w("altChunk"), w("subDoc")})

Notes = dict[tuple[str, str], Element]
"""Footnotes and endnotes by kind and id."""


class BlockMaker(Body):
    """Takes paragraphs and tables in order; `left_out` counts embedded documents."""

    def __init__(
        self, reader: ParagraphReader, styles: Styles, numbering: Numbering, notes: Notes
    ) -> None:
        super().__init__()
        self.reader = reader
        self.styles = styles
        self.numbering = numbering
        self.notes = notes
        self.left_out = 0
        self._note_counts: dict[str, int] = {}

    def _container(self, container: Element) -> None:
        for child in container:
            tag = child.tag
            if tag == P:
                self._paragraph(child)
            elif tag == TBL:
                self._flush()
                self._table(child)
            elif tag == SDT:
                if is_placeholder(child) or is_contents(child):
                    self._pass(child)
                else:
                    for content in child.named(SDT_CONTENT):
                        self._container(content)
            elif tag == ALTERNATE:
                branch = chosen(child)
                if branch is not None:
                    self._container(branch)
            elif tag in _WRAPPERS:
                self._container(child)
            elif tag in _LEFT_OUT:
                self.left_out += 1

    def _pass(self, container: Element) -> None:
        """Read what is not taken, since fields may begin or end in it."""
        for paragraph in container.iter(P):
            self.reader.read(paragraph)

    def _paragraph(self, paragraph: Element) -> None:
        visible = self.reader.read(paragraph)
        properties = self.reader.properties(paragraph)
        if self.styles.is_contents(properties):
            return
        self._seen(visible, properties, joined=self.reader.mark_is_gone(paragraph))

    def _place(self, visible: Visible, properties: Element | None) -> None:
        self.inserted += visible.inserted
        ref = self.styles.numbering(properties, original=self.reader.original)
        indent = self.styles.indent(properties)
        if ref is not None and indent is None:
            indent = self.numbering.indent(ref)
        self.paragraph(
            Paragraph(
                visible,
                self.styles.heading_level(properties),
                self.numbering.next(ref) if ref else None,
                indent,
                self.styles.continues_list(properties),
            )
        )
        self._aside(visible)

    def _aside(self, visible: Visible) -> None:
        """Keep notes and text boxes of a paragraph until the provision is complete."""
        for kind, key in visible.notes:
            note = self.notes.get((kind, key))
            count = self._note_counts[kind] = self._note_counts.get(kind, 0) + 1
            if note is not None:
                label = str(count) if kind == "footnotes" else f"s{count}"
                self.note(label, self._plain(note))
        for box in visible.boxes:
            self.box(self._plain(box))

    def _plain(self, container: Element) -> list[Block]:
        with self.reader.apart():
            return list(self._plain_blocks(container))

    def _plain_blocks(self, container: Element) -> Iterator[Block]:
        for paragraph in _paragraphs(container):
            visible = self.reader.read(paragraph)
            self.inserted += visible.inserted
            properties = self.reader.properties(paragraph)
            ref = self.styles.numbering(properties, original=self.reader.original)
            shown = self.numbering.next(ref) if ref else None
            if not visible.is_blank:
                yield plain_block(visible.pieces, shown)
            if visible.notes:
                self._aside(Visible(notes=visible.notes))

    def _table(self, table: Element) -> None:
        rows = []
        for row in _inside(table, TR):
            if self.reader.row_is_gone(row):
                self._pass(row)
                continue
            kept = [one for one in _inside(row, TC) if not self.reader.cell_is_gone(one)]
            if kept:
                rows.append(kept)
        self._rows(rows)


def _inside(container: Element, wanted: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, those in content controls too."""
    for child in container:
        if child.tag == wanted:
            yield child
        elif child.tag == SDT or child.tag in _WRAPPERS:
            yield from _inside(child, wanted)


def _paragraphs(container: Element) -> Iterator[Element]:
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
