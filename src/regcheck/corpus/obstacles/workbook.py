"""The map as an Excel workbook: rows, totals, charts, method and rows that are gone; and the
assessments that people have entered in the workbook of an earlier map."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

from regcheck.base.errors import UsageError, cannot_write
from regcheck.base.texts.catalogue import Texts
from regcheck.base.texts.message import Message, message
from regcheck.corpus.obstacles.front import figures, front_tables
from regcheck.corpus.obstacles.obstacle import PEOPLES, Assessment, Obstacle, Obstacles
from regcheck.corpus.obstacles.provisions import provisions_of
from regcheck.corpus.obstacles.table import (
    AS_IT_IS,
    COLUMNS,
    IN_ALL_LOCALES,
    PROVISION_COLUMNS,
    Labels,
    MapReport,
    cells,
    provision_cells,
    provision_titles,
    titles,
    totals,
)
from regcheck.reports.returned import Form, read_returned
from regcheck.reports.workbooks import MOST_ROWS, append_row, headed_sheet, load_openpyxl, saved

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

_WIDE = {
    "document": 34, "rank": 6, "proposal": 50, "place": 14, "text": 70, "comment": 36,
    "conclusion": 24, "kind": 26, "message": 40,
}  # fmt: skip
_CHOICES: Final = {"status": "statuses", "conclusion": "conclusions"}
_NEEDED = ("fingerprint", "rule")
_BARS: Final = 10
_CHART_ROWS: Final = 18
_CHART_COLUMNS: Final = ("A", "K")


def map_workbook(report: MapReport) -> IO[bytes]:
    """The workbook as an open temporary file. Raises UsageError without openpyxl, if a sheet cannot
    hold all rows, and if the disk is full."""
    openpyxl = load_openpyxl()
    if report.counted.rows > MOST_ROWS:
        raise UsageError(message("obstacles.too_many_rows", n=report.counted.rows))
    book = openpyxl.Workbook(write_only=True)
    said, found, labels = report.labels.map, report.found, report.labels
    try:
        _front_page(book, report)
        _sheet_of_provisions(book, report)
        _sheet_of_rows(book, said.sheet, found.rows, labels)
        if len(found.foreign):
            _sheet_of_rows(book, said.foreign, found.foreign, labels)
        if found.gone:
            _sheet_of_rows(book, said.gone, found.gone, labels)
        if found.left:
            _sheet_of_left(book, found.left, labels)
        _sheets_of_totals(book, report)
        _sheet_of_method(book, report)
        return saved(book)
    except OSError as fault:
        raise cannot_write(tempfile.gettempdir(), fault) from fault


def _front_page(book: Workbook, report: MapReport) -> None:
    sheet: Any = book.create_sheet(report.labels.map.front)
    for letter, width in zip("ABCDEFGHIJ", (6, 44, 26, 60, *[14] * 6), strict=True):
        sheet.column_dimensions[letter].width = width
    append_row(sheet, [report.labels.map.title], bold=True)
    for told in figures(report):
        append_row(sheet, ["", told])
    for one in front_tables(report):
        append_row(sheet, [])
        append_row(sheet, ["", one.heading], bold=True)
        append_row(sheet, one.titles, bold=True)
        for row in one.rows:
            append_row(sheet, row)
    sheet.close()


def _sheet_of_provisions(book: Workbook, report: MapReport) -> None:
    labels = report.labels
    heads = provision_titles(labels.map)
    sheet = _headed(book, labels.map.provisions, heads, report.front.number, labels.map)
    for one in provisions_of(report.found):
        append_row(sheet, provision_cells(one, labels))
    sheet.close()


def _sheet_of_rows(book: Workbook, title: str, rows: Obstacles, labels: Labels) -> None:
    heads = dict(zip(COLUMNS, titles(labels), strict=True))
    sheet = _headed(book, title, heads, len(rows), labels.map)
    for row in rows:
        append_row(sheet, cells(row, labels))
    sheet.close()


def _sheet_of_left(book: Workbook, left: Mapping[str, Assessment], labels: Labels) -> None:
    """What people wrote about provisions that are no longer in the map."""
    heads = provision_titles(labels.map)
    shown = {name: heads[name] for name in ("key", *PEOPLES)}
    sheet = _headed(book, labels.map.gone_provisions, shown, len(left), labels.map)
    for key, one in left.items():
        append_row(sheet, [key, *astuple(one)])
    sheet.close()


def _headed(book: Workbook, title: str, heads: Mapping[str, str], rows: int, said: Texts) -> Any:
    """A sheet with its heads, filters, and what people may choose where they fill in."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    widths = [_WIDE.get(name, 16) for name in heads]
    sheet = headed_sheet(book, title, list(heads.values()), widths, "D2")
    for at, name in enumerate(heads, 1):
        if name in _CHOICES:
            letter = get_column_letter(at)
            listed = ",".join(said.table(_CHOICES[name]).values())
            chosen = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True)
            chosen.showErrorMessage = False  # other words are welcome too
            chosen.add(f"{letter}2:{letter}{max(rows, 1) + 1}")
            sheet.data_validations.append(chosen)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(heads))}{rows + 1}"
    return sheet


