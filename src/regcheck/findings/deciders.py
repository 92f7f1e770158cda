"""Who decides: the authority, a court, a private party – for rules about discretion.

Patterns answer first. Where the trained pipeline is on it is asked for the sentences that need it,
in one batch per document, and its word counts more than the nearest noun's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from regcheck.language.deciders import classify_decider, nearest_decider
from regcheck.matching.joined import joined_norms
from regcheck.matching.model import Match
from regcheck.segments.view import Segments

UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class _Question:
    """A sentence or joined norm, and where in it the words stand that somebody decides by."""

    sentence: str
    offset: int
    language: str


def find_deciders(segments: Segments, matches: Sequence[Match], *, nlp: bool) -> list[str]:
    """For each match `authority`, `court`, `private` or `unclear`."""
    questions = [_question(segments, match) for match in matches]
    answers = [nearest_decider(q.sentence, q.offset) for q in questions]
    if not nlp:
        return answers
    for index, parsed in _parsed(questions).items():
        if parsed != UNCLEAR:
            answers[index] = parsed
    return answers


def _question(segments: Segments, match: Match) -> _Question:
    language = segments.language(match.leaf)
    if segments.is_listed(match.leaf):
        for norm in joined_norms(segments, match.leaf):
            for piece, at in zip(norm.pieces, norm.at, strict=True):
                if piece.start <= match.span.start < piece.end:
                    return _Question(norm.text, at + match.span.start - piece.start, language)
    sentence = segments.sentence_of(match.leaf, match.span)
    return _Question(sentence.of(segments.text), match.span.start - sentence.start, language)


def _parsed(questions: Sequence[_Question]) -> dict[int, str]:
    """What the trained pipeline says, by question; sentences are analysed once each."""
    from regcheck.language.pipeline import analyse, subject_at

    found: dict[int, str] = {}
    for language in ("nb", "nn"):
        mine = [i for i, q in enumerate(questions) if q.language == language]
        sentences = sorted({questions[i].sentence for i in mine})
        analyses = dict(zip(sentences, analyse(sentences, language), strict=True))
        for index in mine:
            question = questions[index]
            subject = subject_at(analyses[question.sentence], question.offset)
            if subject is not None:
                found[index] = classify_decider(subject.phrase.of(question.sentence))
    return found
