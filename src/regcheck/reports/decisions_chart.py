"""The procedure of a document as Mermaid flowcharts in Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from regcheck.base.text.printable import clipped, printable
from regcheck.base.texts.catalogue import Texts
from regcheck.decisions.model import BURDENS, FAVOURS, Act, Decision
from regcheck.decisions.telling import statement
from regcheck.law.address_text import short
from regcheck.reports.decisions import DecisionTable

_LONGEST = 80
"""Code points in a node."""
_ANSWERS = frozenset({Act.REFUSE, Act.DISMISS})
"""What an application may lead to beside what is asked for."""


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
    shown = clipped(printable(" ".join(text.split())), _LONGEST)
    for char, code in (("#", "#35;"), ('"', "#quot;"), ("<", "#lt;"), (">", "#gt;"), ("`", "#96;")):
        shown = shown.replace(char, code)
    return shown
