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
    low, high = bounds
    for start, end in sorted(places):
        first = space_before(text, low, start, spaces + 1)
        last = space_after(text, end, high, spaces + 1)
        first, last = low if first < 0 else first, high if last < 0 else last
        if found and first <= found[-1].end:
            first, last = found[-1].start, max(found.pop().end, last)
        found.append(Span(first, last))
    return found


def space_before(text: str, low: int, at: int, count: int, width: int = 16) -> int:
    """Where, back from `at` to `low`, so many spaces have gone by, the last of them; -1 where there
    are fewer. `width`: code points for each that are looked at first."""
    near = max(low, at - width * count)
    found = text[near:at].rsplit(" ", count)
    if len(found) > count:
        return near + len(found[0])
    return -1 if near == low else space_before(text, low, at, count, 4 * width)


def space_after(text: str, at: int, high: int, count: int, width: int = 16) -> int:
    """The same from `at` on to `high`."""
    near = min(high, at + width * count)
    found = text[at:near].split(" ", count)
    if len(found) > count:
        return near - len(found[-1]) - 1
    return -1 if near == high else space_after(text, at, high, count, 4 * width)
