"""The words of a Word paragraph that a reader sees, each with its place; field instructions, hidden
text, tables of contents and placeholders are not seen."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple

from regcheck.base.values import Record, member
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


class _Field(Record):
    instruction: str = ""
    result: bool = False


def _is_one_of(instruction: str, fields: frozenset[str]) -> bool:
    return any(name.upper() in fields for name in instruction.split()[:1])


class ParagraphReader(Record):
    """Reads paragraphs in order; fields may run over several of them. `original` says that tracked
    changes are to be undone."""

    original: bool
    styles: Styles
    ledger: Ledger
    unnumbered: int = 0
    unended: int = 0
    fields: list[_Field] = member(default_factory=list)
    _broken: set[Element] = member(default_factory=set)

    def begin_part(self, root: Element) -> None:
        """Get ready for a part: fields of another part are closed."""
        self.fields = []
        open_fields: list[Element] = []
        for mark in root.iter(_FLD):
            kind = mark.get(w("fldCharType"))
            if kind == "begin":
                open_fields.append(mark)
            elif kind == "end" and open_fields:
                open_fields.pop()
        self._broken.update(open_fields)
        self.unended += len(open_fields)

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
        known: dict[Element | None, _Look] = {}
        for element, start, length in walk(paragraph):
            tag = element.tag
            if tag == _FLD:
                self._mark(element)
            elif tag in _INSTRUCTION:
                if self.fields and not self.fields[-1].result:
                    self.fields[-1].instruction += element.text
            elif tag == _BOX:
                if self._seen(element, paragraph, known).seen:
                    visible.boxes.append(element)
            elif length or tag in _NOTES:
                look = self._seen(element, paragraph, known)
                hidden = any(
                    not one.result or _is_one_of(one.instruction, _HIDDEN_FIELDS)
                    for one in self.fields
                )
                if look.seen and not hidden:
                    _take(visible, element, begin + start, look)
        return visible

    def _mark(self, mark: Element) -> None:
        kind = mark.get(w("fldCharType"))
        if kind == "begin":
            if mark not in self._broken:
                self.fields.append(_Field())
        elif kind == "separate" and self.fields:
            self.fields[-1].result = True
        elif kind == "end" and self.fields:
            ended = self.fields.pop()
            self.unnumbered += _is_one_of(ended.instruction, _UNNUMBERED_FIELDS)

    def _seen(
        self, element: Element, paragraph: Element, known: dict[Element | None, _Look]
    ) -> _Look:
        """Whether an element is seen, was put in by a tracked change, and stands out."""
        above = element.parent
        if above in known:
            return known[above]
        seen, inserted, bold, italic = True, False, False, False
        inner = element
        for place in takewhile(lambda one: one is not paragraph, element.above()):
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
                seen = seen and not _is_one_of(place.get(w("instr")), _HIDDEN_FIELDS)
            inner = place
        known[above] = _Look(seen, inserted, bold, italic)
        return known[above]


def _take(visible: Visible, element: Element, at: int, look: _Look) -> None:
    """Add an element that is seen; its first character is number `at`."""
    if element.tag in _NOTES:
        visible.notes.append((_NOTES[element.tag], element.get(w("id"))))
        return
    text, size = _SIGNS.get(element.tag, ""), 1
    if element.tag not in SINGLE:
        text = element.text
        if element.get(SPACE) != "preserve":
            at += len(text) - len(text.lstrip(_EDGES))
            text = text.strip(_EDGES)
        size = len(text)
    if text:
        shown = text.replace("\u2011", "-")
        visible.take(shown, at, size, bold=look.bold, italic=look.italic, new=look.inserted)


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
