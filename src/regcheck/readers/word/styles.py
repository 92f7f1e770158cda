"""Paragraph styles of a Word file: heading levels, numbering and indentation they hand down."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from regcheck.readers.word.xml import P_PR, R_PR, STYLE, VAL, number, switched_on, value, w

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADING = re.compile(r"(?:heading|overskrift|rubrik)\s*([1-9])\b")
_TITLE = frozenset({"title", "tittel"})
_CONTENTS = re.compile(
    r"(?:toc|innhold|inn?h|innhald|contents)\s*(?:\d|heading|\boverskrift)|table of |tabelliste"
    r"|figurliste|index \d|(?:innholds|innhalds)(?:fortegnelse|liste)"
)
_CONTINUED = re.compile(r"(?:list(?:e)?(?: -)?[ -](?:continue|forts|framhald)|liste?forts)")
_FURTHEST = 40
BODY_LEVEL = 9


@dataclass(frozen=True, slots=True)
class NumberRef:
    """Which list a paragraph is in: the number instance (empty for none) and the level (-1 where
    nothing says). `style` is the style that says so, empty for the paragraph itself."""

    instance: str
    level: int
    style: str = ""


class Styles:
    """The styles part, or nothing for a file without one."""

    def __init__(self, root: _Element | None) -> None:
        self._styles: dict[str, _Element] = {}
        self.default = ""
        for style in () if root is None else root.iter(w("style")):
            key = style.get(w("styleId"), "")
            self._styles.setdefault(key, style)
            if style.get(w("type")) == "paragraph" and style.get(w("default")) in ("1", "true"):
                self.default = self.default or key

    def chain(self, style: str) -> Iterator[tuple[str, _Element]]:
        """A style and those it is based on, nearest first."""
        seen: set[str] = set()
        while style in self._styles and style not in seen and len(seen) < _FURTHEST:
            seen.add(style)
            element = self._styles[style]
            yield style, element
            style = value(element, w("basedOn"))

    def of(self, properties: _Element | None) -> str:
        """The style of a paragraph with these properties."""
        return value(properties, STYLE) or self.default

    def name(self, style: str) -> str:
        """The name of a style in small letters; its key where it has no name."""
        return (value(self._styles.get(style), w("name")) or style).lower()

    def names(self, style: str) -> list[str]:
        """The names of a style and of those it is based on."""
        return [self.name(style), *[self.name(key) for key, _ in self.chain(style)][1:]]

    def heading_level(self, properties: _Element | None) -> int:
        """The level (1 to 9) of a heading; 0 for body text. The paragraph's own outline level
        goes first, then each style's name and outline level."""
        own = value(properties, w("outlineLvl"))
        if own:
            return (number(own, BODY_LEVEL) + 1) % (BODY_LEVEL + 1)
        style = self.of(properties)
        found = _HEADING.match(self.name(style))
        for key, element in self.chain(style):
            found = _HEADING.match(self.name(key))
            if found:
                return int(found[1])
            if self.name(key) in _TITLE:
                return 1
            own = value(element.find(P_PR), w("outlineLvl"))
            if own:
                return (number(own, BODY_LEVEL) + 1) % (BODY_LEVEL + 1)
        return int(found[1]) if found else int(self.name(style) in _TITLE)

    def is_title(self, properties: _Element | None) -> bool:
        """Whether a paragraph is set as the title of the document."""
        return any(name in _TITLE for name in self.names(self.of(properties)))

    def is_contents(self, properties: _Element | None) -> bool:
        """Whether a paragraph belongs to a table of contents."""
        return any(_CONTENTS.match(name) for name in self.names(self.of(properties)))

    def continues_list(self, properties: _Element | None) -> bool:
        """Whether a paragraph is set as going on a list item."""
        return any(_CONTINUED.match(name) for name in self.names(self.of(properties)))

    def numbering(self, properties: _Element | None, *, original: bool) -> NumberRef | None:
        """The list a paragraph is in by its own properties or its style's; None for none."""
        instance, level = "", -1
        own = None if properties is None else properties.find(w("numPr"))
        if own is not None and not (original and own.find(w("ins")) is not None):
            instance = value(own, w("numId"))
            level = number(value(own, w("ilvl")), -1)
            if instance:
                return NumberRef(instance, level) if number(instance) > 0 else None
        for key, element in self.chain(self.of(properties)):
            found = value(element.find(P_PR), w("numPr") + "/" + w("numId"))
            if found:
                if number(found) <= 0:
                    return None
                said = number(value(element.find(P_PR), w("numPr") + "/" + w("ilvl")), -1)
                return NumberRef(found, level if level >= 0 else said, key)
        return None

    def indent(self, properties: _Element | None) -> int | None:
        """The left indentation in twentieths of a point; None when nothing is said."""
        places = [properties, *(e.find(P_PR) for _, e in self.chain(self.of(properties)))]
        for place in places:
            found = None if place is None else place.find(w("ind"))
            if found is not None:
                said = found.get(w("left"), found.get(w("start"), ""))
                if said:
                    return number(said)
        return None

    def is_hidden(self, run_properties: _Element | None) -> bool:
        """Whether a run's text is hidden, by itself or by its character style."""
        own = switched_on(run_properties, w("vanish"))
        if own is not None or run_properties is None:
            return bool(own)
        style = value(run_properties, w("rStyle"))
        if not style:
            return False
        said = (switched_on(e.find(R_PR), w("vanish")) for _, e in self.chain(style))
        return next((one for one in said if one is not None), False)

    def list_instance(self, style: str) -> str:
        """The number instance that a numbering style stands for."""
        found = self._styles.get(style)
        place = None if found is None else found.find(f"{P_PR}/{w('numPr')}/{w('numId')}")
        return "" if place is None else place.get(VAL, "")
