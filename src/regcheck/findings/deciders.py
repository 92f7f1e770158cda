"""Who decides: the authority, a court, a private party – for rules about discretion.

Without the trained pipeline the nearest word that may decide is taken. With it, the sentences that
need it are parsed in one batch per document, and the subject of the verb decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from regcheck.language.deciders import Decider, decider_at, decider_of
from regcheck.matching.joined import joined_norms
from regcheck.matching.model import Match
from regcheck.segments.view import Segments


@dataclass(frozen=True, slots=True)
class _Question:
    """A sentence or joined norm, and where in it the words stand that somebody decides by."""

    sentence: str
    offset: int
    length: int
    language: str


def find_deciders(segments: Segments, matches: Sequence[Match], *, nlp: bool) -> Sequence[Decider]:
    """For each match `authority`, `court`, `private` or `unclear`."""
    questions = [_question(segments, match) for match in matches]
    if nlp:
        return _parsed(questions)
    return [decider_of(q.sentence, q.offset, q.length) for q in questions]


def _question(segments: Segments, match: Match) -> _Question:
    language = segments.language(match.leaf)
    length = len(match.span)
    if segments.is_listed(match.leaf):
        for norm in joined_norms(segments, match.leaf):
            for piece, at in zip(norm.pieces, norm.at, strict=True):
                if piece.start <= match.span.start < piece.end:
                    offset = at + match.span.start - piece.start
                    return _Question(norm.text, offset, length, language)
    sentence = segments.sentence_of(match.leaf, match.span)
    offset = match.span.start - sentence.start
    return _Question(sentence.of(segments.text), offset, length, language)


def _parsed(questions: Sequence[_Question]) -> Sequence[Decider]:
    """The same with the trained pipeline; sentences are analysed once each."""
    if not questions:
        return []
    from regcheck.language.pipeline import analyse

    analyses = {}
    for language in sorted({q.language for q in questions}):
        sentences = sorted({q.sentence for q in questions if q.language == language})
        for sentence, analysis in zip(sentences, analyse(sentences, language), strict=True):
            analyses[language, sentence] = analysis
    return [
        decider_at(analyses[q.language, q.sentence], q.sentence, q.offset, q.length)
        for q in questions
    ]
