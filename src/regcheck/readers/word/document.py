"""Word files to `Document`: paragraphs become blocks with their automatic numbers in front, read by
the common grammar. `Document.places` leads back to parts and paragraphs."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import replace

from regcheck.base.texts.message import Message, message
from regcheck.document.model import Document, Source
from regcheck.readers.blocks import Block
from regcheck.readers.limits import DEFAULT, Limits
from regcheck.readers.office.blocks import Body, Ledger, Paragraph, Visible, plain_block
from regcheck.readers.office.package import Package, PackageError
from regcheck.readers.office.xml import Element
from regcheck.readers.reading import assemble_parts
from regcheck.readers.remarks import reader
from regcheck.readers.word.comments import directives_of, not_understood, read_comments
from regcheck.readers.word.paragraphs import (
    ParagraphReader,
    chosen,
    is_contents,
    is_placeholder,
    lengths,
)
from regcheck.readers.word.styles import Numbering, Styles
from regcheck.readers.word.xml import (
    ALTERNATE,
    MAIN,
    PACKAGE_RELATIONS,
    SDT,
    SDT_CONTENT,
    TBL,
    TC,
    TR,
    P,
    w,
)

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
        for kind, key in visible.notes:
            note = self.notes.get((kind, key))
            count = self._note_counts[kind] = self._note_counts.get(kind, 0) + 1
            if note is not None:
                label = str(count) if kind == "footnotes" else f"s{count}"
                self.note(label, self._plain(note))
        for box in visible.boxes:
            self.box(self._plain(box))

    def _plain(self, container: Element) -> list[Block]:
        outer, self.reader.fields = self.reader.fields, []  # those inside are its own
        blocks = list(self._plain_blocks(container))
        self.reader.fields = outer
        return blocks

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


_RELATION = f"{{{PACKAGE_RELATIONS}}}Relationship"
_OTHERS = {
    "xl/workbook.xml": message("readers.is_excel"),
    "ppt/presentation.xml": message("readers.is_powerpoint"),
}
_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})


@reader
def read_word(
    data: bytes, path: str, limits: Limits = DEFAULT, tracked_changes: str = "accepted"
) -> Document:
    """Read a Word file, with tracked changes `accepted`, `original` or `inserted` (as `accepted`,
    but `Document.places` tells what was put in)."""
    file = WordFile(Package(data, path, limits))
    ledger = Ledger()
    styles = Styles(file.related("styles"))
    paragraphs = ParagraphReader(tracked_changes == "original", styles, ledger)
    notes, roots = _notes(file, ledger, paragraphs)
    ledger.add_part(file.main, lengths(file.root))
    paragraphs.begin_part(file.root)
    roots.append(file.root)
    maker = BlockMaker(paragraphs, styles, Numbering(file.related("numbering"), styles), notes)
    for body in file.root.named(w("body")):
        maker.read(body)
    document = assemble_parts(
        maker.blocks,
        Source.of(data, path, "docx"),
        limits,
        ledger.paragraphs,
        _remarks(file, maker, paragraphs),
        insertions=maker.inserted if tracked_changes == "inserted" else None,
    )
    assert document.places is not None  # noqa: S101 - made of parts
    answers = file.package.parse(file.part_name("commentsExtended"))
    comments = read_comments(
        file.related("comments"), answers, roots, ledger, document.places.offsets
    )
    odd = not_understood(comments)
    noted = (*document.notes, odd) if odd else document.notes
    return replace(document, comments=comments, directives=directives_of(comments), notes=noted)


class WordFile:
    """The main part and those it refers to. Raises PackageError for any other package."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.missing = 0
        self.main = self._main_part()
        root = package.parse(self.main)
        if root is None or root.tag != w("document"):
            raise PackageError("format", message("readers.no_word_part", part=self.main))
        self.root: Element = root
        folder, name = posixpath.split(self.main)
        self._folder = folder
        self._targets = self._relations(f"{folder}/_rels/{name}.rels", folder)

    def related(self, kind: str) -> Element | None:
        """The root of a part such as `styles` or `footnotes`; None when it is missing."""
        name = self.part_name(kind)
        root = self.package.parse(name) if name else None
        if name and root is None:
            self.missing += 1
        return root if root is not None and root.tag.startswith(f"{{{MAIN}}}") else None

    def part_name(self, kind: str) -> str:
        """The name of such a part; empty for none."""
        target = self._targets.get(kind, "")
        usual = f"{self._folder}/{kind}.xml"
        if target and target in self.package:
            return target
        return usual if usual in self.package else target

    def _main_part(self) -> str:
        target = self._relations("_rels/.rels", "").get("officeDocument", "")
        if target and target in self.package:
            for other, what in _OTHERS.items():
                if target.lower() == other:
                    raise PackageError("format", what, message("readers.give_word"))
            return target
        if "word/document.xml" in self.package:
            return "word/document.xml"
        raise PackageError("format", message("readers.no_word"), message("readers.give_docx"))

    def _relations(self, name: str, folder: str) -> dict[str, str]:
        """Targets inside the package by the last word of their type, the first of each."""
        root = self.package.parse(name)
        found: dict[str, str] = {}
        for relation in () if root is None else root.iter(_RELATION):
            if relation.get("TargetMode") == "External":
                continue
            target = relation.get("Target").replace("\\", "/")
            whole = target if target.startswith("/") else posixpath.join("/", folder, target)
            kind = relation.get("Type").rpartition("/")[2]
            found.setdefault(kind, posixpath.normpath(whole).lstrip("/"))
        return found


def _notes(file: WordFile, ledger: Ledger, reader: ParagraphReader) -> tuple[Notes, list[Element]]:
    """Footnotes and endnotes by id, their characters numbered, and the parts they are in."""
    found: Notes = {}
    roots = []
    for kind, tag in (("footnotes", w("footnote")), ("endnotes", w("endnote"))):
        root = file.related(kind)
        if root is None:
            continue
        roots.append(root)
        ledger.add_part(file.part_name(kind), lengths(root))
        reader.begin_part(root)
        for note in root.named(tag):
            if note.get(w("type")) not in _SEPARATORS:
                found.setdefault((kind, note.get(w("id"))), note)
    return found, roots


def _remarks(file: WordFile, maker: BlockMaker, reader: ParagraphReader) -> Iterator[Message]:
    if f"{posixpath.dirname(file.main)}/vbaProject.bin" in file.package:
        yield message("readers.note_macros")
    if maker.left_out:
        yield message("readers.note_embedded")
    if reader.unended:
        yield message("readers.note_fields")
    if reader.unnumbered:
        yield message("readers.note_list_fields")
    if file.missing:
        yield message("readers.note_missing_part")
