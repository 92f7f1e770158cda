"""The facts by the name that rules use, each looked for when it is first asked for.

Rules and categories ask for facts by name: `except-places` leaves words alone, `note-places` only
notes them, and `{fact: …}` is a condition like any other. Their docstrings say when they hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final, NamedTuple

from regcheck.base.text.span import Span
from regcheck.document.model import Role
from regcheck.document.segments.view import Segments
from regcheck.matching.facts.defined_words import in_defined_term
from regcheck.matching.facts.measured import (
    case,
    conditioned,
    data_limit,
    digital_open,
    factor,
    for_regulations,
    negated,
    priced,
    settled,
)
from regcheck.matching.facts.names import label, valuation
from regcheck.matching.facts.place import MatchContext, lead_of, place_of
from regcheck.matching.facts.signs import BITS, signs
from regcheck.matching.facts.titles import in_eu_title
from regcheck.matching.facts.told import (
    asked,
    curriculum,
    foreign,
    is_convention,
    is_curriculum,
    is_danish,
    learning_outcome,
    narrative,
    reported,
)
from regcheck.matching.model import Match
from regcheck.packs.model import Fact

_TESTS: Final[Mapping[Fact, Callable[[MatchContext], bool]]] = {
    Fact.NARRATIVE: narrative,
    Fact.REPORTED: reported,
    Fact.ASKED: asked,
    Fact.FOREIGN: foreign,
    Fact.LEARNING_OUTCOME: learning_outcome,
    Fact.CURRICULUM: curriculum,
    Fact.LABEL: label,
    Fact.EU_TITLE: in_eu_title,
    Fact.DEFINED_TERM: in_defined_term,
    Fact.VALUATION: valuation,
    Fact.NEGATED: negated,
    Fact.SETTLED: settled,
    Fact.CONDITIONED: conditioned,
    Fact.CASE: case,
    Fact.FACTOR: factor,
    Fact.FOR_REGULATIONS: for_regulations,
    Fact.DATA_LIMIT: data_limit,
    Fact.PRICED: priced,
    Fact.DIGITAL_OPEN: digital_open,
}


class _SentenceFacts(NamedTuple):
    """A sentence of a leaf, with the lead of its list and the facts that places in it may have."""

    leaf: int
    span: Span
    lead: str
    possible: int


class _PlaceFacts(dict[Fact, bool]):
    """Which facts hold where a match stands, each worked out when it is first asked for."""

    def __init__(self, segments: Segments, match: Match, sentence: _SentenceFacts) -> None:
        self._segments = segments
        self._match = match
        self.sentence = sentence
        self._context: MatchContext | None = None

    def __missing__(self, fact: Fact) -> bool:
        """Work out and keep whether a fact holds."""
        _, span, lead, possible = self.sentence
        holds = False
        if possible & BITS[fact]:
            if self._context is None:
                self._context = place_of(self._segments, self._match, span, lead)
            holds = _TESTS[fact](self._context)
        self[fact] = holds
        return holds


class DocumentFacts:
    """The facts of the places in one document."""

    def __init__(self, segments: Segments) -> None:
        self.segments = segments
        self._signs = signs()
        self._document = _of_document(segments)
        self._last = _SentenceFacts(-1, Span(0, 0), "", 0)
        self._known: dict[Span, _PlaceFacts] = {}

    def at(self, match: Match) -> _PlaceFacts:
        """Which facts hold where a match stands."""
        found = self._known.get(match.span)
        if found is None:
            found = _PlaceFacts(self.segments, match, self._sentence_of(match))
            self._known[match.span] = found
        return found

    def any_hold(self, facts: Iterable[Fact], match: Match) -> bool:
        """Whether one of some facts holds where a match stands."""
        return any(map(self.at(match).__getitem__, facts))

    def of(self, match: Match) -> frozenset[str]:
        """The names of all facts that hold where a match stands."""
        known = self.at(match)
        possible = known.sentence.possible
        return frozenset(
            [fact.value for fact, bit in BITS.items() if possible & bit and known[fact]]
        )

    def _sentence_of(self, match: Match) -> _SentenceFacts:
        """What is known of the sentence of a match; mostly it is that of the match before."""
        leaf, span, last = match.leaf, match.span, self._last
        if last.leaf == leaf and last.span.covers(span):
            return last
        segments = self.segments
        sentence = segments.sentence_of(leaf, span)
        lead = lead_of(segments, leaf, sentence)
        possible = self._in_leaf(leaf) | self._signs.possible(sentence.of(segments.lowered))
        if lead:
            possible |= self._signs.possible(lead)
        if span.end > sentence.end:
            possible |= self._signs.possible(span.of(segments.lowered))
        self._last = _SentenceFacts(leaf, sentence, lead, possible)
        return self._last

    def _in_leaf(self, leaf: int) -> int:
        """The facts that any place of a leaf may have, whatever the words of its sentence."""
        node, find = self.segments.leaves[leaf], self.segments.text.find
        return (
            self._document
            | BITS[Fact.FOREIGN] * (node.role is Role.FOREIGN)
            | BITS[Fact.EU_TITLE] * (find("/", *node.span) >= 0)
            | BITS[Fact.LABEL] * (find("«", *node.span) >= 0)
        )


def facts_of(segments: Segments) -> DocumentFacts:
    """The facts of a document, shared by all who ask."""
    return segments.remember("facts", lambda: DocumentFacts(segments))


def _of_document(segments: Segments) -> int:
    """The facts that any place of a document may have, whatever its words."""
    return (
        BITS[Fact.NARRATIVE] * is_danish(segments)
        | BITS[Fact.FOREIGN] * is_convention(segments)
        | BITS[Fact.CURRICULUM] * is_curriculum(segments)
    )
