"""A draft's own terms, and those that it gives one meaning in so many words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from regcheck.base.search.frequency import occurrences
from regcheck.base.text.patterns import pattern
from regcheck.base.text.span import Span
from regcheck.base.texts.localised import Localised
from regcheck.base.values import Value
from regcheck.concepts.concept_rules import CIRCULAR, OUTSIDE, TWO_TERMS, ConceptRules
from regcheck.concepts.definitions import Definition, counts, definitions_of, pattern_of, scope_of
from regcheck.concepts.meanings import Meaning, meaning_of, wording_of
from regcheck.document.model import OPERATIVE_ROLES, NodeKind, Role
from regcheck.document.segments.view import Segments
from regcheck.findings.judge import Judged
from regcheck.terms.definitions import DefinedTerm, defined_terms
from regcheck.terms.wording import definition_text

MOST_TERMS = 400
"""Terms of one document that are looked at."""
_SHORT, _COMMON = 12, 12
"""Letters of a term below which, and occurrences per million words of law from which, it is used in
its common sense too."""
OWN_ROLES = frozenset({*(role.value for role in OPERATIVE_ROLES), Role.INSERTED.value})
LEAST_WORDS = 4
"""Words that carry meaning, below which a definition says too little to identify a concept."""
_ADDS = pattern(r"(?:også|òg|likevel|i tillegg|dessuten|blant annet|mellom anna)\b", re.IGNORECASE)


class DraftTerm(Value, frozen=True):
    """A term of the draft: where it is defined and what it means."""

    at: DefinedTerm
    record: Definition

    @property
    def meaning(self) -> Meaning:
        """What it means, prepared for comparison."""
        return self.record.meaning

    @property
    def place(self) -> tuple[int, Span]:
        """The leaf it is in, and its span."""
        return self.at.leaf, self.at.span

    @property
    def is_own(self) -> bool:
        """Whether the draft itself, and not cited text, gives the term a meaning."""
        role = self.record.role
        return (
            role in OWN_ROLES
            and not _ADDS.match(self.record.definition)
            and bool(self.meaning.content)
            and not self.at.abroad
            and counts(self.record)
            and not self.meaning.points
        )


def draft_terms(segments: Segments, terms: Sequence[DefinedTerm]) -> list[DraftTerm]:
    """The first terms found in a draft, in text order, with what the draft says they mean."""
    terms = terms[:MOST_TERMS]
    return list(map(DraftTerm, terms, definitions_of(segments, terms)))


def share_a_word(first: str, second: str) -> bool:
    """Whether two terms share a word, or the beginning or end of one."""
    return any(
        one == other or one[:4] == other[:4] or one[-5:] == other[-5:]
        for one in first.split()
        for other in second.split()
    )


def two_terms(segments: Segments, rules: ConceptRules) -> Iterator[Judged]:
    """Terms that the document itself gives one meaning in so many words."""
    alike: dict[tuple[str, tuple[str, ...]], list[DefinedTerm]] = {}
    for term in defined_terms(segments)[:MOST_TERMS]:
        wording = wording_of(definition_text(segments, term, pattern_of(segments, term)))
        if len(wording) >= LEAST_WORDS:
            alike.setdefault((scope_of(segments, term), wording), []).append(term)
    for terms in alike.values():
        if len(terms) > 1:
            yield from _same_meaning(segments, terms, rules)


def _same_meaning(
    segments: Segments, alike: list[DefinedTerm], rules: ConceptRules
) -> Iterator[Judged]:
    from regcheck.concepts.notes import note_on_name_here

    own = [
        one
        for one in draft_terms(segments, alike)
        if one.is_own and len(one.meaning.content) >= LEAST_WORDS
    ]
    for place, one in enumerate(own):
        for other in own[:place]:
            if not share_a_word(other.record.lemma, one.record.lemma):
                note = note_on_name_here(other.record)
                others = (other.at.span,)
                yield from rules.judged(TWO_TERMS, one.place, note, others=others)
                break


def circular(segments: Segments, rules: ConceptRules) -> Iterator[Judged]:
    """Definitions that only repeat the words of the term."""
    if CIRCULAR not in rules:
        return
    for one in draft_terms(segments, defined_terms(segments)):
        named = meaning_of(one.record.lemma, one.record.language).content
        said = one.meaning
        nothing_else = said.content and not said.numbers and said.content <= named
        if nothing_else and not said.points and not one.at.abroad and one.record.role in OWN_ROLES:
            yield from rules.judged(CIRCULAR, one.place, Localised())


def outside_scope(segments: Segments, rules: ConceptRules) -> Iterator[Judged]:
    """Rare long terms used outside the section or chapter that defines them."""
    if OUTSIDE not in rules:
        return
    terms = defined_terms(segments)[:MOST_TERMS]
    wide = {term.term for term in terms if term.scope < 0}
    for term in terms:
        if term.scope < 0 or term.term in wide or len(term.term) < _SHORT:
            continue
        if occurrences(term.term, whole=True) > _COMMON:
            continue
        limits = [
            node.span
            for node in segments.document.parents[term.leaf]
            if node.span.start == term.scope and node.kind is not NodeKind.DOCUMENT
        ]
        if not limits or "§§" in term.sentence.of(segments.text):
            continue
        used = re.compile(rf"(?<![\w-]){re.escape(term.term)}(?P<defined>\w{{0,3}} ?[:;])?")
        outside = [
            match
            for match in used.finditer(segments.lowered)
            if not limits[0].start <= match.start() < limits[0].end
        ]
        if any(match["defined"] for match in outside):
            continue
        for match in outside:
            leaf = segments.leaf_at(match.start())
            if leaf >= 0 and segments.leaves[leaf].role in OPERATIVE_ROLES:
                place = (leaf, Span(match.start(), match.start() + len(term.term)))
                yield from rules.judged(OUTSIDE, place, Localised(), others=(term.span,))
                break
