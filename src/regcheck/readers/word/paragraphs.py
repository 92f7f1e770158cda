"""The words of a Word paragraph that a reader sees, each with its place; field instructions, hidden
text, tables of contents and placeholders are not seen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NamedTuple

from regcheck.readers.office.blocks import Ledger, Visible
from regcheck.readers.office.xml import Element
from regcheck.readers.word.styles import Styles
from regcheck.readers.word.xml import (
    ALTERNATE,
    CHOICE,
    DEL,
    FALLBACK,
    INS,
    P_PR,
    PUT_IN,
    R_PR,
    SDT,
    SINGLE,
    SPACE,
    TAKEN_OUT,
    VAL,
    P,
    R,
    switched_on,
    w,
    walk,
)

_FLD, _INSTRUCTION = w("fldChar"), frozenset({w("instrText"), w("delInstrText")})
_SIMPLE_FIELD = w("fldSimple")
_NOTES = {w("footnoteReference"): "footnotes", w("endnoteReference"): "endnotes"}
_BOX = w("txbxContent")
_HIDDEN_FIELDS = frozenset({"TOC", "INDEX", "TOA", "RD", "XE", "TC", "TA"})
_UNNUMBERED_FIELDS = frozenset({"LISTNUM", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT"})
_SIGNS = {
    w("tab"): "\t", w("ptab"): "\t", w("br"): "\n", w("cr"): "\n",
    w("noBreakHyphen"): "-", w("softHyphen"): "", w("sym"): "□",
}  # fmt: skip
_EDGES = " \t\r\n"


def lengths(root: Element) -> Iterator[tuple[Element, int]]:
    """The paragraphs of a part and how many characters each has."""
    for paragraph in root.iter(P):
        yield paragraph, sum(one.length for one in walk(paragraph))


class _Look(NamedTuple):
    """Whether an element is seen, was put in by a tracked change, is bold and is italic."""

    seen: bool
    inserted: bool
    bold: bool
    italic: bool


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    result: bool = False
    hidden: bool = False


class ParagraphReader:
    """Reads paragraphs in order; fields may run over several of them."""

    def __init__(self, mode: str, styles: Styles, ledger: Ledger) -> None:
        self.original = mode == "original"
        self.styles = styles
        self.ledger = ledger
        self.unnumbered = 0
        self.unended = 0
        self._fields: list[_Field] = []
        self._broken: set[Element] = set()

    def begin_part(self, root: Element) -> None:
        """Get ready for a part: fields of another part are closed."""
        self._fields = []
        open_fields: list[Element] = []
        for mark in root.iter(_FLD):
            kind = mark.get(w("fldCharType"))
            if kind == "begin":
                open_fields.append(mark)
            elif kind == "end" and open_fields:
                open_fields.pop()
        self._broken.update(open_fields)
        self.unended += len(open_fields)

    @contextmanager
    def apart(self) -> Iterator[None]:
        """For reading a note or text box amid a paragraph: its fields are its own."""
        outer, self._fields = self._fields, []
        try:
            yield
        finally:
            self._fields = outer

    def properties(self, paragraph: Element) -> Element | None:
        """A paragraph's properties, with `original` as they were before a tracked change."""
        own = paragraph.find(P_PR)
        if self.original and own is not None:
            before = own.find(w("pPrChange"), P_PR)
            return own if before is None else before
        return own

    def mark_is_gone(self, paragraph: Element) -> bool:
        """Whether a tracked change makes the paragraph one with the next."""
        marks = paragraph.find(P_PR, R_PR)
        gone = PUT_IN if self.original else TAKEN_OUT
        return marks is not None and next(marks.named(*gone), None) is not None

    def row_is_gone(self, row: Element) -> bool:
        """Whether a tracked change takes out a table row."""
        return row.find(w("trPr"), INS if self.original else DEL) is not None

    def cell_is_gone(self, cell: Element) -> bool:
        """Whether a tracked change takes out a table cell."""
        name = w("cellIns") if self.original else w("cellDel")
        return cell.find(w("tcPr"), name) is not None

    def read(self, paragraph: Element) -> Visible:
        """What is seen of a paragraph."""
        visible = Visible()
        begin = self.ledger.begin(paragraph)
        known: dict[Element, _Look] = {}
        for element, start, length in walk(paragraph):
            tag = element.tag
            if tag == _FLD:
                self._mark(element)
            elif tag in _INSTRUCTION:
                if self._fields and not self._fields[-1].result:
                    self._fields[-1].instruction += element.text
            elif tag == _BOX:
                if self._seen(element, paragraph, known).seen:
                    visible.boxes.append(element)
            elif length or tag in _NOTES:
                look = self._seen(element, paragraph, known)
                hidden = any(field.hidden or not field.result for field in self._fields)
                if look.seen and not hidden:
                    _take(visible, element, begin + start, look)
        return visible

    def _mark(self, mark: Element) -> None:
        kind = mark.get(w("fldCharType"))
        if kind == "begin":
            if mark not in self._broken:
                self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].result = True
            name = self._fields[-1].instruction.split()[:1]
            self._fields[-1].hidden = bool(name) and name[0].upper() in _HIDDEN_FIELDS
        elif kind == "end" and self._fields:
            ended = self._fields.pop()
            name = ended.instruction.split()[:1]
            self.unnumbered += bool(name) and name[0].upper() in _UNNUMBERED_FIELDS

    def _seen(
        self,
        element: Element,
        paragraph: Element,
        known: dict[Element, _Look],
    ) -> _Look:
        """Whether an element is seen, was put in by a tracked change, and stands out."""
        above = element.parent
        assert above is not None  # noqa: S101 - it lies in the paragraph
        if above in known:
            return known[above]
        seen, inserted, bold, italic = True, False, False, False
        inner = element
        place: Element | None = above
        while place is not None and place is not paragraph:
            tag = place.tag
            if tag in PUT_IN:
                inserted = inserted or tag == INS
                seen = seen and not self.original
            elif tag in TAKEN_OUT:
                seen = seen and self.original
            elif tag == R:
                properties = place.find(R_PR)
                seen = seen and not self.styles.is_hidden(properties)
                bold = bool(switched_on(properties, w("b")))
                italic = bool(switched_on(properties, w("i")))
            elif tag == ALTERNATE:
                seen = seen and inner is chosen(place)
            elif tag == SDT:
                seen = seen and not is_placeholder(place)
            elif tag == _SIMPLE_FIELD:
                name = place.get(w("instr")).split()[:1]
                seen = seen and not (name and name[0].upper() in _HIDDEN_FIELDS)
            inner, place = place, place.parent
        known[above] = _Look(seen, inserted, bold, italic)
        return known[above]


