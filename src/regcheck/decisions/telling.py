"""The words that questions are asked with."""

from __future__ import annotations

from regcheck.decisions.model import Decision
from regcheck.segments.view import Segments


_LONGEST = 90


def tell(segments: Segments, one: Decision, kind: str, locale: str) -> str:
    """The question of a decision: what it says, then what it leaves open."""
    return f"{statement(segments, one)}: {kind}"


def tell_words(kind: str, words: str, register: str, locale: str) -> str:
    """The question of some words."""
    return f"«{words}»: {kind} {register}"


def statement(segments: Segments, one: Decision) -> str:
    """What is decided, as a sentence that begins with whoever decides."""
    return one.words.of(segments.text)
