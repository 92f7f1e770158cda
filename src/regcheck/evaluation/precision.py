"""A rule's precision from a marked sample, and the record of it that a corpus of rules keeps.

The record holds citations and marks only, never a word of the law.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from regcheck.errors import UsageError

Z_95 = 1.959963984540054
"""The 97.5th percentile of the standard normal distribution: 95 % lie within ± so many."""
RULE_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*/[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Mark:
    """A reader's word on one hit."""

    refid: str
    address_path: str
    right: bool


@dataclass(frozen=True, slots=True)
class Precision:
    """How often a rule was right in `n` marked hits, with the ends of the 95 % interval."""

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
        raise UsageError("no hit is marked: write ja or nei in the column «right»")
    right = sum(mark.right for mark in marks)
    low, high = wilson(right, len(marks))
    return Precision(len(marks), right, low, high)


def wilson(right: int, n: int, z: float = Z_95) -> tuple[float, float]:
    """The score interval of a share (E. B. Wilson, «Probable inference, the law of succession, and
    statistical inference», JASA 22, 1927), which holds for small samples and shares near 0 and 1.
    """
    share = right / n
    scale = 1 + z * z / n
    middle = (share + z * z / (2 * n)) / scale
    half = z / scale * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)


def precision_record(rule: str, corpus: str, day: str, marks: Sequence[Mark]) -> str:
    """The record as JSON text, marks in order of their citations. `day` is an ISO date. Raises
    UsageError for a day that is none, and for a missing or overlong corpus name."""
    try:
        date.fromisoformat(day)
    except ValueError as fault:
        raise UsageError(f"--date {day or '(empty)'}: write the day as 2025-01-31") from fault
    if not corpus.strip() or len(corpus) > _LONGEST_NAME or not corpus.isprintable():
        raise UsageError(f"--corpus: name what was sampled, in at most {_LONGEST_NAME} letters")
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
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def record_file(store: Path, rule: str) -> Path:
    """Where a rule's record lies in a store. Raises UsageError for an id that is no rule id."""
    if not RULE_ID.fullmatch(rule):
        raise UsageError(f"«{rule}» is no rule id: category/rule-name")
    category, _, name = rule.partition("/")
    return store / category / f"{name}.json"
