"""Who decides – the authority, a court, a private party – and whether the words are a gate of a
decision, for rules about discretion. Both are read from the same clauses, once per sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from regcheck.findings.gates import is_gate
from regcheck.language.clauses import read_clauses
from regcheck.language.deciders import Decider, decider_in
from regcheck.matching.joined import joined_norms
from regcheck.matching.model import Match
from regcheck.segments.view import Segments


class Decision(NamedTuple):
    """What a match has to do with a decision: who makes it, and whether the words that were matched
    condition or limit what a public authority decides in the single case."""

    decider: Decider
    gate: bool


def find_decisions(segments: Segments, matches: Sequence[Match]) -> list[Decision]:
    """The decision of each match."""
    return [_decision(segments, match) for match in matches]


def _decision(segments: Segments, match: Match) -> Decision:
    sentence, offset = _sentence(segments, match)
    reading = read_clauses(sentence)
    decider = decider_in(reading, offset, len(match.span))
    heading = segments.heading_of(match.leaf)
    about = f"{segments.document.meta.title} {heading.of(segments.text) if heading else ''}"
    return Decision(decider, is_gate(reading, offset, decider, about))


def _sentence(segments: Segments, match: Match) -> tuple[str, int]:
    """The sentence or joined norm that a match stands in, and where it begins there."""
    if segments.is_listed(match.leaf):
        for norm in joined_norms(segments, match.leaf):
            for piece, at in zip(norm.pieces, norm.at, strict=True):
                if piece.start <= match.span.start < piece.end:
                    return norm.text, at + match.span.start - piece.start
    sentence = segments.sentence_of(match.leaf, match.span)
    return sentence.of(segments.text), match.span.start - sentence.start
