"""The map as an Excel workbook, and the assessments that people entered in an earlier one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import IO, Any, Final

from regcheck.base.errors import UsageError
from regcheck.base.texts.catalogue import Texts
from regcheck.base.texts.message import Message, message
from regcheck.corpus.obstacles.front import figures, front_rows
from regcheck.corpus.obstacles.obstacle import OF_PROVISIONS, PEOPLES, Assessment, Obstacle
from regcheck.corpus.obstacles.table import (
    AS_IT_IS,
    COLUMNS,
    IN_ALL_LOCALES,
    PROVISION_COLUMNS,
    MapReport,
    cells,
    change_cells,
    provision_cells,
    provision_titles,
    titles,
)
from regcheck.reports.returned import Form, read_returned
from regcheck.reports.workbooks import MOST_ROWS, Heading, Sheet, workbook

_WIDE = {
    "document": 34, "rank": 6, "proposal": 50, "place": 14, "text": 70, "comment": 36,
    "conclusion": 24, "kind": 26, "message": 40,
}  # fmt: skip
_CHOICES: Final = {"status": "statuses", "conclusion": "conclusions"}
_NEWER: Final = ("cases", "body", "standing", "root")
_NEEDED = ("fingerprint", "rule")


def map_workbook(report: MapReport) -> IO[bytes]:
    """The workbook as an open temporary file. Raises UsageError without openpyxl, if a sheet cannot
    hold all rows, and if the disk is full."""
    if report.counted.rows > MOST_ROWS:
        raise UsageError(message("obstacles.too_many_rows", n=report.counted.rows))
    return workbook(_sheets(report))


def _sheets(report: MapReport) -> Iterator[Sheet]:
    found, labels, said = report.found, report.labels, report.labels.map
    yield Sheet(said.front, _front_page(report), widths=(6, 44, 26, 60, *[14] * 6))
    changes = (change_cells(at, one, labels) for at, one in enumerate(report.changes, 1))
    heads = said.table("change_columns")
    yield _headed(said.change_first, heads, (list(one.values()) for one in changes), said)
    heads = provision_titles(said)
    provisions = (provision_cells(one, labels) for one in report.provisions)
    yield _headed(said.provisions, heads, provisions, said)
    columns = dict(zip(COLUMNS, titles(labels), strict=True))
    yield _headed(said.sheet, columns, report.table, said)
    for title, rows in ((said.foreign, found.foreign), (said.gone, found.gone)):
        if rows:
            yield _headed(title, columns, (list(cells(row, labels).values()) for row in rows), said)
    if found.left:
        shown = {name: heads[name] for name in ("key", *OF_PROVISIONS)}
        left = ([key, *astuple(one)] for key, one in found.left.items())
        yield _headed(said.gone_provisions, shown, left, said)
    yield Sheet(said.about, _method(report), widths=(60,))


def _headed(
    title: str, heads: Mapping[str, str], rows: Iterable[Sequence[str | int]], said: Texts
) -> Sheet:
    """A sheet with its heads, filters, and what people may choose where they fill in."""
    choices = {
        at: f'"{",".join(said.table(_CHOICES[name]).values())}"'
        for at, name in enumerate(heads, 1)
        if name in _CHOICES
    }
    widths = [_WIDE.get(name, 16) for name in heads]
    return Sheet(title, rows, list(heads.values()), widths, "D2", filtered=True, choices=choices)


def _front_page(report: MapReport) -> Iterator[Sequence[str | int]]:
    yield Heading([report.labels.map.title])
    for told in figures(report):
        yield ["", told]
    said = report.labels.map
    yield from (
        [],
        Heading(["", said.change_first]),
        Heading(said.table("change_columns").values()),
    )
    for _, known in front_rows(report):
        yield list(known.values())


def _method(report: MapReport) -> Iterator[Sequence[str | int]]:
    said, method = report.labels.map, report.method
    for heading, lines in method.sections(said):
        yield from (Heading([heading]), *([line] for line in lines), [])
    yield from (Heading([said.precision]), Heading(method.precision_titles(said)))
    yield from method.precision


@dataclass(frozen=True, slots=True)
class ReadMap:
    """The rows of an earlier map, what people wrote about provisions by key, and oddities."""

    rows: Sequence[Obstacle]
    assessed: Mapping[str, Assessment]
    oddities: Sequence[Message]


def read_workbook(path: str) -> ReadMap:
    """The rows of a map with what people entered. Raises UsageError without the key column."""
    rows, oddities = read_returned(path, Form.of("map", "sheet", _NEEDED, PEOPLES, newer=_NEWER))
    others, _ = read_returned(
        path, Form.of("map", "foreign", _NEEDED, PEOPLES, optional=True, newer=_NEWER)
    )
    own = Form(
        {words.provisions for words in IN_ALL_LOCALES},
        [provision_titles(words) for words in IN_ALL_LOCALES],
        PROVISION_COLUMNS,
        ("key",),
        OF_PROVISIONS,
        optional=True,
        newer=_NEWER,
    )
    provisions, more = read_returned(path, own)
    written = {
        one["key"]: found
        for one in provisions
        if one["key"] and not (found := Assessment.of(one)).empty
    }
    every = [_read(row) for row in (*rows, *others) if row["fingerprint"]]
    return ReadMap(every, written, [*oddities, *more])


def workbook_of(path: str) -> str:
    """The workbook of an earlier map, which may be given by its folder."""
    place = Path(path)
    if not place.is_dir():
        return path
    named = (place / f"{words.file}.xlsx" for words in IN_ALL_LOCALES)
    return str(next((one for one in named if one.is_file()), place))


def _read(one: Mapping[str, str]) -> Obstacle:
    def get(name: str) -> str:
        return one.get(name, "")

    unknown = ("kind", "severity", "confidence", "verdict", "decider", "function")
    texts: dict[str, Any] = dict.fromkeys(unknown, "") | {name: get(name) for name in AS_IT_IS}
    return Obstacle(
        **texts,
        title=get("document"),
        ministries=tuple(filter(None, get("ministry").split("; "))),
        life_events=tuple(filter(None, get("life_event").split("; "))),
        category=get("rule").partition("/")[0],
        assessment=Assessment.of(one),
        change="gone",
    )
