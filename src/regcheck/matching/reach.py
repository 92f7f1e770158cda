"""How far a phrase reaches from any word of it, so that an expression need only be run near its
anchors.

A phrase matches text with single spaces and its gaps hold no white space, so the number of spaces
in a match is bounded; nothing in a match lies further from one of its words than that many spaces.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from regcheck.text.span import Span

UNKNOWN = -1
"""The reach of an expression that is not bounded, or not known to be."""


def stretches(
    text: str, places: Iterable[tuple[int, int]], bounds: Span, spaces: int
) -> Iterator[Span]:
    """The parts of `bounds` within so many spaces of the places, which come in order of their
    ends; where they overlap they are one."""
    open_start = open_end = -1
    for start, end in sorted(places):
        first, last = _reach(text, start, end, bounds, spaces)
        if open_end < 0:
            open_start, open_end = first, last
        elif first <= open_end:
            open_end = max(open_end, last)
        else:
            yield Span(open_start, open_end)
            open_start, open_end = first, last
    if open_end >= 0:
        yield Span(open_start, open_end)


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
