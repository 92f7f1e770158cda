"""The map as a table: its columns and cells, and how the map was made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import Any, Final

from regcheck.base.texts.catalogue import Texts
from regcheck.base.texts.locales import LOCALES
from regcheck.base.texts.localised import Localised
from regcheck.corpus.obstacles.changes import Change
from regcheck.corpus.obstacles.obstacle import (
    OF_PROVISIONS,
    Filters,
    Obstacle,
    ObstacleMap,
    Tally,
)
from regcheck.corpus.obstacles.provisions import ProvisionRows
from regcheck.law.address_path import read_path
from regcheck.law.address_text import long
from regcheck.packs.categories import label_of
from regcheck.reports.rows import rows_csv

COLUMNS: Final = tuple(Texts("map", "nb").table("columns"))
"""The columns of the map in their order: first those of the mapping of 1999, then what machines
and people add, last what rows are known again by."""
AS_IT_IS: Final = (
    "section", "text", "agency", "legal_area", "based_on", "link", "message", "rule", "quote",
    "refid", "in_force", "ministry_as_written", "path", "fingerprint", "provision", "proposal",
    "body",
)  # fmt: skip
"""The columns that hold a field of the row as it is."""
_FACTS: Final = ("kind", "actor", "body", "requirements", "texts", "standing", "cases")
MOST_TEXTS: Final = 3
"""Sentences that show what a change is about."""
PROVISION_COLUMNS: Final = (
    "rank", "document", "place", "text", "proposal", *OF_PROVISIONS, "change", "actor", "body",
    "standing", "root", "ministry", "agency", "severity", "findings", "hard", "kind", "category",
    "group", "function", "party", "decider", "life_event", "act", "based_on", "link", "weight",
    "key",
)  # fmt: skip
"""The columns of the sheet with a row for each provision."""
IN_ALL_LOCALES: Final = tuple(Texts("map", locale) for locale in LOCALES)
"""The words of every locale: a workbook may come back in another than the one asked for."""
_WORDS: Final = {
    "severity": ("report", "severities"),
    "function": ("map", "functions"),
    "verdict": ("map", "verdicts"),
    "confidence": ("map", "confidences"),
    "kind": ("map", "kinds"),
    "change": ("map", "changes"),
    "group": ("map", "groups"),
    "party": ("map", "parties"),
    "decider": ("map", "deciders"),
    "actor": ("map", "actors"),
    "basis_source": ("map", "sources"),
    "standing": ("map", "standings"),
}
"""The area and table of the words for the values of a field."""
_WORDED: Final = ("group", "party", "decider", "actor", "basis_source", "standing")


_written = attrgetter(*OF_PROVISIONS)


@cache
def _words(name: str, locale: str) -> Mapping[str, str]:
    area, table = _WORDS[name]
    return Texts(area, locale).table(table)


@dataclass(frozen=True, slots=True)
class Labels:
    """The words for values in a locale: titles of rules, life events and categories by id."""

    locale: str
    rules: Mapping[str, Localised]
    events: Mapping[str, Localised]
    categories: Mapping[str, Localised]

    @property
    def map(self) -> Texts:
        """The map's own words."""
        return Texts("map", self.locale)

    @property
    def wording(self) -> Texts:
        """The words all reports share."""
        return Texts("report", self.locale)

    def word(self, name: str, value: str) -> str:
        """The word for a field's value; the value itself if there is none."""
        titled = {
            "rule": self.rules,
            "life_event": self.events,
            "category": self.categories,
        }.get(name)
        if titled is not None:
            return label_of(value, titled, self.locale)
        if name not in _WORDS:
            return value
        return _words(name, self.locale).get(value, value)

    def in_lovdata(self, row: Obstacle) -> str:
        """Whether the document is published at lovdata.no, in a word."""
        return self.map.in_lovdata if row.link else self.map.not_in_lovdata

    def gate(self, row: Obstacle) -> str:
        """Whether the words are a gate of a public decision, in a word; empty where not asked."""
        if row.gate is None:
            return ""
        return self.map.is_gate if row.gate else self.map.no_gate

    def events_of(self, row: Obstacle) -> str:
        """The titles of a row's life events."""
        return "; ".join(self.word("life_event", event) for event in row.life_events)

    def words_of(self, name: str, one: ProvisionRows) -> str:
        """The words for the values of a field of a provision's findings."""
        return "; ".join(dict.fromkeys(self.word(name, value) for value in one.values(name)))

    def act(self, row: Obstacle) -> str:
        """The act that a row belongs to, by its title and id."""
        if not row.act:
            return ""
        named = f"{row.act_title} ({row.act})" if row.act_title else row.act
        return self.map.repealed.format(act=named, by=row.successor) if row.successor else named

    def root(self, row: Obstacle) -> str:
        """The provision above that says the same as a row."""
        return self.address_in_words(row.root) if row.root != row.unit else ""

    def target(self, row: Obstacle) -> str:
        """What new wording amends: the act and the address in it."""
        return self.address_in_words(row.target)

    def address_in_words(self, path: str) -> str:
        """An address with its document; the path where it cannot be read."""
        address = read_path(path) if path else None
        return path if address is None else long(address, self.locale, with_document=True)


