"""Figures about a document's operative text: words, sentences, sentence length, LIX."""

from __future__ import annotations

import re

from regcheck.document.model import OPERATIVE_ROLES, Role
from regcheck.segments.view import Segments

_LONG_WORD = re.compile(r"[^\W\d_]{7,}")
_MEASURED = OPERATIVE_ROLES | {Role.INSERTED}


def measure(segments: Segments) -> dict[str, float]:
    """`words` and `sentences` of operative and inserted text, `words_per_sentence`, and `lix`:
    words per sentence plus the percentage of words of more than six letters (Björnsson 1968).

    A word is a stretch between spaces; list items count as parts of sentences of their own.
    """
    words = sentences = long_words = 0
    for leaf in segments.leaves:
        if leaf.role not in _MEASURED:
            continue
        text = segments.text[leaf.span.start : leaf.span.end]
        words += text.count(" ") + 1
        sentences += len(segments.sentences(leaf.span))
        long_words += len(_LONG_WORD.findall(text))
    if not words:
        return {"words": 0, "sentences": 0}
    return {
        "words": words,
        "sentences": sentences,
        "words_per_sentence": round(words / sentences, 2),
        "lix": round(words / sentences + 100 * long_words / words, 1),
    }
