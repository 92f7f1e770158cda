"""What follows of a change in law: the findings that fall and come in the law that is changed, and
the requirements elsewhere that rest otherwise than before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from regcheck.base.text.printable import one_line
from regcheck.corpus.obstacles.front import Section, Sheet
from regcheck.corpus.obstacles.obstacle import Obstacle, carry_over
from regcheck.corpus.obstacles.rows import ScanRows
from regcheck.corpus.obstacles.standing import STANDINGS, document_of
from regcheck.corpus.obstacles.table import Labels, cells, map_csv, marked, titles

EFFECTS: Final = ("falls", "changed", "comes", "freed", "bound")
"""A finding in the law that is changed is gone, stands in other words, or is new; a requirement in
a text that rests on it rests less firmly, or more."""


class Effect(NamedTuple):
    """An effect, and the row that it is about: as it was if it falls or is freed, else as it is;
    `other` is the row at the other side, if there is one."""

    kind: str
    row: Obstacle
    other: Obstacle | None = None


def effects_of(before: ScanRows, after: ScanRows, changed: Mapping[str, str]) -> list[Effect]:
    """The effects of a change in documents, whose ids `changed` has by path: in these first, then
    in other texts by title and place."""
    was, now = ([row for row in one.own if row.path in changed] for one in (before, after))
    carried = carry_over(now, was)
    found = [Effect("falls", row) for row in carried.gone]
    for row, old in zip(carried.rows, carried.before, strict=True):
        if row.change == "new":
            found.append(Effect("comes", row))
        elif row.change == "changed":
            found.append(Effect("changed", row, old))
    found.sort(key=lambda one: (one.row.path, one.row.start, EFFECTS.index(one.kind)))
    laws = set(changed.values())
    earlier = {(row.path, row.fingerprint): row for row in before.own}
    elsewhere = []
    for row in after.own:
        old = earlier.get((row.path, row.fingerprint))
        if old is None or row.path in changed or not _firmness(old) + _firmness(row):
            continue
        if laws.isdisjoint(document_of(one.root) for one in (old, row) if one.root != one.unit):
            continue
        if _firmness(row) < _firmness(old):
            elsewhere.append(Effect("freed", old, row))
        elif _firmness(row) > _firmness(old):
            elsewhere.append(Effect("bound", row, old))
    elsewhere.sort(key=lambda one: (one.row.title, one.row.path, one.row.start, one.kind))
    return [*found, *elsewhere]


def _firmness(row: Obstacle) -> int:
    """How firmly the law above asks for a requirement: 2 if it requires it, 1 if it allows it."""
    return max(0, 2 - STANDINGS.index(row.standing)) if row.standing else 0


def _sections(effects: Sequence[Effect], labels: Labels) -> Iterator[Section]:
    """The effects by provision, each with the words it is about."""
    kinds = labels.map.table("effects")
    for _, some in groupby(effects, key=lambda one: (one.row.path, one.row.provision)):
        rows = list(some)
        first = rows[0].row
        facts: list[tuple[str, str | int]] = []
        for one in rows:
            told = marked(one.row)
            if one.kind in ("freed", "bound"):
                old, new = (one.row, one.other) if one.kind == "freed" else (one.other, one.row)
                ways = [labels.word("standing", row.standing) for row in (old, new) if row]
                told = f"{told} ({' → '.join(ways)}: {labels.address_in_words(one.row.root)})"
            facts.append((kinds[one.kind], told))
        yield first.link, f"{first.title} {first.place}".strip(), list(dict.fromkeys(facts))


def sheet_of(change: str, effects: Sequence[Effect], labels: Labels) -> Sheet:
    """The effects of a change, named by its file, on a page to print."""
    said, number = labels.map, labels.wording.number
    told = [
        said.effect.format(
            effect=name,
            n=number(len(rows)),
            requirements=number(
                len({(row.unit, row.requirement) for row in rows if row.requirement})
            ),
            texts=number(len({row.path for row in rows})),
        )
        for kind, name in said.table("effects").items()
        for rows in [[one.row for one in effects if one.kind == kind]]
        if rows
    ]
    lead = [f"{one_line(change)}:", f"{'; '.join(told) or said.no_effect}."]
    return Sheet(said.what_if, lead, list(_sections(effects, labels)))


def effects_csv(effects: Iterable[Effect], labels: Labels) -> Iterator[str]:
    """The effects as CSV, each with the row that it is about."""
    kinds = labels.map.table("effects")
    rows = ([kinds[one.kind], *cells(one.row, labels).values()] for one in effects)
    yield from map_csv([labels.map.what_if, *titles(labels)], rows)
