"""Styles of a Word file with their inheritance, and automatic numbers counted as Word counts them:
instances of one abstract list count on together unless they override the start."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from regcheck.base.values import Value
from regcheck.readers.office.numbering import AutoNumber, ListLevel, next_number
from regcheck.readers.office.xml import Element
from regcheck.readers.word.xml import P_PR, R_PR, STYLE, number, switched_on, value, w

_HEADING = re.compile(r"(?:heading|overskrift|rubrik)\s*([1-9])\b")
_TITLE = frozenset({"title", "tittel"})
_CONTENTS = re.compile(
    r"(?:toc|innhold|inn?h|innhald|contents)\s*(?:\d|heading|\boverskrift)|table of |tabelliste"
    r"|figurliste|index \d|(?:innholds|innhalds)(?:fortegnelse|liste)"
)
_CONTINUED = re.compile(r"(?:list(?:e)?(?: -)?[ -](?:continue|forts|framhald)|liste?forts)")
_MOST_PARENTS = 40
BODY_LEVEL = 9
_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")


class NumberRef(Value, frozen=True):
    """The number instance and level (-1 where unsaid) of a paragraph, and their style."""

    instance: str
    level: int
    style: str = ""


class Styles:
    """The styles part, or nothing for a file without one."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self.default = ""
        for style in () if root is None else root.iter(w("style")):
            key = style.get(w("styleId"))
            self._styles.setdefault(key, style)
            if style.get(w("type")) == "paragraph" and style.get(w("default")) in ("1", "true"):
                self.default = self.default or key

    def chain(self, style: str) -> Iterator[tuple[str, Element]]:
        """A style and those it is based on, nearest first."""
        seen: set[str] = set()
        while style in self._styles and style not in seen and len(seen) < _MOST_PARENTS:
            seen.add(style)
            element = self._styles[style]
            yield style, element
            style = value(element, w("basedOn"))

    def of(self, properties: Element | None) -> str:
        """The style of a paragraph with these properties."""
        return value(properties, STYLE) or self.default

    def name(self, style: str) -> str:
        """The name of a style in small letters; its key where it has no name."""
        return (value(self._styles.get(style), w("name")) or style).lower()

    def _is_named(self, properties: Element | None, names: re.Pattern[str]) -> bool:
        """Whether the style of a paragraph, or one that it is based on, has such a name."""
        style = self.of(properties)
        based_on = (key for key, _ in self.chain(style))
        return any(names.match(self.name(key)) for key in (style, *based_on))

    def heading_level(self, properties: Element | None) -> int:
        """The level (1 to 9) of a heading, by its outline or its styles; 0 for body text."""
        style = self.of(properties)
        outline = value(properties, w("outlineLvl"))
        known = [(key, value(element, P_PR, w("outlineLvl"))) for key, element in self.chain(style)]
        for key, own in (("", outline), *(known or [(style, "")])):
            found = _HEADING.match(self.name(key)) if key else None
            if found:
                return int(found[1])
            if key and self.name(key) in _TITLE:
                return 1
            if own:
                return (number(own, BODY_LEVEL) + 1) % (BODY_LEVEL + 1)
        return 0

    def is_contents(self, properties: Element | None) -> bool:
        """Whether a paragraph belongs to a table of contents."""
        return self._is_named(properties, _CONTENTS)

    def continues_list(self, properties: Element | None) -> bool:
        """Whether a paragraph is set as going on a list item."""
        return self._is_named(properties, _CONTINUED)

    def numbering(self, properties: Element | None, *, original: bool) -> NumberRef | None:
        """The list a paragraph is in by its own properties or its style's; None for none."""
        level = -1
        own = None if properties is None else properties.find(w("numPr"))
        if own is not None and not (original and own.find(w("ins")) is not None):
            instance = value(own, w("numId"))
            level = number(value(own, w("ilvl")), -1)
            if instance:
                return NumberRef(instance, level) if number(instance) > 0 else None
        for key, element in self.chain(self.of(properties)):
            found = value(element, P_PR, w("numPr"), w("numId"))
            if found:
                if number(found) <= 0:
                    return None
                said = number(value(element, P_PR, w("numPr"), w("ilvl")), -1)
                return NumberRef(found, level if level >= 0 else said, key)
        return None

    def indent(self, properties: Element | None) -> int | None:
        """The left indentation in twentieths of a point; None when nothing is said."""
        places = [properties, *(e.find(P_PR) for _, e in self.chain(self.of(properties)))]
        return next((left for left in map(_left, places) if left is not None), None)

    def is_hidden(self, run_properties: Element | None) -> bool:
        """Whether a run's text is hidden, by itself or by its character style."""
        styles = (e.find(R_PR) for _, e in self.chain(value(run_properties, w("rStyle"))))
        said = (switched_on(one, w("vanish")) for one in (run_properties, *styles))
        return next((one for one in said if one is not None), False)

    def list_instance(self, style: str) -> str:
        """The number instance that a numbering style stands for."""
        return value(self._styles.get(style), P_PR, w("numPr"), w("numId"))


