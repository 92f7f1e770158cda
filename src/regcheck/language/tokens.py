"""Words of a text as spans, and readability by word and sentence length."""

from __future__ import annotations

import re
from collections.abc import Sequence

from regcheck.text.span import Span

_WORD = re.compile(r"\w+(?:[-'’/.]\w+)*")
LONG_WORD = 7
"""Letters from which a word counts as long («more than six letters»)."""


def words(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The words of `text[start:end]` as spans of `text` (code points).

    A word is letters and digits, with hyphens, apostrophes, slashes and full stops inside it
    (`EØS-avtalen`, `og/eller`, `bl.a`, `10-2`); white space and other marks are none.
    """
    stop = len(text) if end is None else end
    return [Span(hit.start(), hit.end()) for hit in _WORD.finditer(text, start, stop)]


def count_words(text: str, start: int = 0, end: int | None = None) -> int:
    """How many words `text[start:end]` has."""
    return len(_WORD.findall(text, start, len(text) if end is None else end))


def lix(text: str, sentences: Sequence[Span]) -> float:
    """Björnsson's readability index over the given sentences of `text`; 0.0 when there is no word.

    LIX = words / sentences + 100 × long words / words, a long word having more than six letters
    (C. H. Björnsson, *Läsbarhet*, Stockholm: Liber, 1968). Sentences without a word do not count.
    """
    total = long = full = 0
    for sentence in sentences:
        found = _WORD.findall(text, sentence.start, sentence.end)
        total += len(found)
        long += sum(1 for word in found if len(word) >= LONG_WORD)
        full += bool(found)
    return total / full + 100 * long / total if total else 0.0
