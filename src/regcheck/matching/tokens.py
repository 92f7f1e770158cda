"""Token patterns in spaCy's own notation, run on candidate leaves only."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from regcheck.search.expressions import Expression
from regcheck.text.span import Span


@cache
def _blank(language: str) -> Any:
    import spacy

    return spacy.blank(language if language in ("nb", "nn", "en") else "nb")


class TokenMatcher:
    """One token pattern; spaCy is imported when it is first used."""

    def __init__(self, pattern: str, language: str) -> None:
        self._pattern = pattern
        self._language = language
        self._matcher: Any = None

    def find(
        self, text: str, lowered: str, start: int, end: int, limit: float = 0.0
    ) -> list[tuple[Span, Span]]:
        """Matches in `start`…`end`, the longest where they overlap, as (reported, whole). Raises
        SlowExpressionError."""
        nlp = _blank(self._language)
        if self._matcher is None:
            from spacy.matcher import Matcher

            self._matcher = Matcher(nlp.vocab)
            self._matcher.add("rule", [json.loads(self._pattern)], greedy="LONGEST")
            _guard(self._matcher)
        tokens = nlp.make_doc(text[start:end])
        found = sorted(self._matcher(tokens), key=lambda m: (m[1], m[2]))
        words = (tokens[first:last] for _, first, last in found)
        spans = (Span(start + one.start_char, start + one.end_char) for one in words)
        return [(span, span) for span in spans]


def _guard(matcher: Any) -> None:
    """Let regular expressions in token conditions search under the time limit, as all others do:
    spaCy would run them with `re`, which knows none."""
    for predicate in matcher._extra_predicates:
        pattern = getattr(predicate.value, "pattern", None)
        if isinstance(pattern, str):
            predicate.value = Expression(pattern, cased=True)
