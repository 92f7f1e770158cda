"""The map as a web page: charts, filters, rows, and how it was made.

The rows are data, and the page draws only those in view, so that it opens quickly with a hundred
thousand of them. It loads nothing and runs only its own script.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from regcheck.obstacles.obstacle import CHANGES, SEVERITIES, Obstacle
from regcheck.obstacles.table import PEOPLES, Labels, MapReport, totals
from regcheck.reports.html.templates import content_hash, environment, resource, script_json
from regcheck.text.printable import printable

FILTERS: Final = (
    "ministry", "legal_area", "life_event", "category", "kind", "severity", "verdict",
    "change", "status",
)  # fmt: skip
_HERE = "obstacles"
_BARS = 10
_CHANGE = 10
"""Cells of a row before what has changed and what it amends; what people wrote comes last."""
_NAME = 30
_ROOM, _WIDEST = 258, 152


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a chart: its name, the number of rows and its width."""

    name: str
    number: str
    width: float


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars for the most frequent values, the same in words, and the number of values left out."""

    heading: str
    bars: tuple[Bar, ...]
    told: str
    more: int


class _Numbers:
    """Distinct texts, numbered."""

    def __init__(self, known: Sequence[str] = ()) -> None:
        self.texts = list(known)
        self._numbers = {text: at for at, text in enumerate(known)}

    def of(self, text: str) -> int:
        """The number of a text, which is added if it is new."""
        at = self._numbers.setdefault(text, len(self.texts))
        if at == len(self.texts):
            self.texts.append(text)
        return at


class _Data:
    """The data of a page while rows are added: what rows share is stored once and referred to by
    number."""

    def __init__(self, labels: Labels) -> None:
        self.labels = labels
        self.texts, self._documents, self._rules = _Numbers(), _Numbers(), _Numbers()
        self.names = {
            **{name: _Numbers() for name in ("ministry", "legal_area", "life_event")},
            "severity": _Numbers([labels.word("severity", one) for one in SEVERITIES]),
            **{name: _Numbers([""]) for name in ("verdict", "confidence", "change", "target")},
        }
        self.documents: list[list[Any]] = []
        self.rules: list[list[str]] = []

    def line(self, row: Obstacle) -> list[Any]:
        """A row as data; its document and rule are added if they are new."""
        word, text = self.labels.word, self.texts.of
        document, rule = self._documents.of(row.path), self._rules.of(row.rule)
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
            self._number("change", word("change", row.change)),
            self._number("target", printable(self.labels.target(row))),
            *(getattr(row.assessment, name) for name in PEOPLES),
        ]
        while line[-1] == "" or (len(line) > _CHANGE and line[-1] == 0):
            line.pop()
        return line

    def _number(self, name: str, value: str) -> int:
        return self.names[name].of(value)

    def _document(self, row: Obstacle) -> list[Any]:
        areas, word = filter(None, row.legal_area.split("; ")), self.labels.word
        return [
            printable(row.title),
            row.refid or printable(row.path),
            self.labels.word("kind", row.kind),
            [self._number("ministry", printable(one)) for one in row.ministries],
            printable(row.agency),
            [self._number("legal_area", printable(one)) for one in areas],
            printable(row.based_on),
            [self._number("life_event", word("life_event", one)) for one in row.life_events],
            printable(row.in_force),
            row.link.partition("/§")[0],
        ]


def page_data(rows: Iterable[Obstacle], labels: Labels) -> Iterator[str]:
    """The rows as compact data in JSON, in pieces."""
    data = _Data(labels)
    piece = '{"rows":['
    for row in rows:
        piece += script_json(data.line(row))
        yield piece
        piece = ","
    said = labels.map
    rest = {
        "docs": data.documents,
        "rules": data.rules,
        "texts": data.texts.texts,
        "names": {name: values.texts for name, values in data.names.items()},
        "words": {
            **{name: getattr(said, name) for name in ("all", "none", "shown", "close")},
            "locale": labels.locale,
            "columns": dict(said.table("columns")),
        },
    }
    yield piece.rstrip(",") + "]"
    for name, value in rest.items():
        yield f',"{name}":'
        if name in ("texts", "docs"):
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
    labels = report.labels
    styles, script = resource(f"{_HERE}/map.css"), resource(f"{_HERE}/map.js")
    return (
        environment()
        .get_template(f"{_HERE}/map.jinja")
        .generate(
            labels=labels,
            said=labels.map,
            method=report.method,
            progress=_progress(report),
            charts=[_chart(*one, labels) for one in totals(report.counted, labels)],
            room=_ROOM,
            widest=_WIDEST,
            filters=FILTERS,
            beside=beside,
            data=page_data(report.found.rows, labels),
            styles=styles,
            style_hash=content_hash(styles),
            script=script,
            script_hash=content_hash(script),
        )
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


def _chart(heading: str, values: Sequence[tuple[str, int]], labels: Labels) -> Chart:
    shown = values[:_BARS]
    most = max(n for _, n in shown)
    bars = []
    for value, n in shown:
        name = value.rpartition(">")[2].strip()
        name = name if len(name) <= _NAME else name[: _NAME - 1] + "…"
        width = max(1.0, round(_WIDEST * n / most, 1))
        bars.append(Bar(name, labels.wording.number(n), width))
    told = "; ".join(f"{value}: {n}" for value, n in shown)
    return Chart(heading, tuple(bars), told, len(values) - len(shown))
