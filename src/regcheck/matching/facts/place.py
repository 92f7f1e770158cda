"""Where some words stand, as the facts look at it."""

from __future__ import annotations

from typing import Final, NamedTuple

from regcheck.matching.model import Match
from regcheck.segments.view import Segments
from regcheck.text.span import Span

WINDOW: Final = 400
"""Code points before and after the words that are looked at."""


class Place(NamedTuple):
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


def place_of(segments: Segments, match: Match) -> Place:
    """The place of a match."""
    text, span = segments.lowered, match.span
    sentence = segments.sentence_of(match.leaf, span)
    lead = ""
    if segments.is_listed(match.leaf):
        for piece in segments.norm(match.leaf, span):
            if piece.end <= sentence.start:
                lead += text[max(piece.start, piece.end - WINDOW) : piece.end] + " "
        lead = lead[-WINDOW:]
    begin = max(sentence.start, span.start - WINDOW)
    end = max(min(sentence.end, span.end + WINDOW), span.end)
    clause = text[begin:end]
    return Place(
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
