"""Text cut at the edges of findings, so that every piece lies wholly in or wholly out of each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from regcheck.document.blocks import Block
from regcheck.findings.model import Finding

WIDE = 160
"""From so many code points on a finding is about a whole sentence rather than words in it."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A finding with its number in the report, and the stretch of the document it marks."""

    number: int
    finding: Finding
    start: int
    end: int

    @classmethod
    def of(cls, number: int, finding: Finding) -> Numbered:
        """The finding with a number; it marks one code point at least."""
        span = finding.span
        return cls(number, finding, span.start, max(span.end, span.start + 1))

    @property
    def wide(self) -> bool:
        """Whether it marks a whole sentence."""
        return self.end - self.start >= WIDE


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and the findings over it, the narrowest first; `first` holds those whose
    mark begins here."""

    text: str
    over: tuple[Numbered, ...] = ()
    first: tuple[Numbered, ...] = ()


def cut(text: str, start: int, found: Sequence[Numbered], begun: set[int]) -> Iterator[Piece]:
    """The pieces of a text that begins at `start` in its document. `found` may reach over its
    ends; `begun` takes the numbers of those that have begun."""
    end = start + len(text)
    over = [one for one in found if one.start < end and one.end > start]
    edges = sorted(
        {start, end, *(max(one.start, start) for one in over), *(min(one.end, end) for one in over)}
    )
    for left, right in pairwise(edges):
        here = sorted(
            (one for one in over if one.start <= left and right <= one.end),
            key=lambda one: (one.end - one.start, -one.finding.severity, one.number),
        )
        first = tuple(one for one in here if one.number not in begun)
        begun.update(one.number for one in first)
        yield Piece(text[left - start : right - start], tuple(here), first)


def by_block(
    blocks: Sequence[Block], found: Sequence[Numbered]
) -> tuple[list[list[Numbered]], list[Numbered]]:
    """The findings over each block, and those over none. A finding over several stands in each."""
    held: list[list[Numbered]] = [[] for _ in blocks]
    starts = [(block.start, at) for at, block in enumerate(blocks) if block.start >= 0]
    outside: list[Numbered] = []
    for one in found:
        at = max(0, bisect_left(starts, (one.start + 1, -1)) - 1)
        before = len(outside)
        outside.append(one)
        while at < len(starts) and starts[at][0] < one.end:
            start, index = starts[at]
            if start + len(blocks[index].text) > one.start:
                held[index].append(one)
                del outside[before:]
            at += 1
    return held, outside
