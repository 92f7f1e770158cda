"""The built-in checks by the name rule files use."""

from __future__ import annotations

from regcheck.matching.hits import Check

CHECK_NAMES = frozenset(
    {
        "sentence-words",
        "paragraph-words",
        "lix",
        "defined-twice",
        "defined-never-used",
        "section-without-heading",
        "numbering-gap",
        "duplicate-number",
        "list-without-connector",
        "list-depth",
    }
)
"""Names allowed in `metric` and `structure` patterns."""


def known_checks() -> dict[str, Check]:
    """All built-in checks."""
    from regcheck.matching import concept_checks, metric, structure

    return {
        "sentence-words": metric.sentence_words,
        "paragraph-words": metric.paragraph_words,
        "lix": metric.document_lix,
        "defined-twice": concept_checks.defined_twice,
        "defined-never-used": concept_checks.defined_never_used,
        "section-without-heading": structure.section_without_heading,
        "numbering-gap": structure.numbering_gap,
        "duplicate-number": structure.duplicate_number,
        "list-without-connector": structure.list_without_connector,
        "list-depth": structure.list_depth,
    }
