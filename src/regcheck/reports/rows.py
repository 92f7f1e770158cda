"""Rows of a query as a readable table, JSON or CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from math import isfinite
from typing import Any, Final

from regcheck.base.text.formulas import guarded
from regcheck.base.text.printable import cut, json_text, printable
from regcheck.base.texts.catalogue import Texts
from regcheck.reports.records import listed

WIDEST: Final = 60
"""Letters of a cell in the table for the eye."""
MOST: Final = 10_000
"""Rows of the table for the eye."""

Rows = Iterable[Sequence[Any]]


def rows_json(columns: Sequence[str], rows: Rows) -> Iterator[str]:
    """A list of objects, one per line; values that JSON cannot express become text."""
    names = _once(columns)
    records = (
        {
            name: None if isinstance(value, float) and not isfinite(value) else value
            for name, value in zip(names, row, strict=True)
        }
        for row in rows
    )
    yield "["
    yield from listed(json_text(one, default=str) for one in records)
    yield "\n"


def rows_csv(columns: Sequence[str], rows: Rows) -> Iterator[str]:
    """Comma-separated values with a header; no cell starts a formula."""
    yield csv_line(columns)
    yield from map(csv_line, rows)


def rows_table(columns: Sequence[str], rows: Rows, locale: str) -> Iterator[str]:
    """Aligned columns, numbers to the right, long cells cut."""
    shown: list[list[str]] = []
    more = False
    right = [True] * len(columns)
    for row in rows:
        if len(shown) == MOST:
            more = True
            break
        for at, cell in enumerate(row):
            right[at] &= cell is None or isinstance(cell, int | float)
        shown.append([_short(cell) for cell in row])
    head = [_short(name) for name in columns]
    widths = [max(map(len, column)) for column in zip(head, *shown, strict=True)]
    for line in (head, ["─" * width for width in widths], *shown):
        cells = [
            cell.rjust(width) if to_right else cell.ljust(width)
            for cell, width, to_right in zip(line, widths, right, strict=True)
        ]
        yield "  ".join(cells).rstrip() + "\n"
    if more:
        yield f"{Texts('reports', locale).more_rows.format(n=MOST)}\n"


def rows_as(format: str, columns: Sequence[str], rows: Rows, locale: str) -> Iterator[str]:
    """Rows as `table`, `json` or `csv`; the locale is that of a table's own remarks."""
    if format == "table":
        return rows_table(columns, rows, locale)
    return rows_json(columns, rows) if format == "json" else rows_csv(columns, rows)


def csv_line(cells: Iterable[Any], delimiter: str = ",", end: str = "\n") -> str:
    """A line of CSV; no cell starts a formula."""
    buffer = io.StringIO()
    safe = (guarded(cell) if isinstance(cell, str) else cell for cell in cells)
    csv.writer(buffer, delimiter=delimiter, lineterminator=end).writerow(safe)
    return buffer.getvalue()


def spreadsheet(columns: Sequence[str], rows: Iterable[Iterable[str | int]]) -> Iterator[str]:
    """A table with a byte-order mark, for spreadsheets: no cell begins as a formula."""
    yield "\ufeff"
    for cells in (columns, *rows):
        yield csv_line(cells, end="\r\n")


def fields_csv(kind: type, found: Iterable[Any]) -> Iterator[str]:
    """A spreadsheet of what is of one kind of dataclass: its fields are the columns."""
    rows = (one.to_dict().values() for one in found)
    return spreadsheet([one.name for one in fields(kind)], rows)


def _once(columns: Sequence[str]) -> list[str]:
    """Distinct column names: repeated ones are numbered."""
    names: list[str] = []
    for name in columns:
        number, fresh = 1, name
        while fresh in names:
            number += 1
            fresh = f"{name}_{number}"
        names.append(fresh)
    return names


def _short(cell: Any) -> str:
    if cell is None:
        return ""
    words = f"{cell:.2f}" if isinstance(cell, float) else " ".join(printable(str(cell)).split())
    return cut(words, WIDEST)
