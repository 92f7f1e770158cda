"""What people wrote in an earlier map, carried over to the rows of a new one.

Rows are matched in grades by their fingerprints: equal; the same words in the same document at
another place (`moved`); the same rule at the same place with other words (`changed`). What is in no
earlier map is `new`. Each earlier row is used once, the equal ones first.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from regcheck.obstacles.obstacle import Obstacle, Obstacles

NEW, MOVED, CHANGED = "new", "moved", "changed"
Key = Callable[[Obstacle], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Carried:
    """Rows with what was written about them in an earlier map. `matched` has, for the number of a
    row, that of the earlier one and how it has changed."""

    rows: Obstacles
    earlier: Sequence[Obstacle]
    matched: Mapping[int, tuple[int, str]]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Obstacle]:
        for at, row in enumerate(self.rows):
            before, change = self.matched.get(at, (-1, NEW))
            written = self.earlier[before].assessment if before >= 0 else row.assessment
            yield replace(row, assessment=written, change=change)


def carry_over(rows: Obstacles, earlier: Sequence[Obstacle]) -> tuple[Carried, list[Obstacle]]:
    """The rows with what was written about them and how they have changed; and earlier rows that
    are gone."""
    matched: dict[int, tuple[int, str]] = {}
    used: set[int] = set()
    for grade, key in _GRADES:
        waiting: dict[tuple[str, ...], deque[int]] = defaultdict(deque)
        for at, row in enumerate(earlier):
            if at not in used:
                waiting[key(row)].append(at)
        if not waiting:
            break
        for at, row in enumerate(rows):
            if at not in matched and (found := waiting.get(key(row))):
                before = found.popleft()
                used.add(before)
                matched[at] = (before, grade)
    gone = [row for at, row in enumerate(earlier) if at not in used]
    return Carried(rows, earlier, matched), gone


def _parts(row: Obstacle) -> tuple[str, str]:
    """The content and the place that a fingerprint is made of."""
    content, _, rest = row.fingerprint.partition("-")
    return content, rest.partition("-")[0]


def _document(row: Obstacle) -> str:
    return row.refid or row.path


_GRADES: tuple[tuple[str, Key], ...] = (
    ("", lambda row: (row.fingerprint, row.path)),
    ("", lambda row: (row.fingerprint,)),
    (MOVED, lambda row: (row.rule, _document(row), _parts(row)[0])),
    (CHANGED, lambda row: (row.rule, _document(row), _parts(row)[1])),
)
