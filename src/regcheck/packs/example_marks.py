"""The marks in examples: `[[…]]` around what must be found."""

from __future__ import annotations

import re
from typing import Final

_MARK: Final = re.compile(r"\[\[|\]\]")


class MarkError(ValueError):
    """Marks that do not pair up; `at` is the code point in the marked text (from 0)."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.at = at


def take_marks(marked: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text without marks and the marked stretches as (start, end) in it, in code points.

    Raises MarkError for marks that are open, nested, empty or out of order.
    """
    text: list[str] = []
    spans: list[tuple[int, int]] = []
    length = at = 0
    opened: tuple[int, int] | None = None
    for mark in _MARK.finditer(marked):
        text.append(marked[at : mark.start()])
        length += mark.start() - at
        at = mark.end()
        if mark[0] == "[[":
            if opened is not None:
                raise MarkError("«[[» inside «[[»", mark.start())
            opened = (length, mark.start())
        elif opened is None:
            raise MarkError("«]]» without «[[» before it", mark.start())
        elif opened[0] == length:
            raise MarkError("nothing stands between «[[» and «]]»", mark.start())
        else:
            spans.append((opened[0], length))
            opened = None
    if opened is not None:
        raise MarkError("«[[» without «]]» after it", opened[1])
    text.append(marked[at:])
    return "".join(text), tuple(spans)
