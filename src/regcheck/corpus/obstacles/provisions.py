"""The provisions of a map with their findings, how much each weighs, and what the front page shows
of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import Final, NamedTuple

from regcheck.corpus.obstacles.obstacle import (
    HARD,
    NOT_ASSESSED,
    SEVERITIES,
    Assessment,
    CarriedRows,
    Obstacle,
    ObstacleMap,
    values_of,
)
from regcheck.language.parties import party_in
from regcheck.law.address import Address, StepKind
from regcheck.law.address_text import long

MOST_SHOWN: Final = 20
TREND: Final = ("category", "ministry")
"""What the trend is told by."""


@dataclass(frozen=True, slots=True)
class ProvisionRows:
    """A provision with its findings: rank, weight, assessment, and difference from earlier."""

    rank: int
    rows: Sequence[Obstacle]
    weight: float
    assessment: Assessment
    change: str

    @property
    def key(self) -> str:
        """What it is known again by."""
        return self.rows[0].provision

    @property
    def worst(self) -> Obstacle:
        """The finding that weighs most; of several the first."""
        return max(self.rows, key=attrgetter("weight"))

    @property
    def severity(self) -> str:
        """The severest of its findings."""
        return min((row.severity for row in self.rows), key=SEVERITIES.index)

    @property
    def hard(self) -> int:
        """How many of its findings are hard obstacles."""
        return sum(row.group in HARD for row in self.rows)

    @property
    def assessed(self) -> bool:
        """Whether it has a conclusion, or each of its findings has."""
        done = (row.assessment.conclusion for row in self.rows)
        return bool(self.assessment.conclusion) or all(done)

    def values(self, name: str) -> list[str]:
        """The distinct values of a field of its findings, in order."""
        found = (value for row in self.rows for value in values_of(row, name))
        return list(dict.fromkeys(filter(None, found)))


def provisions_of(found: ObstacleMap) -> Iterator[ProvisionRows]:
    """The provisions of a map, those that hinder most first."""
    before = {row.provision for row in found.earlier}
    together = groupby(found.rows, key=attrgetter("provision"))
    for rank, (key, group) in enumerate(together, 1):
        rows = list(group)
        weight = weight_together(row.weight for row in rows)
        change = _change(rows, key in before) if found.compared else ""
        yield ProvisionRows(rank, rows, weight, found.assessed.get(key, NOT_ASSESSED), change)


def _change(rows: Sequence[Obstacle], known: bool) -> str:
    """How a provision differs: new if all its findings are, moved if all are, changed if any is."""
    changes = {row.change for row in rows}
    if changes == {"new"}:
        return "changed" if known else "new"
    if changes == {"moved"}:
        return "moved"
    return "changed" if changes - {"", "moved"} else ""


def carry_provisions(
    carried: CarriedRows, written: Mapping[str, Assessment]
) -> tuple[dict[str, Assessment], dict[str, Assessment]]:
    """What people wrote about provisions by present key, and by earlier key what fits none."""
    present = {row.provision for row in carried.rows}
    left = {key: one for key, one in written.items() if key not in present}
    found = {key: one for key, one in written.items() if key in present}
    for row, was in zip(carried.rows, carried.before, strict=True):
        if was is not None and was.provision in left:
            one = left.pop(was.provision)
            if found.setdefault(row.provision, one) is not one:
                left[was.provision] = one
    return found, left


class ActLine(NamedTuple):
    """An act on the front page with the regulations under it, counted and weighed."""

    refid: str
    title: str
    own: int
    under: int
    hard: int
    weight: float


class TrendLine(NamedTuple):
    """Findings by some name: in an earlier map, solved, new, and now."""

    name: str
    before: int
    solved: int
    new: int
    now: int


@dataclass(frozen=True, slots=True)
class Front:
    """What the front page shows: top provisions and acts, counts by ministry and category,
    progress, and the trend since an earlier map."""

    provisions: Sequence[ProvisionRows]
    acts: Sequence[ActLine]
    crossed: Mapping[tuple[str, str], int]
    number: int
    assessed: int
    progress: Mapping[str, tuple[int, int]]
    trend: Mapping[str, Sequence[TrendLine]] = field(default_factory=dict)


def front_of(found: ObstacleMap) -> Front:
    """The front page of a map, in one pass over it."""
    first: list[ProvisionRows] = []
    acts: dict[str, ActLine] = {}
    crossed: Counter[tuple[str, str]] = Counter()
    done: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    number = assessed = 0
    for one in provisions_of(found):
        number += 1
        assessed += one.assessed
        if number <= MOST_SHOWN:
            first.append(one)
        row = one.rows[0]
        key = row.act or row.refid or row.path
        line = acts.get(key) or ActLine(key, row.act_title or row.act or row.title, 0, 0, 0, 0.0)
        own = row.refid in ("", row.act) or not row.act
        acts[key] = line._replace(
            own=line.own + own,
            under=line.under + (not own),
            hard=line.hard + one.hard,
            weight=round(line.weight + one.weight, 3),
        )
        for ministry in row.ministries or ("",):
            were, of = done[ministry]
            done[ministry] = (were + one.assessed, of + 1)
            crossed.update((ministry, found_here.category) for found_here in one.rows)
    ordered = sorted(acts.values(), key=lambda act: (-act.weight, act.refid))
    trend = {name: _trend(found, name) for name in TREND} if found.compared else {}
    return Front(first, ordered[:MOST_SHOWN], crossed, number, assessed, dict(done), trend)


def _trend(found: ObstacleMap, name: str) -> list[TrendLine]:
    before, solved, new, now = (
        Counter(value for row in rows for value in values_of(row, name) or ("",))
        for rows in (
            found.earlier,
            found.gone,
            (row for row in found.rows if row.change == "new"),
            found.rows,
        )
    )
    names = sorted({*before, *now}, key=lambda one: (-now[one], -before[one], one))
    return [TrendLine(one, before[one], solved[one], new[one], now[one]) for one in names]


_SEVERITY: Final = {"error": 8.0, "warning": 3.0, "info": 1.0}
_GROUP: Final = {"form": 1.5, "facts": 1.5, "access": 1.5}
_FUNCTION: Final = {
    "signature": 1.2, "presence": 1.2, "proof": 1.2, "identification": 1.2, "completeness": 1.2,
}  # fmt: skip
_PARTY: Final = {"citizens": 1.3, "businesses": 1.2, "bodies": 1.1}
_UNKNOWN: Final = 0.5
_OUTER: Final = (StepKind.PART, StepKind.CHAPTER)


def weight_of(
    *,
    severity: str,
    usefulness: float | None,
    group: str,
    function: str,
    party: str,
    gate: bool | None,
) -> float:
    """How much a finding hinders: severity times usefulness, more for hard obstacles, for
    demands on many, and for words that govern single decisions."""
    return round(
        _SEVERITY[severity]
        * (0.5 + (_UNKNOWN if usefulness is None else usefulness))
        * _GROUP.get(group, 1.0)
        * _FUNCTION.get(function, 1.0)
        * _PARTY.get(party, 1.0)
        * (1.1 if gate else 1.0),
        3,
    )


def weight_together(weights: Iterable[float]) -> float:
    """The weight of a provision: that of its worst finding, half the next, a quarter the third and
    so on, so that a long list of small ones does not outweigh one that is serious."""
    ordered = sorted(weights, reverse=True)
    return round(sum(weight * 0.5**place for place, weight in enumerate(ordered)), 3)


def provision_of(document: str, path: str, address: Address | None, locale: str) -> tuple[str, str]:
    """The key and name of an address's section, annex, outermost paragraph or document."""
    if address is None:
        return f"{document} {path}".rstrip(), path
    steps = address.steps
    end = next((n for n, one in enumerate(steps, 1) if one.kind is StepKind.ARTICLE), 0)
    end = end or next((n for n, one in enumerate(steps, 1) if one.kind not in _OUTER), len(steps))
    whole = Address(steps[:end])
    return f"{document}/{whole.path}", long(whole, locale) if end else ""


def party_of(excerpt: str, decider: str) -> str:
    """Whom the demand is laid on; a body where nobody else is named and it decides."""
    return party_in(excerpt) or ("bodies" if decider in ("authority", "court") else "")
