"""What is known of a finding when its worth is judged: the rule, the document, who decides, the
facts of its clause, and the words around.

Only what stands in the document counts, and only by named features, so a ranking can be explained.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from functools import lru_cache

from regcheck.findings.judge import Judged
from regcheck.search.linear import Feature
from regcheck.segments.view import Segments
from regcheck.text.span import Span

NEAR = 200
"""Code points on each side of the words that are looked at."""
LONGEST = 1000
"""Code points of a sentence that are looked at; of a longer one, those around the words."""
_AROUND = 8
"""Words and marks on each side that count."""
_SHORT = 90
"""Code points in which there are mostly as many, whole."""
_LONGEST_QUOTE = 40
_TOKEN = re.compile(r"\w+|[.,;:§()«»–-]")
_WORD = re.compile(r"\w+")
_ENDINGS = (
    *("ene", "ane", "ast", "est", "ede", "ers", "er", "ar", "en", "et", "ei", "te", "es", "as"),
    *("e", "a", "t", "s"),
)
_SHORTEST_STEM = 4


class Around:
    """The features that findings of one document share, made once each. Of the words of a sentence
    only those that are `known` count, where these are given by their stem."""

    def __init__(self, segments: Segments, known: Container[str] | None = None) -> None:
        self.segments = segments
        self.kind = segments.document.meta.kind.value
        self._known = known
        self._sentences: dict[Span, tuple[Feature, ...]] = {}

    def words(self, sentence: Span, span: Span) -> tuple[Feature, ...]:
        """The stems of the words of a sentence, of a long one those around `span`."""
        if len(sentence) > LONGEST:
            start = max(sentence.start, span.start - LONGEST // 2)
            sentence = Span(start, min(sentence.end, span.start + LONGEST // 2))
            return self._stems(_WORD.findall(self.segments.lowered, *sentence))
        found = self._sentences.get(sentence)
        if found is None:
            found = self._sentences[sentence] = self._stems(self.segments.words(sentence))
        return found

    def _stems(self, words: Iterable[str]) -> tuple[Feature, ...]:
        stems: set[str] = set(map(stem, words))
        if self._known is not None:
            stems = {one for one in stems if one in self._known}
        return tuple(("word", one, 0.4) for one in sorted(stems))

    def features(self, judged: Judged) -> list[Feature]:
        """The features of a finding, in a fixed order."""
        match = judged.match
        sentence = self.segments.sentence_of(match.leaf, match.span)
        return [*self.own(judged), *self.words(sentence, match.span)]

    def own(self, judged: Judged) -> list[Feature]:
        """Those that findings of one sentence do not share."""
        return [*self._named(judged), *self._beside(judged.match.span)]

    def _named(self, judged: Judged) -> Iterator[Feature]:
        rule, match = judged.rule, judged.match
        category = rule.category
        leaf = self.segments.leaves[match.leaf]
        yield ("rule", rule.id, 1.0)
        yield ("category", category, 1.0)
        yield ("severity", judged.severity.name.lower(), 1.0)
        yield ("confidence", judged.confidence.name.lower(), 1.0)
        yield ("language", self.segments.language(match.leaf), 1.0)
        context = {"role": leaf.role.value, "document": self.kind}
        if judged.verdict is not None:
            context["verdict"] = judged.verdict.value
        if judged.decider:
            context["decider"] = judged.decider
        if judged.gate is not None:
            context["gate"] = "yes" if judged.gate else "no"
            yield ("rule gate", f"{rule.id} {context['gate']}", 0.5)
            yield ("decider gate", f"{judged.decider} {context['gate']}", 0.7)
        for group, value in context.items():
            yield (group, value, 1.0)
            yield (f"category {group}", f"{category} {value}", 0.7)
        for fact in sorted(judged.facts):
            yield ("fact", fact, 1.0)
            yield ("category fact", f"{category} {fact}", 0.7)
        quote = match.span.of(self.segments.lowered)
        yield ("quote", " ".join(quote[:_LONGEST_QUOTE].split()), 1.0)

    def _beside(self, span: Span) -> Iterator[Feature]:
        """The words right before and after, of which the nearest count double, alone and in
        pairs."""
        text = self.segments.lowered
        before = _TOKEN.findall(text, max(0, span.start - _SHORT), span.start)
        if len(before) <= _AROUND:
            before = _TOKEN.findall(text, max(0, span.start - NEAR), span.start)
        after = _TOKEN.findall(text, span.end, span.end + _SHORT)
        if len(after) <= _AROUND:
            after = _TOKEN.findall(text, span.end, span.end + NEAR)
        before, after = before[-_AROUND:], after[:_AROUND]
        for group, words in (("before", before[::-1]), ("after", after)):
            for word in words:
                yield (group, word, 0.7)
            if words:
                yield (f"next {group}", words[0], 0.7)
            if len(words) > 1:
                pair = words[:2] if group == "after" else words[1::-1]
                yield (f"two {group}", " ".join(pair), 0.5)


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The word without its ending, the same for most forms of it in both standards."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word
