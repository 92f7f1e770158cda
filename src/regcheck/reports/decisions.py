"""The decisions of documents with the questions of rules: text, page, JSON, CSV, workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from regcheck.base.text.printable import clipped, printable
from regcheck.base.text.span import Span
from regcheck.base.texts.catalogue import Texts
from regcheck.base.values import Value
from regcheck.decisions.model import Decision, Nature
from regcheck.decisions.telling import statement
from regcheck.document.model import Document, Unreadable
from regcheck.findings.model import Finding, Question
from regcheck.law.address import Address
from regcheck.law.address_text import long, short
from regcheck.reports.decision_cells import decision_cells
from regcheck.reports.html.templates import page, resource
from regcheck.reports.layout import Line, wrap
from regcheck.reports.records import json_with_list, unreadable_record
from regcheck.reports.rows import spreadsheet

SCHEMA_VERSION = 1
COLUMNS = (
    *("path", "address", "act", "strength", "decider", "about", "initiative", "conditions"),
    *("evidence", "time", "result", "appeal", "consequence", "questions"),
)
_FIELDS = tuple(name for name in Decision.__struct_fields__ if name != "address")
_WIDTHS = (20, 26, 18, 10, 26, 34, 14, 50, 34, 24, 20, 30, 30, 60)
_DECISION = 30
"""Columns of the terminal for what is decided at least."""
_NARROW = (("address", 12), ("conditions", 14), ("initiative", 8), ("time", 14), ("appeal", 7))
"""Columns of the terminal for the other boxes."""


class Row(NamedTuple):
    """A decision and what rules ask of it."""

    decision: Decision
    questions: Sequence[Question]


class DecisionTable(Value, frozen=True, eq=False):
    """The decisions of a document in text order, and what is asked of words outside them."""

    document: Document
    rows: tuple[Row, ...]
    others: tuple[Finding, ...]
    locale: str

    def cells(self, row: Row) -> dict[str, str]:
        """What a row says in each column, in words."""
        return {
            "path": self.document.source.path,
            **decision_cells(row.decision, self.locale),
            "questions": " ".join(question.text for question in row.questions),
        }


def decision_table(
    document: Document,
    decisions: Sequence[Decision],
    findings: Sequence[Finding],
    locale: str,
    *,
    duties: bool = False,
) -> DecisionTable:
    """Decisions, or `duties` too, each with the questions of the findings that touch it first."""
    shown = [one for one in decisions if duties or not one.is_duty]
    asked: list[list[Question]] = [[] for _ in shown]
    others = []
    for finding in findings:
        if finding.questions:
            place = _place(shown, finding.span)
            if place < 0:
                others.append(finding)
            else:
                asked[place] += finding.questions
    return DecisionTable(document, tuple(map(Row, shown, asked)), tuple(others), locale)


def _place(decisions: Sequence[Decision], span: Span) -> int:
    """The decision that words belong to: by its own words, else by its sentence; -1 for none."""
    for held in ("words", "sentence"):
        for place, one in enumerate(decisions):
            around: Span = getattr(one, held)
            if around.start <= span.start < around.end:
                return place
    return -1


def decisions_text(tables: Sequence[DecisionTable], width: int) -> Iterator[Line]:
    """For a terminal: a line for each decision, its questions below it."""
    for table in tables:
        words = Texts("decisions", table.locale)
        heads = words.table("columns")
        yield ((table.document.source.path, "path"),)
        if table.rows:
            cells = {name: heads[name] for name, _ in _NARROW} | {"act": heads["act"]}
            yield _line(cells, width, "label")
        for row in table.rows:
            told = statement(table.document.text, row.decision)
            yield _line(_marks(table, row) | {"act": told}, width)
            for one in row.questions:
                text = one.text.partition(told)[2].lstrip("”: ") or one.text
                yield from wrap([("? ", "warning"), (text, "")], width, 4, 2)
        for finding in table.others:
            text = f"{finding.address}: {' '.join(one.text for one in finding.questions)}"
            yield from wrap([("? ", "warning"), (text, "")], width, 0, 2)
        asked = sum(len(row.questions) for row in table.rows) + len(table.others)
        yield ((words.total.format(n=len(table.rows), asked=asked), "dim"),)
        yield from wrap([(words.key, "dim")], width)


def _marks(table: DecisionTable, row: Row) -> dict[str, str]:
    """What a line of a terminal says of the boxes beside what is decided."""
    one, words = row.decision, Texts("decisions", table.locale)
    cells = table.cells(row)
    marks = words.table("marks")
    own = {c.nature for c in one.conditions if c.where == "sentence"}
    natures = ", ".join(words.table("natures")[nature] for nature in Nature if nature in own)
    empty = {words.not_said: "–", words.general_law: marks["general-law"]}
    return {
        "address": short(one.address),
        "conditions": natures or (marks["section"] if one.conditions else "–"),
        "initiative": empty.get(cells["initiative"], cells["initiative"]),
        "time": marks["undone"] if one.undone.said else empty.get(cells["time"], cells["time"]),
        "appeal": short(one.appeal.address)
        if one.appeal.address
        else empty.get(cells["appeal"], marks["here"]),
    }


def _line(cells: dict[str, str], width: int, style: str = "") -> Line:
    rest = max(width - sum(size + 1 for _, size in _NARROW), _DECISION)
    sizes = [_NARROW[0], ("act", rest), *_NARROW[1:]]
    text = " ".join(clipped(printable(cells[name]), size).ljust(size) for name, size in sizes)
    return ((text.rstrip(), style),)


def decisions_json(
    tables: Sequence[DecisionTable], unreadable: Sequence[Unreadable]
) -> Iterator[str]:
    """A JSON object: `decisions`, `questions` of words outside them, and `unreadable`."""
    records = (_record(table, row) for table in tables for row in table.rows)
    others = (
        {"path": table.document.source.path, "address_path": one.address_path, **question._asdict()}
        for table in tables
        for one in table.others
        for question in one.questions
    )
    faults = map(unreadable_record, unreadable)
    return json_with_list(SCHEMA_VERSION, "decisions", records, questions=others, unreadable=faults)


def _record(table: DecisionTable, row: Row) -> dict[str, Any]:
    one = row.decision
    return {
        "path": table.document.source.path,
        "refid": table.document.meta.refid,
        "address": long(one.address, table.locale),
        "address_path": one.address.path,
        "text": statement(table.document.text, one),
        "duty": one.is_duty,
        **{name: _plain(getattr(one, name), table.document) for name in _FIELDS},
        "questions": [question._asdict() for question in row.questions],
    }


def _plain(value: Any, document: Document) -> Any:
    """A value of a decision for JSON: spans as code points of the source, addresses as paths."""
    if isinstance(value, Span):
        return document.offsets.to_source(value)._asdict()
    if isinstance(value, Address):
        return value.path
    if isinstance(value, tuple):
        return [_plain(one, document) for one in value]
    if isinstance(value, Value):
        fields = value.__struct_fields__
        return {name: _plain(getattr(value, name), document) for name in fields}
    return value


def decisions_csv(tables: Sequence[DecisionTable]) -> Iterator[str]:
    """A table with a byte-order mark, for spreadsheets: no cell begins as a formula."""
    return spreadsheet(
        COLUMNS, (table.cells(row).values() for table in tables for row in table.rows)
    )


def decisions_workbook(tables: Sequence[DecisionTable], locale: str) -> bytes:
    """A workbook with a row for each decision. Raises UsageError without openpyxl."""
    from regcheck.reports.workbooks import Sheet, workbook_bytes

    words = Texts("decisions", locale)
    heads = [words.table("columns")[name] for name in COLUMNS]
    rows = (
        [printable(text) for text in table.cells(row).values()]
        for table in tables
        for row in table.rows
    )
    return workbook_bytes(Sheet(words.sheet, rows, heads, _WIDTHS, "C2", wrap=True))


def decisions_html(tables: Sequence[DecisionTable], locale: str) -> Iterator[str]:
    """A page with a table for each document, as decisions.jinja lays it out."""
    return page(
        "reports/decisions.jinja",
        resource("reports/decisions.css"),
        tables=tables,
        locale=locale,
        words=Texts("decisions", locale),
        columns=[name for name in COLUMNS if name not in ("path", "questions")],
    )
