"""The map as one page for the browser: charts, filters, rows, and how it was made.

The rows are data; the page draws those in sight alone, so that it opens as fast with a hundred
thousand of them. It asks for nothing, and runs no script but its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from importlib.resources import files
from typing import Any, Final

from regcheck.corpus.obstacles.obstacle import SEVERITIES, Obstacle
from regcheck.reports.html.templates import content_hash
from regcheck.reports.layout import printable
from regcheck.reports.obstacles.cells import Labels, target, totals
from regcheck.reports.obstacles.method import MapReport, Method
from regcheck.reports.obstacles.words import COLUMNS
from regcheck.reports.wording import number

FILTERS: Final = (
    "ministry", "legal_area", "life_event", "category", "kind", "severity", "verdict",
    "change", "status",
)  # fmt: skip
_BARS = 10
_CHANGE = 10
"""Cells of a row before what has changed and what it amends; what people wrote comes last."""
_NAME = 30
_ROOM, _WIDEST = 258, 152


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
            function = words.functions.get(row.function, "")
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
            self.verdicts.of(words.verdicts.get(row.verdict, row.verdict)),
            self.confidences.of(words.confidences.get(row.confidence, row.confidence)),
            slash + anchor,
            self.changes.of(words.changes.get(row.change, row.change)),
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
        piece += _script_safe(data.line(row))
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
            "severity": [labels.wording.severities[one] for one in SEVERITIES],
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
            "columns": {name: labels.map.columns[name] for name in COLUMNS},
        },
    }
    yield piece.rstrip(",") + "]"
    for name, value in rest.items():
        yield f',"{name}":'
        if name in ("texts", "docs"):
            yield from _listed(value)
        else:
            yield _script_safe(value)
    yield "}"


def _listed(values: Any) -> Iterator[str]:
    """A list in JSON, piece by piece."""
    before = "["
    for value in values:
        yield before + _script_safe(value)
        before = ","
    yield "]" if values else "[]"


def map_page(report: MapReport, beside: str) -> Iterator[str]:
    """The page in pieces. `beside` is the name, without a suffix, of the other files."""
    labels, method = report.labels, report.method
    said = labels.map
    style, script = _own("map.css"), _own("map.js")
    allowed = f"style-src 'unsafe-inline'; script-src '{content_hash(script)}'"
    policy = f"default-src 'none'; {allowed}"
    title = escape(said.title)
    yield f'<!doctype html>\n<html lang="{escape(labels.locale)}">\n<head>\n'
    yield '<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield '<meta name="generator" content="regcheck">\n'
    yield f"<title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>\n"
    yield f'<h1>{title}</h1>\n<p class="lead">{escape(method.searched[0])} '
    yield f"{escape(method.searched[-1])}</p>\n"
    yield from _progress(report)
    yield f'<h2>{escape(said.charts)}</h2>\n<div class="charts">\n'
    for heading, values in totals(report.counted, labels):
        yield _chart(heading, values, labels)
    yield f"</div>\n<h2>{escape(said.table)}</h2>\n"
    yield from _filters(labels)
    yield from _table(labels, beside)
    yield from _method(labels, method)
    yield '</main>\n<dialog></dialog>\n<script type="application/json" id="data">'
    yield from page_data(report.found.rows, labels)
    yield f"</script>\n<script>{script}</script>\n</body>\n</html>\n"


def _own(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _script_safe(data: object) -> str:
    """JSON that cannot end the element it stands in."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    text = text.encode("utf-8", "backslashreplace").decode("utf-8")
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _progress(report: MapReport) -> Iterator[str]:
    """How far people have come, where an earlier map was taken in."""
    if not report.found.compared:
        return
    counted, labels = report.counted, report.labels
    said, words = labels.map, labels.wording
    done = f"{number(counted.assessed, words)} {said.of_rows} {number(counted.rows, words)}"
    told = [f"{said.assessed}: {done}"]
    for change in ("new", "moved", "changed"):
        told.append(f"{labels.map.changes[change]}: {number(counted.changes[change], words)}")
    told.append(f"{labels.map.changes['gone']}: {number(len(report.found.gone), words)}")
    yield f'<p class="progress"><strong>{escape(said.progress)}</strong> – '
    yield f"{escape(' · '.join(told))}</p>\n"


