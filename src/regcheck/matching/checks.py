"""The built-in checks by the name rule files use."""

from __future__ import annotations

from regcheck.matching.hits import Check

CHECK_NAMES = frozenset(
    {"sentence-words", "paragraph-words", "lix", "defined-twice", "defined-never-used"}
)
"""Names allowed in `metric` and `structure` patterns."""


def known_checks() -> dict[str, Check]:
    """All built-in checks."""
    from regcheck.matching import metric, structure

    return {
        "sentence-words": metric.sentence_words,
        "paragraph-words": metric.paragraph_words,
        "lix": metric.document_lix,
        "defined-twice": structure.defined_twice,
        "defined-never-used": structure.defined_never_used,
    }
