"""Workbooks made of sheets: cells that are text as it is, and bytes that hold no time."""

from __future__ import annotations

import errno
import io
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Final

from regcheck.base.errors import UsageError, cannot_write, system_reason
from regcheck.base.files.own_output import MARK
from regcheck.base.files.whole import refuse_named_pipe
from regcheck.base.text.formulas import begins_formula
from regcheck.base.text.patterns import pattern
from regcheck.base.texts.message import message
from regcheck.reports.files import fresh_entry

LONGEST: Final = 32_000
"""Letters of a cell."""
MOST_ROWS: Final = 1_000_000
"""Rows of a sheet."""
_FORBIDDEN = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = pattern("_(?=x[0-9A-Fa-f]{4}_)")
"""What begins a letter by its number, as `_x003D_`, which spreadsheets show as `=`."""
_SPARED = pattern("_x005F_(?=x[0-9A-Fa-f]{4}_)")
_TIMES = pattern(r"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


class Heading(tuple[str, ...]):
    """A row in bold."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: titles, widths and rows; what lies above and left of `freeze` stays in view.
    `choices` are formulas for what may be chosen in a column; `finish` gets the book and sheet at
    the end."""

    title: str
    rows: Iterable[Sequence[str | int]]
    heads: Sequence[str] = ()
    widths: Sequence[float] = ()
    freeze: str = ""
    wrap: bool = False
    filtered: bool = False
    hidden: int = 0
    choices: Mapping[int, str] = field(default_factory=dict)
    strict: bool = False
    finish: Callable[[Any, Any], None] | None = None


def workbook(sheets: Iterable[Sheet]) -> IO[bytes]:
    """A workbook as an open temporary file. Raises UsageError without openpyxl or disk space."""
    book = load_openpyxl().Workbook(write_only=True)
    from openpyxl.writer.excel import ExcelWriter

    try:
        for one in sheets:
            _write(book, one)
        out: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - whoever asked for it closes it
        ExcelWriter(book, _TimelessZip(out, "w")).save()
        out.seek(0)
        return out
    except OSError as fault:
        raise cannot_write(tempfile.gettempdir(), fault) from fault
    except Exception as fault:
        if type(fault).__name__ != "SerialisationError":  # of lxml, which openpyxl can do without
            raise
        for sheet in book.worksheets:  # else each says so again as it goes
            with suppress(Exception):
                sheet._writer.close()
        number = getattr(errno, str(fault).removeprefix("IO_"), errno.EIO)
        raise cannot_write(tempfile.gettempdir(), OSError(number, "")) from fault


def workbook_bytes(*sheets: Sheet) -> bytes:
    """The same, for a small workbook."""
    with workbook(sheets) as made:
        return made.read()


def load_openpyxl() -> Any:
    """The library. Raises UsageError, naming the extra, if it is not installed."""
    try:
        import openpyxl
    except ImportError as missing:
        raise UsageError(message("reports.needs_openpyxl")) from missing
    return openpyxl


def fit(text: str) -> str:
    """Text that a cell can hold and shows as it is: without what XML forbids, and not too long."""
    plain = text if text.isprintable() else _FORBIDDEN.sub("", text)
    return (_ESCAPED.sub("_x005F_", plain) if "_x" in plain else plain)[:LONGEST]


def unfit(text: str) -> str:
    """The text of a cell as it is shown, whether `fit` or a spreadsheet wrote it."""
    return _SPARED.sub("_", text)


def _write(book: Any, one: Sheet) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    sheet = book.create_sheet(one.title)
    for at, width in enumerate(one.widths, 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    if one.hidden:
        sheet.column_dimensions[get_column_letter(one.hidden)].hidden = True
    sheet.freeze_panes = one.freeze or None
    if one.heads:
        sheet.append(_cells(sheet, one.heads, bold=True))
    last = 1
    for row in one.rows:
        last += 1
        sheet.append(_cells(sheet, row, bold=isinstance(row, Heading), wrap=one.wrap))
    for column, formula in one.choices.items():
        choice = DataValidation(type="list", formula1=formula, allow_blank=True)
        choice.showErrorMessage = one.strict
        letter = get_column_letter(column)
        choice.add(f"{letter}2:{letter}{max(last, 2)}")
        sheet.data_validations.append(choice)
    if one.filtered:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(one.heads))}{last}"
    if one.finish:
        one.finish(book, sheet)
    sheet.close()


def _cells(
    sheet: Any, values: Sequence[str | int], *, bold: bool = False, wrap: bool = False
) -> list[Any]:
    """A row of cells, text as text also where it looks like a formula."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    row: list[Any] = []
    for value in values:
        plain = fit(value) if isinstance(value, str) else value
        risky = isinstance(plain, str) and begins_formula(plain)
        if not (risky or bold or wrap):
            row.append(plain or None if isinstance(plain, str) else plain)
            continue
        cell = WriteOnlyCell(sheet, plain)
        if isinstance(plain, str):
            cell.data_type = "s"
        if risky:
            cell.quotePrefix = True
        if bold:
            cell.font = Font(bold=True)
        if wrap:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        row.append(cell)
    return row


class _TimelessZip(zipfile.ZipFile):
    """A package that is the same on every day and machine, and marked as ours."""

    def writestr(self, name: Any, data: Any, *_: Any) -> None:
        if name == "docProps/core.xml":
            data = _TIMES.sub(r"\g<1>1980-01-01T00:00:00Z", data.decode())
        super().writestr(fresh_entry(name), data)

    def write(self, filename: Any, arcname: Any = None, *_: Any) -> None:
        with Path(filename).open("rb") as source, self.open(fresh_entry(arcname), "w") as target:
            shutil.copyfileobj(source, target)

    def close(self) -> None:
        self.comment = MARK.encode()
        super().close()


def checked_workbook(path: str, most: int) -> bytes:
    """The bytes of a workbook that is no bomb and declares no entities. Raises UsageError."""
    from regcheck.readers.limits import Limits
    from regcheck.readers.office.package import Package, PackageError

    try:
        refuse_named_pipe(path)
        data = Path(path).read_bytes()
    except (OSError, ValueError) as fault:
        why = system_reason(fault)
        raise UsageError(message("reports.workbook_unread", path=path, why=why)) from fault
    try:
        package = Package(data, path, Limits(max_file_bytes=most))
        with zipfile.ZipFile(io.BytesIO(data)) as listed:
            names = listed.namelist()
        for name in names:
            part = package.read(name) or b""
            if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
                raise UsageError(message("reports.doctype", path=path, part=name))
    except PackageError as fault:
        raise UsageError(message("reports.no_workbook", path=path, why=fault.detail)) from fault
    return data
