"""What a document's findings are to the sampler."""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.evaluation.sample import Hit
from regcheck.results.result import DocumentResult


def hits_of(result: DocumentResult) -> Iterator[Hit]:
    """The findings of a document as hits to draw from."""
    for finding in result.findings:
        yield Hit(
            rule=finding.rule.id,
            refid=result.meta.refid,
            path=result.path,
            address=finding.address,
            address_path=finding.address_path,
            quote=finding.quote,
            sentence=finding.excerpt,
            severity=finding.severity.word,
            decider=finding.decider or "",
            start=finding.start,
        )
