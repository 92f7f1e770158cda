"""The sheet that findings are rated in (workbook, CSV or JSON lines), whose last column keeps the
facts of the finding for regcheck; and ratings read from such sheets and from files of facts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from regcheck.base.datafiles.data_files import read_bytes
from regcheck.base.errors import DataError, Problem, UsageError, system_reason
from regcheck.base.text.printable import json_text
from regcheck.base.texts.catalogue import Texts
from regcheck.quality.evaluation.lines import Lines, fault, short_text
from regcheck.quality.evaluation.rating_draw import GATED, RatingTask
from regcheck.quality.evaluation.ratings import (
    RATINGS,
    REASONS,
    RatedFinding,
    facts_lines,
    read_rated,
)
from regcheck.quality.evaluation.sheet import (
    MAX_BYTES,
    NO,
    YES,
    csv_rows,
    csv_sheet,
    has_columns,
    one_line,
    sheet_format,
)
from regcheck.reports.returned import Form, read_returned
from regcheck.reports.workbooks import Sheet, workbook_bytes

COLUMNS: Final = (
    *("id", "document", "address", "provision", "message", "advice", "decider"),
    *("rating", "reason", "gate", "comment", "reader", "facts"),
)
_FORM: Final = Form((), [{name: name for name in COLUMNS}], COLUMNS, (), ())
FORMATS: Final = ("xlsx", "csv", "jsonl")
NOT_ASKED: Final = "–"
"""Stands under `gate` where it is not asked for."""
_WIDE: Final[Mapping[str, int]] = {
    "provision": 80,
    "message": 44,
    "advice": 44,
    "document": 30,
    "address": 26,
    "comment": 30,
    "reason": 18,
}


rating_format = partial(sheet_format, formats=FORMATS)
"""The format of a sheet of ratings by the file's name. Raises UsageError for any other."""


def rating_sheet(shown: Sequence[RatingTask], form: str, words: Texts, reader: str = "") -> bytes:
    """The sheet, with the columns for answers empty; `words` are the texts `rating`. The same
    findings give the same bytes. Raises UsageError for a workbook without openpyxl."""
    rows = [_row(one, words, reader) for one in shown]
    if form == "jsonl":
        facts = [asdict(one.facts) for one in shown]
        whole = [{**row, "facts": one} for row, one in zip(rows, facts, strict=True)]
        return "".join(json_text(one) + "\n" for one in whole).encode()
    if form == "csv":
        flat = [{name: one_line(cell) for name, cell in row.items()} for row in rows]
        return csv_sheet(COLUMNS, flat).encode("utf-8", "backslashreplace")
    return _workbook(rows, words)


def _row(one: RatingTask, words: Texts, reader: str) -> dict[str, str]:
    deciders = words.of("report").table("deciders")
    return {
        "id": one.facts.id,
        "document": one.title,
        "address": one.address,
        "provision": one.provision,
        "message": one.message,
        "advice": one.advice,
        "decider": deciders.get(one.facts.decider, one.facts.decider),
        **dict.fromkeys(("rating", "reason", "comment"), ""),
        "gate": "" if one.facts.category == GATED else NOT_ASKED,
        "reader": reader,
        "facts": json_text(asdict(one.facts)),
    }


def guide_rows(words: Texts) -> Iterator[tuple[str, str]]:
    """The guide: a heading, a text, or a value and what it means."""
    yield words.title, ""
    for name in ("situation", "strictness"):
        yield "", words.table("guide")[name]
    ratings, reasons = words.table("ratings"), words.table("reasons")
    for rating in RATINGS:
        yield rating, ratings[rating]
    yield words.reasons_title, words.table("guide")["reasons"]
    for rating in RATINGS:
        for reason in REASONS[rating]:
            yield reason, f"{rating}: {reasons[reason]}"
    yield "gate", words.table("guide")["gate"]
    yield "reader", words.table("guide")["reader"]


