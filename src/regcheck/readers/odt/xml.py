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
from dataclasses import dataclass, field
from typing import NamedTuple

from regcheck.readers.office.blocks import AutoNumber, auto_number, bullet, formatted
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
_LONGEST_NUMBER = 60
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
        self._lists: dict[str, dict[int, Element]] = {}
        self.outline: dict[int, Element] = {}
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

    def levels(self, name: str) -> dict[int, Element]:
        """The levels of a list style, from 1."""
        return self._lists.get(name, {})

    def says(self, spans: tuple[str, ...], name: str, value: str) -> bool:
        """Whether the innermost text style that says anything of a property says this."""
        for span in reversed(spans):
            for one in self.chain("text", span):
                properties = one.find(style("text-properties"))
                if properties is not None and name in properties.attrib:
                    return properties.get(name) == value
        return False


def _levels(list_style: Element) -> dict[int, Element]:
    return {number(one.get(text("level"))): one for one in list_style}


@dataclass(slots=True)
class CountedList:
    """A list that is being counted: its style and the counts by level, from 1."""

    style: str
    counts: dict[int, int] = field(default_factory=dict)

    def next(
        self, levels: dict[int, Element], at: int, start: str, *, fresh: bool = False
    ) -> AutoNumber | None:
        """The number of the next paragraph at a level; `start` is where the item says to start,
        `fresh` whether counting starts again."""
        own = levels.get(at)
        if own is None:
            return None
        if start:
            self.counts[at] = number(start, 1)
        elif fresh or at not in self.counts:
            self.counts[at] = _start(own)
        else:
            self.counts[at] += 1
        for higher in range(1, at):
            self.counts.setdefault(higher, _start(levels.get(higher)))
        for deeper in [level for level in self.counts if level > at]:
            del self.counts[deeper]
        return self._shown(levels, own, at)

    def _shown(self, levels: dict[int, Element], own: Element, at: int) -> AutoNumber | None:
        if "bullet" in own.tag or "image" in own.tag:
            return bullet(own.get(text("bullet-char")), at - 1)
        pattern = own.attrib.get(f"{LOEXT}num-list-format")
        if own.get(style("num-format")) == "":
            pattern = own.get(style("num-prefix")) + own.get(style("num-suffix"))
        elif pattern is None:
            shown = min(max(number(own.get(text("display-levels"), "1"), 1), 1), at)
            places = ".".join(f"%{level}%" for level in range(at - shown + 1, at + 1))
            pattern = own.get(style("num-prefix")) + places + own.get(style("num-suffix"))

        def figure(found: re.Match[str]) -> str:
            level = int(found[1])
            form = levels[level].get(style("num-format")) if level in levels else ""
            return formatted(self.counts.get(level, 1), _FORMS.get(form, "decimal"))

        return auto_number(_PLACE.sub(figure, pattern)[:_LONGEST_NUMBER], at - 1)


def _start(level: Element | None) -> int:
    return 1 if level is None else number(level.get(text("start-value"), "1"), 1)


@dataclass(slots=True)
class CountedLists:
    """The lists of a text as they are met, and which continues which."""

    by_id: dict[str, CountedList] = field(default_factory=dict)
    by_style: dict[str, CountedList] = field(default_factory=dict)

    def enter(self, element: Element, name: str, key: str) -> CountedList:
        """The list that an outermost `text:list` with this style is part of."""
        continued = element.get(text("continue-list"))
        found = self.by_id.get(continued)
        if found is None and element.get(text("continue-numbering")) == "true":
            found = self.by_style.get(name)
        if found is None:
            found = CountedList(name)
        if key:
            self.by_id[key] = found
        self.by_style[name] = found
        return found
