"""The decisions of documents with the questions of rules: text, page, JSON, CSV, workbook, and the
procedure as Mermaid flowcharts in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from regcheck.base.text.printable import clipped, printable
from regcheck.base.text.span import Span
from regcheck.base.texts.catalogue import Texts
from regcheck.base.values import Value
from regcheck.decisions.model import BURDENS, FAVOURS, Act, Box, Decision, Initiative, Nature, State
from regcheck.decisions.telling import statement
from regcheck.document.model import Document, Unreadable
from regcheck.findings.model import Finding, Question
from regcheck.law.address import Address
from regcheck.law.address_text import long, short
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
_LONGEST = 80
"""Code points in a node of a chart."""
_CODES = str.maketrans({"#": "#35;", '"': "#quot;", "<": "#lt;", ">": "#gt;", "`": "#96;"})
_ANSWERS = frozenset({Act.REFUSE, Act.DISMISS})
"""What an application may lead to beside what is asked for."""


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
    there = one.appeal.address
    return {
        "address": short(one.address),
        "conditions": natures or (marks["section"] if one.conditions else "–"),
        "initiative": empty.get(cells["initiative"], cells["initiative"]),
        "time": marks["undone"] if one.undone.said else empty.get(cells["time"], cells["time"]),
        "appeal": short(there) if there else empty.get(cells["appeal"], marks["here"]),
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
    return spreadsheet(COLUMNS, _all_cells(tables))


def _all_cells(tables: Sequence[DecisionTable]) -> Iterator[Iterable[str]]:
    return (table.cells(row).values() for table in tables for row in table.rows)


def decisions_workbook(tables: Sequence[DecisionTable], locale: str) -> bytes:
    """A workbook with a row for each decision. Raises UsageError without openpyxl."""
    from regcheck.reports.workbooks import Sheet, workbook_bytes

    words = Texts("decisions", locale)
    heads = [words.table("columns")[name] for name in COLUMNS]
    rows = ([printable(text) for text in cells] for cells in _all_cells(tables))
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


def decision_cells(one: Decision, locale: str) -> dict[str, str]:
    """What each box says: its words and where they stand if elsewhere, or that nothing is said."""
    words = Texts("decisions", locale)
    natures = words.table("natures")
    asked = one.initiative is Initiative.NOT_SAID and one.asked.said
    initiative = Initiative.APPLICATION if asked else one.initiative
    decider = _told(one.decider, words)
    if one.kind == "unclear" and one.decider.said:
        decider = words.unreadable.format(words=decider)
    time = _told(one.time if one.time.said else one.party_time, words)
    if one.undone.said:
        time = words.undone_time.format(words=_told(one.undone, words))
    conditions = [f"{' '.join(c.text.split())} [{natures[c.nature]}]" for c in one.conditions]
    return {
        "address": long(one.address, locale),
        "act": ", ".join(words.table("acts")[act] for act in one.acts),
        "strength": words.table("strengths")[one.strength],
        "decider": decider,
        "about": _told(one.about, words),
        "initiative": words.table("initiatives")[initiative],
        "conditions": "; ".join(conditions) or words.not_said,
        "evidence": "; ".join(_told(box, words) for box in one.evidence) or words.not_said,
        "time": time,
        "result": _told(one.result, words),
        "appeal": _told(one.appeal, words),
        "consequence": _told(one.consequence, words),
    }


def _told(box: Box, words: Texts) -> str:
    if box.state is State.GENERAL_LAW:
        return str(words.general_law)
    if not box.said:
        return str(words.not_said)
    said = " ".join(box.text.split())
    return f"{said} ({short(box.address)})" if box.address else said


def decisions_mermaid(tables: Sequence[DecisionTable]) -> Iterator[str]:
    """A chart for each document that decides something, from application to appeal."""
    for table in tables:
        decisions = [row.decision for row in table.rows if not row.decision.is_duty]
        if decisions:
            title = table.document.meta.title or table.document.source.path
            yield f"## {printable(' '.join(title.split()))}\n\n```mermaid\nflowchart TD\n"
            for line in _lines(table, decisions):
                yield f"  {line}\n"
            yield "```\n\n"


def _lines(table: DecisionTable, decisions: Sequence[Decision]) -> Iterator[str]:
    words = Texts("decisions", table.locale).table("chart")
    first = [one for one in decisions if one.asked.said or (FAVOURS | _ANSWERS) & {*one.acts}]
    later = [one for one in decisions if one not in first and BURDENS & {*one.acts}]
    evidence = next((box for one in first for box in one.evidence), None)
    start = "application" if any(one.asked.said for one in first) else "case"
    yield f'start(["{words[start]}"])'
    source = "start"
    if evidence is not None:
        yield f'evidence[/"{words["evidence"]}: {_quoted(evidence.text)}"/]'
        yield f"{source} --> evidence"
        source = "evidence"
    for number, one in enumerate((*first, *later)):
        node = f"d{number}"
        told = f"{short(one.address)}: {statement(table.document.text, one)}"
        yield f'{node}{{{{"{_quoted(told)}"}}}}'
        yield f'{source} -->|"{words["later"]}"| {node}' if one in later else f"{source} --> {node}"
    appeal = next((one.appeal for one in decisions if one.appeal.said), None)
    said = words["appeal"]
    if appeal is not None and appeal.address is not None:
        said = f"{said} ({short(appeal.address)})"
    yield f'appeal(["{_quoted(said if appeal else words["appeal-by-law"])}"])'
    for number in range(len(first) + len(later)):
        yield f"d{number} -.-> appeal"


def _quoted(text: str) -> str:
    """Text that a node of Mermaid shows as it is."""
    return clipped(printable(" ".join(text.split())), _LONGEST).translate(_CODES)
