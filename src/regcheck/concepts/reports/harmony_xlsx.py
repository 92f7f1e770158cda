"""Terms that texts define differently, as a workbook: all cells are text, never formulas."""

from __future__ import annotations

import io
from collections.abc import Iterable

from regcheck.concepts.harmony import Term
from regcheck.concepts.reports.harmony import COLUMNS, harmony_rows
from regcheck.errors import UsageError
from regcheck.reports.workbooks import MOST_ROWS, fit, load_openpyxl, timeless

_WIDTHS = (24, 14, 9, 14, 9, 22, 40, 30, 90, 9)


def harmony_xlsx(terms: Iterable[Term], locale: str) -> bytes:
    """A workbook with one row for each definition and the meaning that it belongs to; the same
    terms give the same bytes. Raises UsageError when openpyxl is not installed."""
    book = load_openpyxl().Workbook(write_only=True)
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    sheet = book.create_sheet("begreper")
    sheet.freeze_panes = "A2"
    for number, width in enumerate(_WIDTHS):
        sheet.column_dimensions[chr(ord("A") + number)].width = width
    bold, wrapped = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    for number, row in enumerate((COLUMNS, *harmony_rows(terms, locale))):
        if number >= MOST_ROWS:
            raise UsageError(f"more than {MOST_ROWS} rows do not fit in a workbook; use -n")
        cells = []
        for value in row:
            cell = WriteOnlyCell(sheet, value=fit(value))
            cell.data_type = "s"
            cell.alignment = wrapped
            if number == 0:
                cell.font = bold
            cells.append(cell)
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    with timeless(out) as made:
        return made.read()
