"""The built-in checks by the name rule files use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from regcheck.document.segments.view import Segments
from regcheck.matching.checks.hits import Check, CheckHit

DATED = frozenset({"past-date"})
"""Checks that take the day on which a text is read as their option `as-of`; it may be empty."""


def _nothing(_segments: Segments, _options: Mapping[str, str]) -> Iterable[CheckHit]:
    """Suppressions are judged when all findings are there, and concepts compared with those of
    other texts by a room that knows these."""
    return ()


def _decision(segments: Segments, options: Mapping[str, str]) -> Iterator[CheckHit]:
    """The narrow spans at which decisions, or sentences, are as the options say."""
    from regcheck.decisions.questions import places_of
    from regcheck.decisions.read import read_decisions

    for span in places_of(read_decisions(segments), options):
        leaf = segments.leaf_at(span.start)
        if leaf >= 0 and span.end <= segments.leaves[leaf].span.end:
            yield CheckHit(leaf, span)


def known_checks() -> dict[str, Check]:
    """All built-in checks."""
    from regcheck.matching.checks import (
        concepts,
        embedding,
        followed_references,
        languages,
        law_in_force,
        metric,
        past_dates,
        references,
        sentences,
        spelling,
        structure,
        thresholds,
        twin_words,
    )

    return {
        "absent-part": followed_references.absent_part,
        "absent-section": law_in_force.absent_section,
        "concept-comparison": _nothing,
        "decision": _decision,
        "defined-never-used": concepts.defined_never_used,
        "defined-twice": concepts.defined_twice,
        "dangling-reference": references.dangling_reference,
        "duplicate-number": structure.duplicate_number,
        "employee-terms": partial(languages.competing_terms, concept="employee"),
        "enterprise-terms": partial(languages.competing_terms, concept="enterprise"),
        "list-depth": structure.list_depth,
        "list-without-connector": structure.list_without_connector,
        "law-not-in-force": law_in_force.law_not_in_force,
        "lix": metric.document_lix,
        "misplaced-reference": followed_references.misplaced_reference,
        "mixed-connectors": structure.mixed_connectors,
        "mixed-standard": languages.mixed_standard,
        "near-spelling": spelling.near_spelling,
        "numbering-gap": structure.numbering_gap,
        "paragraph-words": metric.paragraph_words,
        "passive-without-agent": sentences.passive_without_agent,
        "past-date": past_dates.past_date,
        "repealed-law": law_in_force.repealed_law,
        "rix": metric.document_rix,
        "section-without-heading": structure.section_without_heading,
        "sentence-conditions": sentences.sentence_conditions,
        "sentence-embedding": embedding.sentence_embedding,
        "sentence-references": sentences.sentence_references,
        "sentence-words": metric.sentence_words,
        "suppression": _nothing,
        "threshold-gap": thresholds.threshold_gap,
        "twin-words": twin_words.twin_words,
        "word-letters": sentences.word_letters,
    }
