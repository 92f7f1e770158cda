"""Ratings read from files of any form: facts, ratings with their texts, filled sheets."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from regcheck.base.errors import DataError, Problem, UsageError, system_reason
from regcheck.quality.evaluation.lines import Lines, fault
from regcheck.quality.evaluation.rating_sheet import rating_records
from regcheck.quality.evaluation.ratings import RatedFinding, facts_lines, read_rated


@dataclass(frozen=True, slots=True)
class Ratings:
    """The ratings in files, in their order, and how many findings were left without one."""

    rated: tuple[RatedFinding, ...]
    unrated: int = 0

    @property
    def digest(self) -> str:
        """A SHA-256 of the ratings as facts."""
        return hashlib.sha256("".join(facts_lines(self.rated)).encode()).hexdigest()


def read_ratings(places: Iterable[str]) -> Ratings:
    """The ratings in files and folders. Raises DataError with every problem, or UsageError."""
    found: list[RatedFinding] = []
    problems: list[Problem] = []
    unrated = 0
    for file in _files(places):
        lines = Lines(file)
        for number, record in rating_records(lines):
            if not record.get("rating"):
                unrated += 1
                continue
            one = read_rated(lines, number, record)
            found += [one] if one else []
        problems += lines.problems
    if problems:
        raise DataError(problems)
    if not found:
        raise UsageError(fault("nothing_rated"))
    return Ratings(tuple(found), unrated)


def _files(places: Iterable[str]) -> Iterator[str]:
    for place in places:
        try:
            folder = Path(place).is_dir()
            inside = sorted(map(str, Path(place).glob("*.jsonl"))) if folder else [place]
        except (OSError, ValueError) as wrong:
            reason = system_reason(wrong)
            raise UsageError(fault("folder_not_read", folder=place, reason=reason)) from wrong
        if not inside:
            raise UsageError(fault("no_ratings_in", folder=place))
        yield from inside
