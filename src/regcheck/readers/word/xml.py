"""WordprocessingML: names of elements and attributes, small questions about them, and the way from
the words of a finding to the runs of a file.

Contract, for whoever writes into the file (comments on the quoted words, say):

1. `document.places.runs(span)` gives, for a span of `Document.text`, a tuple of
   `PartRange(part, paragraph, start, end)`: `part` is the name of the part in the package
   (`word/document.xml`, `word/footnotes.xml` …); `paragraph` the ordinal, from 0, of the `w:p`
   among *all* `w:p` of the part, in the order of `root.iter(P)` – those in tables, text boxes and
   fall-backs count too; `start` and `end` are half-open offsets into the paragraph's characters.
   The ranges of a span touch nothing but its words, and come in text order. A span may have
   several (a paragraph mark that a tracked change took out, a deletion in between) or none
   (automatic numbers stand nowhere in the file).
2. A paragraph's characters are those that `characters(paragraph)` gives, in that order, *whatever*
   the setting for tracked changes: every character of every `w:t` and `w:delText` as it stands in
   the XML (white space too), and one for each `w:tab`, `w:br`, `w:cr`, `w:noBreakHyphen`,
   `w:softHyphen`, `w:sym`, `w:ptab` that is a run's own. Field instructions have none. What lies
   in a paragraph inside the paragraph (a text box) belongs to that one. Both the choice and the
   fall-back of alternate content count. So these offsets do not change with what is shown, and
   stay right until someone edits the paragraph.
3. `elements_of(root, range)` does the counting: the elements that hold a range and, for each, from
   where to where in its own text. An element's run is `element.parent`; to mark a part of a
   `w:t` its run must be split there.

Files in the strict variant of the format are read with the namespaces of the usual one.
"""

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
    """An element of a paragraph, and the characters it holds: `length` of them from `start` on.
    `walk` gives elements without characters too."""

    element: Element
    start: int
    length: int


def walk(paragraph: Element) -> Iterator[Characters]:
    """Every element of a paragraph in document order, its properties and paragraphs inside it
    left out; most have no characters."""
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
            parent = element.parent
            length = 1 if parent is not None and parent.tag == R else 0
        yield Characters(element, at, length)
        at += length
        stack.extend(reversed(element.children))


def characters(paragraph: Element) -> Iterator[Characters]:
    """The elements of a `w:p` that hold characters, as the contract above counts them."""
    return (one for one in walk(paragraph) if one.length)


def elements_of(root: Element, place: PartRange) -> Sequence[tuple[Element, int, int]]:
    """The elements of a part that hold a range, each with the half-open offsets of what belongs to
    it in the element's own text (0 and 1 for an element that stands for one character). `root` is
    the root element of the part; raises IndexError when it has no such paragraph."""
    for ordinal, paragraph in enumerate(root.iter(P)):
        if ordinal == place.paragraph:
            found = []
            for element, start, length in characters(paragraph):
                low, high = max(place.start, start), min(place.end, start + length)
                if low < high:
                    found.append((element, low - start, high - start))
            return found
    raise IndexError(f"{place.part} has no paragraph {place.paragraph}")
