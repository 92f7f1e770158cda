"""How far a phrase reaches from any word of it, so that an expression need only be run near its
anchors.

A phrase matches text with single spaces and its gaps hold no white space, so the number of spaces
in a match is bounded; nothing in a match lies further from one of its words than that many spaces.
"""

from __future__ import annotations

from collections.abc import Iterable

from regcheck.text.span import Span

UNKNOWN = -1
"""The reach of an expression that is not bounded, or not known to be."""


def stretches(
    text: str, places: Iterable[tuple[int, int]], bounds: Span, spaces: int
) -> list[Span]:
    """The parts of `bounds` within so many spaces of the places; where they overlap they are
    one."""
    found: list[Span] = []
    for start, end in sorted(places):
        first, last = _reach(text, start, end, bounds, spaces)
        if found and first <= found[-1].end:
            first, last = found[-1].start, max(found.pop().end, last)
        found.append(Span(first, last))
    return found


def _reach(text: str, start: int, end: int, bounds: Span, spaces: int) -> tuple[int, int]:
    low, high = bounds.start, bounds.end
    for _ in range(spaces + 1):
        start = text.rfind(" ", low, start)
        if start < 0:
            start = low
            break
    end -= 1
    for _ in range(spaces + 1):
        end = text.find(" ", end + 1, high)
        if end < 0:
            end = high
            break
    return start, end
