"""The sheet a reader marks: CSV that Excel on a Norwegian machine opens, or JSON lines."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from regcheck.document.model import Unreadable
from regcheck.errors import DataError, UsageError
from regcheck.evaluation.lines import Lines
from regcheck.evaluation.precision import RULE_ID, Mark
from regcheck.evaluation.sample import Hit
from regcheck.law.address_path import parse_path
from regcheck.readers.encoding import decode
from regcheck.text.formulas import guarded, unguarded

COLUMNS = (
    "number", "rule", "refid", "path", "address", "address_path", "quote", "sentence",
    "severity", "decider", "right", "comment",
)  # fmt: skip
FORMATS = ("csv", "jsonl")
MAX_BYTES = 64 * 1024 * 1024
_YES, _NO = frozenset({"ja", "j", "yes", "y"}), frozenset({"nei", "n", "no"})
_LONGEST_PATH = 200
_REFID = re.compile(r"[^\s;]{0,80}")


@dataclass(frozen=True, slots=True)
class Marked:
    """What a sheet says: the rule, the marks, and how many rows were left open."""

    rule: str
    marks: tuple[Mark, ...]
    unmarked: int


def sheet_format(name: str) -> str:
    """`csv` or `jsonl`, by the file's name. Raises UsageError for any other."""
    suffix = name.lower().rpartition(".")[2]
    if suffix not in FORMATS:
        raise UsageError(f"{name}: a sheet is a .csv or a .jsonl file")
    return suffix


def write_sheet(hits: Sequence[Hit], form: str) -> str:
    """The sheet of a sample, with the columns for marks empty.

    CSV has a byte-order mark and semicolons, every cell in quotation marks; a cell that Excel would
    take for a formula begins with an apostrophe.
    """
    rows = [_row(number, hit) for number, hit in enumerate(hits, 1)]
    if form == "jsonl":
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([guarded(str(row[column])) for column in COLUMNS] for row in rows)
    return "\ufeff" + stream.getvalue()


def _row(number: int, hit: Hit) -> dict[str, str | int]:
    said = {column: _line(getattr(hit, column)) for column in COLUMNS[1:-2]}
    return {"number": number, **said, "right": "", "comment": ""}


def _line(text: str) -> str:
    """Text on one line without control characters."""
    return "".join(char if char.isprintable() else " " for char in " ".join(text.split()))


def read_sheet(data: bytes, path: str) -> Marked:
    """The marks in a sheet. Raises DataError with every problem, UsageError for a sheet that is
    empty or no text."""
    lines = Lines(path)
    form = sheet_format(path)
    rows = list(lines.objects(data) if form == "jsonl" else _csv_rows(lines, data))
    if not lines.problems and not rows:
        raise UsageError(f"{path}: the sheet has no rows")
    marks: list[Mark] = []
    rules: dict[str, int] = {}
    open_rows = 0
    for number, row in rows:
        mark = _mark(lines, number, row)
        open_rows += mark is None
        if mark is not None:
            marks.append(mark)
        rule = row.get("rule")
        if not isinstance(rule, str) or not RULE_ID.fullmatch(rule):
            lines.problem(number, f"«{_short(rule)}» is no rule id", "leave «rule» as written")
        else:
            rules.setdefault(rule, number)
    if len(rules) > 1:
        second = list(rules)[1]
        lines.problem(rules[second], f"a second rule, «{second}»", "one sheet is one rule")
    if lines.problems:
        raise DataError(lines.problems)
    return Marked(next(iter(rules)), tuple(marks), open_rows)


def _csv_rows(lines: Lines, data: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows by column name, with the line each begins on. Excel may have saved the sheet with
    another separator or in Windows-1252."""
    decoded = decode(data, lines.path)
    if isinstance(decoded, Unreadable):
        lines.problem(0, str(decoded.detail), "save the sheet as «CSV UTF-8»")
        return
    text = decoded[0]
    head = text.partition("\n")[0]
    separator = max(";\t,", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    try:
        for index, cells in enumerate(reader):
            if index == 0:
                if not _head_is_whole(lines, cells):
                    return
            elif any(cell.strip() for cell in cells):
                if len(cells) != len(COLUMNS):
                    message = f"{len(cells)} cells, not {len(COLUMNS)}"
                    lines.problem(line, message, "a cell was moved or the line was cut")
                else:
                    yield line, dict(zip(COLUMNS, map(unguarded, cells), strict=True))
            line = reader.line_num + 1
    except csv.Error as fault:
        lines.problem(reader.line_num, f"no valid CSV: {fault}", "save the sheet as «CSV UTF-8»")


def _head_is_whole(lines: Lines, cells: Sequence[str]) -> bool:
    names = [cell.strip() for cell in cells]
    while names and not names[-1]:
        names.pop()
    if tuple(names) == COLUMNS:
        return True
    missing = [column for column in COLUMNS if column not in names]
    extra = [name for name in names if name not in COLUMNS]
    for column in missing:
        lines.problem(1, f"the column «{column}» is missing")
    for name in extra:
        lines.problem(1, f"an unknown column «{_short(name)}»")
    twice = dict.fromkeys(name for name in names if name in COLUMNS and names.count(name) > 1)
    for name in twice:
        lines.problem(1, f"the column «{name}» stands twice")
    if not missing and not extra and not twice:
        moved = next(a for a, b in zip(names, COLUMNS, strict=False) if a != b)
        lines.problem(1, f"the column «{moved}» was moved", f"the order is {' '.join(COLUMNS)}")
    return False


def _mark(lines: Lines, number: int, row: dict[str, object]) -> Mark | None:
    """The mark of a row; None for an open row and, with a problem, for a wrong one."""
    refid, place, right = row.get("refid", ""), row.get("address_path", ""), row.get("right", "")
    sound = True
    if not isinstance(refid, str) or not _REFID.fullmatch(refid):
        lines.problem(number, f"«{_short(refid)}» is no refid", "leave the column as written")
        sound = False
    if not isinstance(place, str) or not _is_path(place):
        lines.problem(number, f"«{_short(place)}» is no address", "leave the column as written")
        sound = False
    word = right.strip().lower() if isinstance(right, str) else right
    if word == "":
        return None
    if not isinstance(word, str) or word not in _YES | _NO:
        lines.problem(number, f"unknown mark «{_short(right)}»", "write ja or nei in «right»")
        return None
    return Mark(str(refid), str(place), word in _YES) if sound else None


def _is_path(text: str) -> bool:
    """Whether text is an address as a path; empty for a place that has none."""
    if not text:
        return True
    if len(text) > _LONGEST_PATH:
        return False
    try:
        parse_path(text)
    except ValueError:
        return False
    return True


def _short(value: object) -> str:
    words = " ".join(str(value).split())
    plain = "".join(char if char.isprintable() else "\ufffd" for char in words)
    return plain if len(plain) <= 40 else f"{plain[:39]}…"
