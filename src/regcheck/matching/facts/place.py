"""Where some words stand, as the facts look at it."""

from __future__ import annotations

from typing import Final, NamedTuple

from regcheck.base.text.span import Span
from regcheck.document.segments.view import Segments
from regcheck.matching.model import Match

WINDOW: Final = 400
"""Code points before and after the words that are looked at."""


class MatchContext(NamedTuple):
    """The words that were found (`said`) and what their sentence has `before` and `after` them,
    within the window, and the `lead` of the list they stand in; all in lower case. `clause` is what
    the sentence says around the words, `norm` the same with the lead-in."""

    segments: Segments
    match: Match
    sentence: Span
    lead: str
    before: str
    said: str
    after: str
    clause: str
    norm: str

    @property
    def until(self) -> str:
        """What is said up to the end of the words, with the lead-in."""
        return self.lead + self.before + self.said


def lead_of(segments: Segments, leaf: int, sentence: Span) -> str:
    """The lead of the list that a sentence stands in, within the window; empty where it stands in
    none."""
    if not segments.is_listed(leaf):
        return ""
    text, lead = segments.lowered, ""
    for piece in segments.norm(leaf, sentence):
        if piece.end <= sentence.start:
            lead += text[max(piece.start, piece.end - WINDOW) : piece.end] + " "
    return lead[-WINDOW:]


def place_of(segments: Segments, match: Match, sentence: Span, lead: str) -> MatchContext:
    """The place of a match in a sentence with its lead."""
    text, span = segments.lowered, match.span
    begin = max(sentence.start, span.start - WINDOW)
    end = max(min(sentence.end, span.end + WINDOW), span.end)
    clause = text[begin:end]
    return MatchContext(
        segments,
        match,
        sentence,
        lead,
        text[begin : span.start],
        text[span.start : span.end],
        text[span.end : end],
        clause,
        lead + clause,
    )
