"""What every workbook needs: cells that are text and not too long, and bytes without a time
stamp."""

from __future__ import annotations

import io
import re
import shutil
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any, Final

from regcheck.errors import UsageError, system_reason
from regcheck.files.pipes import refuse_named_pipe
from regcheck.text.formulas import begins_formula
from regcheck.texts.message import message

LONGEST: Final = 32_000
"""Letters of a cell."""
MOST_ROWS: Final = 1_000_000
"""Rows of a sheet."""
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def load_openpyxl() -> Any:
    """The library. Raises UsageError, naming the extra, if it is not installed."""
    try:
        import openpyxl
    except ImportError as missing:
        raise UsageError(message("reports.needs_openpyxl")) from missing
    return openpyxl


def fit(text: str) -> str:
    """Text that a cell can hold: without what XML forbids, and not too long."""
    return (text if text.isprintable() else _FORBIDDEN.sub("", text))[:LONGEST]


def append_row(
    sheet: Any, values: Sequence[str | int], *, bold: bool = False, wrap: bool = False
) -> None:
    """Add a row to a sheet, text as text also where it looks like a formula."""
    fitted = [fit(value) if isinstance(value, str) else value for value in values]
    if not (bold or wrap) and _append_at_once(sheet, fitted):
        return
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    row: list[Any] = []
    for plain in fitted:
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


class _Whole(tuple[str | int, ...]):
    """A row that is written in one piece."""

    __slots__ = ()


def _append_at_once(sheet: Any, values: Sequence[str | int]) -> bool:
    """Add a row of plain texts and numbers to a sheet, in a tenth of the time that its cells would
    take one by one. False, and nothing added, where a cell needs more, or lxml is not there."""
    if any(isinstance(one, str) and begins_formula(one) for one in values):
        return False
    try:
        from lxml.etree import fromstring
    except ImportError:
        return False
    sheet._get_writer()
    writer = sheet._writer
    if "write_row" not in vars(writer):
        by_cell, to_cells = writer.write_row, sheet._values_to_row

        def write(out: Any, row: Any, number: int) -> None:
            if isinstance(row, _Whole):
                out.write(fromstring(_row_xml(row, number)))
            else:
                by_cell(out, row, number)

        def cells(row: Any, number: int) -> Any:
            return row if isinstance(row, _Whole) else to_cells(row, number)

        writer.write_row, sheet._values_to_row = write, cells
    sheet.append(_Whole(values))
    return True


def _row_xml(values: Sequence[str | int], number: int) -> str:
    """A row as a sheet has it; empty texts are no cells."""
    from xml.sax.saxutils import escape

    from openpyxl.utils import get_column_letter

    found = [f'<row r="{number}">']
    for at, value in enumerate(values):
        place = f"{get_column_letter(at + 1)}{number}"
        if not isinstance(value, str):
            found.append(f'<c r="{place}" t="n"><v>{value}</v></c>')
        elif value:
            kept = ' xml:space="preserve"' if value != value.strip() else ""
            text = escape(value)
            found.append(f'<c r="{place}" t="inlineStr"><is><t{kept}>{text}</t></is></c>')
    found.append("</row>")
    return "".join(found)


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
