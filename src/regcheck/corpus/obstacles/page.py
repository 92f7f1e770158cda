"""The map as a web page that loads nothing: charts, filters, method, and rows as data, of which
only those in view are drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from typing import Any, Final

from regcheck.base.text.printable import cut, printable
from regcheck.corpus.obstacles.front import figures, front_tables
from regcheck.corpus.obstacles.obstacle import CHANGES, HARD, SEVERITIES, Obstacle
from regcheck.corpus.obstacles.provisions import ProvisionRows
from regcheck.corpus.obstacles.table import (
    PROVISION_COLUMNS,
    Labels,
    MapReport,
    provision_titles,
    totals,
)
from regcheck.reports.html.templates import page, resource, script_json

FILTERS: Final = (
    "ministry", "legal_area", "life_event", "group", "category", "kind", "severity", "confidence",
    "decider", "party", "actor", "standing", "verdict", "change", "conclusion", "status",
)  # fmt: skip
SORTED: Final = ("rank", "document", "text", "kind", "ministry", "conclusion", "weight")
"""The columns of the page, by which it can be sorted."""
_BARS_OF: Final = {"rule": "kind"}
_BY_ID: Final = ("category", "life_event", "decider", "rule")
_WHO: Final = ("group", "party", "decider")
_SHARED: Final = ("verdict", "confidence", "change", "target", "actor", "standing", "root", *_WHO)
_SAID: Final = ("all", "none", "shown_provisions", "close", "command", "marked_text", "category")
_HERE = "corpus/obstacles"
_BARS = 10
_CHANGE = 15
"""Cells of a finding before what has changed and what it amends; what people wrote comes last."""
_NAME = 30
_ROOM, _WIDEST = 258, 152


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a chart: the value it stands for and its name, the number of rows and its width."""

    value: str
    name: str
    number: str
    width: float


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars for the most frequent values, the same in words, and the number of values left out."""

    by: str
    heading: str
    bars: tuple[Bar, ...]
    told: str
    more: int


class _Numbers(dict[str, int]):
    """Distinct texts, numbered as they are first asked for; those `known` first."""

    def __init__(self, *known: str) -> None:
        super().__init__((text, at) for at, text in enumerate(known))

    def __missing__(self, text: str) -> int:
        return self.setdefault(text, len(self))


class _Data:
    """The data of a page; what rows share is stored once and referred to by number."""

    def __init__(self, labels: Labels) -> None:
        self.labels = labels
        self.texts, self._documents, self._rules = _Numbers(), _Numbers(), _Numbers()
        self.names = {
            **{name: _Numbers() for name in ("ministry", "legal_area", "life_event")},
            "severity": _Numbers(*(labels.word("severity", one) for one in SEVERITIES)),
            **{name: _Numbers("") for name in _SHARED},
        }
        self.provisions: list[list[Any]] = []
        self._at = 0
        self.documents: list[list[Any]] = []
        self.rules: list[list[str]] = []

    def lines(self, one: ProvisionRows) -> Iterator[list[Any]]:
        """The findings of a provision as data; the provision is added."""
        line: list[Any] = [
            self._at,
            len(one.rows),
            round(one.weight, 1),
            printable(one.rows[0].place),
            self._number("actor", self.labels.word("actor", one.rows[0].actor)),
            self._number("change", self.labels.word("change", one.change)),
            one.key,
            one.rows.index(one.worst),
            *astuple(one.assessment),
        ]
        while line[-1] == "":
            line.pop()
        self.provisions.append(line)
        self._at += len(one.rows)
        for row in one.rows:
            yield self.line(row)

    def line(self, row: Obstacle) -> list[Any]:
        """A row as data; its document and rule are added if they are new."""
        word, text = self.labels.word, self.texts.__getitem__
        document, rule = self._documents[row.path], self._rules[row.rule]
        if document == len(self.documents):
            self.documents.append(self._document(row))
        if rule == len(self.rules):
            names = ("rule", "category", "function")
            self.rules.append([*(word(name, getattr(row, name)) for name in names), row.rule])
        _, slash, anchor = row.link.partition("/§")
        line: list[Any] = [
            document,
            rule,
            SEVERITIES.index(row.severity),
            printable(row.section),
            text(printable(row.text)),
            text(printable(row.message)),
            printable(row.quote),
            self._number("verdict", word("verdict", row.verdict)),
            self._number("confidence", word("confidence", row.confidence)),
            slash + anchor,
            *(self._number(name, word(name, getattr(row, name))) for name in _WHO),
            text(printable(row.proposal)),
            [self._number("life_event", word("life_event", one)) for one in row.life_events],
            self._number("change", word("change", row.change)),
            self._number("target", printable(self.labels.target(row))),
            self._number("standing", word("standing", row.standing)),
            self._number("root", printable(self.labels.root(row))),
            *astuple(row.assessment),
        ]
        while line[-1] == "" or (len(line) > _CHANGE and line[-1] == 0):
            line.pop()
        return line

    def _number(self, name: str, value: str) -> int:
        return self.names[name][value]

    def _document(self, row: Obstacle) -> list[Any]:
        areas = filter(None, row.legal_area.split("; "))
        return [
            printable(row.title),
            row.refid or printable(row.path),
            self.labels.word("kind", row.kind),
            [self._number("ministry", printable(one)) for one in row.ministries],
            printable(row.agency),
            [self._number("legal_area", printable(one)) for one in areas],
            printable(row.based_on),
            printable(self.labels.act(row)),
            printable(row.in_force),
            printable(row.body),
            row.link.partition("/§")[0],
        ]


def page_data(report: MapReport) -> Iterator[str]:
    """The rows as compact data in JSON, in pieces."""
    labels = report.labels
    data = _Data(labels)
    piece = '{"rows":['
    for one in report.provisions:
        for line in data.lines(one):
            piece += script_json(line)
            yield piece
            piece = ","
    said = labels.map
    rest = {
        "provisions": data.provisions,
        "docs": data.documents,
        "rules": data.rules,
        "texts": list(data.texts),
        "names": {name: list(values) for name, values in data.names.items()},
        "words": {
            **{name: getattr(said, name) for name in _SAID},
            "hard": [labels.word("group", name) for name in HARD],
            "ids": {
                name: {labels.word(name, value): value for value in values if value}
                for name in _BY_ID
                for values in [report.counted.totals[name]]
            },
            "file": said.file,
            "locale": labels.locale,
            "columns": {**said.table("columns"), **provision_titles(said)},
            "order": list(PROVISION_COLUMNS),
        },
    }
    yield piece.rstrip(",") + "]"
    for name, value in rest.items():
        yield f',"{name}":'
        if name in ("texts", "docs", "provisions"):
            yield from _listed(value)
        else:
            yield script_json(value)
    yield "}"


def _listed(values: Any) -> Iterator[str]:
    """A list in JSON, piece by piece."""
    before = "["
    for value in values:
        yield before + script_json(value)
        before = ","
    yield "]" if values else "[]"


def map_page(report: MapReport, beside: str) -> Iterator[str]:
    """The page in pieces. `beside` is the name of the other files, without suffix."""
    labels, said = report.labels, report.labels.map
    return page(
        f"{_HERE}/map.jinja",
        resource(f"{_HERE}/map.css"),
        resource(f"{_HERE}/map.js"),
        labels=labels,
        said=said,
        method=report.method,
        progress=_progress(report),
        charts=[_chart(*one, labels) for one in totals(report.counted, labels)],
        figures=figures(report),
        tables=list(front_tables(report)),
        sorted=SORTED,
        titles={**said.table("columns"), **provision_titles(said)},
        room=_ROOM,
        widest=_WIDEST,
        filters=FILTERS,
        beside=beside,
        data=page_data(report),
    )


def _progress(report: MapReport) -> list[str]:
    """How far the assessment has come, if there was an earlier map."""
    if not report.found.compared:
        return []
    counted, labels = report.counted, report.labels
    said, words = labels.map, labels.wording
    done = f"{words.number(counted.assessed)} {said.of_rows} {words.number(counted.rows)}"
    told = [f"{said.assessed}: {done}"]
    changes = {**{one: counted.changes[one] for one in CHANGES}, "gone": len(report.found.gone)}
    told += [f"{labels.word('change', one)}: {words.number(n)}" for one, n in changes.items()]
    return told


def _chart(by: str, heading: str, values: Sequence[tuple[str, int]], labels: Labels) -> Chart:
    shown = values[:_BARS]
    most = max(n for _, n in shown)
    bars = []
    for value, n in shown:
        name = cut(value.rpartition(">")[2].strip(), _NAME)
        width = max(1.0, round(_WIDEST * n / most, 1))
        bars.append(Bar(value, name, labels.wording.number(n), width))
    told = "; ".join(f"{value}: {n}" for value, n in shown)
    return Chart(_BARS_OF.get(by, by), heading, tuple(bars), told, len(values) - len(shown))
