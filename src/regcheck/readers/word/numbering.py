"""Automatic numbers of a Word file, counted as Word counts them.

A paragraph names a number instance and a level. The instance leads to an abstract list, whose
levels have a format, a pattern («§ %1-%2», «(%3)») and a start; the instance may override any of
it. All instances of one abstract list count on together unless they override the start.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from regcheck.readers.office.numbers import AutoNumber, formatted, mark
from regcheck.readers.word.styles import NumberRef, Styles
from regcheck.readers.word.xml import STYLE, number, switched_on, value, w

if TYPE_CHECKING:
    from lxml.etree import _Element

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. `restart` is the level (from 1) whose counting makes this one begin
    anew, 0 for never, -1 for every level above. `legal` shows all numbers as figures."""

    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    restart: int = -1
    legal: bool = False
    style: str = ""


@dataclass(slots=True)
class _Instance:
    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]
    pending: set[int] = field(default_factory=set)


class Numbering:
    """Counts while a text is read from front to back (`next`)."""

    def __init__(self, root: _Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, _Element] = {}
        self._nums: dict[str, _Element] = {}
        self._instances: dict[str, _Instance | None] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if root is not None:
            for one in root.iterchildren(w("abstractNum")):
                self._abstract.setdefault(one.get(w("abstractNumId"), ""), one)
            for one in root.iterchildren(w("num")):
                self._nums.setdefault(one.get(w("numId"), ""), one)

    def next(self, ref: NumberRef) -> AutoNumber | None:
        """The number of the next paragraph that is in a list; None when the list is not defined
        or the level shows nothing."""
        instance = self._instance(ref.instance)
        if instance is None:
            return None
        at = self._level(ref, instance)
        self._count(instance, at)
        level = instance.levels.get(at, Level())
        if level.form == "bullet":
            return AutoNumber(mark(level.pattern), at, True)
        text = self._shown(instance, at, level)
        if not text.strip():
            return None
        if not any(char.isalnum() or char == "§" for char in text):
            return AutoNumber(mark(text), at, True)
        return AutoNumber(f"{text.rstrip()} ", at, False)

    def indent(self, ref: NumberRef) -> int | None:
        """The left indentation that the list gives its paragraphs."""
        num = self._nums.get(ref.instance)
        abstract = self._abstract_of(ref.instance) if num is not None else None
        if abstract is None:
            return None
        for level in abstract.iterchildren(w("lvl")):
            if number(level.get(w("ilvl"), "")) == max(ref.level, 0):
                found = level.find(f"{w('pPr')}/{w('ind')}")
                said = "" if found is None else found.get(w("left"), found.get(w("start"), ""))
                return number(said) if said else None
        return None

    def _level(self, ref: NumberRef, instance: _Instance) -> int:
        if ref.style:
            for key, _ in self._styles.chain(ref.style):
                for at, level in instance.levels.items():
                    if level.style == key:
                        return at
        return min(max(ref.level, 0), _LEVELS - 1)

    def _count(self, instance: _Instance, at: int) -> None:
        counts = self._counts.setdefault(instance.abstract, {})
        if at in instance.pending or at not in counts:
            counts[at] = self._start(instance, at)
            instance.pending.discard(at)
        else:
            counts[at] += 1
        for higher in range(at):
            if higher not in counts:
                counts[higher] = self._start(instance, higher)
        for deeper in [level for level in counts if level > at]:
            restart = instance.levels.get(deeper, Level()).restart
            if restart < 0 or at < restart:
                del counts[deeper]

    def _start(self, instance: _Instance, at: int) -> int:
        return instance.starts.get(at, instance.levels.get(at, Level()).start)

    def _shown(self, instance: _Instance, at: int, level: Level) -> str:
        counts = self._counts[instance.abstract]

        def figure(found: re.Match[str]) -> str:
            place = int(found[1]) - 1
            if place > at:
                return ""
            form = instance.levels.get(place, Level()).form
            if level.legal and form not in ("none", "bullet"):
                form = "decimal"
            return formatted(counts.get(place, self._start(instance, place)), form)

        return _PLACE.sub(figure, level.pattern)[:_LONGEST]

    def _instance(self, key: str) -> _Instance | None:
        if key not in self._instances:
            self._instances[key] = self._made(key)
        return self._instances[key]

    def _made(self, key: str) -> _Instance | None:
        num = self._nums.get(key)
        abstract = self._abstract_of(key)
        if num is None or abstract is None:
            return None
        levels = {}
        for one in abstract.iterchildren(w("lvl")):
            levels[number(one.get(w("ilvl"), ""))] = _level_of(one)
        starts: dict[int, int] = {}
        for one in num.iterchildren(w("lvlOverride")):
            at = number(one.get(w("ilvl"), ""))
            inner = one.find(w("lvl"))
            if inner is not None:
                levels[at] = _level_of(inner)
            start = value(one, w("startOverride"))
            if start:
                starts[at] = number(start, 1)
        shared = abstract.get(w("abstractNumId"), "")
        return _Instance(shared, levels, starts, set(starts))

    def _abstract_of(self, key: str) -> _Element | None:
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


def _level_of(element: _Element) -> Level:
    form = value(element, w("numFmt")) or "decimal"
    if element.find(w("numFmt")) is None:
        found = element.find(f".//{w('numFmt')}")
        form = value(found) or "decimal"
    restart = value(element, w("lvlRestart"))
    return Level(
        start=number(value(element, w("start")), 0 if element.find(w("start")) is None else 1),
        form=form,
        pattern=value(element, w("lvlText")),
        restart=number(restart, -1) if restart else -1,
        legal=bool(switched_on(element, w("isLgl"))),
        style=value(element, STYLE),
    )
