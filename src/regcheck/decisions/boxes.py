"""Boxes made from words of the text."""

from __future__ import annotations

from regcheck.base.text.span import Span
from regcheck.decisions.model import NOT_SAID, Box, Condition, Nature, State
from regcheck.decisions.spots import find
from regcheck.document.segments.view import Segments
from regcheck.law.address import Address


def box(text: str, *spans: Span) -> Box:
    """A box that these words of the provision fill."""
    return Box(State.WORDS, spans, " … ".join(one.of(text) for one in spans))


def elsewhere(found: Box, address: Address) -> Box:
    """The same box, filled by another provision."""
    return Box(State.ELSEWHERE, found.spans, found.text, address) if found.said else found


def said_in(segments: Segments, name: str, span: Span) -> Box:
    """The box that the first words of a list of phrases fill in a span."""
    found = find(segments, name, span)
    return box(segments.text, found) if found else NOT_SAID


def condition(segments: Segments, span: Span, where: str = "sentence") -> Condition:
    """A condition of these words, with its nature."""
    moved = find(segments, "moved", span) is not None
    nature = Nature.FACT
    if find(segments, "open", span):
        nature = Nature.OPEN
    elif find(segments, "judgment", span) or segments.lowered.startswith("for å ", span.start):
        nature = Nature.JUDGMENT
    return Condition(span, span.of(segments.text), nature, where, moved)
