"""The facts by the name that rules use, each looked for when it is first asked for.

Rules and categories ask for facts by name: `except-places` leaves words alone, `note-places` only
notes them, and `{fact: …}` is a condition like any other. Their docstrings say when they hold.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from regcheck.document.model import Role
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
from regcheck.matching.facts.place import Place, place_of
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
from regcheck.segments.view import Segments
from regcheck.text.span import Span

_TESTS: Final[Mapping[Fact, Callable[[Place], bool]]] = {
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


class Facts:
    """The facts of the places in one document."""

    def __init__(self, segments: Segments) -> None:
        self.segments = segments
        self._known: dict[Span, tuple[Place, dict[Fact, bool]]] = {}

    def holds(self, fact: Fact, match: Match) -> bool:
        """Whether a fact holds of the place of a match."""
        place, known = self._at(match)
        found = known.get(fact)
        if found is None:
            found = known[fact] = _TESTS[fact](place)
        return found

    def _at(self, match: Match) -> tuple[Place, dict[Fact, bool]]:
        """The place of a match, and what is known of it."""
        found = self._known.get(match.span)
        if found is None:
            found = self._known[match.span] = (place_of(self.segments, match), {})
        return found

    def is_translated(self, match: Match) -> bool:
        """Whether a match stands in text that its reader knows for a translation."""
        return self.segments.leaves[match.leaf].role is Role.FOREIGN

    def of(self, match: Match) -> frozenset[str]:
        """The names of all facts that hold of the place of a match."""
        place, known = self._at(match)
        for fact, test in _TESTS.items():
            if fact not in known:
                known[fact] = test(place)
        return frozenset(fact.value for fact, holds in known.items() if holds)


def facts_of(segments: Segments) -> Facts:
    """The facts of a document, shared by all who ask."""
    return segments.remember("facts", lambda: Facts(segments))
