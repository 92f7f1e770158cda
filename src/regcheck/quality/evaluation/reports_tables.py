"""Reports of measurements: lines and tables, as text or as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from regcheck.base.text.printable import printable
from regcheck.reports.layout import Line


@dataclass(frozen=True, slots=True)
class Table:
    """Rows in columns below a head; the first `left` columns are flush left, figures right."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    left: int = 1


Part = Line | Table


def as_lines(parts: Iterable[Part]) -> Iterator[Line]:
    """The report as text."""
    for part in parts:
        if isinstance(part, Table):
            every = (part.head, *part.rows)
            widths = [max(len(cells[at]) for cells in every) for at in range(len(part.head))]
            for number, cells in enumerate(every):
                shown = [
                    f"{cell:<{width}}" if place < part.left else f"{cell:>{width}}"
                    for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
                ]
                yield (("  ".join(shown).rstrip(), "label" if number == 0 else ""),)
        else:
            yield part


def as_markdown(parts: Iterable[Part]) -> Iterator[str]:
    """The report as Markdown: titles as headings, indented lines as items of a list."""
    listed = False
    for part in parts:
        text = "" if isinstance(part, Table) else "".join(piece for piece, _ in part)
        item = text.startswith(" ")
        if listed and not item:
            yield "\n"
        listed = item
        if isinstance(part, Table):
            head, *rows = ([_cell(cell) for cell in row] for row in (part.head, *part.rows))
            rule = ["---" if at < part.left else "---:" for at in range(len(head))]
            yield "".join(f"| {' | '.join(row)} |\n" for row in (head, rule, *rows)) + "\n"
        elif item:
            yield f"- {_cell(text.strip())}\n"
        elif text:
            title = "## " if part[0][1] == "title" else ""
            yield f"{title}{_cell(text)}\n\n"


def _cell(text: str) -> str:
    return printable(text).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")
