"""A change of words as a unified diff: old and new have the same lines, some with other words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

CONTEXT = 3


def unified_diff(path: str, before: str, after: str) -> str:
    """The diff of two texts with as many lines; empty when they are equal."""
    lines = list(zip(before.split("\n"), after.split("\n"), strict=True))
    near: dict[int, None] = {}
    for at, (old, new) in enumerate(lines):
        if old != new:
            near |= dict.fromkeys(range(max(0, at - CONTEXT), at + CONTEXT + 1))
    count = len(lines) - (not lines[-1][0])
    shown = enumerate(at for at in near if at < count)
    stretches = ([at for _, at in some] for _, some in groupby(shown, lambda one: one[1] - one[0]))
    hunks = "".join(piece for stretch in stretches for piece in _hunk(lines, stretch))
    return f"--- {path}\n+++ {path}\n{hunks}" if near else ""


def _hunk(lines: Sequence[tuple[str, str]], stretch: Sequence[int]) -> Iterator[str]:
    place = f"{stretch[0] + 1}" + (f",{len(stretch)}" if len(stretch) != 1 else "")
    yield f"@@ -{place} +{place} @@\n"
    for same, some in groupby(stretch, lambda at: lines[at][0] == lines[at][1]):
        numbers = list(some)
        for side, sign in enumerate(" " if same else "-+"):
            for at in numbers:
                unended = "\n\\ No newline at end of file" if at == len(lines) - 1 else ""
                yield f"{sign}{lines[at][side]}{unended}\n"
