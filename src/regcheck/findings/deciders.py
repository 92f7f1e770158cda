"""Who decides – the authority, a court, a private party – where words stand, and whether the words
are a gate: whether they condition or limit what a public authority decides in the single case. Both
are read off the decisions of the text; where none is told, off who acts in the sentence and whether
words of a case («søknad», «tilskudd», «vedtak») stand in it and over it."""

from __future__ import annotations

import re
from typing import NamedTuple

from regcheck.base.text.patterns import pattern
from regcheck.base.text.span import Span
from regcheck.decisions.actors import PUBLIC, acting_in, finding_in
from regcheck.decisions.model import Decision, Strength
from regcheck.decisions.read import read_decisions
from regcheck.decisions.reading import gives_rules
from regcheck.decisions.tokens import Token, tokens_of
from regcheck.document.segments.view import Segments
from regcheck.matching.model import Match

_LOOSE = frozenset({"bør", "bur", "burde", "plikter", "pliktar"})
_OPEN = frozenset({"kan", "kann", "må"})
_AFTER = 16
"""Code points behind the verb of a decision in which rules that are given would be its object."""
_SIGNS = 2
"""Signs of a case that make a gate of words outside a decision."""
_OF_A_CASE = pattern(
    r"\b(?:søk(?:n|e|j)|tilsk[uo]t|tilskudd|stønad|støtte|vedtak|tillat|løyve|godkjen|autorisa"
    r"|dispensa|unntak|fritak|opptak|klag|gebyr|tvangsmulkt|kompensasjon|konsesjon|kvote|opphold"
    r"|opphald|utlever|stipend|forelegg|ytelse|yting|pensjon|pålegg|skikk[ae]|fusk|eksamen|karakter"
    r"|innsatt|innsett|utvis|visitasj|tvang)",
    re.IGNORECASE,
)
"""The beginnings of words that tell of a case which somebody decides."""
_RIGHT = pattern(r"\b(?:har|ha) (?:\w+ ){0,6}?(?:rett til|krav på)\b")


class Decided(NamedTuple):
    """What a match has to do with a decision: who makes it, and whether the words that were matched
    condition or limit what a public authority decides in the single case."""

    decider: str
    gate: bool


class DecisionReader:
    """Who decides, and by which words, in the sentences of one document."""

    def __init__(self, segments: Segments) -> None:
        self._segments = segments
        self._told = segments.remember("decisions by sentence", lambda: _by_sentence(segments))
        self._tokens: dict[Span, list[Token]] = segments.remember("tokens of deciders", dict)

    def around(self, match: Match) -> Decided:
        """The decision of a match."""
        segments, start = self._segments, match.span.start
        sentence = segments.sentence_of(match.leaf, match.span)
        tokens = self._tokens_of(match.leaf, sentence)
        place = next((i for i, token in enumerate(tokens) if token.end > start), -1)
        if place < 0:
            return Decided("unclear", False)
        told = self._told.get(sentence, [])
        told = [one for one in told if one.words.start <= start][-1:] or told[:1]
        last = max(
            (t.start for t in tokens[:place] if t.word.modal and t.clause == "main"), default=0
        )
        decided = next((d for d in told if not d.is_duty and last < d.verb.end), None)
        end = next((i for i, t in enumerate(tokens) if t.start >= match.span.end), len(tokens))
        finds = finding_in(tokens, place, end)
        kind = finds or (decided.kind if decided and decided.kind in PUBLIC else "")
        kind = kind or acting_in(segments.text, tokens, place) or "unclear"
        may = decided is not None and decided.strength is Strength.MAY
        ruled = Span(decided.words.start, decided.verb.end + _AFTER) if decided else sentence
        if gives_rules(segments.lowered, ruled) and "enkeltvedtak" not in sentence.of(
            segments.text
        ):
            return Decided(kind, False)
        if finds or may or kind == "court":
            return Decided(kind, True)
        modal = next((t.low for t in tokens if t.word.modal and t.clause == "main"), "")
        idle = modal in _LOOSE or (kind == "private" and modal != "kan")
        if idle or tokens[place].clause == "that":
            return Decided(kind, False)
        if _RIGHT.search(segments.lowered, *sentence):
            return Decided(kind, True)
        heading = segments.heading_of(match.leaf)
        above = heading.of(segments.text) if heading else ""
        signs = (
            modal in _OPEN,
            decided is not None,
            _OF_A_CASE.search(segments.text, *sentence) is not None,
            _OF_A_CASE.search(f"{segments.document.meta.title} {above}") is not None,
        )
        return Decided(kind, sum(signs) >= _SIGNS)

    def _tokens_of(self, leaf: int, sentence: Span) -> list[Token]:
        """The tokens of a sentence; if it is none by itself, with those of the lead-ins that it
        belongs to."""
        known = self._tokens.get(sentence)
        if known is None:
            segments = self._segments
            known = tokens_of(segments.lowered, [sentence])
            whole = segments.text[sentence.start].isupper() and any(
                t.word.verb and t.clause == "main" for t in known
            )
            if segments.is_listed(leaf) and not whole:
                norm = segments.norm(leaf, sentence)
                known = tokens_of(segments.lowered, [p for p in norm if p.start <= sentence.start])
            self._tokens[sentence] = known
        return known


def _by_sentence(segments: Segments) -> dict[Span, list[Decision]]:
    """The decisions by their sentences, and by the items of lists that are their conditions."""
    found: dict[Span, list[Decision]] = {}
    for one in read_decisions(segments).decisions:
        listed = (c.span for c in one.conditions if c.where == "sentence")
        for span in (one.sentence, *(item for item in listed if not one.sentence.covers(item))):
            found.setdefault(span, []).append(one)
    return found
