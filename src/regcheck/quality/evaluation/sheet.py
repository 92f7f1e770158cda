"""The sheet a reader marks: CSV that Excel opens on a Norwegian machine, or JSON lines."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated, NamedTuple

from msgspec import Meta

from regcheck.base.errors import DataError, UsageError
from regcheck.base.text.formulas import guarded, unguarded
from regcheck.base.text.printable import json_text
from regcheck.base.values import Value
from regcheck.findings.model import Finding
from regcheck.law.address_path import read_path
from regcheck.quality.evaluation.lines import Lines, fault, short_text
from regcheck.quality.evaluation.sample import RULE_ID, Mark
from regcheck.readers.encoding import decode
from regcheck.readers.remarks import ReadError
from regcheck.results.result import DocumentResult

COLUMNS = (
    "number", "rule", "refid", "path", "address", "address_path", "quote", "sentence",
    "severity", "decider", "right", "comment",
)  # fmt: skip
FORMATS = ("csv", "jsonl")
MAX_BYTES = 64 * 1024 * 1024
YES = frozenset({"ja", "j", "yes", "y", "true"})
NO = frozenset({"nei", "n", "no", "false"})


class _Marked(Value, frozen=True):
    """A row of a sheet, but for what is only there to be read."""

    rule: Annotated[str, Meta(pattern=f"^(?:{RULE_ID.pattern})$")]
    refid: Annotated[str, Meta(pattern=r"^[^\s;]{0,80}$")] = ""
    address_path: Annotated[str, Meta(max_length=200)] = ""
    right: str = ""


class MarkedSheet(NamedTuple):
    """What a sheet says: the rule, the marks, and how many rows were left open."""

    rule: str
    marks: tuple[Mark, ...]
    unmarked: int


def sheet_format(name: str, formats: Sequence[str] = FORMATS) -> str:
    """`csv`, `jsonl` and so on, by the file's name. Raises UsageError for any other."""
    suffix = name.lower().rpartition(".")[2]
    if suffix not in formats:
        raise UsageError(
            fault("not_a_sheet" if formats == FORMATS else "not_a_rating_sheet", file=name)
        )
    return suffix


def hit_of(finding: Finding, result: DocumentResult) -> dict[str, str]:
    """A finding as a reader needs it, by column."""
    return {
        "rule": finding.rule.id,
        "refid": result.meta.refid,
        "path": result.path,
        "address": finding.address,
        "address_path": finding.address_path,
        "quote": finding.quote,
        "sentence": finding.excerpt,
        "severity": finding.severity.word,
        "decider": finding.decider or "",
    }


def write_sheet(hits: Iterable[Mapping[str, str]], form: str) -> str:
    """The sheet of a sample with empty marks, as JSON lines or as CSV for Excel."""
    rows: list[dict[str, str | int]] = [
        {"number": n, **{k: one_line(said) for k, said in hit.items()}, "right": "", "comment": ""}
        for n, hit in enumerate(hits, 1)
    ]
    if form == "jsonl":
        return "".join(json_text(row) + "\n" for row in rows)
    return csv_sheet(COLUMNS, rows)


def csv_sheet(columns: Sequence[str], rows: Iterable[Mapping[str, str | int]]) -> str:
    """Rows by column name as CSV that Excel opens on a Norwegian machine."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([guarded(str(row[column])) for column in columns] for row in rows)
    return "\ufeff" + stream.getvalue()


def one_line(text: str) -> str:
    """Text on one line without control characters."""
    return "".join(char if char.isprintable() else " " for char in " ".join(text.split()))


def read_sheet(data: bytes, path: str) -> MarkedSheet:
    """The marks in a sheet. Raises DataError with every problem, UsageError without rows."""
    lines = Lines(path)
    form = sheet_format(path)
    rows = list(lines.objects(data) if form == "jsonl" else csv_rows(lines, data, COLUMNS))
    if not lines.problems and not rows:
        raise UsageError(fault("no_rows", file=path))
    marks: list[Mark] = []
    rules: dict[str, int] = {}
    open_rows = 0
    for number, row in rows:
        one = lines.read(number, row, _Marked)
        if one is None:
            continue
        rules.setdefault(one.rule, number)
        word = one.right.strip().lower()
        if read_path(one.address_path) is None:
            wrong = fault("not_an_address", value=short_text(one.address_path))
            lines.problem(number, wrong, fault("leave_column", column="address_path"))
        elif word and word not in YES | NO:
            wrong = fault("unknown_mark", mark=short_text(one.right))
            lines.problem(number, wrong, fault("write_yes_or_no"))
        elif word:
            marks.append(Mark(one.refid, one.address_path, word in YES))
        open_rows += not word
    if len(rules) > 1:
        second = list(rules)[1]
        lines.problem(rules[second], fault("second_rule", rule=second), fault("one_rule"))
    if lines.problems:
        raise DataError(lines.problems)
    return MarkedSheet(next(iter(rules)), tuple(marks), open_rows)


def csv_rows(
    lines: Lines, data: bytes, columns: Sequence[str]
) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows by column name, with the line that each begins on, whatever the order of the
    columns. Excel may have saved the sheet with another separator or in Windows-1252."""
    try:
        text, _ = decode(data, lines.path)
    except ReadError as refused:
        lines.problem(0, refused.detail, fault("save_as_csv"))
        return
    head = text.partition("\n")[0]
    separator = max(";\t,", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        names = [cell.strip() for cell in next(reader, ())]
        if not has_columns(lines, names, columns):
            return
        line = reader.line_num + 1
        for cells in reader:
            if len(cells) == len(names):
                if any(map(str.strip, cells)):
                    yield line, dict(zip(names, map(unguarded, cells), strict=True))
            elif any(map(str.strip, cells)):
                count = fault("wrong_cells", found=len(cells), columns=len(names))
                lines.problem(line, count, fault("cell_moved"))
            line = reader.line_num + 1
    except csv.Error as wrong:
        invalid = fault("not_csv", reason=str(wrong))
        lines.problem(reader.line_num, invalid, fault("save_as_csv"))


def has_columns(lines: Lines, names: Iterable[str], columns: Sequence[str]) -> bool:
    """Whether a sheet has all columns, in whatever order; a problem for each that is missing."""
    there = set(names)
    missing = [column for column in columns if column not in there]
    for column in missing:
        lines.problem(1, fault("column_missing", column=column))
    return not missing
