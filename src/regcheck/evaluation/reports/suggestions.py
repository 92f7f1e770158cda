"""Suggestions for rules as a table for each category."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from regcheck.evaluation.reports.scores import category_name, section_number, table
from regcheck.evaluation.suggest import Suggestion
from regcheck.reports.layout import Line, printable
from regcheck.texts.catalogue import Texts


def suggestion_lines(found: Sequence[Suggestion], most: int, words: Texts) -> Iterator[Line]:
    """At most so many suggestions of each category, the most promising first."""
    if not found:
        yield ((words.nothing, ""),)
        return
    precision = words.table("columns")["precision"]
    head = (words.lemmas, words.forms, words.standard, words.support, precision, words.occurrences)
    categories = dict.fromkeys(one.category for one in found)
    for number, category in enumerate(categories):
        mine = [one for one in found if one.category == category]
        if number:
            yield ()
        yield ((f"{category_name(category, words)} ({len(mine)})", "title"),)
        rows = [_cells(one, words) for one in mine[:most]]
        lines = table(head, rows, left=3)
        for line, example in zip(lines, (None, *mine), strict=False):
            shown = words.example if example is None else _citation(example)
            yield (*line, (f"  {shown}", "label" if example is None else "dim"))
        if len(mine) > most:
            yield ((words.more.format(n=len(mine) - most), "dim"),)


def _cells(one: Suggestion, words: Texts) -> list[str]:
    return [
        printable(" ".join(one.lemmas)),
        printable(one.forms),
        one.language,
        str(one.support),
        words.decimal(one.precision, 2),
        str(one.occurrences),
    ]


def _citation(one: Suggestion) -> str:
    return printable(f"{one.refid} {section_number(one.address)}")
