"""What people wrote in an earlier map, carried over to the rows of a new one.

Rows are matched in grades by their fingerprints: equal; the same words in the same document at
another place (`moved`); the same rule at the same place with other words (`changed`). What is in no
earlier map is `new`. Each earlier row is used once, the equal ones first.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from dataclasses import replace

from regcheck.corpus.obstacles import Obstacle

NEW, MOVED, CHANGED = "new", "moved", "changed"
Key = Callable[[Obstacle], tuple[str, ...]]


def carry_over(
    rows: Sequence[Obstacle], earlier: Sequence[Obstacle]
) -> tuple[list[Obstacle], list[Obstacle]]:
    """The rows with what was written about them and how they have changed; and earlier rows that
    are gone."""
    matched: dict[int, tuple[int, str]] = {}
    used: set[int] = set()
    for grade, key in _GRADES:
        waiting: dict[tuple[str, ...], deque[int]] = defaultdict(deque)
        for at, row in enumerate(earlier):
            if at not in used:
                waiting[key(row)].append(at)
        for at, row in enumerate(rows):
            if at not in matched and (found := waiting.get(key(row))):
                before = found.popleft()
                used.add(before)
                matched[at] = (before, grade)
    carried = []
    for at, row in enumerate(rows):
        before, change = matched.get(at, (-1, NEW))
        written = earlier[before].assessment if before >= 0 else row.assessment
        carried.append(replace(row, assessment=written, change=change))
    return carried, [row for at, row in enumerate(earlier) if at not in used]


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