def _chart(heading: str, values: Sequence[tuple[str, int]], labels: Labels) -> str:
    """Bars for the values that most rows have."""
    shown = values[:_BARS]
    most = max(n for _, n in shown)
    height = 22 * len(shown)
    bars = []
    for at, (value, n) in enumerate(shown):
        name = value.rpartition(">")[2].strip()
        name = name if len(name) <= _NAME else name[: _NAME - 1] + "…"
        width = max(1.0, round(_WIDEST * n / most, 1))
        y = 22 * at
        bars.append(
            f'<text x="{_ROOM - 8}" y="{y + 15}" text-anchor="end">{escape(printable(name))}</text>'
            f'<rect x="{_ROOM}" y="{y + 4}" width="{width}" height="14"></rect>'
            f'<text class="value" x="{_ROOM + 5 + width}" y="{y + 15}">'
            f"{number(n, labels.wording)}</text>"
        )
    more = len(values) - len(shown)
    rest = f"<p>+ {more} {escape(labels.map.more)}</p>" if more else ""
    told = "; ".join(f"{printable(value)}: {n}" for value, n in shown)
    return (
        f"<section><h3>{escape(heading)}</h3>"
        f'<svg viewBox="0 0 480 {height}" role="img" aria-label="{escape(told)}">'
        f"{''.join(bars)}</svg>{rest}</section>\n"
    )


def _filters(labels: Labels) -> Iterator[str]:
    said = labels.map
    yield f'<form class="filters" role="search" aria-label="{escape(said.filters)}">\n'
    for name in FILTERS:
        heading = labels.heading("rule" if name == "kind" else name)
        yield f'<label>{escape(heading)} <select data-by="{name}"></select></label>\n'
    yield f'<label>{escape(said.search)} <input type="search" id="search"></label>\n'
    yield f'<button type="button" id="clear">{escape(said.clear)}</button>\n</form>\n'


def _table(labels: Labels, beside: str) -> Iterator[str]:
    columns = labels.map.columns
    heads = "".join(
        f'<div role="columnheader">{escape(columns[name])}</div>'
        for name in ("document", "section", "text", "kind", "ministry", "conclusion")
    )
    name = escape(labels.map.table)
    yield '<p class="count" aria-live="polite"></p>\n'
    yield f'<div class="view" role="table" aria-label="{name}" tabindex="0">\n'
    yield f'<div role="rowgroup"><div class="row head" role="row">{heads}</div></div>\n'
    yield '<div class="body" role="rowgroup"></div>\n</div>\n'
    files_beside = f"{escape(beside)}.xlsx, {escape(beside)}.docx, {escape(beside)}.csv"
    yield f"<noscript><p>JavaScript: {files_beside}</p></noscript>\n"


def _method(labels: Labels, method: Method) -> Iterator[str]:
    said, columns = labels.map, labels.map.columns
    yield f'<h2 id="method">{escape(said.method)}</h2>\n'
    for heading, lines in (
        (said.searched, method.searched),
        (said.not_searched, method.not_searched),
    ):
        points = "".join(f"<li>{escape(printable(line))}</li>" for line in lines)
        yield f"<h3>{escape(heading)}</h3>\n<ul>{points}</ul>\n"
    heads = [columns["kind"], columns["rule"]]
    figures = [said.rows, said.number, said.found, said.share, said.interval]
    yield f'<h3>{escape(said.precision)}</h3>\n<div class="wide"><table><thead><tr>'
    yield "".join(f"<th>{escape(one)}</th>" for one in heads)
    yield "".join(f'<th class="n">{escape(one)}</th>' for one in figures)
    yield "</tr></thead><tbody>\n"
    for row in method.precision:
        yield "<tr>" + "".join(f"<td>{escape(str(one))}</td>" for one in row[:2])
        yield "".join(f'<td class="n">{escape(str(one))}</td>' for one in row[2:]) + "</tr>\n"
    yield "</tbody></table></div>\n"
