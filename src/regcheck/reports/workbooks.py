"""What every workbook needs: cells that are text as it is, not too long, and bytes that hold no
time."""

from __future__ import annotations

import io
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO, Any, Final

from regcheck.base.errors import UsageError, system_reason
from regcheck.base.files.own_output import MARK
from regcheck.base.files.pipes import refuse_named_pipe
from regcheck.base.text.formulas import begins_formula
from regcheck.base.text.patterns import pattern
from regcheck.base.texts.message import message

LONGEST: Final = 32_000
"""Letters of a cell."""
MOST_ROWS: Final = 1_000_000
"""Rows of a sheet."""
_FORBIDDEN = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = pattern("_(?=x[0-9A-Fa-f]{4}_)")
"""What begins a letter by its number, as `_x003D_`, which spreadsheets show as `=`."""
_SPARED = pattern("_x005F_(?=x[0-9A-Fa-f]{4}_)")
_TIMES = pattern(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


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


def append_row(
    sheet: Any, values: Sequence[str | int], *, bold: bool = False, wrap: bool = False
) -> None:
    """Add a row to a sheet, text as text also where it looks like a formula."""
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
    sheet.append(row)


def headed_sheet(
    book: Any, title: str, heads: Sequence[str], widths: Iterable[float], freeze: str
) -> Any:
    """A new sheet with the widths of its columns and a row of heads; what lies above and left of
    the cell `freeze` stays in view."""
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(title)
    for at, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.freeze_panes = freeze
    append_row(sheet, heads, bold=True)
    return sheet


def saved(book: Any) -> IO[bytes]:
    """A workbook without its creation time, as an open temporary file: the same cells give the same
    bytes. Raises OSError on a full disk."""
    from openpyxl.writer.excel import ExcelWriter

    with tempfile.TemporaryFile() as raw:
        ExcelWriter(book, zipfile.ZipFile(raw, "w", allowZip64=True)).save()
        return _timeless(raw)


def _timeless(raw: IO[bytes]) -> IO[bytes]:
    out: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - whoever asked for it closes it
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(out, "w") as new:
        new.comment = MARK.encode()
        for info in sorted(old.infolist(), key=lambda one: one.filename):
            entry = zipfile.ZipInfo(info.filename, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            if info.filename == "docProps/core.xml":
                part = _TIMES.sub(rb"\g<1>1980-01-01T00:00:00Z", old.read(info))
                new.writestr(entry, part)
                continue
            entry.file_size = info.file_size
            with old.open(info) as source, new.open(entry, "w") as target:
                shutil.copyfileobj(source, target)
    out.seek(0)
    return out


def checked_workbook(path: str, most: int) -> bytes:
    """The bytes of a workbook that is at most so large, is not a decompression bomb and declares no
    entities. Raises UsageError for any other."""
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
