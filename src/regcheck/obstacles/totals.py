"""Totals of a map: how many rows there are by each thing that rows are sorted by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from regcheck.obstacles.obstacle import Obstacle


@dataclass(frozen=True, slots=True)
class Tally:
    """Rows counted in one go: by all that totals are taken by, by change, and assessed ones."""

    rows: int
    totals: Mapping[str, Counter[str]]
    changes: Counter[str]
    assessed: int


def tally(rows: Iterable[Obstacle]) -> Tally:
    """The rows counted. A row with two ministries, areas or events counts for each; the empty name
    is for rows that have none. A row with a conclusion is assessed."""
    totals: dict[str, Counter[str]] = {name: Counter() for name in TOTALS}
    changes: Counter[str] = Counter()
    number = assessed = 0
    for row in rows:
        number += 1
        changes[row.change] += 1
        assessed += bool(row.assessment.conclusion)
        for name, values in TOTALS.items():
            totals[name].update(list(dict.fromkeys(values(row))) or [""])
    return Tally(number, totals, changes, assessed)


def _single(name: str) -> Callable[[Obstacle], Iterator[str]]:
    return lambda row: iter((getattr(row, name),))


TOTALS: Final[Mapping[str, Callable[[Obstacle], Iterator[str]]]] = {
    "ministry": lambda row: iter(row.ministries),
    "category": _single("category"),
    "severity": _single("severity"),
    "rule": _single("rule"),
    "function": _single("function"),
    "verdict": _single("verdict"),
    "confidence": _single("confidence"),
    "life_event": lambda row: iter(row.life_events),
    "legal_area": lambda row: iter(row.legal_area.split("; ")),
    "agency": _single("agency"),
    "kind": _single("kind"),
    "conclusion": lambda row: iter((row.assessment.conclusion,)),
    "status": lambda row: iter((row.assessment.status,)),
}
"""What totals are taken by, and the values of a row."""