def cells(row: Obstacle, labels: Labels) -> dict[str, str]:
    """A row's cells by column, in their order."""
    found: dict[str, str] = {name: getattr(row, name) for name in AS_IT_IS}
    for name in (*_WORDED, "function", "verdict", "confidence", "severity", "change"):
        found[name] = labels.word(name, getattr(row, name))
    found |= zip(OF_PROVISIONS, _written(row.assessment), strict=True)
    found |= {
        "document": row.title,
        "lovdata": labels.in_lovdata(row),
        "kind": labels.word("rule", row.rule),
        "ministry": "; ".join(row.ministries),
        "life_event": labels.events_of(row),
        "target": labels.target(row),
        "root": labels.root(row),
        "document_kind": labels.word("kind", row.kind),
        "gate": labels.gate(row),
        "act": labels.act(row),
        "weight": labels.wording.decimal(row.weight),
    }
    return {name: found[name] for name in COLUMNS}


def provision_cells(one: ProvisionRows, labels: Labels) -> list[str | int]:
    """A provision's cells; the texts of its findings stand one below the other."""
    several = ("category", "group", "function", "party", "decider", "standing", "life_event")
    found: dict[str, str | int] = {
        **cells(one.worst, labels),
        **dict(zip(OF_PROVISIONS, _written(one.assessment), strict=True)),
        **{name: labels.words_of(name, one) for name in several},
        "rank": one.rank,
        "place": one.rows[0].place,
        "text": "\n".join(dict.fromkeys(marked(each) for each in one.rows)),
        "proposal": "\n".join(one.values("proposal")),
        "change": labels.word("change", one.change),
        "root": "; ".join(dict.fromkeys(filter(None, map(labels.root, one.rows)))),
        "severity": labels.word("severity", one.severity),
        "findings": len(one.rows),
        "hard": one.hard,
        "kind": labels.words_of("rule", one),
        "weight": labels.wording.decimal(one.weight),
        "key": one.key,
    }
    return [found[name] for name in PROVISION_COLUMNS]


def change_cells(rank: int, one: Change, labels: Labels) -> dict[str, str | int]:
    """A change's cells by column, in their order."""
    said, first = labels.map, one.rows[0]
    named = f"{one.title.partition(' – ')[0]} {one.place}"
    if first.target and first.unit == one.unit:
        named = labels.address_in_words(one.unit)
    places = [f"{row.title} {row.place}" for row in one.places]
    standings = dict.fromkeys(labels.word("standing", row.standing) for row in one.rows)
    more = said.and_more.format(n=len(places)) if first.standing and first.unit == one.unit else ""
    return {
        "rank": rank,
        "place": f"{named}{more if places else ''}",
        "text": "\n".join(list(dict.fromkeys(marked(row) for row in one.rows))[:MOST_TEXTS]),
        "kind": "; ".join(dict.fromkeys(labels.word("rule", row.rule) for row in one.rows)),
        "actor": labels.word("actor", one.actor),
        "body": one.body,
        "requirements": len({(row.unit, row.requirement) for row in one.rows}),
        "texts": one.texts,
        "standing": "; ".join(filter(None, standings)),
        "cases": one.cases or "",
        "weight": labels.wording.decimal(one.weight),
        "places": "\n".join(places),
    }


def change_facts(
    rank: int, one: Change, labels: Labels
) -> tuple[str, Sequence[tuple[str, str | int]]]:
    """A change's heading, and what is known of it, each with its title."""
    known, titles = change_cells(rank, one, labels), labels.map.table("change_columns")
    facts = [(titles[name], value) for name, value in known.items() if name in _FACTS and value]
    return f"{rank}. {known['place']}", facts


def marked(row: Obstacle) -> str:
    """The text of a finding with its words between angle quotes."""
    before, quote, after = row.text.partition(row.quote) if row.quote else (row.text, "", "")
    return f"{before}«{quote}»{after}" if quote else row.text