def _sheets_of_totals(book: Workbook, report: MapReport) -> None:
    """The totals, and next to them a sheet with charts of the most frequent values."""
    from openpyxl.chart import BarChart, Reference

    said = report.labels.map
    sheet: Any = book.create_sheet(said.totals)
    charts: Any = book.create_sheet(said.charts)
    sheet.column_dimensions["A"].width = 48
    line = 1
    for at, (_, heading, values) in enumerate(totals(report.counted, report.labels)):
        append_row(sheet, [heading, said.amount], bold=True)
        for value, number in values:
            append_row(sheet, [value, number])
        append_row(sheet, [])
        last = line + min(len(values), _BARS)
        chart: Any = BarChart()
        chart.type, chart.legend, chart.title = "bar", None, heading
        chart.y_axis.delete = chart.x_axis.delete = False
        chart.x_axis.scaling.orientation = "maxMin"
        chart.gapWidth = 40
        chart.add_data(Reference(sheet, min_col=2, min_row=line + 1, max_row=last))
        chart.set_categories(Reference(sheet, min_col=1, min_row=line + 1, max_row=last))
        row, column = divmod(at, len(_CHART_COLUMNS))
        charts.add_chart(chart, f"{_CHART_COLUMNS[column]}{1 + row * _CHART_ROWS}")
        line += len(values) + 2


def _sheet_of_method(book: Workbook, report: MapReport) -> None:
    said, method = report.labels.map, report.method
    sheet: Any = book.create_sheet(said.about)
    sheet.column_dimensions["A"].width = 60
    for heading, lines in method.sections(said):
        append_row(sheet, [heading], bold=True)
        for line in lines:
            append_row(sheet, [line])
        append_row(sheet, [])
    append_row(sheet, [said.precision], bold=True)
    append_row(sheet, method.precision_titles(said), bold=True)
    for row in method.precision:
        append_row(sheet, list(row))


@dataclass(frozen=True, slots=True)
class ReadMap:
    """The rows of an earlier map, those of them that were `national`, what people wrote
    about whole provisions, by their keys, and anything odd about its columns."""

    rows: Sequence[Obstacle]
    national: Sequence[Obstacle]
    assessed: Mapping[str, Assessment]
    oddities: Sequence[Message]


def read_workbook(path: str) -> ReadMap:
    """The rows of a map with what people have entered.

    Raises UsageError for a file that is not such a workbook: it must have the key column.
    """
    titled = [words.table("columns") for words in IN_ALL_LOCALES]
    sheets = {words.sheet for words in IN_ALL_LOCALES}
    form = Form(sheets, titled, COLUMNS, _NEEDED, PEOPLES)
    rows, oddities = read_returned(path, form)
    foreign = replace(form, sheets={words.foreign for words in IN_ALL_LOCALES}, optional=True)
    others, _ = read_returned(path, foreign)
    own = Form(
        {words.provisions for words in IN_ALL_LOCALES},
        [provision_titles(words) for words in IN_ALL_LOCALES],
        PROVISION_COLUMNS,
        ("key",),
        PEOPLES,
        optional=True,
    )
    provisions, more = read_returned(path, own)
    written = {
        one["key"]: found
        for one in provisions
        if one["key"] and not (found := Assessment.of(one)).empty
    }
    national = [_read(row) for row in rows if row["fingerprint"]]
    abroad = [_read(row) for row in others if row["fingerprint"]]
    return ReadMap([*national, *abroad], national, written, [*oddities, *more])


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
