"""Workbooks that come back from people: rows by the names of the columns, and oddities."""

from __future__ import annotations

import io
import zipfile
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
    order, those needed and those that people fill in. An `optional` sheet may be missing."""

    sheets: Collection[str]
    titles: Sequence[Mapping[str, str]]
    columns: Sequence[str]
    needed: Sequence[str]
    peoples: Sequence[str]
    optional: bool = False

    @classmethod
    def of(
        cls, area: str, sheet: str, needed: Sequence[str], peoples: Sequence[str], **more: bool
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
    openpyxl = load_openpyxl()
    data = checked_workbook(path, _LARGEST)
    try:
        book = openpyxl.load_workbook(
            io.BytesIO(data), read_only=True, data_only=True, keep_links=False
        )
        sheet = next((one for one in book.worksheets if one.title in form.sheets), None)
        if sheet is None and form.optional:
            return [], []
        sheet = sheet or next(iter(book.worksheets), None)
        if sheet is None:
            raise UsageError(message("obstacles.no_sheet", path=path))
        sheet.reset_dimensions()
        lines: Iterator[Sequence[Any]] = sheet.iter_rows(values_only=True, max_row=MOST_ROWS + 1)
        places, oddities = _places([_text(one) for one in next(lines, ())], path, form)
        rows = [
            {name: _text(line[at]) if at < len(line) else "" for name, at in places.items()}
            for line in lines
        ]
        oddities += _formulas(data, sheet.title, places, form)
    except UsageError:
        raise
    except Exception as fault:  # openpyxl raises whatever comes up in a broken file
        why = one_line(" ".join(f"{type(fault).__name__}: {fault}".split()))[:160]
        raise UsageError(message("reports.broken_workbook", path=path, why=why)) from fault
    return rows, oddities


def _formulas(data: bytes, title: str, places: dict[str, int], form: Form) -> list[Message]:
    """Oddities of formulas in people's cells: the value last calculated counts, if there is one."""
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
        for name in form.peoples:
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
    missing = [name for name in form.columns if name not in places]
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
