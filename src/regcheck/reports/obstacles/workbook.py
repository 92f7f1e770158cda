"""The map as an Excel workbook: rows, totals, charts, how it was made, and rows that are gone."""

from __future__ import annotations

import re
import shutil
import tempfile
import zipfile
from collections.abc import Sequence
from typing import IO, TYPE_CHECKING, Any, Final

from regcheck.corpus.obstacles import Obstacles
from regcheck.errors import UsageError
from regcheck.reports.obstacles.cells import Labels, cells, titles, totals
from regcheck.reports.obstacles.method import MapReport
from regcheck.reports.obstacles.words import COLUMNS

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

MOST_ROWS: Final = 1_000_000
_LONGEST: Final = 32_000
_EPOCH = (1980, 1, 1, 0, 0, 0)
_WIDE = {"document": 34, "text": 70, "comment": 36, "conclusion": 24, "kind": 26, "message": 40}
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_DATES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_BARS: Final = 10
_CHART_ROWS: Final = 18
_CHART_COLUMNS: Final = ("A", "K")


def map_workbook(report: MapReport) -> IO[bytes]:
    """The workbook, as an open file without a name. Raises UsageError without openpyxl, for more
    rows than a sheet can hold, and on a full disk."""
    openpyxl = openpyxl_module()
    if report.counted.rows > MOST_ROWS:
        raise UsageError(f"{report.counted.rows} rows are more than a workbook holds: use filters")
    book = openpyxl.Workbook(write_only=True)
    said, found, labels = report.labels.map.said, report.found, report.labels
    try:
        _sheet_of_rows(book, said["sheet"], found.rows, labels)
        if found.gone:
            _sheet_of_rows(book, said["gone"], found.gone, labels)
        _sheets_of_totals(book, report)
        _sheet_of_method(book, report)
        with tempfile.TemporaryFile() as raw:
            book.save(raw)
            return _timeless(raw)
    except OSError as fault:
        told = (fault.strerror or str(fault)).lower()
        raise UsageError(f"{tempfile.gettempdir()}: cannot write there: {told}") from fault


def openpyxl_module() -> Any:
    """openpyxl. Raises UsageError where it is not installed."""
    try:
        import openpyxl
    except ImportError as missing:
        raise UsageError("a workbook needs openpyxl: install regcheck[corpus]") from missing
    return openpyxl


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

    said = report.labels.map.said
    sheet: Any = book.create_sheet(said["totals"])
    charts: Any = book.create_sheet(said["charts"])
    sheet.column_dimensions["A"].width = 48
    line = 1
    for at, (heading, values) in enumerate(totals(report.counted, report.labels)):
        _append(sheet, [heading, said["number"]], bold=True)
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
        report.labels.map.said,
        report.labels.map.columns,
        report.method,
    )
    sheet: Any = book.create_sheet(said["about"])
    sheet.column_dimensions["A"].width = 60
    for heading, lines in (
        (said["searched"], method.searched),
        (said["not_searched"], method.not_searched),
    ):
        _append(sheet, [heading], bold=True)
        for line in lines:
            _append(sheet, [line])
        _append(sheet, [])
    head = [columns["kind"], columns["rule"], said["rows"], said["number"], said["found"]]
    _append(sheet, [said["precision"]], bold=True)
    _append(sheet, [*head, said["share"], said["interval"]], bold=True)
    for row in method.precision:
        _append(sheet, list(row))


def _append(sheet: Any, values: Sequence[str | int], *, bold: bool = False) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    row: list[Any] = []
    for value in values:
        plain = _ILLEGAL.sub("", value)[:_LONGEST] if isinstance(value, str) else value
        risky = isinstance(plain, str) and plain.startswith(_FORMULA)
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


def _timeless(raw: IO[bytes]) -> IO[bytes]:
    """The workbook without the time it was made at."""
    out: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - whoever asked for it closes it
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(out, "w") as new:
        for info in sorted(old.infolist(), key=lambda one: one.filename):
            entry = zipfile.ZipInfo(info.filename, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            if info.filename == "docProps/core.xml":
                part = _DATES.sub(rb"\g<1>1980-01-01T00:00:00Z", old.read(info))
                new.writestr(entry, part)
                continue
            entry.file_size = info.file_size
            with old.open(info) as source, new.open(entry, "w") as target:
                shutil.copyfileobj(source, target)
    out.seek(0)
    return out
