"""Names of OpenDocument text, and the characters of its paragraphs.

Places in an OpenDocument file: the part is `content.xml`; a paragraph's ordinal counts every
`text:p` and `text:h` of the part in document order; its characters are those of its text nodes as
they stand, one for each `text:s`, `text:tab` and `text:line-break`; notes, comments, frames and
paragraphs inside it are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lxml.etree import _Element

OASIS = "urn:oasis:names:tc:opendocument:xmlns:"


def text(name: str) -> str:
    """The full name of an element or attribute of the text namespace."""
    return f"{{{OASIS}text:1.0}}{name}"


def style(name: str) -> str:
    """The same for styles."""
    return f"{{{OASIS}style:1.0}}{name}"


def table(name: str) -> str:
    """The same for tables."""
    return f"{{{OASIS}table:1.0}}{name}"


def office(name: str) -> str:
    """The same for the office namespace."""
    return f"{{{OASIS}office:1.0}}{name}"


DRAW = f"{{{OASIS}drawing:1.0}}"
FO = f"{{{OASIS}xsl-fo-compatible:1.0}}"
LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
P, H, SPAN, NOTE = text("p"), text("h"), text("span"), text("note")
CHANGE, CHANGE_START, CHANGE_END = text("change"), text("change-start"), text("change-end")
STYLE_NAME = text("style-name")
SIGNS = {text("s"): " ", text("tab"): "\t", text("line-break"): "\n"}
_APART = frozenset({P, H, NOTE, office("annotation"), office("annotation-end"), text("ruby-text")})


class Stretch(NamedTuple):
    """Characters of a paragraph from `start` on, or none where an element only marks a place or is
    read apart. `spans` are the style names around it, outermost first."""

    element: _Element
    words: str
    start: int
    spans: tuple[str, ...]


def walk(paragraph: _Element) -> Iterator[Stretch]:
    """A paragraph's characters and marks, in order."""
    at = 0
    for element, words, spans in _inside(paragraph, ()):
        yield Stretch(element, words, at, spans)
        at += len(words)


def _inside(
    element: _Element, spans: tuple[str, ...]
) -> Iterator[tuple[_Element, str, tuple[str, ...]]]:
    if element.text:
        yield element, element.text, spans
    for child in element:
        tag = str(child.tag)
        if tag in SIGNS:
            yield child, SIGNS[tag], spans
        elif tag in _APART or tag.startswith(DRAW):
            yield child, "", spans
        else:
            yield child, "", spans
            inner = (*spans, child.get(STYLE_NAME, "")) if tag == SPAN else spans
            yield from _inside(child, inner)
        if child.tail:
            yield element, child.tail, spans
