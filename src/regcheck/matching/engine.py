"""The engine: one pass over the text for literals, then exact matchers where they hit."""

from __future__ import annotations

from regcheck.document.segments.view import Segments
from regcheck.matching.deadline import NO_MEMORY, Expired, TimeIsUpError
from regcheck.matching.document_matcher import DocumentMatcher
from regcheck.matching.model import Matches
from regcheck.matching.prepared import PreparedRules


class Engine(PreparedRules):
    """Finds every match of its rules in one document after another."""

    def match(
        self,
        segments: Segments,
        *,
        expired: Expired | None = None,
        without: frozenset[int] = frozenset(),
    ) -> Matches:
        """Every match in a document whose word conditions and facts hold; conditions on who
        decides are left to the findings. In the leaves `without`, by index, only what looks at the
        document as a whole finds anything. When `expired` says so, or memory runs out, the rest is
        given up."""
        matcher = DocumentMatcher(self, segments, expired, without)
        try:
            matcher.scan()
            matcher.check_whole()
        except TimeIsUpError:
            matcher.skipped["*"] = matcher.time_is_up()
        except MemoryError:
            matcher.skipped["*"] = NO_MEMORY
        return matcher.result()
