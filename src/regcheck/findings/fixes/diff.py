"""A change of words as a unified diff: old and new have the same lines, some with other words."""

from __future__ import annotations

from collections.abc import Iterator

CONTEXT = 3


def unified_diff(path: str, before: str, after: str) -> str:
    """The diff of two texts with as many lines; empty when they are equal."""
    old, new = before.split("\n"), after.split("\n")
    changed = [at for at, lines in enumerate(zip(old, new, strict=True)) if lines[0] != lines[1]]
    if not changed:
        return ""
    head = f"--- {path}\n+++ {path}\n"
    return head + "".join(_hunk(old, new, start, end) for start, end in _stretches(changed, old))


def _stretches(changed: list[int], lines: list[str]) -> Iterator[tuple[int, int]]:
    """The lines that hunks show: each change with its context, near ones together."""
    count = len(lines) - (not lines[-1])
    start = end = -1
    for at in changed:
        if start >= 0 and at - CONTEXT > end:
            yield start, min(end, count)
            start = -1
        if start < 0:
            start = max(0, at - CONTEXT)
        end = at + CONTEXT + 1
    yield start, min(end, count)


def _hunk(old: list[str], new: list[str], start: int, end: int) -> str:
    place = f"{start + 1},{end - start}" if end - start != 1 else f"{start + 1}"
    lines = [f"@@ -{place} +{place} @@\n"]
    at = start
    while at < end:
        if old[at] == new[at]:
            lines.append(_line(" ", old, at))
            at += 1
            continue
        stop = at
        while stop < end and old[stop] != new[stop]:
            stop += 1
        lines += [_line("-", old, n) for n in range(at, stop)]
        lines += [_line("+", new, n) for n in range(at, stop)]
        at = stop
    return "".join(lines)


def _line(sign: str, lines: list[str], at: int) -> str:
    unended = "\n\\ No newline at end of file" if at == len(lines) - 1 else ""
    return f"{sign}{lines[at]}{unended}\n"
