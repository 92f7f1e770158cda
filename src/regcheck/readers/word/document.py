"""Word files to `Document`: paragraphs become blocks with their automatic numbers in front, read by
the common grammar. `Document.places` leads back to parts and paragraphs."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import replace

from regcheck.base.texts.message import Message, message
from regcheck.document.model import Document, Source
from regcheck.readers.limits import DEFAULT, Limits
from regcheck.readers.office.blocks import Ledger
from regcheck.readers.office.package import Package, PackageError
from regcheck.readers.office.xml import Element
from regcheck.readers.reading import assemble_parts
from regcheck.readers.remarks import reader
from regcheck.readers.word.blocks import BlockMaker, Notes
from regcheck.readers.word.comments import directives_of, not_understood, read_comments
from regcheck.readers.word.paragraphs import ParagraphReader, lengths
from regcheck.readers.word.styles import Numbering, Styles
from regcheck.readers.word.xml import MAIN, PACKAGE_RELATIONS, w

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
    paragraphs = ParagraphReader(tracked_changes, styles, ledger)
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
    comments = read_comments(
        file.related("comments"), file.extended_comments(), roots, ledger, document.places.offsets
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

    def extended_comments(self) -> Element | None:
        """The part that says which comment answers which; None when it is missing."""
        name = self._targets.get("commentsExtended", f"{self._folder}/commentsExtended.xml")
        return self.package.parse(name)

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
    """The notes on a file."""
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
