"""Who decides – the authority, a court, a private party – where words stand, and whether the words
are a gate: whether they condition or limit what a public authority decides in the single case. Both
are read off the decisions of the text; where none is told, off who acts in the sentence and whether
words of a case («søknad», «tilskudd», «vedtak») stand in it and over it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from regcheck.base.text.patterns import pattern
from regcheck.base.text.span import Span
from regcheck.decisions.actors import PUBLIC, acting_in, finding_in
from regcheck.decisions.model import Decision, Strength
from regcheck.decisions.read import told_in
from regcheck.decisions.reading import gives_rules
from regcheck.decisions.sentence import by_sentence
from regcheck.decisions.tokens import Token, tokens_of
from regcheck.document.segments.view import Segments
from regcheck.matching.model import Match

_LOOSE = frozenset({"bør", "bur", "burde", "plikter", "pliktar"})
_OPEN = frozenset({"kan", "kann", "må"})
_AFTER = 16
"""Code points behind the verb of a decision in which rules that are given would be its object."""
_FAR = 250
"""Words and marks on each side that tell who decides."""
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
        self._tokens: dict[Span, list[Token]] = {}

    @cached_property
    def _told(self) -> dict[Span, list[Decision]]:
        return by_sentence(one for _, some in told_in(self._segments) for one in some)

    def around(self, match: Match) -> Decided:
        """The decision of a match."""
        start, end = match.span
        sentence = self._segments.sentence_of(match.leaf, match.span)
        pieces = self._pieces(match.leaf, sentence)
        tokens = self._tokens_of(sentence, pieces)
        place = bisect_right(tokens, start, key=attrgetter("end"))
        if place == len(tokens):
            return Decided("unclear", False)
        tokens, place = tokens[max(place - _FAR, 0) : place + _FAR], min(place, _FAR)
        told = next((self._told[one] for one in reversed(pieces) if one in self._told), [])
        decided = _decided_at(told, tokens, place)
        found = bisect_left(tokens, end, key=attrgetter("start"))
        finds = finding_in(tokens, place, found)
        kind = finds or (decided.kind if decided and decided.kind in PUBLIC else "")
        kind = kind or acting_in(self._segments.text, tokens, place) or "unclear"
        may = decided is not None and decided.strength is Strength.MAY
        near = Span(max(sentence.start, tokens[0].start), min(sentence.end, tokens[-1].end))
        ruled = Span(decided.words.start, decided.verb.end + _AFTER) if decided else near
        if gives_rules(self._segments.lowered, ruled):
            return Decided(kind, False)
        if finds or may or kind == "court":
            return Decided(kind, True)
        modal = next((t.low for t in tokens if t.word.modal and t.clause == "main"), "")
        idle = modal in _LOOSE or (kind == "private" and modal != "kan")
        if idle or tokens[place].clause == "that":
            return Decided(kind, False)
        heading = self._segments.heading_of(match.leaf)
        above = heading.of(self._segments.text) if heading else ""
        signs = (
            kind == "authority",
            modal in _OPEN,
            decided is not None,
            _OF_A_CASE.search(self._segments.text, *near) is not None,
            _OF_A_CASE.search(f"{self._segments.document.meta.title} {above}") is not None,
        )
        right = _RIGHT.search(self._segments.lowered, *near) is not None
        return Decided(kind, right or sum(signs) >= _SIGNS)

    def _pieces(self, leaf: int, sentence: Span) -> list[Span]:
        """The lead-ins that a sentence belongs to, and the sentence."""
        if not self._segments.is_listed(leaf):
            return [sentence]
        norm = self._segments.norm(leaf, sentence)
        return [one for one in norm if one.start <= sentence.start]

    def _tokens_of(self, sentence: Span, pieces: list[Span]) -> list[Token]:
        """The tokens of a sentence; if it is none by itself, with those of its lead-ins."""
        known = self._tokens.get(sentence)
        if known is None:
            low = self._segments.lowered
            known = tokens_of(low, [sentence])
            whole = any(one.word.verb and one.clause == "main" for one in known)
            if len(pieces) > 1 and not (whole and self._segments.text[sentence.start].isupper()):
                known = tokens_of(low, pieces)
            self._tokens[sentence] = known
        return known


def _decided_at(told: list[Decision], tokens: list[Token], place: int) -> Decision | None:
    """The decision of a sentence that words at a place belong to: the last before them, or the
    first; None for a duty, and behind a clause that says who else does something."""
    others = (b for a, b in pairwise(tokens[: place + 1]) if a.word.kind and b.word.modal)
    last = max((one.start for one in others if one.clause == "main"), default=0)
    at = bisect_right(told, tokens[place].start, key=attrgetter("words.start"))
    one = told[max(at - 1, 0)] if told else None
    return None if one is None or one.is_duty or one.verb.end <= last else one
