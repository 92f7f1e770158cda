"""The provisions of a map with their findings, and how much each weighs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Final

from regcheck.corpus.obstacles.obstacle import (
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
        return sum(row.hard for row in self.rows)

    @property
    def assessed(self) -> bool:
        """Whether it has a conclusion, or each of its findings has."""
        done = (row.assessment.conclusion for row in self.rows)
        return bool(self.assessment.conclusion) or all(done)

    def values(self, name: str) -> list[str]:
        """The distinct values of a field of its findings, in order."""
        found = (value for row in self.rows for value in values_of(row, name))
        return list(dict.fromkeys(filter(None, found)))


def provisions_of(found: ObstacleMap) -> list[ProvisionRows]:
    """The provisions of a map, those that hinder most first."""
    provisions = []
    before = {row.provision for row in found.earlier}
    together = groupby(found.rows, key=attrgetter("provision"))
    for rank, (key, group) in enumerate(together, 1):
        rows = list(group)
        weight = weight_of_all(rows)
        change = _change(rows, key in before) if found.compared else ""
        wrote = found.assessed.get(key, NOT_ASSESSED)
        provisions.append(ProvisionRows(rank, rows, weight, wrote, change))
    return provisions


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


_SEVERITY: Final = {"error": 8.0, "warning": 3.0, "info": 1.0}
_HARD: Final = 1.5
_FUNCTION: Final = {
    "signature": 1.2, "presence": 1.2, "proof": 1.2, "identification": 1.2, "completeness": 1.2,
}  # fmt: skip
_PARTY: Final = {"citizens": 1.3, "businesses": 1.2, "bodies": 1.1}
_UNKNOWN: Final = 0.5
_OUTER: Final = (StepKind.PART, StepKind.CHAPTER)


def weight_of(row: Obstacle) -> float:
    """How much a finding hinders: severity times usefulness, more for hard obstacles, for
    demands on many, and for words that govern single decisions."""
    return round(
        _SEVERITY[row.severity]
        * (0.5 + (_UNKNOWN if row.usefulness is None else row.usefulness))
        * (_HARD if row.hard else 1.0)
        * _FUNCTION.get(row.function, 1.0)
        * _PARTY.get(row.party, 1.0)
        * (1.1 if row.gate else 1.0),
        3,
    )


def weight_of_all(rows: Iterable[Obstacle]) -> float:
    """The weight of rows: each requirement counts once, by its heaviest row."""
    heaviest: dict[str, float] = {}
    for row in rows:
        key = row.requirement or row.rule
        heaviest[key] = max(heaviest.get(key, 0.0), row.weight)
    return weight_together(heaviest.values())


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
