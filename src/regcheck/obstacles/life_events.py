"""Which life events an act or regulation bears on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from regcheck.datafiles.data_files import load_data
from regcheck.errors import ConfigError, Problem
from regcheck.packs.source_files import builtin_folder
from regcheck.texts.localised import Localised

FILE = "life-events.yaml"
_REFID = re.compile(r"(?:lov|forskrift)/\d{4}-\d{2}-\d{2}(?:-\d+)?")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class LifeEvents:
    """The events by id, and the events of each act and regulation by its id."""

    titles: Mapping[str, Localised]
    documents: Mapping[str, tuple[str, ...]]

    def of(self, refid: str, based_on: Iterable[str]) -> tuple[str, ...]:
        """The events of a document: its own, or those of the acts it is based on."""
        own = self.documents.get(refid)
        if own is not None:
            return own
        acts = {found[0] for one in based_on if (found := _REFID.match(one))}
        events = {event for act in acts for event in self.documents.get(act, ())}
        return tuple(event for event in self.titles if event in events)


def load_life_events(path: Path | None = None) -> LifeEvents:
    """The events in a file, or those that come with the rules. Raises ConfigError for a file that
    says something else."""
    place = path or builtin_folder() / FILE
    titles: dict[str, Localised] = {}
    documents: dict[str, list[str]] = {}
    try:
        for one in load_data(place)["events"]:
            event, title = one["id"], one["title"]
            if not _ID.fullmatch(event) or event in titles:
                raise ValueError(f"«{event}» is no id, or stands twice")
            titles[event] = Localised(title["nb"], title.get("nn", ""), title.get("en", ""))
            for refid in one["documents"]:
                if not _REFID.fullmatch(refid):
                    raise ValueError(f"«{refid}» is no id such as lov/2005-05-20-28")
                documents.setdefault(refid, []).append(event)
    except (KeyError, TypeError, AttributeError, ValueError) as wrong:
        told = f"is no list of life events: {wrong}"
        raise ConfigError([Problem(str(place), 0, 0, told)]) from wrong
    return LifeEvents(titles, {refid: tuple(found) for refid, found in documents.items()})
