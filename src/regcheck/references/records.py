"""References as records, and what may be said of whether they lead anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from regcheck.references.targets import DANGLING, FOUND, REPEALED

UNKNOWN, ELSEWHERE, CIRCULAR = "unknown", "elsewhere", "circular"
STATUSES = (FOUND, DANGLING, REPEALED, CIRCULAR, UNKNOWN, ELSEWHERE)
"""`unknown`: what text is meant cannot be told; `elsewhere`: a text that is not at hand."""
FAULTS = (DANGLING, REPEALED, CIRCULAR)


@dataclass(frozen=True, slots=True)
class Reference:
    """One place that a document refers to.

    `start` and `end` are code points of the decoded source; `quote` are the words of the whole
    citation. `target` is the id of the text referred to (empty for an unknown one) and
    `target_path` the address in it; `kind` is that of the citation; `status` is one of `STATUSES`.
    """

    path: str
    refid: str
    address: str
    address_path: str
    start: int
    end: int
    quote: str
    kind: str
    target: str
    target_path: str
    target_address: str
    status: str

    def record(self) -> dict[str, str | int]:
        """The reference as JSON sees it."""
        return asdict(self)


def count_statuses(references: Iterable[Reference]) -> Mapping[str, int]:
    """How many references there are of each status, in the order of `STATUSES`."""
    counts = dict.fromkeys(STATUSES, 0)
    for one in references:
        counts[one.status] += 1
    return counts
