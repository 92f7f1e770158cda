"""Workbooks that come back from people: rows by the names of the columns, and oddities."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from regcheck.base.errors import UsageError
from regcheck.base.text.printable import one_line
from regcheck.base.texts.catalogue import Texts
from regcheck.base.texts.locales import LOCALES
from regcheck.base.texts.message import Message, message
from regcheck.reports.workbooks import MOST_ROWS, checked_workbook, load_openpyxl, unfit

_TOLD: Final = 5
_LARGEST: Final = 600 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Form:
    """What such a workbook looks like: titles of sheet and columns in each language, the columns in
    order, those needed and those that people fill in. An `optional` sheet may be missing,
    and `newer` columns in what earlier versions made."""

    sheets: Collection[str]
    titles: Sequence[Mapping[str, str]]
    columns: Sequence[str]
    needed: Sequence[str]
    peoples: Sequence[str]
    optional: bool = False
    newer: Collection[str] = ()

    @classmethod
    def of(
        cls, area: str, sheet: str, needed: Sequence[str], peoples: Sequence[str], **more: Any
    ) -> Form:
        """The form whose sheets and columns are named in the texts of an area."""
        words = [Texts(area, locale) for locale in LOCALES]
        titles = [one.table("columns") for one in words]
        names = {getattr(one, sheet) for one in words}
        return cls(names, titles, tuple(titles[0]), needed, peoples, **more)


def read_returned(path: str, form: Form) -> tuple[list[dict[str, str]], list[Message]]:
    """The rows, each a cell's text by the name of its column, and oddities.

    Raises UsageError for a file that is not such a workbook: it must have the needed columns.
    """
    data = checked_workbook(path, _LARGEST)
    rows: list[dict[str, str]] = []
    empty: list[Message] = []
    taken = 0
    try:
        shown, typed = (_lines(data, path, form, values=values) for values in (True, False))
        head = next(shown, ())
        next(typed, None)
        titles = [_text(one.value) for one in head]
        places, oddities = _places(titles, path, form) if head or not form.optional else ({}, [])
        for line, formulas in zip(shown, typed, strict=True):
            rows.append(
                {n: _text(line[at].value) if at < len(line) else "" for n, at in places.items()}
            )
            for at in (places[name] for name in form.peoples if name in places):
                if at < len(formulas) and formulas[at].data_type == "f":
                    if line[at].value is None:
                        at_row = {"title": titles[at], "row": formulas[at].row}
                        empty.append(message("obstacles.empty_formula", **at_row))
                    else:
                        taken += 1
    except UsageError:
        raise
    except Exception as fault:  # openpyxl raises whatever comes up in a broken file
        why = one_line(" ".join(f"{type(fault).__name__}: {fault}".split()))[:160]
        raise UsageError(message("reports.broken_workbook", path=path, why=why)) from fault
    oddities += empty[:_TOLD]
    if len(empty) > _TOLD:
        oddities.append(message("obstacles.more_empty_formulas", n=len(empty) - _TOLD))
    if taken:
        oddities.append(message("obstacles.formulas_taken", n=taken))
    return rows, oddities


def _lines(data: bytes, path: str, form: Form, *, values: bool) -> Iterator[Sequence[Any]]:
    """The rows of the sheet as cells, with what was last calculated as `values`, else formulas."""
    book = load_openpyxl().load_workbook(
        io.BytesIO(data), read_only=True, data_only=values, keep_links=False
    )
    sheet = next((one for one in book.worksheets if one.title in form.sheets), None)
    if sheet is None and not form.optional:
        sheet = next(iter(book.worksheets), None)
        if sheet is None:
            raise UsageError(message("obstacles.no_sheet", path=path))
    if sheet is not None:
        sheet.reset_dimensions()
        yield from sheet.iter_rows(max_row=MOST_ROWS + 1)


def _places(head: Sequence[str], path: str, form: Form) -> tuple[dict[str, int], list[Message]]:
    """The position of each column by name, and what is odd: unknown, missing and moved columns."""
    from regcheck.base.datafiles.fields import did_you_mean

    known = {title.casefold(): name for titles in form.titles for name, title in titles.items()}
    all_titles = [title for titles in form.titles for title in titles.values()]
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
    for name in form.needed:
        if name not in places:
            named = dict.fromkeys(f"«{titles[name]}»" for titles in form.titles)
            raise UsageError(message("obstacles.no_key", path=path, titles=" / ".join(named)))
    missing = [name for name in form.columns if name not in places and name not in form.newer]
    if missing:
        lacking = ", ".join(f"«{form.titles[0][name]}»" for name in missing)
        lost = "_lost" if set(missing) & set(form.peoples) else ""
        oddities.append(message(f"obstacles.missing_columns{lost}", titles=lacking))
    order = sorted(places, key=places.__getitem__)
    if order != [name for name in form.columns if name in places]:
        oddities.append(message("obstacles.other_order"))
    return places, oddities


def _text(value: Any) -> str:
    """A cell's value as text; a date without its time."""
    if value is None:
        return ""
    if hasattr(value, "isoformat"):
        return str(value.isoformat())[:10]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return unfit(str(value)).strip()
