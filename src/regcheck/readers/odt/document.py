"""OpenDocument texts (`.odt`, `.ott`) to `Document`, by the same blocks and grammar as Word."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from regcheck.base.text.normalise import Piece
from regcheck.base.texts.message import message
from regcheck.base.values import Value
from regcheck.document.model import Document, Source
from regcheck.readers.blocks import Block
from regcheck.readers.limits import DEFAULT, Limits
from regcheck.readers.odt.xml import (
    CHANGE,
    CHANGE_END,
    CHANGE_START,
    DRAW,
    FO,
    NOTE,
    STYLE_NAME,
    XML_ID,
    CountedLists,
    Counts,
    H,
    OdtStyles,
    P,
    office,
    table,
    text,
    walk,
)
from regcheck.readers.office.blocks import Body, Ledger, Paragraph, Visible, plain_block
from regcheck.readers.office.numbering import AutoNumber, next_number
from regcheck.readers.office.package import UNLOCK, Package, PackageError
from regcheck.readers.office.xml import Element
from regcheck.readers.reading import assemble_parts
from regcheck.readers.remarks import reader
from regcheck.readers.word.xml import number

_LIST, _ITEM, _HEADER = text("list"), text("list-item"), text("list-header")
_TABLE, _ROW = table("table"), table("table-row")
_CELLS = frozenset({table("table-cell"), table("covered-table-cell")})
_ROWS = frozenset({table(n) for n in ("table-header-rows", "table-rows", "table-row-group")})
_SECTIONS = frozenset({text("section"), text("numbered-paragraph")})
_CHANGE_ID = text("change-id")


class _ListPlace(Value, frozen=True):
    """A paragraph's level from 1, and whether the item's number is still to be shown."""

    counted: Counts
    style: str
    level: int
    start: str = ""
    shown: bool = True


class OdtBody(Body):
    """Takes a text front to back; `ledger` numbers all characters of the part."""

    def __init__(self, part: str, body: Element, styles: OdtStyles, mode: str) -> None:
        super().__init__()
        self.styles = styles
        self.original = mode == "original"
        self.ledger = Ledger()
        self._lists = CountedLists()
        self._outline: dict[int, int] = {}
        self._deleted: dict[str, Element] = {}
        self._insertions: set[str] = set()
        self._open: set[str] = set()
        paragraphs = [body, *body.above()][-1].iter(P, H)
        lengths = ((one, sum(len(found.words) for found in walk(one))) for one in paragraphs)
        self.ledger.add_part(part, lengths)
        for region in body.iter(text("changed-region")):
            for change in region:
                for key in (region.get(XML_ID), region.get(text("id"))):
                    if change.tag == text("deletion"):
                        self._deleted[key] = change
                    elif change.tag == text("insertion"):
                        self._insertions.add(key)

    def _container(self, container: Element, where: _ListPlace | None = None) -> None:
        for child in container:
            tag = child.tag
            if tag in (P, H):
                self._paragraph(child, where)
            elif tag == _LIST:
                self._list(child, where)
            elif tag == _TABLE:
                self._flush()
                self._table(child)
            elif tag in _SECTIONS:
                if child.get(text("display")) != "none":
                    self._container(child, where)
            elif tag == CHANGE:
                self._put_back(child)
            elif tag in (CHANGE_START, CHANGE_END):
                self._mark(child)
            elif tag.startswith(DRAW):
                self.box(self._plain(child))

    def _list(self, element: Element, where: _ListPlace | None) -> None:
        name = element.get(STYLE_NAME) or (where.style if where else "")
        level = where.level + 1 if where else 1
        if where is not None:
            counted = where.counted
        else:
            counted = self._lists.enter(element, name, element.get(XML_ID))
        for item in element:
            if item.tag not in (_ITEM, _HEADER):
                continue
            shown = item.tag == _ITEM
            place = _ListPlace(counted, name, level, item.get(text("start-value")), shown)
            for child in item:
                if child.tag in (P, H):
                    self._paragraph(child, place)
                    place = _ListPlace(counted, name, level, "", False)
                elif child.tag == _LIST:
                    self._list(child, place)
                else:
                    self._mark(child)

    def _paragraph(self, paragraph: Element, where: _ListPlace | None) -> None:
        parts, joined = self._read(paragraph)
        for index, seen in enumerate(parts):
            own = where if seen.source is paragraph else None
            self._seen(seen, own, joined=joined and index == len(parts) - 1)

    def _place(self, seen: Visible, where: _ListPlace | None) -> None:
        source = seen.source
        heading = 0
        if source.tag == H:
            heading = min(max(number(source.get(text("outline-level"), "1"), 1), 1), 9)
        elif self.styles.is_title(source.get(STYLE_NAME)):
            heading = 1
        self.paragraph(
            Paragraph(
                seen,
                heading,
                self._auto_number(source, where, heading),
                None if where is None else where.level,
                where is not None and not where.shown,
            )
        )
        for note in seen.notes:
            self._note(note)
        for box in seen.boxes:
            self.box(self._plain(box))

    def _auto_number(
        self, source: Element, where: _ListPlace | None, heading: int
    ) -> AutoNumber | None:
        if where is not None:
            if not where.shown:
                return None
            levels = self.styles.levels(where.style or self.styles.list_of(source.get(STYLE_NAME)))
            counts, at, start = where.counted, where.level - 1, where.start
        elif source.tag == H and source.get(text("is-list-header")) != "true":
            levels, counts, at, start = self.styles.outline, self._outline, heading - 1, ""
            if source.get(text("restart-numbering")) == "true" and at in levels:
                start = source.get(text("start-value")) or str(levels[at].start)
        else:
            return None
        if at not in levels:
            return None
        return next_number(levels, counts, at, number(start, 1) if start else None)

    def _read(self, paragraph: Element) -> tuple[list[Visible], bool]:
        """What is seen of a paragraph, and whether a tracked change joined it with the next."""
        parts = [Visible(source=paragraph)]
        begin = self.ledger.begin(paragraph)
        for one in walk(paragraph):
            tag = one.element.tag
            if not one.words:
                if tag == CHANGE:
                    self._undelete(one.element, parts, paragraph)
                elif tag in (CHANGE_START, CHANGE_END):
                    self._mark(one.element)
                elif tag == NOTE and not (self.original and self._open):
                    parts[-1].notes.append(one.element)
                elif tag.startswith(DRAW) and not (self.original and self._open):
                    parts[-1].boxes.append(one.element)
                continue
            says = partial(self.styles.says, one.spans)
            if (self.original and self._open) or says(text("display"), "none"):
                continue
            parts[-1].take(
                one.words.replace("\u2011", "-"),
                begin + one.start,
                len(one.words),
                bold=says(f"{FO}font-weight", "bold"),
                italic=says(f"{FO}font-style", "italic"),
                new=bool(self._open),
            )
        for part in parts:
            self.inserted += part.inserted
        return parts, self.original and bool(self._open)

    def _mark(self, element: Element) -> None:
        key = element.get(_CHANGE_ID)
        if element.tag == CHANGE_START and key in self._insertions:
            self._open.add(key)
        elif element.tag == CHANGE_END:
            self._open.discard(key)

    def _undelete(self, change: Element, parts: list[Visible], paragraph: Element) -> None:
        """Put what was deleted at this place back into the parts of a paragraph."""
        deletion = self._deleted.get(change.get(_CHANGE_ID)) if self.original else None
        paragraphs = [] if deletion is None or self._open else list(deletion.iter(P, H))
        for index, deleted in enumerate(paragraphs):
            if index:
                source = deleted if index < len(paragraphs) - 1 else paragraph
                parts.append(Visible(source=source))
            elif len(paragraphs) > 1:
                parts[-1].source = deleted
            parts[-1].pieces += self._bare_pieces(deleted)
            parts[-1].stressed = parts[-1].bold = False

    def _put_back(self, change: Element) -> None:
        deletion = self._deleted.get(change.get(_CHANGE_ID)) if self.original else None
        for deleted in () if deletion is None else deletion.iter(P, H):
            seen = Visible(self._bare_pieces(deleted), stressed=False, bold=False, source=deleted)
            self._place(seen, None)

    def _bare_pieces(self, paragraph: Element) -> list[Piece]:
        begin = self.ledger.begin(paragraph)
        return [
            (one.words, begin + one.start, len(one.words)) for one in walk(paragraph) if one.words
        ]

    def _note(self, note: Element) -> None:
        citation = note.find(text("note-citation"))
        label = "" if citation is None else citation.words().strip()
        if note.get(text("note-class")) == "endnote":
            label = f"s{label}"
        body = note.find(text("note-body"))
        if body is not None:
            self.note(label[:20], self._plain(body))

    def _plain(self, container: Element) -> list[Block]:
        return list(self._plain_blocks(container, None))

    def _plain_blocks(self, container: Element, where: _ListPlace | None) -> Iterator[Block]:
        for child in container:
            tag = child.tag
            if tag in (P, H):
                shown = self._auto_number(child, where, 0) if where else None
                where = None
                for seen in self._read(child)[0]:
                    if not seen.is_blank:
                        yield plain_block(seen.pieces, shown)
                    for note in seen.notes:
                        self._note(note)
            elif tag == _LIST:
                name = child.get(STYLE_NAME)
                counted = self._lists.enter(child, name, child.get(XML_ID))
                for item in child.named(_ITEM):
                    start = item.get(text("start-value"))
                    yield from self._plain_blocks(item, _ListPlace(counted, name, 1, start))
            else:
                yield from self._plain_blocks(child, None)

    def _table(self, element: Element) -> None:
        rows = [[cell for cell in row if cell.tag in _CELLS] for row in _rows(element)]
        self._rows([cells for cells in rows if cells])


def _rows(element: Element) -> Iterator[Element]:
    for child in element:
        if child.tag == _ROW:
            yield child
        elif child.tag in _ROWS:
            yield from _rows(child)


CONTENT = "content.xml"


@reader
def read_odt(
    data: bytes, path: str, limits: Limits = DEFAULT, tracked_changes: str = "accepted"
) -> Document:
    """Read an OpenDocument text, with tracked changes as in a Word file."""
    package = Package(data, path, limits)
    manifest = package.read("META-INF/manifest.xml") or b""
    if b"encryption-data" in manifest or "encrypted-package" in package:
        raise PackageError("encrypted", message("readers.locked"), UNLOCK)
    content = package.parse(CONTENT)
    styles = OdtStyles(content, package.parse("styles.xml"))
    text = None if content is None else content.find(office("body"), office("text"))
    if text is None:
        raise PackageError("format", message("readers.no_odt"), message("readers.give_odt"))
    body = OdtBody(CONTENT, text, styles, tracked_changes)
    body.read(text)
    return assemble_parts(
        body.blocks,
        Source.of(data, path, "odt"),
        limits,
        body.ledger.paragraphs,
        insertions=body.inserted if tracked_changes == "inserted" else None,
    )
