"""What people have written in a workbook of an earlier map."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from regcheck.errors import UsageError, system_reason
from regcheck.files.pipes import refuse_named_pipe
from regcheck.obstacles.obstacle import Assessment, Obstacle
from regcheck.obstacles.reports.words import COLUMNS, IN_ALL_LOCALES, PEOPLES
from regcheck.reports.workbooks import MOST_ROWS, load_openpyxl
from regcheck.text.printable import one_line

_NEEDED = ("fingerprint", "rule")
_TOLD: Final = 5
_LARGEST: Final = 600 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class ReadMap:
    """The rows of an earlier map, and what is odd about its columns."""

    rows: Sequence[Obstacle]
    oddities: Sequence[str]


def read_workbook(path: str) -> ReadMap:
    """The rows of a map that people have written in.

    Raises UsageError for a file that is no such workbook: the column with the key is needed.
    """
    openpyxl = load_openpyxl()
    data = _checked(path)
    try:
        book = openpyxl.load_workbook(
            io.BytesIO(data), read_only=True, data_only=True, keep_links=False
        )
        sheets = {words.sheet for words in IN_ALL_LOCALES}
        sheet = next((one for one in book.worksheets if one.title in sheets), None)
        sheet = sheet or next(iter(book.worksheets), None)
        if sheet is None:
            raise UsageError(f"{path}: the workbook has no sheet")
        sheet.reset_dimensions()
        lines: Iterator[Sequence[Any]] = sheet.iter_rows(values_only=True, max_row=MOST_ROWS + 1)
        places, oddities = _places([_text(one) for one in next(lines, ())], path)
        rows = [row for line in lines if (row := _read(line, places)) is not None]
        oddities += _formulas(data, sheet.title, places)
    except UsageError:
        raise
    except Exception as fault:  # openpyxl raises whatever comes up in a broken file
        words = one_line(" ".join(f"{type(fault).__name__}: {fault}".split())[:160])
        raise UsageError(f"{path}: cannot be read as a workbook ({words})") from fault
    return ReadMap(rows, oddities)


def _formulas(data: bytes, title: str, places: dict[str, int]) -> list[str]:
    """What people's cells with formulas are taken for. What a spreadsheet showed for them counts;
    one that was never worked out shows nothing."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if not any(_has_formula(package, name) for name in package.namelist()):
            return []
    told, taken = [], 0
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
                place = f"«{titles[at].value}», row {formulas[at].row}"
                told.append(f"{place}: is a formula without a value and is left out; write text")
            else:
                taken += 1
    if len(told) > _TOLD:
        told = [*told[:_TOLD], f"{len(told) - _TOLD} more cells are formulas without a value"]
    if taken:
        told.append(f"{taken} cells are formulas; what they showed is taken")
    return told


def _has_formula(package: zipfile.ZipFile, name: str) -> bool:
    """Whether a part is a sheet with a formula in it."""
    if not name.startswith("xl/worksheets/") or not name.endswith(".xml"):
        return False
    before = b""
    with package.open(name) as part:
        while piece := part.read(1 << 20):
            if b"<f>" in before + piece or b"<f " in before + piece or b"<f/" in before + piece:
                return True
            before = piece[-3:]
    return False


def _checked(path: str) -> bytes:
    """The bytes of a workbook that is no bomb and declares no entities."""
    from regcheck.readers.limits import Limits
    from regcheck.readers.office.package import Package, PackageError

    try:
        refuse_named_pipe(path)
        data = Path(path).read_bytes()
    except (OSError, ValueError) as fault:
        raise UsageError(f"{path}: cannot be read: {system_reason(fault)}") from fault
    try:
        package = Package(data, path, Limits(max_file_bytes=_LARGEST))
        with zipfile.ZipFile(io.BytesIO(data)) as listed:
            names = listed.namelist()
        for name in names:
            part = package.read(name) or b""
            if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
                raise UsageError(f"{path}: the part {name} has a document type declaration")
    except PackageError as fault:
        raise UsageError(f"{path}: is no workbook: {fault.detail}") from fault
    return data


def _places(head: Sequence[str], path: str) -> tuple[dict[str, int], list[str]]:
    """Where each column is, by its name, and what is odd: unknown, missing and moved ones."""
    from regcheck.datafiles.fields import did_you_mean

    known = {
        title.casefold(): name
        for words in IN_ALL_LOCALES
        for name, title in words.table("columns").items()
    }
    all_titles = [title for words in IN_ALL_LOCALES for title in words.table("columns").values()]
    places: dict[str, int] = {}
    oddities = []
    for at, title in enumerate(head):
        name = known.get(title.strip().casefold())
        if name is None:
            if title.strip():
                near = did_you_mean(title, all_titles)
                oddities.append(f"the column «{title}» is not one of the map's ({near})")
        elif name in places:
            oddities.append(f"the column «{title}» stands twice; the first counts")
        else:
            places[name] = at
    for name in _NEEDED:
        if name not in places:
            named = dict.fromkeys(f"«{words.table('columns')[name]}»" for words in IN_ALL_LOCALES)
            told = " or ".join(named)
            raise UsageError(f"{path}: there is no column {told}, which rows are known by")
    missing = [name for name in COLUMNS if name not in places]
    if missing:
        told = ", ".join(f"«{IN_ALL_LOCALES[0].table('columns')[name]}»" for name in missing)
        lost = " (what was written there is lost)" if set(missing) & set(PEOPLES) else ""
        oddities.append(f"missing columns: {told}{lost}")
    order = sorted(places, key=places.__getitem__)
    if order != [name for name in COLUMNS if name in places]:
        oddities.append("the columns stand in another order; they are known by their titles")
    return places, oddities


def _read(line: Sequence[Any], places: dict[str, int]) -> Obstacle | None:
    one = {name: _text(line[at]) if at < len(line) else "" for name, at in places.items()}
    if not one["fingerprint"]:
        return None

    def get(name: str) -> str:
        return one.get(name, "")

    return Obstacle(
        fingerprint=get("fingerprint"),
        path=get("path"),
        refid=get("refid"),
        title=get("document"),
        kind="",
        ministries=tuple(filter(None, get("ministry").split("; "))),
        ministry_as_written=get("ministry_as_written"),
        agency=get("agency"),
        legal_area=get("legal_area"),
        in_force=get("in_force"),
        based_on=get("based_on"),
        life_events=tuple(filter(None, get("life_event").split("; "))),
        category=get("rule").partition("/")[0],
        rule=get("rule"),
        severity="",
        confidence="",
        verdict="",
        decider="",
        function="",
        section=get("section"),
        quote=get("quote"),
        text=get("text"),
        message=get("message"),
        link=get("link"),
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