def _workbook(rows: Sequence[Mapping[str, str]], words: Texts) -> bytes:
    guide = list(guide_rows(words))
    every = [reason for reasons in REASONS.values() for reason in reasons]
    first = 1 + next(at for at, (value, _) in enumerate(guide) if value == every[0])
    yes_no = words.table("yes_no")
    choices = {
        "rating": f'"{",".join(RATINGS)}"',
        "reason": f"'{words.guide_sheet}'!$A${first}:$A${first + len(every) - 1}",
        "gate": f'"{yes_no["yes"]},{yes_no["no"]},{NOT_ASKED}"',
    }
    findings = Sheet(
        words.sheet,
        [[row[name] for name in COLUMNS] for row in rows],
        COLUMNS,
        [_WIDE.get(name, 14) for name in COLUMNS],
        "B2",
        wrap=True,
        hidden=COLUMNS.index("facts") + 1,
        choices={COLUMNS.index(name) + 1: formula for name, formula in choices.items()},
        strict=True,
    )
    return workbook_bytes(findings, Sheet(words.guide_sheet, guide, widths=(20, 110), wrap=True))


def _rating_records(lines: Lines) -> Iterator[tuple[int, dict[str, Any]]]:
    """The rows of a filled sheet, or of a file of ratings, as records by their number."""
    form = rating_format(lines.path)
    rows: Iterator[tuple[int, dict[str, Any]]]
    if form == "xlsx":
        rows = _workbook_rows(lines)
    elif form == "csv":
        rows = csv_rows(lines, read_bytes(lines.path, MAX_BYTES), COLUMNS)
    else:
        rows = lines.objects(read_bytes(lines.path, MAX_BYTES))
    for number, row in rows:
        record = _answered(lines, number, row) if "facts" in row else row
        if record is not None:
            yield number, record


def _answered(lines: Lines, number: int, row: Mapping[str, Any]) -> dict[str, Any] | None:
    """The record of a rating from a row; None, and a problem, where it cannot be read."""
    facts = row.get("facts")
    if isinstance(facts, str):
        try:
            facts = json.loads(facts)
        except (ValueError, RecursionError):
            facts = None
    if not isinstance(facts, dict) or "words" not in facts:
        lines.problem(number, fault("no_facts"), fault("leave_column", column="facts"))
        return None
    mark = row.get("gate")
    gate = str("" if mark is None else mark).strip().lower().removeprefix(NOT_ASKED)
    if gate and gate not in YES | NO:
        lines.problem(
            number, fault("unknown_mark", mark=short_text(gate)), fault("yes_or_no_in_gate")
        )
        return None
    said = {key: str(row.get(key) or "").strip() for key in ("rating", "reason", "reader")}
    lowered = {key: said[key].lower() for key in ("rating", "reason")}
    return {**facts, **said, **lowered, "gate": gate in YES if gate else None}


def _workbook_rows(lines: Lines) -> Iterator[tuple[int, dict[str, str]]]:
    rows, _ = read_returned(lines.path, _FORM)
    if not rows:
        lines.problem(0, fault("no_rows", file=lines.path))
    elif has_columns(lines, rows[0], COLUMNS):
        yield from ((number, row) for number, row in enumerate(rows, 2) if any(row.values()))


@dataclass(frozen=True, slots=True)
class Ratings:
    """The ratings in files, in their order, and how many findings were left without one."""

    rated: tuple[RatedFinding, ...]
    unrated: int = 0

    @property
    def digest(self) -> str:
        """A SHA-256 of the ratings as facts."""
        return hashlib.sha256("".join(facts_lines(self.rated)).encode()).hexdigest()


def read_ratings(places: Iterable[str]) -> Ratings:
    """The ratings in files and folders. Raises DataError with every problem, or UsageError."""
    found: list[RatedFinding] = []
    problems: list[Problem] = []
    unrated = 0
    for file in _files(places):
        lines = Lines(file)
        for number, record in _rating_records(lines):
            if not record.get("rating"):
                unrated += 1
                continue
            one = read_rated(lines, number, record)
            found += [one] if one else []
        problems += lines.problems
    if problems:
        raise DataError(problems)
    if not found:
        raise UsageError(fault("nothing_rated"))
    return Ratings(tuple(found), unrated)


def _files(places: Iterable[str]) -> Iterator[str]:
    for place in places:
        try:
            folder = Path(place).is_dir()
            inside = sorted(map(str, Path(place).glob("*.jsonl"))) if folder else [place]
        except (OSError, ValueError) as wrong:
            reason = system_reason(wrong)
            raise UsageError(fault("folder_not_read", folder=place, reason=reason)) from wrong
        if not inside:
            raise UsageError(fault("no_ratings_in", folder=place))
        yield from inside
