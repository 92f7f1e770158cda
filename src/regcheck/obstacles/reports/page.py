"""The map as one page for the browser: charts, filters, rows, and how it was made.

The rows are data; the page draws those in sight alone, so that it opens as fast with a hundred
thousand of them. It asks for nothing, and runs no script but its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from regcheck.obstacles.obstacle import SEVERITIES, Obstacle
from regcheck.obstacles.reports.cells import Labels, target, totals
from regcheck.obstacles.reports.method import MapReport
from regcheck.obstacles.reports.words import COLUMNS
from regcheck.reports.html.templates import content_hash, environment, resource, script_json
from regcheck.reports.layout import printable

FILTERS: Final = (
    "ministry", "legal_area", "life_event", "category", "kind", "severity", "verdict",
    "change", "status",
)  # fmt: skip
_BARS = 10
_CHANGE = 10
"""Cells of a row before what has changed and what it amends; what people wrote comes last."""
_NAME = 30
_ROOM, _WIDEST = 258, 152


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a chart: what it stands for, how many rows, and how wide it is drawn."""

    name: str
    number: str
    width: float


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars for the values that most rows have, the same in words, and how many values more there
    are."""

    heading: str
    bars: tuple[Bar, ...]
    told: str
    more: int


class _Numbers:
    """Texts, each once, by their numbers."""

    def __init__(self, known: Sequence[str] = ()) -> None:
        self.texts = list(known)
        self._numbers = {text: at for at, text in enumerate(known)}

    def of(self, text: str) -> int:
        """The number of a text, a new one for a new text."""
        at = self._numbers.setdefault(text, len(self.texts))
        if at == len(self.texts):
            self.texts.append(text)
        return at


class _Data:
    """The data of a page while rows are added: what many rows share stands once."""

    def __init__(self, labels: Labels) -> None:
        self.labels = labels
        self.texts, self.ministries, self.areas, self.events = (_Numbers() for _ in range(4))
        self.verdicts, self.confidences, self.changes = (_Numbers([""]) for _ in range(3))
        self.targets = _Numbers([""])
        self.documents, self.rules = _Numbers(), _Numbers()
        self.docs: list[list[Any]] = []
        self.listed: list[list[str]] = []

    def line(self, row: Obstacle) -> list[Any]:
        """A row as data; its document and rule are added if they are new."""
        labels, words = self.labels, self.labels.map
        document, rule = self.documents.of(row.path), self.rules.of(row.rule)
        if document == len(self.docs):
            self.docs.append(self._document(row))
        if rule == len(self.listed):
            category = labels.label("category", row.category)
            function = words.table("functions").get(row.function, "")
            self.listed.append([labels.rule(row.rule), category, function, row.rule])
        _, slash, anchor = row.link.partition("/§")
        wrote = row.assessment
        line: list[Any] = [
            document,
            rule,
            SEVERITIES.index(row.severity),
            printable(row.section),
            self.texts.of(printable(row.text)),
            self.texts.of(printable(row.message)),
            printable(row.quote),
            self.verdicts.of(words.table("verdicts").get(row.verdict, row.verdict)),
            self.confidences.of(words.table("confidences").get(row.confidence, row.confidence)),
            slash + anchor,
            self.changes.of(words.table("changes").get(row.change, row.change)),
            self.targets.of(printable(target(row, labels))),
            *(wrote.comment, wrote.conclusion, wrote.responsible, wrote.status, wrote.deadline),
        ]
        while line[-1] == "" or (len(line) > _CHANGE and line[-1] == 0):
            line.pop()
        return line

    def _document(self, row: Obstacle) -> list[Any]:
        return [
            printable(row.title),
            row.refid or printable(row.path),
            self.labels.label("kind", row.kind),
            [self.ministries.of(printable(one)) for one in row.ministries],
            printable(row.agency),
            [self.areas.of(printable(one)) for one in row.legal_area.split("; ") if one],
            printable(row.based_on),
            [self.events.of(self.labels.event(one)) for one in row.life_events],
            printable(row.in_force),
            row.link.partition("/§")[0],
        ]


def page_data(rows: Iterable[Obstacle], labels: Labels) -> Iterator[str]:
    """The rows as compact data in JSON, in pieces: what many rows share is known by its number."""
    data = _Data(labels)
    piece = '{"rows":['
    for row in rows:
        piece += script_json(data.line(row))
        yield piece
        piece = ","
    said = labels.map
    rest = {
        "docs": data.docs,
        "rules": data.listed,
        "texts": data.texts.texts,
        "names": {
            "ministry": data.ministries.texts,
            "legal_area": data.areas.texts,
            "life_event": data.events.texts,
            "severity": [labels.wording.table("severities")[one] for one in SEVERITIES],
            "verdict": data.verdicts.texts,
            "confidence": data.confidences.texts,
            "change": data.changes.texts,
            "target": data.targets.texts,
        },
        "words": {
            "all": said.all,
            "none": said.none,
            "shown": said.shown,
            "close": said.close,
            "locale": labels.locale,
            "columns": {name: labels.map.table("columns")[name] for name in COLUMNS},
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
    """The page in pieces. `beside` is the name, without a suffix, of the other files."""
    labels = report.labels
    styles, script = resource("map.css"), resource("map.js")
    return (
        environment()
        .get_template("map.jinja")
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
    """How far people have come, where an earlier map was taken in."""
    if not report.found.compared:
        return []
    counted, labels = report.counted, report.labels
    said, words = labels.map, labels.wording
    done = f"{words.number(counted.assessed)} {said.of_rows} {words.number(counted.rows)}"
    told = [f"{said.assessed}: {done}"]
    for change in ("new", "moved", "changed"):
        told.append(
            f"{labels.map.table('changes')[change]}: {words.number(counted.changes[change])}"
        )
    told.append(f"{labels.map.table('changes')['gone']}: {words.number(len(report.found.gone))}")
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