def _left(properties: Element | None) -> int | None:
    found = None if properties is None else properties.find(w("ind"))
    said = "" if found is None else found.get(w("left"), found.get(w("start")))
    return number(said) if said else None


_Instance = tuple[dict[int, ListLevel] | None, dict[int, int], set[int]]
"""The levels of an instance, None where nothing is known of it, the counts that it shares with
others, and the levels that it still has to begin anew."""


class Numbering:
    """Counts while a text is read from front to back (`next`)."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, Element] = {}
        self._nums: dict[str, Element] = {}
        self._instances: dict[str, _Instance] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if root is not None:
            for one in root.named(w("abstractNum")):
                self._abstract.setdefault(one.get(w("abstractNumId")), one)
            for one in root.named(w("num")):
                self._nums.setdefault(one.get(w("numId")), one)

    def next(self, ref: NumberRef) -> AutoNumber | None:
        """The number of the next paragraph in a list; None when the level shows nothing."""
        levels, counts, anew = self._instances.get(ref.instance) or self._made(ref.instance)
        if levels is None:
            return None
        at = min(max(ref.level, 0), _LEVELS - 1)
        styles = [key for key, _ in self._styles.chain(ref.style)]
        named = {level.style: place for place, level in reversed(levels.items()) if level.style}
        at = next((named[key] for key in styles if key in named), at)
        start = levels.get(at, ListLevel()).start if at in anew else None
        anew.discard(at)
        return next_number(levels, counts, at, start)

    def indent(self, ref: NumberRef) -> int | None:
        """The left indentation that the list gives its paragraphs."""
        num = self._nums.get(ref.instance)
        abstract = self._abstract_of(ref.instance) if num is not None else None
        if abstract is None:
            return None
        for level in abstract.named(w("lvl")):
            if number(level.get(w("ilvl"))) == max(ref.level, 0):
                return _left(level.find(P_PR))
        return None

    def _made(self, key: str) -> _Instance:
        num = self._nums.get(key)
        abstract = self._abstract_of(key)
        made: _Instance = (None, {}, set())
        if num is not None and abstract is not None:
            levels = {
                number(one.get(w("ilvl"))): _level_of(one) for one in abstract.named(w("lvl"))
            }
            anew = set()
            for one in num.named(w("lvlOverride")):
                at = number(one.get(w("ilvl")))
                inner = one.find(w("lvl"))
                if inner is not None:
                    levels[at] = _level_of(inner)
                if start := value(one, w("startOverride")):
                    levels[at] = replace(levels.get(at, ListLevel()), start=number(start, 1))
                    anew.add(at)
            counts = self._counts.setdefault(abstract.get(w("abstractNumId")), {})
            made = (levels, counts, anew)
        self._instances[key] = made
        return made

    def _abstract_of(self, key: str) -> Element | None:
        """The abstract list of an instance, through a numbering style where it is only a link."""
        for _ in range(4):
            num = self._nums.get(key)
            abstract = self._abstract.get(value(num, w("abstractNumId")))
            link = value(abstract, w("numStyleLink"))
            if abstract is None or not link:
                return abstract
            following = self._styles.list_instance(link)
            if not following or following == key:
                for other in self._abstract.values():
                    if value(other, w("styleLink")) == link:
                        return other
                return abstract
            key = following
        return None


def _level_of(element: Element) -> ListLevel:
    form = value(element, w("numFmt"))
    if element.find(w("numFmt")) is None:
        form = value(next(element.iter(w("numFmt")), None))
    restart = value(element, w("lvlRestart"))
    return ListLevel(
        start=number(value(element, w("start")), 0 if element.find(w("start")) is None else 1),
        form=form or "decimal",
        parts=tuple(_PLACE.split(value(element, w("lvlText")))),
        restart=number(restart, -1) if restart else -1,
        legal=bool(switched_on(element, w("isLgl"))),
        style=value(element, STYLE),
    )
