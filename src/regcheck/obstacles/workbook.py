"""The map as an Excel workbook: rows, totals, charts, method and rows that are gone; and the
assessments that people have entered in the workbook of an earlier map."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any, Final

from regcheck.errors import UsageError, cannot_write
from regcheck.obstacles.obstacle import Assessment, Obstacle, Obstacles
from regcheck.obstacles.table import (
    AS_IT_IS,
    COLUMNS,
    IN_ALL_LOCALES,
    PEOPLES,
    Labels,
    MapReport,
    cells,
    titles,
    totals,
)
from regcheck.reports.workbooks import (
    MOST_ROWS,
    append_row,
    checked_workbook,
    load_openpyxl,
    timeless,
)
from regcheck.text.printable import one_line
from regcheck.texts.message import Message, message

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

_WIDE = {"document": 34, "text": 70, "comment": 36, "conclusion": 24, "kind": 26, "message": 40}
_NEEDED = ("fingerprint", "rule")
_TOLD: Final = 5
_LARGEST: Final = 600 * 1024 * 1024
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
    append_row(sheet, titles(labels), bold=True)
    for row in rows:
        append_row(sheet, cells(row, labels))
    sheet.close()


def _sheets_of_totals(book: Workbook, report: MapReport) -> None:
    """The totals, and next to them a sheet with charts of the most frequent values."""
    from openpyxl.chart import BarChart, Reference

    said = report.labels.map
    sheet: Any = book.create_sheet(said.totals)
    charts: Any = book.create_sheet(said.charts)
    sheet.column_dimensions["A"].width = 48
    line = 1
    for at, (heading, values) in enumerate(totals(report.counted, report.labels)):
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
    """The rows of an earlier map, and anything odd about its columns."""

    rows: Sequence[Obstacle]
    oddities: Sequence[Message]


def read_workbook(path: str) -> ReadMap:
    """The rows of a map with what people have entered.

    Raises UsageError for a file that is not such a workbook: it must have the key column.
    """
    openpyxl = load_openpyxl()
    data = checked_workbook(path, _LARGEST)
    try:
        book = openpyxl.load_workbook(
            io.BytesIO(data), read_only=True, data_only=True, keep_links=False
        )
        sheets = {words.sheet for words in IN_ALL_LOCALES}
        sheet = next((one for one in book.worksheets if one.title in sheets), None)
        sheet = sheet or next(iter(book.worksheets), None)
        if sheet is None:
            raise UsageError(message("obstacles.no_sheet", path=path))
        sheet.reset_dimensions()
        lines: Iterator[Sequence[Any]] = sheet.iter_rows(values_only=True, max_row=MOST_ROWS + 1)
        places, oddities = _places([_text(one) for one in next(lines, ())], path)
        rows = [row for line in lines if (row := _read(line, places)) is not None]
        oddities += _formulas(data, sheet.title, places)
    except UsageError:
        raise
    except Exception as fault:  # openpyxl raises whatever comes up in a broken file
        why = one_line(" ".join(f"{type(fault).__name__}: {fault}".split()))[:160]
        raise UsageError(message("reports.broken_workbook", path=path, why=why)) from fault
    return ReadMap(rows, oddities)


def _formulas(data: bytes, title: str, places: dict[str, int]) -> list[Message]:
    """How formulas in people's cells are treated: the value that a spreadsheet has calculated is
    used, and a formula without one is left out."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if not any(_has_formula(package, name) for name in package.namelist()):
            return []
    oddities, taken = [], 0
    shown, typed = (
        load_openpyxl()
        .load_workbook(io.BytesIO(data), read_only=True, data_only=values, keep_links=False)[title]
        .iter_rows(max_row=MOST_ROWS + 1)
        for values in (True, False)
    )
    titles = next(zip(shown, typed, strict=False), ((), ()))[1]
    for values, formulas in zip(shown, typed, strict=False):
        for name in PEOPLES:
            at = places.get(name, len(formulas))
            if at >= len(formulas) or formulas[at].data_type != "f":
                continue
            if values[at].value is None:
                title, row = titles[at].value, formulas[at].row
                oddities.append(message("obstacles.empty_formula", title=title, row=row))
            else:
                taken += 1
    if len(oddities) > _TOLD:
        more = message("obstacles.more_empty_formulas", n=len(oddities) - _TOLD)
        oddities = [*oddities[:_TOLD], more]
    if taken:
        oddities.append(message("obstacles.formulas_taken", n=taken))
    return oddities


def _has_formula(package: zipfile.ZipFile, name: str) -> bool:
    """Whether a part is a sheet that contains a formula."""
    if not name.startswith("xl/worksheets/") or not name.endswith(".xml"):
        return False
    before = b""
    with package.open(name) as part:
        while piece := part.read(1 << 20):
            if b"<f>" in before + piece or b"<f " in before + piece or b"<f/" in before + piece:
                return True
            before = piece[-3:]
    return False


def _places(head: Sequence[str], path: str) -> tuple[dict[str, int], list[Message]]:
    """The position of each column by name, and what is odd: unknown, missing and moved columns."""
    from regcheck.datafiles.fields import did_you_mean

    known = {
        title.casefold(): name
        for words in IN_ALL_LOCALES
        for name, title in words.table("columns").items()
    }
    all_titles = [title for words in IN_ALL_LOCALES for title in words.table("columns").values()]
    places: dict[str, int] = {}
    oddities: list[Message] = []
    for at, title in enumerate(head):
        name = known.get(title.strip().casefold())
        if name is None:
            if title.strip():
                near = did_you_mean(title, all_titles)
                oddities.append(message("obstacles.unknown_column", title=title, hint=near))
        elif name in places:
            oddities.append(message("obstacles.column_twice", title=title))
        else:
            places[name] = at
    for name in _NEEDED:
        if name not in places:
            named = dict.fromkeys(f"«{words.table('columns')[name]}»" for words in IN_ALL_LOCALES)
            raise UsageError(message("obstacles.no_key", path=path, titles=" / ".join(named)))
    missing = [name for name in COLUMNS if name not in places]
    if missing:
        titles = ", ".join(f"«{IN_ALL_LOCALES[0].table('columns')[name]}»" for name in missing)
        lost = "_lost" if set(missing) & set(PEOPLES) else ""
        oddities.append(message(f"obstacles.missing_columns{lost}", titles=titles))
    order = sorted(places, key=places.__getitem__)
    if order != [name for name in COLUMNS if name in places]:
        oddities.append(message("obstacles.other_order"))
    return places, oddities


def _read(line: Sequence[Any], places: dict[str, int]) -> Obstacle | None:
    one = {name: _text(line[at]) if at < len(line) else "" for name, at in places.items()}
    if not one["fingerprint"]:
        return None

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
        assessment=Assessment(*(get(name) for name in PEOPLES)),
        change="gone",
    )


def _text(value: Any) -> str:
    """A cell's value as text; a date without its time."""
    if value is None:
        return ""
    if hasattr(value, "isoformat"):
        return str(value.isoformat())[:10]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
