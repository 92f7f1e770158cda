"""A draft's own concepts: what the rules about them say, of the draft alone or seen against what is
defined elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from regcheck.concepts.concept_rules import LEAST_WORDS, MOST_TERMS, TWO_TERMS, ConceptRules
from regcheck.concepts.said import said_of, scope_of
from regcheck.concepts.wordings import wording_of
from regcheck.definitions.definitions import DefinedTerm, defined_terms
from regcheck.findings.judge import Judged
from regcheck.packs.model import RuleSet
from regcheck.segments.view import Segments

if TYPE_CHECKING:
    from regcheck.concepts.elsewhere import Source


class DraftConcepts:
    """Finds, in one document after another, what the rules about concepts say; without a `source`
    only what the document alone shows."""

    def __init__(self, rule_set: RuleSet, source: Source | None = None) -> None:
        self._rules = ConceptRules(rule_set)
        self._source = source

    def __call__(self, segments: Segments) -> list[Judged]:
        """The judged matches in a document, at most one of these rules for each term."""
        if not self._rules:
            return []
        found = list(_two_terms(segments, self._rules))
        if self._source is not None:
            from regcheck.concepts.elsewhere import seen_against

            found += seen_against(self._source, segments, self._rules)
        return found


def _two_terms(segments: Segments, rules: ConceptRules) -> Iterator[Judged]:
    """Terms that the document itself, in so many words, gives one meaning."""
    said: dict[tuple[str, tuple[str, ...]], list[DefinedTerm]] = {}
    for term in defined_terms(segments)[:MOST_TERMS]:
        wording = wording_of(said_of(segments, term))
        if len(wording) >= LEAST_WORDS:
            said.setdefault((scope_of(segments, term), wording), []).append(term)
    for alike in said.values():
        if len(alike) > 1:
            yield from _same_meaning(segments, alike, rules)


def _same_meaning(
    segments: Segments, alike: list[DefinedTerm], rules: ConceptRules
) -> Iterator[Judged]:
    from regcheck.concepts.draft_terms import draft_term, share_a_word
    from regcheck.concepts.draft_words import note_on_other_name

    terms = (draft_term(segments, term) for term in alike)
    own = [one for one in terms if one.is_own and len(one.meaning.content) >= LEAST_WORDS]
    for place, one in enumerate(own):
        for other in own[:place]:
            if not share_a_word(other.record.lemma, one.record.lemma):
                note = note_on_other_name(other.record, here=True)
                others = (other.at.span,)
                yield from rules.judged(TWO_TERMS, one.place, note, others=others)
                break
