"""The rows of a map as cells under the columns' titles, and totals under theirs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from regcheck.law.address_path import parse_path
from regcheck.law.address_text import long
from regcheck.obstacles.obstacle import Obstacle
from regcheck.obstacles.reports.words import COLUMNS
from regcheck.obstacles.totals import TOTALS, Tally
from regcheck.reports.rows import rows_csv
from regcheck.texts.catalogue import Texts
from regcheck.texts.localised import Localised

_TOTAL_TITLES = {"rule": "kind", "kind": "document_kind"}


@dataclass(frozen=True, slots=True)
class Labels:
    """How values are called in one locale: rules by id, life events by id."""

    locale: str
    rules: Mapping[str, Localised]
    events: Mapping[str, Localised]

    @property
    def map(self) -> Texts:
        """The map's own words."""
        return Texts("map", self.locale)

    @property
    def wording(self) -> Texts:
        """The words all reports share."""
        return Texts("report", self.locale)

    def rule(self, rule_id: str) -> str:
        """A rule's title."""
        title = self.rules.get(rule_id)
        return title.get(self.locale) if title else rule_id

    def event(self, event: str) -> str:
        """A life event's title."""
        title = self.events.get(event)
        return title.get(self.locale) if title else event

    def label(self, name: str, value: str) -> str:
        """A value of one of the totals, as people call it."""
        if not value:
            return self.map.none
        tables: Mapping[str, Mapping[str, str]] = {
            "category": self.wording.table("categories"),
            "severity": self.wording.table("severities"),
            "function": self.map.table("functions"),
            "verdict": self.map.table("verdicts"),
            "confidence": self.map.table("confidences"),
            "kind": self.map.table("kinds"),
        }
        if name == "rule":
            return self.rule(value)
        if name == "life_event":
            return self.event(value)
        return tables.get(name, {}).get(value, value)

    def heading(self, name: str) -> str:
        """What one of the totals is by."""
        if name == "category":
            return self.map.category
        return self.map.table("columns")[_TOTAL_TITLES.get(name, name)]


def cells(row: Obstacle, labels: Labels) -> list[str]:
    """A row's cells in the order of the columns."""
    said, wrote = labels.map, row.assessment
    found = {
        "document": row.title,
        "lovdata": said.in_lovdata if row.in_lovdata else said.not_in_lovdata,
        "section": row.section,
        "text": row.text,
        "comment": wrote.comment,
        "conclusion": wrote.conclusion,
        "kind": labels.rule(row.rule),
        "function": labels.map.table("functions").get(row.function, row.function),
        "verdict": labels.map.table("verdicts").get(row.verdict, row.verdict),
        "confidence": labels.map.table("confidences").get(row.confidence, row.confidence),
        "severity": labels.wording.table("severities").get(row.severity, row.severity),
        "ministry": "; ".join(row.ministries),
        "agency": row.agency,
        "legal_area": row.legal_area,
        "based_on": row.based_on,
        "life_event": "; ".join(map(labels.event, row.life_events)),
        "link": row.link,
        "target": target(row, labels),
        "responsible": wrote.responsible,
        "status": wrote.status,
        "deadline": wrote.deadline,
        "change": labels.map.table("changes").get(row.change, row.change),
        "message": row.message,
        "rule": row.rule,
        "quote": row.quote,
        "refid": row.refid,
        "document_kind": labels.map.table("kinds").get(row.kind, row.kind),
        "in_force": row.in_force,
        "ministry_as_written": row.ministry_as_written,
        "path": row.path,
        "fingerprint": row.fingerprint,
    }
    return [found[name] for name in COLUMNS]


def titles(labels: Labels) -> list[str]:
    """The columns' titles in their order."""
    return [labels.map.table("columns")[name] for name in COLUMNS]


def target(row: Obstacle, labels: Labels) -> str:
    """What new wording changes, in words: the amended act and the address in it."""
    try:
        return long(parse_path(row.target), labels.locale, with_document=True) if row.target else ""
    except ValueError:
        return row.target


def totals(counted: Tally, labels: Labels) -> list[tuple[str, list[tuple[str, int]]]]:
    """Each thing that is counted by, with its values and their numbers, most first; what no row
    has is left out."""
    found = []
    for name in TOTALS:
        values = sorted(counted.totals[name].items(), key=lambda one: (-one[1], one[0]))
        if any(value for value, _ in values):
            found.append(
                (labels.heading(name), [(labels.label(name, v), number) for v, number in values])
            )
    return found


def map_csv(rows: Iterable[Obstacle], labels: Labels) -> Iterator[str]:
    """The map as comma-separated values with a byte-order mark, for spreadsheets: no cell begins as
    a formula."""
    yield "\ufeff"
    yield from rows_csv(titles(labels), (cells(row, labels) for row in rows))
