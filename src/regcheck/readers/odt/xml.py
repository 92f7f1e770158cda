"""The XML of an OpenDocument text: names, the characters of its paragraphs, styles, and how lists
count.

Places in an OpenDocument file: the part is `content.xml`; a paragraph's ordinal counts every
`text:p` and `text:h` of the part in document order; its characters are those of its text nodes as
they stand, one for each `text:s`, `text:tab` and `text:line-break`; notes, comments, frames and
paragraphs inside it are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from regcheck.base.values import Record, member
from regcheck.readers.office.numbering import ListLevel
from regcheck.readers.office.xml import Element
from regcheck.readers.word.xml import number

OASIS = "urn:oasis:names:tc:opendocument:xmlns:"


text, style, table, office = (
    f"{{{OASIS}{space}:1.0}}".__add__ for space in ("text", "style", "table", "office")
)
"""The full name of an element or attribute of each namespace."""
DRAW = f"{{{OASIS}drawing:1.0}}"
FO = f"{{{OASIS}xsl-fo-compatible:1.0}}"
LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
P, H, SPAN, NOTE = text("p"), text("h"), text("span"), text("note")
CHANGE, CHANGE_START, CHANGE_END = text("change"), text("change-start"), text("change-end")
STYLE_NAME = text("style-name")
SIGNS = {text("s"): " ", text("tab"): "\t", text("line-break"): "\n"}
_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman",
          "I": "upperRoman", "": "none"}  # fmt: skip
_PLACE = re.compile(r"%(\d{1,2})%")
_TITLES = frozenset({"Title", "Tittel"})
_MOST_PARENTS = 40
_APART = frozenset({P, H, NOTE, office("annotation"), office("annotation-end"), text("ruby-text")})


class Characters(NamedTuple):
    """Characters of a paragraph from `start` on, or none where an element only marks a place or is
    read apart. `spans` are the style names around it, outermost first."""

    element: Element
    words: str
    start: int
    spans: tuple[str, ...]


def walk(paragraph: Element) -> Iterator[Characters]:
    """A paragraph's characters and marks, in order."""
    at = 0
    for element, words, spans in _inside(paragraph, ()):
        yield Characters(element, words, at, spans)
        at += len(words)


def _inside(
    element: Element, spans: tuple[str, ...]
) -> Iterator[tuple[Element, str, tuple[str, ...]]]:
    if element.text:
        yield element, element.text, spans
    for child in element:
        tag = child.tag
        if tag in SIGNS:
            yield child, SIGNS[tag], spans
        elif tag in _APART or tag.startswith(DRAW):
            yield child, "", spans
        else:
            yield child, "", spans
            inner = (*spans, child.get(STYLE_NAME)) if tag == SPAN else spans
            yield from _inside(child, inner)
        if child.tail:
            yield element, child.tail, spans


class OdtStyles:
    """The styles of the content and the styles part."""

    def __init__(self, *roots: Element | None) -> None:
        self._styles: dict[tuple[str, str], Element] = {}
        self._lists: dict[str, dict[int, ListLevel]] = {}
        self.outline: dict[int, ListLevel] = {}
        for root in roots:
            if root is None:
                continue
            for one in root.iter(style("style")):
                key = one.get(style("family")), one.get(style("name"))
                self._styles.setdefault(key, one)
            for one in root.iter(text("list-style")):
                self._lists.setdefault(one.get(style("name")), _levels(one))
            for one in root.iter(text("outline-style")):
                self.outline = self.outline or _levels(one)

    def chain(self, family: str, name: str) -> Iterator[Element]:
        """A style and its parents, nearest first."""
        seen: set[str] = set()
        while name and name not in seen and len(seen) < _MOST_PARENTS:
            seen.add(name)
            found = self._styles.get((family, name))
            if found is None:
                return
            yield found
            name = found.get(style("parent-style-name"))

    def is_title(self, name: str) -> bool:
        """Whether a paragraph style is that of the title."""
        names = [name, *(one.get(style("name")) for one in self.chain("paragraph", name))]
        return any(one in _TITLES for one in names)

    def list_of(self, name: str) -> str:
        """The list style that a paragraph style brings; empty for none."""
        for one in self.chain("paragraph", name):
            if style("list-style-name") in one.attrib:
                return one.get(style("list-style-name"))
        return ""

    def levels(self, name: str) -> dict[int, ListLevel]:
        """The levels of a list style, from 0."""
        return self._lists.get(name, {})

    def says(self, spans: tuple[str, ...], name: str, value: str) -> bool:
        """Whether the innermost text style that says anything of a property says this."""
        for span in reversed(spans):
            for one in self.chain("text", span):
                properties = one.find(style("text-properties"))
                if properties is not None and name in properties.attrib:
                    return properties.get(name) == value
        return False


def _levels(list_style: Element) -> dict[int, ListLevel]:
    return {number(one.get(text("level"))) - 1: _level(one) for one in list_style}


def _level(one: Element) -> ListLevel:
    start = number(one.get(text("start-value"), "1"), 1)
    if "bullet" in one.tag or "image" in one.tag:
        return ListLevel(start, "bullet", (one.get(text("bullet-char")),))
    prefix, suffix = one.get(style("num-prefix")), one.get(style("num-suffix"))
    form = one.get(style("num-format"))
    shown = one.get(f"{LOEXT}num-list-format")
    if not form:
        shown = prefix + suffix
    elif f"{LOEXT}num-list-format" not in one.attrib:
        at = number(one.get(text("level")))
        first = at - min(max(number(one.get(text("display-levels"), "1"), 1), 1), at) + 1
        shown = prefix + ".".join(f"%{level}%" for level in range(first, at + 1)) + suffix
    return ListLevel(start, _FORMS.get(form, "decimal"), tuple(_PLACE.split(shown)))


Counts = dict[int, int]
"""How far a list is counted, by level from 0."""


class CountedLists(Record):
    """The lists of a text as they are met, and which continues which."""

    by_id: dict[str, Counts] = member(default_factory=dict)
    by_style: dict[str, Counts] = member(default_factory=dict)

    def enter(self, element: Element, name: str, key: str) -> Counts:
        """The list that an outermost `text:list` with this style is part of."""
        continued = element.get(text("continue-list"))
        found = self.by_id.get(continued)
        if found is None and element.get(text("continue-numbering")) == "true":
            found = self.by_style.get(name)
        if found is None:
            found = {}
        if key:
            self.by_id[key] = found
        self.by_style[name] = found
        return found
