"""Words of a text as spans."""

from __future__ import annotations

import re

from regcheck.text.span import Span

_WORD = re.compile(r"\w+(?:[-'’/.]\w+)*")


def words(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The words of `text[start:end]` as spans of `text` (code points).

    A word is letters and digits, with hyphens, apostrophes, slashes and full stops inside it
    (`EØS-avtalen`, `og/eller`, `bl.a`, `10-2`); white space and other marks are none.
    """
    stop = len(text) if end is None else end
    return [Span(hit.start(), hit.end()) for hit in _WORD.finditer(text, start, stop)]
