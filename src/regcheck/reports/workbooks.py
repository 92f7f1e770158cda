"""Workbooks made of sheets: cells that are text as it is, and bytes that hold no time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from pathlib import Path
from typing import IO, Any, Final
from xml.sax.saxutils import escape, quoteattr

from regcheck.base.errors import UsageError, system_reason
from regcheck.base.files.whole import refuse_named_pipe
from regcheck.base.text.formulas import begins_formula
from regcheck.base.text.patterns import pattern
from regcheck.base.texts.message import message
from regcheck.reports.word.new_file import (
    CONTENT_TYPES,
    HEAD,
    OFFICE,
    content_types,
    open_package,
    relations,
)

LONGEST: Final = 32_000
"""Letters of a cell."""
MOST_ROWS: Final = 1_000_000
"""Rows of a sheet."""
_FORBIDDEN = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = pattern("_(?=x[0-9A-Fa-f]{4}_)")
"""What begins a letter by its number, as `_x003D_`, which spreadsheets show as `=`."""
_SPARED = pattern("_x005F_(?=x[0-9A-Fa-f]{4}_)")
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_KIND: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_AT_A_TIME: Final = 200
"""Rows that are written together."""


class Heading(tuple[str, ...]):
    """A row in bold."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: titles, widths and rows; what lies above and left of `freeze` stays in view.
    `choices` are formulas for what may be chosen in a column."""

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


def workbook(sheets: Iterable[Sheet]) -> IO[bytes]:
    """A workbook as an open temporary file, the same on every day and machine, and marked as ours.
    Raises UsageError if the disk is full."""
    listed = list(sheets)
    names = [f"worksheets/sheet{number}" for number, _ in enumerate(listed, 1)]
    parts = {f"xl/{name}.xml": _sheet(one) for name, one in zip(names, listed, strict=True)}
    return open_package({**_parts([one.title for one in listed], names), **parts})


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


def _sheet(one: Sheet) -> Iterator[str]:
    """A sheet in pieces."""
    yield f'{HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
    if one.freeze:
        yield _pane(one.freeze)
    yield "</sheetView></sheetViews>"
    if one.widths:
        yield "<cols>"
        for at, width in enumerate(one.widths, 1):
            hidden = ' hidden="1"' if at == one.hidden else ""
            yield f'<col min="{at}" max="{at}" width="{width}" customWidth="1"{hidden}/>'
        yield "</cols>"
    yield "<sheetData>"
    last, waiting = 0, []
    for row in chain([Heading(one.heads)] if one.heads else [], one.rows):
        last += 1
        waiting.append(_row(last, row, wrap=one.wrap and (last > 1 or not one.heads)))
        if last % _AT_A_TIME == 0:
            yield "".join(waiting)
            waiting.clear()
    yield "".join(waiting)
    yield "</sheetData>"
    if one.filtered:
        yield f'<autoFilter ref="A1:{_letters(len(one.heads))}{last}"/>'
    if one.choices:
        yield f'<dataValidations count="{len(one.choices)}">'
        strict = ' showErrorMessage="1"' if one.strict else ""
        for column, formula in one.choices.items():
            cells = f"{_letters(column)}2:{_letters(column)}{max(last, 2)}"
            said = f"<formula1>{escape(formula)}</formula1>"
            yield f'<dataValidation type="list" allowBlank="1"{strict} sqref="{cells}">{said}'
            yield "</dataValidation>"
        yield "</dataValidations>"
    yield "</worksheet>"


def _pane(cell: str) -> str:
    """What keeps the rows above a cell and the columns left of it in view."""
    left, above = ord(cell[0]) - ord("A"), int(cell[1:]) - 1
    split = f' xSplit="{left}"' * (left > 0) + f' ySplit="{above}"' * (above > 0)
    pane = ("bottom" if above else "top") + ("Right" if left else "Left")
    frozen = f'topLeftCell="{cell}" activePane="{pane}" state="frozen"'
    return f'<pane{split} {frozen}/><selection pane="{pane}"/>'


def _row(number: int, values: Sequence[str | int], *, wrap: bool) -> str:
    """A row of cells, text as text also where it looks like a formula."""
    usual = isinstance(values, Heading) + 4 * wrap
    cells = [f'<row r="{number}">']
    for at, value in enumerate(values, 1):
        if not isinstance(value, str):
            style = f' s="{usual}"' if usual else ""
            cells.append(f'<c r="{_letters(at)}{number}"{style}><v>{value}</v></c>')
        elif text := fit(value):
            look = usual + 2 * begins_formula(text)
            style = f' s="{look}"' if look else ""
            kept = "" if text.isprintable() and text == text.strip() else ' xml:space="preserve"'
            told = f"<is><t{kept}>{escape(text, _RETURN)}</t></is>"
            cells.append(f'<c r="{_letters(at)}{number}"{style} t="inlineStr">{told}</c>')
    cells.append("</row>")
    return "".join(cells)


_RETURN: Final = {"\r": "&#13;"}


@cache
def _letters(column: int) -> str:
    """The name of a column, counted from 1."""
    before, last = divmod(column - 1, 26)
    return (_letters(before) if before else "") + chr(ord("A") + last)


def _parts(titles: Sequence[str], names: Sequence[str]) -> dict[str, Iterable[str]]:
    """The parts of a workbook besides its sheets, which have these titles and names."""
    listed = "".join(
        f'<sheet name={quoteattr(title)} sheetId="{n}" r:id="rId{n}"/>'
        for n, title in enumerate(titles, 1)
    )
    kinds = {**{f"{name}.xml": "worksheet" for name in names}, "styles.xml": "styles"}
    types = "".join(
        f'<Override PartName="/xl/{name}" ContentType="{_KIND}.{kind}+xml"/>'
        for name, kind in {**kinds, "workbook.xml": "sheet.main"}.items()
    )
    looks = "".join(
        f'<xf numFmtId="0" fontId="{look & 1}" fillId="0" borderId="0" xfId="0" '
        f'quotePrefix="{look >> 1 & 1}"{_WRAPPED if look & 4 else "/>"}'
        for look in range(8)
    )
    font = '<sz val="11"/><name val="Calibri"/><family val="2"/></font>'
    return {
        CONTENT_TYPES: [content_types(types)],
        "_rels/.rels": [relations({"xl/workbook.xml": "officeDocument"})],
        "xl/workbook.xml": [
            f'{HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{OFFICE}">'
            f"<sheets>{listed}</sheets></workbook>"
        ],
        "xl/_rels/workbook.xml.rels": [relations(kinds)],
        "xl/styles.xml": [
            f'{HEAD}<styleSheet xmlns="{_MAIN}">'
            f'<fonts count="2"><font>{font}<font><b/>{font}</fonts>'
            '<fills count="2"><fill><patternFill/></fill><fill><patternFill patternType="gray125"/>'
            '</fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/>'
            f'</cellStyleXfs><cellXfs count="8">{looks}</cellXfs><cellStyles count="1">'
            '<cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
        ],
    }


_WRAPPED: Final = ' applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'


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
