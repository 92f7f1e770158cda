"""Where words are in a file of several parts. The reader numbers all characters in order; the
offset map leads to these numbers, `PartPlaces` from them to part and paragraph."""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter
from typing import NamedTuple

from regcheck.base.text.offsets import OffsetMap
from regcheck.base.text.span import Span
from regcheck.base.values import Value


class PartRange(NamedTuple):
    """Characters `start` to `end` (half-open) of paragraph number `paragraph` in a part."""

    part: str
    paragraph: int
    start: int
    end: int


class ParagraphPlace(NamedTuple):
    """A paragraph of a part and the number of its first character."""

    begin: int
    part: str
    paragraph: int


class PartPlaces(Value, frozen=True):
    """The way back from spans of text; `insertions` are those of tracked changes, if kept."""

    offsets: OffsetMap
    paragraphs: tuple[ParagraphPlace, ...]
    insertions: tuple[Span, ...] | None = None

    def runs(self, span: Span) -> tuple[PartRange, ...]:
        """The stretches that hold the words of `span`, in order; none for automatic numbers."""
        found: list[PartRange] = []
        for low, high in self.offsets.ranges(span):
            at = low
            index = bisect_right(self.paragraphs, at, key=attrgetter("begin")) - 1
            while at < high:
                begin, part, number = self.paragraphs[index]
                index += 1
                end = high
                if index < len(self.paragraphs):
                    end = min(high, self.paragraphs[index].begin)
                if end > at:
                    found.append(PartRange(part, number, at - begin, end - begin))
                at = max(at, end)
        return tuple(found)

    def part(self, span: Span) -> str:
        """The part that the first word of `span` is in; empty when it is in none."""
        runs = self.runs(span)
        return runs[0].part if runs else ""

    def inserted(self, span: Span) -> bool:
        """Whether any of the words were put in by a tracked change."""
        stretches = self.insertions or ()
        for low, high in self.offsets.ranges(span):
            index = bisect_right(stretches, low, key=attrgetter("end"))
            if index < len(stretches) and stretches[index].start < high:
                return True
        return False
