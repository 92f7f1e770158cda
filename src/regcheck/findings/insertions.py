"""Findings in what tracked changes put in, when a document was read for these alone."""

from __future__ import annotations

from collections.abc import Sequence

from regcheck.document.model import Document
from regcheck.findings.judge import Judged


def in_insertions(document: Document, judged: Sequence[Judged]) -> Sequence[Judged]:
    """The matches whose words, in part at least, a tracked change put in; all of them unless the
    document was read so that it can tell."""
    places = document.places
    if places is None or places.insertions is None:
        return judged
    return [one for one in judged if places.inserted(one.match.span)]
