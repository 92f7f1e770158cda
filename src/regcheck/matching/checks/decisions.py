"""Where decisions leave a question open that a rule asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from regcheck.decisions.questions import places_of
from regcheck.decisions.read import read_decisions
from regcheck.document.segments.view import Segments
from regcheck.matching.checks.hits import CheckHit


def decision(segments: Segments, options: Mapping[str, str]) -> Iterator[CheckHit]:
    """The narrow spans at which decisions, or sentences, are as the options say."""
    for span in places_of(read_decisions(segments), options):
        leaf = segments.leaf_at(span.start)
        if leaf >= 0 and span.end <= segments.leaves[leaf].span.end:
            yield CheckHit(leaf, span)
