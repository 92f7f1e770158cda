"""What must change first: provisions by what falls with them, acts before regulations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log10
from typing import Final

from regcheck.base.text.patterns import pattern
from regcheck.corpus.obstacles.obstacle import Assessment, Obstacle, ObstacleMap
from regcheck.corpus.obstacles.standing import document_of

_REACH: Final = {"storting": 3.0, "board": 0.5, "municipality": 0.5}
"""How many a text reaches by who can change it, where a regulation for the country is 2."""
_NATIONAL: Final = 2.0
_NUMBER = pattern(r"\d[\d .\u00a0]{0,14}")


@dataclass(frozen=True, slots=True)
class Change:
    """A provision of an act, a provision that regulations rest on, or a requirement that
    regulations chose themselves: the rows that fall with it, heaviest first, `unit` that they rest
    on, in `place` of `title`, the `places` and `texts` that fall besides, and `cases` a year."""

    unit: str
    title: str
    place: str
    link: str
    actor: str
    body: str
    rows: Sequence[Obstacle]
    places: Sequence[Obstacle]
    texts: int
    cases: int
    weight: float


def changes_of(found: ObstacleMap) -> list[Change]:
    """The changes of a map by rank."""
    groups: dict[str, list[Obstacle]] = {}
    for row in found.rows:
        if row.requirement:
            own = row.standing in ("own", "unknown")
            key = f"{row.requirement} {row.actor}" if own else row.root
            groups.setdefault(key, []).append(row)
    changes = [_change(key, rows, found) for key, rows in groups.items()]
    return sorted(changes, key=lambda one: (one.actor != "storting", -one.weight, one.unit))


def _change(key: str, rows: Sequence[Obstacle], found: ObstacleMap) -> Change:
    ordered = sorted(rows, key=lambda row: (row.unit != key, -row.weight, row.unit, row.start))
    first, root = ordered[0], found.roots.get(key)
    unit = first.unit if first.unit == key or root is None else key
    about = first if root is None or first.unit == key else root
    heaviest: dict[tuple[str, str], Obstacle] = {}
    for row in ordered:
        heaviest.setdefault((row.unit, row.requirement), row)
    units = {row.unit: row for row in reversed(ordered) if row.unit != unit}
    cases = {name: cases_of(found.assessed.get(name)) for name in {r.provision for r in ordered}}
    return Change(
        unit, about.title, about.place, about.link, about.actor,
        first.body if about is first else "",
        ordered,
        list(reversed(units.values())),
        len({document_of(name) for name in units} - {document_of(unit)}),
        sum(cases.values()),
        round(sum(_burden(row, cases) for row in heaviest.values()), 1),
    )  # fmt: skip


def _burden(row: Obstacle, cases: Mapping[str, int]) -> float:
    """What a requirement costs in one place: its weight, by reach and known cases a year."""
    reach = _REACH.get(row.actor, _NATIONAL)
    return row.weight * reach * (1 + log10(1 + cases[row.provision]))


def cases_of(written: Assessment | None) -> int:
    """The cases a year that people wrote about a provision; 0 where there is no number."""
    number = _NUMBER.search(written.cases) if written else None
    return int("".join(filter(str.isdigit, number[0]))) if number else 0


def in_order(found: ObstacleMap, changes: Iterable[Change]) -> ObstacleMap:
    """The map with the provisions of the first changes first, and those without requirements
    last."""
    ranks: dict[tuple[str, str], int] = {}
    for row in (row for one in changes for row in one.rows):
        ranks.setdefault((row.path, row.provision), len(ranks))
    last = len(ranks)
    rows = sorted(found.rows, key=lambda row: ranks.get((row.path, row.provision), last))
    return replace(found, rows=rows)
