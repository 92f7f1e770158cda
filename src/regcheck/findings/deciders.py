"""Who decides – the authority, a court, a private party – and whether the words are a gate of a
decision, for rules about discretion. Both are read from the same clauses, once per sentence."""

from __future__ import annotations

from typing import NamedTuple

from regcheck.base.text.span import Span
from regcheck.document.segments.view import Segments
from regcheck.findings.gates import is_gate
from regcheck.language.clauses import Reading, read_clauses
from regcheck.language.deciders import Decider, decider_in
from regcheck.matching.joined import joined_norms
from regcheck.matching.model import Match


class Decision(NamedTuple):
    """What a match has to do with a decision: who makes it, and whether the words that were matched
    condition or limit what a public authority decides in the single case."""

    decider: Decider
    gate: bool


class _ReadSentence(NamedTuple):
    """A sentence, or the joined norm it is part of, that was read: its clauses, where in the
    document its first word would stand, and what stands over it."""

    reading: Reading
    begin: int
    about: str


class DecisionReader:
    """The decisions that the sentences of one document tell of."""

    def __init__(self, segments: Segments) -> None:
        self._segments = segments
        self._known: dict[tuple[int, Span], _ReadSentence] = segments.remember(
            "sentences of decisions", dict
        )

    def around(self, match: Match) -> Decision:
        """The decision of a match."""
        place = (match.leaf, self._segments.sentence_of(match.leaf, match.span))
        known = self._known.get(place)
        if known is None:
            known = self._known[place] = _read(self._segments, *place)
        reading, begin, about = known
        offset = match.span.start - begin
        decider = decider_in(reading, offset, len(match.span))
        return Decision(decider, is_gate(reading, offset, decider, about))


def _read(segments: Segments, leaf: int, sentence: Span) -> _ReadSentence:
    about = segments.remember(("about", segments.heading_of(leaf)), lambda: _about(segments, leaf))
    # A lead-in is part of as many norms as it has items; the first shows it as well as any.
    norm = next(joined_norms(segments, leaf), None) if segments.is_listed(leaf) else None
    if norm is not None:
        for piece, at in zip(norm.pieces, norm.at, strict=True):
            if piece.start == sentence.start:
                return _ReadSentence(read_clauses(norm.text), piece.start - at, about)
    return _ReadSentence(read_clauses(sentence.of(segments.text)), sentence.start, about)


def _about(segments: Segments, leaf: int) -> str:
    heading = segments.heading_of(leaf)
    return f"{segments.document.meta.title} {heading.of(segments.text) if heading else ''}"