def provision_titles(said: Texts) -> dict[str, str]:
    """The titles of the columns of provisions, by their names in order."""
    known = {"category": said.category, **said.table("columns"), **said.table("provision_columns")}
    return {name: known[name] for name in PROVISION_COLUMNS}


def titles(labels: Labels) -> list[str]:
    """The columns' titles in their order."""
    return [labels.map.table("columns")[name] for name in COLUMNS]


def map_csv(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Cells as CSV with a byte-order mark; none starts a formula."""
    yield "\ufeff"
    yield from rows_csv(heads, rows)


@dataclass(frozen=True, slots=True)
class Method:
    """What was searched and what was not, in lines, and a row for the precision of each rule."""

    searched: Sequence[str]
    not_searched: Sequence[str]
    precision: Sequence[tuple[str, str, int, str, str, str, str]]

    def sections(self, said: Texts) -> tuple[tuple[str, Sequence[str]], ...]:
        """The lines under their headings."""
        return (said.searched, self.searched), (said.not_searched, self.not_searched)

    @staticmethod
    def precision_titles(said: Texts) -> list[str]:
        """The titles of `precision`."""
        columns = said.table("columns")
        numbers = (said.rows, said.amount, said.found, said.share, said.interval)
        return [columns["kind"], columns["rule"], *numbers]


@dataclass(frozen=True, slots=True)
class MapReport:
    """Everything the files of a map are made from; `table` has the cells of its rows in order."""

    found: ObstacleMap
    table: Sequence[Sequence[str]]
    counted: Tally
    changes: Sequence[Change]
    provisions: Sequence[ProvisionRows]
    labels: Labels
    method: Method


def method_of(
    found: ObstacleMap,
    counted: Tally,
    labels: Labels,
    header: Mapping[str, Any],
    measured: Mapping[str, Mapping[str, Any]],
) -> Method:
    """How a map was made, from the scan's manifest and the measured precision of rules."""
    lines, words = Texts("map-method", labels.locale), labels.wording
    looked, filters = found.searched, found.filters
    kinds = (
        f"{labels.word('kind', kind)}: {words.number(n)}"
        for kind, n in sorted(looked.kinds.items())
    )
    shown = filters.severities
    searched = [
        lines.scope.format(
            documents=words.number(looked.documents),
            kinds=", ".join(kinds),
            words=words.number(looked.words),
        ),
        lines.rules.format(
            rules=header["rule_set"]["rules"],
            digest=str(header["rule_set"]["digest"])[:12],
            version=header["tool"]["version"],
        ),
        lines.shown.format(
            categories=", ".join(
                labels.word("category", one) for one in filters.category or filters.obstacles
            ),
            severities=", ".join(labels.word("severity", one) for one in shown),
        ),
    ]
    if given := _filters(filters):
        searched.append(lines.filters.format(filters=given))
    searched.append(labels.map.rank_note)
    searched.append(
        lines.rows.format(rows=words.number(counted.rows), findings=words.number(looked.findings))
    )
    missing = (
        (lines.lost, looked.unreadable),
        (lines.skipped, looked.skipped),
        (lines.suppressed, looked.suppressed),
        (lines.no_demand, looked.no_demand),
    )
    left_out = [said.format(n=words.number(n)) for said, n in missing if n]
    left_out += [lines.info] if filters.severity != "info" else []
    left_out += [lines.language, lines.roles, lines.outside, lines.judge]
    return Method(searched, left_out, _precision(counted, labels, measured))


def _filters(filters: Filters) -> str:
    given = [
        f"--{name.replace('_', '-')} {one}"
        for name in ("ministry", "area", "life_event", "rule", "decider")
        for one in getattr(filters, name)
    ]
    if filters.confidence != "low":
        given.append(f"--confidence {filters.confidence}")
    if filters.in_force:
        given.append(f"--in-force {filters.in_force.isoformat()}")
    return ", ".join(given)


def _precision(
    counted: Tally, labels: Labels, measured: Mapping[str, Mapping[str, Any]]
) -> list[tuple[str, str, int, str, str, str, str]]:
    table = []
    for rule, rows in sorted(counted.totals["rule"].items()):
        figures = ("", "", labels.map.not_measured, "")
        if rule in measured:
            n, right = measured[rule]["n"], measured[rule]["right"]
            low, high = measured[rule]["interval"]
            figures = (str(n), str(right), _percent(right / n), f"{_percent(low)}–{_percent(high)}")
        table.append((labels.word("rule", rule), rule, rows, *figures))
    return table


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
