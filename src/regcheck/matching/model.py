"""What matchers take and give."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from regcheck.text.span import Span


@dataclass(frozen=True, slots=True)
class Hit:
    """Words that a pattern found, as a span of the string that was searched.

    `span` is what is reported; `whole` all that the pattern covers; `entry` an index into a term
    sheet, or -1; `value` a measure.
    """

    span: Span
    whole: Span
    entry: int = -1
    value: float = 0.0


class Matcher(Protocol):
    """One compiled pattern.

    `anchors` are lower-case strings one of which occurs in every match (after lower-casing);
    empty means that nothing is known and every segment must be searched.
    """

    anchors: frozenset[str]

    def find(self, text: str, lowered: str, start: int, end: int) -> Iterable[Hit]:
        """Matches inside `text[start:end]`, in order. `lowered` is `text` in lower case, code
        point for code point."""
        ...
