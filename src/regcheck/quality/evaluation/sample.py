"""A rule's precision from a random sample of its hits. The hits whose hash of seed, place and
words is lowest are the sample, so it is the same whatever the order. The record of a marked
sample holds citations and marks only."""

from __future__ import annotations

import hashlib
import math
from bisect import insort
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from regcheck.base.errors import UsageError
from regcheck.base.text.patterns import pattern
from regcheck.base.text.printable import json_text
from regcheck.findings.model import Finding
from regcheck.quality.evaluation.lines import fault

Z_95 = 1.959963984540054
"""The 97.5th percentile of the standard normal distribution."""
RULE_ID = pattern(r"[a-z0-9]+(?:-[a-z0-9]+)*/[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_NAME = 80


T = TypeVar("T")


@dataclass(slots=True)
class Sampler(Generic[T]):
    """Keeps `size` of the things it is given, such as hits; `seen` counts all."""

    size: int
    seed: int
    seen: int = 0
    _kept: list[tuple[bytes, int, T]] = field(default_factory=list)

    def add(self, one: T, place: tuple[str, ...]) -> None:
        """Take one into account; `place` tells it from all others."""
        self.seen += 1
        text = "\0".join((str(self.seed), *place))
        number = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
        insort(self._kept, (number, self.seen, one), key=lambda kept: kept[:2])
        del self._kept[self.size :]

    def sample(self) -> list[T]:
        """The sample in random order, so that its first part is a sample too."""
        return [one for _, _, one in self._kept]


def place_of(finding: Finding, path: str) -> tuple[str, ...]:
    """What tells a finding in a document from all others."""
    return finding.rule.id, path, finding.address_path, str(finding.start), finding.quote


class Mark(NamedTuple):
    """A reader's verdict on one hit."""

    refid: str
    address_path: str
    right: bool


class Precision(NamedTuple):
    """How often a rule was right in `n` marked hits, and the ends of the 95 % interval."""

    n: int
    right: int
    low: float
    high: float

    @property
    def value(self) -> float:
        """The share that was right."""
        return self.right / self.n


def precision_of(marks: Sequence[Mark]) -> Precision:
    """The precision in a sample. Raises UsageError when nothing is marked."""
    if not marks:
        raise UsageError(fault("nothing_marked"))
    right = sum(mark.right for mark in marks)
    low, high = wilson(right, len(marks))
    return Precision(len(marks), right, low, high)


def wilson(right: int, n: int) -> tuple[float, float]:
    """Wilson's score interval (1927) of a share at 95 %, sound for small samples."""
    z, share = Z_95, right / n
    scale = 1 + z * z / n
    middle = (share + z * z / (2 * n)) / scale
    half = z / scale * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)


def precision_record(rule: str, corpus: str, day: str, marks: Sequence[Mark]) -> str:
    """The record as JSON, in the order of citations. Raises UsageError for a bad day or name."""
    try:
        date.fromisoformat(day)
    except ValueError as wrong:
        raise UsageError(fault("wrong_date", value=day or fault("empty"))) from wrong
    if not corpus.strip() or len(corpus) > _LONGEST_NAME or not corpus.isprintable():
        raise UsageError(fault("wrong_corpus", most=_LONGEST_NAME))
    found = precision_of(marks)
    ordered = sorted(marks, key=lambda mark: (mark.refid, mark.address_path, mark.right))
    record = {
        "rule": rule,
        "corpus": corpus,
        "date": day,
        "n": found.n,
        "right": found.right,
        "precision": round(found.value, 4),
        "interval": [round(found.low, 4), round(found.high, 4)],
        "marks": [
            {"refid": m.refid, "address_path": m.address_path, "right": m.right} for m in ordered
        ],
    }
    return json_text(record, indent=2) + "\n"


def record_file(store: Path, rule: str) -> Path:
    """The file of a rule's record in a store. Raises UsageError for what is not a rule id."""
    if not RULE_ID.fullmatch(rule):
        raise UsageError(fault("not_a_rule_id", value=rule))
    category, _, name = rule.partition("/")
    return store / category / f"{name}.json"
