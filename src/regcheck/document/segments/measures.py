"""Figures about a document's operative text: words, sentences, sentence length, LIX."""

from __future__ import annotations

from regcheck.base.text.patterns import pattern
from regcheck.base.values import Value
from regcheck.document.model import BESIDE_ROLES, OPERATIVE_ROLES, Role
from regcheck.document.segments.view import Segments

MEASURED_ROLES = OPERATIVE_ROLES | {Role.INSERTED}
"""The roles whose text is measured."""

LONG_WORD = pattern(r"[^\W\d_]{7,}")


class TextMeasures(Value, frozen=True):
    """Counts over operative and inserted text; `beside` are words in tables, notes, annexes."""

    words: int = 0
    sentences: int = 0
    long_words: int = 0
    beside: int = 0

    @property
    def words_per_sentence(self) -> float:
        """Mean sentence length in words."""
        return self.words / self.sentences if self.sentences else 0.0

    @property
    def lix(self) -> float:
        """Words per sentence plus the percentage of words over six letters (Björnsson 1968)."""
        if not self.words:
            return 0.0
        return self.words_per_sentence + 100 * self.long_words / self.words

    def as_dict(self) -> dict[str, float]:
        """The figures a result reports, rounded; `words` are all that rules look at."""
        if not self.words:
            return {"words": self.beside, "sentences": 0}
        return {
            "words": self.words + self.beside,
            "sentences": self.sentences,
            "words_per_sentence": round(self.words_per_sentence, 2),
            "lix": round(self.lix, 1),
        }


def measured_text(segments: Segments) -> str:
    """The text that is measured, in one piece."""
    leaves = (leaf for leaf in segments.leaves if leaf.role in MEASURED_ROLES)
    return " ".join(leaf.span.of(segments.text) for leaf in leaves)


def library_measures(text: str) -> dict[str, float]:
    """Textstat's RIX, automated readability index and Coleman–Liau; nothing for no text."""
    if not text:
        return {}
    from textstat import textstat

    textstat.set_lang("nb_NO")
    found = {
        "rix": textstat.rix(text),
        "ari": textstat.automated_readability_index(text),
        "coleman_liau": textstat.coleman_liau_index(text),
    }
    return {name: round(float(value), 2) for name, value in found.items()}


def measure_text(segments: Segments) -> TextMeasures:
    """The document's figures, counted once."""
    return segments.remember("measures", lambda: _measure(segments))


def _measure(segments: Segments) -> TextMeasures:
    text = segments.text
    words = sentences = long_words = beside = 0
    for leaf in segments.leaves:
        if leaf.role in BESIDE_ROLES:
            beside += text.count(" ", leaf.span.start, leaf.span.end) + 1
        if leaf.role in MEASURED_ROLES:
            start, end = leaf.span.start, leaf.span.end
            words += text.count(" ", start, end) + 1
            sentences += len(segments.sentences(leaf.span))
            long_words += len(LONG_WORD.findall(text, start, end))
    return TextMeasures(words, sentences, long_words, beside)
