"""The map as a web page that loads nothing: what must change first, filters, method, and rows as
data, of which only those in view are drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple
from operator import itemgetter
from typing import Any, Final

from regcheck.base.text.printable import printable
from regcheck.corpus.obstacles.front import Sheet, figures, front_rows
from regcheck.corpus.obstacles.obstacle import CHANGES, HARD, SEVERITIES
from regcheck.corpus.obstacles.table import (
    COLUMNS,
    PROVISION_COLUMNS,
    MapReport,
    provision_titles,
)
from regcheck.reports.html.templates import page, resource, script_json
from regcheck.reports.records import listed

FILTERS: Final = (
    "ministry", "legal_area", "life_event", "group", "category", "kind", "severity", "confidence",
    "decider", "party", "actor", "standing", "verdict", "change", "conclusion", "status",
)  # fmt: skip
SORTED: Final = ("rank", "document", "text", "kind", "ministry", "conclusion", "weight")
"""The columns of the page, by which it can be sorted."""
_BY_ID: Final = ("category", "life_event", "decider", "rule")
_SAID: Final = ("all", "none", "shown_provisions", "close", "command", "marked_text", "category")
_UNSEEN: Final = (
    "lovdata", "ministry_as_written", "path", "fingerprint", "provision", "gate", "weight",
    "document_kind", "basis_source",
)  # fmt: skip
_SHOWN: Final = (*(name for name in COLUMNS if name not in _UNSEEN), "category")
"""The columns that the page has of each row."""
_HERE = "corpus/obstacles"


class _Numbers(dict[str, int]):
    """Distinct texts, numbered as they are first asked for."""

    def __missing__(self, text: str) -> int:
        return self.setdefault(text, len(self))


def page_data(report: MapReport) -> Iterator[str]:
    """The rows as compact data in JSON, in pieces: each text stands once, and is referred to by
    number."""
    labels, texts, table = report.labels, _Numbers(), iter(report.table)
    shown = itemgetter(*(COLUMNS.index(name) for name in _SHOWN[:-1]))
    provisions: list[list[Any]] = []

    def rows() -> Iterator[str]:
        start = 0
        for one in report.provisions:
            for row in one.rows:
                known = [*shown(next(table)), labels.word("category", row.category)]
                yield script_json([texts[name] for name in known])
            size, place, change = len(one.rows), printable(one.rows[0].place), one.change
            told = start, size, round(one.weight, 1), place, labels.word("change", change), one.key
            provisions.append([*told, one.rows.index(one.worst), *astuple(one.assessment)])
            start += size

    yield '{"rows":['
    yield from listed(rows())
    said = labels.map
    rest = {
        "provisions": provisions,
        "columns": _SHOWN,
        "texts": [printable(one) for one in texts],
        "words": {
            **{name: getattr(said, name) for name in _SAID},
            "severities": [labels.word("severity", one) for one in SEVERITIES],
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
    for name, value in rest.items():
        yield f',"{name}":'
        if isinstance(value, list):
            yield "["
            yield from listed(map(script_json, value))
        else:
            yield script_json(value)
    yield "}"


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
        figures=figures(report),
        changes=list(front_rows(report)),
        sorted=SORTED,
        titles={**said.table("columns"), **provision_titles(said)},
        filters=FILTERS,
        beside=beside,
        data=page_data(report),
    )


def sheet_page(sheet: Sheet, locale: str) -> Iterator[str]:
    """A page to print."""
    styles = resource(f"{_HERE}/brief.css")
    return page(f"{_HERE}/brief.jinja", styles, sheet=sheet, locale=locale)


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
