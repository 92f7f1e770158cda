"""The life events, and the provisions that bear on them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from regcheck.base.datafiles.data_files import load_data
from regcheck.base.errors import ConfigError, Problem
from regcheck.base.text.patterns import pattern
from regcheck.base.texts.localised import Localised
from regcheck.base.texts.message import message
from regcheck.packs.source_files import builtin_folder

_EVENTS: Final = "life-events.yaml"
_REFID = pattern(r"(?:lov|forskrift)/\d{4}-\d{2}-\d{2}(?:-\d+)?")
_ID = pattern(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SECTION = pattern(r"§([0-9]+(?:-[0-9]+)?)([a-zæøå]*)")
_ENTRY = pattern(
    rf"({_REFID.pattern})((?: (?:kap\d+[a-z]?|§\d+(?:-\d+)?[a-z]?(?:–§\d+(?:-\d+)?[a-z]?)?))*)"
    r"(?: «([^»]+)»)?"
)
_STEP = pattern(r"/(§[^/]+)")


_Section = tuple[int, int, str]
_Extent = tuple[_Section, _Section]
"""Sections from one to another, both included; «kap12» is §§ 12-1 ff."""


class Entry(NamedTuple):
    """An event that a document bears on: all of it, or its extents; and words of which a finding
    must have one, in its heading or text, where the topic is narrower than the provisions."""

    event: str
    extents: tuple[_Extent, ...]
    words: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class LifeEvents:
    """The events by id, and what bears on them in each act and regulation by its id."""

    titles: Mapping[str, Localised]
    documents: Mapping[str, tuple[Entry, ...]]

    @property
    def by_document(self) -> dict[str, tuple[str, ...]]:
        """The events that each document bears on, with all of it or a part."""
        return {refid: tuple(e.event for e in found) for refid, found in self.documents.items()}

    def of(
        self, refid: str, based_on: Iterable[str], path: str = "", words: str = ""
    ) -> tuple[str, ...]:
        """The events of a place: its document's own, or those of the provisions it is based on."""
        own = [(refid, path)] if refid in self.documents else [(one, one) for one in based_on]
        found = {
            one.event
            for name, place in own
            if (act := _REFID.match(name))
            for one in self.documents.get(act[0], ())
            if _bears(one, place, words)
        }
        return tuple(event for event in self.titles if event in found)


def load_life_events(path: Path | None = None) -> LifeEvents:
    """The events in a file, or the built-in ones. Raises ConfigError for any other file."""
    place = path or builtin_folder() / _EVENTS
    titles: dict[str, Localised] = {}
    documents: dict[str, list[Entry]] = {}
    try:
        for one in load_data(place)["events"]:
            event, title = one["id"], one["title"]
            if not _ID.fullmatch(event) or event in titles:
                raise ValueError(message("obstacles.no_event_id", name=event))
            titles[event] = Localised(title["nb"], title.get("nn", ""), title.get("en", ""))
            for written in one["documents"]:
                refid, entry = _entry(event, written)
                documents.setdefault(refid, []).append(entry)
    except (KeyError, TypeError, AttributeError, ValueError) as wrong:
        why = wrong.args[0] if wrong.args else type(wrong).__name__
        fault = message("obstacles.no_life_events", why=why)
        raise ConfigError([Problem(str(place), 0, 0, fault)]) from wrong
    return LifeEvents(titles, {refid: tuple(found) for refid, found in documents.items()})


def _entry(event: str, written: str) -> tuple[str, Entry]:
    found = _ENTRY.fullmatch(written)
    if found is None:
        raise ValueError(message("obstacles.no_refid", name=written))
    words = [re.escape(word) for word in (found[3] or "").split()]
    topic = re.compile(rf"\b(?:{'|'.join(words)})", re.IGNORECASE) if words else None
    return found[1], Entry(event, tuple(map(_extent, found[2].split())), topic)


def _extent(written: str) -> _Extent:
    """`kap12`, `§3`, `§12-2a` or `§3–§9` as a stretch of sections."""
    if written.startswith("kap"):
        number = int(re.sub(r"\D", "", written))
        return (number, 0, ""), (number, 10**6, "")
    first, _, last = written.partition("–")
    return _order(first), _order(last or first)


def _order(section: str) -> _Section:
    """A section such that those of an act sort as they stand."""
    found = _SECTION.match(section)
    if found is None:
        return (-1, -1, "")
    number, _, rest = found[1].partition("-")
    return (int(number), int(rest or 0), found[2])


def _bears(entry: Entry, path: str, words: str) -> bool:
    if entry.words is not None and entry.words.search(words) is None:
        return False
    if not entry.extents:
        return True
    found = _STEP.search(path)
    if found is None:
        return False
    place = _order(found[1])
    return any(first <= place <= last for first, last in entry.extents)
