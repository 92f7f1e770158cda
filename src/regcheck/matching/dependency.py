"""Dependency patterns, in the notation of spaCy's DependencyMatcher: words and how they depend on
each other in a sentence."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from regcheck.base.text.span import Span
from regcheck.language.pipeline import load_pipeline, parsed

NO_PIPELINE: Final = "the trained pipeline is off (--nlp on) or missing"
"""Why a rule with such a pattern was not run."""


def words_of(pattern: str, forms: Callable[[str], Iterable[str]]) -> Iterator[frozenset[str]]:
    """For each node that names words, these in lower case, lemmas in all their `forms`."""
    for node in json.loads(pattern):
        for name, said in node["RIGHT_ATTRS"].items():
            words = [said] if isinstance(said, str) else said.get("IN", ())
            if words and name == "LOWER":
                yield frozenset(word.lower() for word in words)
            elif words and name == "LEMMA":
                yield frozenset(form for word in words for form in forms(word))


class DependencyMatcher:
    """One dependency pattern. The pipeline is loaded when a text is first searched."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._matcher: Any = None

    def find(
        self, text: str, lowered: str, start: int, end: int, limit: float = 0.0
    ) -> list[tuple[Span, Span]]:
        """Matches in the sentence `start`…`end` as (reported, whole), each from its first word to
        its last."""
        if self._matcher is None:
            from spacy.matcher import DependencyMatcher as Matcher

            self._matcher = Matcher(load_pipeline().vocab)
            self._matcher.add("rule", [json.loads(self._pattern)])
        found: set[Span] = set()
        tokens = parsed(text[start:end])
        for _, nodes in self._matcher(tokens):
            last = tokens[max(nodes)]
            found.add(Span(tokens[min(nodes)].idx, last.idx + len(last)).shift(start))
        return [(span, span) for span in sorted(found)]
