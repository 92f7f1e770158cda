"""The map as an Excel workbook: rows, totals, charts, how it was made, and rows that are gone."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from typing import IO, TYPE_CHECKING, Any, Final

from regcheck.errors import UsageError, cannot_write
from regcheck.obstacles.obstacle import Obstacles
from regcheck.obstacles.reports.cells import Labels, cells, titles, totals
from regcheck.obstacles.reports.method import MapReport
from regcheck.obstacles.reports.words import COLUMNS
from regcheck.reports.workbooks import MOST_ROWS, fit, load_openpyxl, timeless
from regcheck.text.formulas import begins_formula

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

_WIDE = {"document": 34, "text": 70, "comment": 36, "conclusion": 24, "kind": 26, "message": 40}
_BARS: Final = 10
_CHART_ROWS: Final = 18
_CHART_COLUMNS: Final = ("A", "K")


def map_workbook(report: MapReport) -> IO[bytes]:
    """The workbook, as an open file without a name. Raises UsageError without openpyxl, for more
    rows than a sheet can hold, and on a full disk."""
    openpyxl = load_openpyxl()
    if report.counted.rows > MOST_ROWS:
        raise UsageError(f"{report.counted.rows} rows are more than a workbook holds: use filters")
    book = openpyxl.Workbook(write_only=True)
    said, found, labels = report.labels.map, report.found, report.labels
    try:
        _sheet_of_rows(book, said.sheet, found.rows, labels)
        if found.gone:
            _sheet_of_rows(book, said.gone, found.gone, labels)
        _sheets_of_totals(book, report)
        _sheet_of_method(book, report)
        with tempfile.TemporaryFile() as raw:
            book.save(raw)
            return timeless(raw)
    except OSError as fault:
        raise cannot_write(tempfile.gettempdir(), fault) from fault


def _sheet_of_rows(book: Workbook, title: str, rows: Obstacles, labels: Labels) -> None:
    from openpyxl.utils import get_column_letter

    sheet: Any = book.create_sheet(title)
    for at, name in enumerate(COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(at)].width = _WIDE.get(name, 16)
    sheet.freeze_panes = "D2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{len(rows) + 1}"
    _append(sheet, titles(labels), bold=True)
    for row in rows:
        _append(sheet, cells(row, labels))
    sheet.close()


def _sheets_of_totals(book: Workbook, report: MapReport) -> None:
    """The totals, and beside them a sheet of charts for the values that most rows have."""
    from openpyxl.chart import BarChart, Reference

    said = report.labels.map
    sheet: Any = book.create_sheet(said.totals)
    charts: Any = book.create_sheet(said.charts)
    sheet.column_dimensions["A"].width = 48
    line = 1
    for at, (heading, values) in enumerate(totals(report.counted, report.labels)):
        _append(sheet, [heading, said.amount], bold=True)
        for value, number in values:
            _append(sheet, [value, number])
        _append(sheet, [])
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
    said, columns, method = (
        report.labels.map,
        report.labels.map.table("columns"),
        report.method,
    )
    sheet: Any = book.create_sheet(said.about)
    sheet.column_dimensions["A"].width = 60
    for heading, lines in (
        (said.searched, method.searched),
        (said.not_searched, method.not_searched),
    ):
        _append(sheet, [heading], bold=True)
        for line in lines:
            _append(sheet, [line])
        _append(sheet, [])
    head = [columns["kind"], columns["rule"], said.rows, said.amount, said.found]
    _append(sheet, [said.precision], bold=True)
    _append(sheet, [*head, said.share, said.interval], bold=True)
    for row in method.precision:
        _append(sheet, list(row))


def _append(sheet: Any, values: Sequence[str | int], *, bold: bool = False) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    row: list[Any] = []
    for value in values:
        plain = fit(value) if isinstance(value, str) else value
        risky = isinstance(plain, str) and begins_formula(plain)
        if not (risky or bold):
            row.append(plain or None if isinstance(plain, str) else plain)
            continue
        cell = WriteOnlyCell(sheet, plain)
        if isinstance(plain, str):
            cell.data_type = "s"
        if risky:
            cell.quotePrefix = True
        if bold:
            cell.font = Font(bold=True)
        row.append(cell)
    sheet.append(row)
