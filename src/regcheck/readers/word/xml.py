"""WordprocessingML: names, small questions, and the way from the words of a finding to runs.
`document.places.runs(span)` gives `PartRange(part, paragraph, start, end)` values in text order:
`paragraph` is the ordinal, from 0, among all `w:p` of the part, `start` and `end` half-open offsets
into the paragraph's characters: all of `w:t` and `w:delText` as they stand, and one for each tab,
break, hyphen and symbol of a run's own, whatever the setting for tracked changes. What lies in a
paragraph inside the paragraph (a text box) belongs to that one; field instructions have none.
`elements_of(root, range)` does the counting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from regcheck.document.places import PartRange
from regcheck.readers.office.xml import Element

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"


def w(name: str) -> str:
    """The full name of an element or attribute of the main namespace."""
    return f"{{{MAIN}}}{name}"


P, R, T, DEL_TEXT = w("p"), w("r"), w("t"), w("delText")
TBL, TR, TC, SDT, SDT_CONTENT = w("tbl"), w("tr"), w("tc"), w("sdt"), w("sdtContent")
P_PR, R_PR, VAL, STYLE = w("pPr"), w("rPr"), w("val"), w("pStyle")
INS, DEL = w("ins"), w("del")
PUT_IN, TAKEN_OUT = (INS, w("moveTo")), (DEL, w("moveFrom"))
"""Tracked changes that put text in or take it out."""
ALTERNATE = f"{{{COMPATIBILITY}}}AlternateContent"
CHOICE, FALLBACK = f"{{{COMPATIBILITY}}}Choice", f"{{{COMPATIBILITY}}}Fallback"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"

TEXTS = frozenset({T, DEL_TEXT})
SINGLE = frozenset(
    w(name) for name in ("tab", "br", "cr", "noBreakHyphen", "softHyphen", "sym", "ptab")
)
"""Elements of a run that stand for one character."""

_PASSED = frozenset({P_PR, R_PR, P, w("sectPr"), w("sdtPr"), w("tblPr")})
_OFF = frozenset({"0", "false", "off", "none"})


def value(element: Element | None, *names: str) -> str:
    """The `val` of an element, or of what these names lead to from it; empty for none."""
    found = None if element is None else element.find(*names)
    return "" if found is None else found.get(VAL)


def number(text: str, default: int = 0) -> int:
    """A whole number as attributes have it, or the default."""
    digits = text.removeprefix("-")
    if not digits.isascii() or not digits.isdecimal() or len(digits) > 9:
        return default
    return int(text)


def switched_on(properties: Element | None, name: str) -> bool | None:
    """Whether a property that is on or off is set; None when nothing is said."""
    found = None if properties is None else properties.find(name)
    return None if found is None else found.get(VAL, "1").lower() not in _OFF


class Characters(NamedTuple):
    """An element of a paragraph and the characters it holds, `length` from `start` on."""

    element: Element
    start: int
    length: int


def walk(paragraph: Element) -> Iterator[Characters]:
    """Every element of a paragraph, without its properties and paragraphs inside it."""
    at = 0
    stack = paragraph.children[::-1]
    while stack:
        element = stack.pop()
        tag = element.tag
        if tag in _PASSED:
            continue
        length = 0
        if tag in TEXTS:
            length = len(element.text)
        elif tag in SINGLE:
            length = int(element.parent is not None and element.parent.tag == R)
        yield Characters(element, at, length)
        at += length
        stack.extend(reversed(element.children))


def elements_of(root: Element, place: PartRange) -> Sequence[tuple[Element, int, int]]:
    """The elements that hold a range, each with half-open offsets in its own text. Raises
    IndexError when the part has no such paragraph."""
    for ordinal, paragraph in enumerate(root.iter(P)):
        if ordinal == place.paragraph:
            found = []
            for element, start, length in walk(paragraph):
                low, high = max(place.start, start), min(place.end, start + length)
                if low < high:
                    found.append((element, low - start, high - start))
            return found
    raise IndexError(f"{place.part} has no paragraph {place.paragraph}")
