"""The facts by the name that rules use, each looked for when it is first asked for.

Rules and categories ask for facts by name: `except-places` leaves words alone, `note-places` only
notes them, and `{fact: …}` is a condition like any other. Their docstrings say when they hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from regcheck.base.text.span import Span
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
from regcheck.matching.facts.titles import in_eu_title
from regcheck.matching.facts.told import (
    asked,
    curriculum,
    foreign,
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


class _PlaceFacts(dict[Fact, bool]):
    """Which facts hold where a match stands, each worked out when it is first asked for."""

    def __init__(self, place: MatchContext) -> None:
        self._place = place

    def __missing__(self, fact: Fact) -> bool:
        """Work out and keep whether a fact holds."""
        holds = self[fact] = _TESTS[fact](self._place)
        return holds


class DocumentFacts:
    """The facts of the places in one document."""

    def __init__(self, segments: Segments) -> None:
        self.segments = segments
        self._last = -1, Span(0, 0), ""
        self._known: dict[Span, _PlaceFacts] = {}

    def at(self, match: Match) -> _PlaceFacts:
        """Which facts hold where a match stands."""
        found = self._known.get(match.span)
        if found is None:
            sentence, lead = self._sentence_of(match)
            found = _PlaceFacts(place_of(self.segments, match, sentence, lead))
            self._known[match.span] = found
        return found

    def any_hold(self, facts: Iterable[Fact], match: Match) -> bool:
        """Whether one of some facts holds where a match stands."""
        return any(map(self.at(match).__getitem__, facts))

    def of(self, match: Match) -> frozenset[str]:
        """The names of all facts that hold where a match stands."""
        known = self.at(match)
        return frozenset(fact.value for fact in Fact if known[fact])

    def _sentence_of(self, match: Match) -> tuple[Span, str]:
        """The sentence of a match and the lead of its list; mostly they are those of the match
        before."""
        leaf, sentence, lead = self._last
        if leaf != match.leaf or not sentence.covers(match.span):
            sentence = self.segments.sentence_of(match.leaf, match.span)
            lead = lead_of(self.segments, match.leaf, sentence)
            self._last = match.leaf, sentence, lead
        return sentence, lead


def facts_of(segments: Segments) -> DocumentFacts:
    """The facts of a document, shared by all who ask."""
    return segments.remember("facts", lambda: DocumentFacts(segments))