def _take(visible: Visible, element: Element, at: int, look: _Look) -> None:
    """Add an element that is seen; its first character is number `at`."""
    if element.tag in _NOTES:
        visible.notes.append((_NOTES[element.tag], element.get(w("id"))))
        return
    if element.tag in SINGLE:
        text, size = _SIGNS[element.tag], 1
    else:
        text, at = _words(element, at)
        size = len(text)
    if text:
        visible.take(text, at, size, bold=look.bold, italic=look.italic, new=look.inserted)


def _words(element: Element, at: int) -> tuple[str, int]:
    """The text of an element as shown, and where it begins."""
    text = element.text
    if element.get(SPACE) != "preserve":
        bare = text.lstrip(_EDGES)
        at += len(text) - len(bare)
        text = bare.rstrip(_EDGES)
    return text.replace("\u2011", "-"), at


def chosen(alternate: Element) -> Element | None:
    """The branch of alternate content that is read: the first choice, else the fall-back."""
    found = alternate.find(CHOICE)
    return found if found is not None else alternate.find(FALLBACK)


def is_placeholder(control: Element) -> bool:
    """Whether a content control shows only its hint on what to write."""
    return bool(switched_on(control.find(w("sdtPr")), w("showingPlcHdr")))


def is_contents(control: Element) -> bool:
    """Whether a content control holds a table of contents."""
    found = control.find(w("sdtPr"), w("docPartObj"), w("docPartGallery"))
    return found is not None and found.get(VAL).lower() == "table of contents"
