"""Half-open stretches of text, counted in code points."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from typing import NamedTuple, Protocol, TypeVar


class Span(NamedTuple):
    """Code points from `start` up to `end`; an empty span is false."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def __bool__(self) -> bool:
        return self.end > self.start

    def covers(self, other: Span) -> bool:
        """Whether every code point of `other` lies in this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a code point."""
        return self.start < other.end and other.start < self.end

    def shift(self, by: int) -> Span:
        """The same stretch moved `by` code points."""
        return Span(self.start + by, self.end + by)

    def of(self, text: str) -> str:
        """The words of this span in `text`."""
        return text[self.start : self.end]


class HasSpan(Protocol):
    """Anything that stands somewhere in a text."""

    @property
    def span(self) -> Span:
        """Where it stands."""
        ...


T = TypeVar("T", bound=HasSpan)


def disjoint(ranked: Iterable[T]) -> list[T]:
    """Those of `ranked` that share no code point with one before them, in the order given."""
    kept: list[T] = []
    taken: list[Span] = []
    for one in ranked:
        span = one.span
        at = bisect_left(taken, span)
        before = at > 0 and taken[at - 1].end > span.start
        after = at < len(taken) and taken[at].start < span.end
        if not before and not after:
            insort(taken, span)
            kept.append(one)
    return kept
