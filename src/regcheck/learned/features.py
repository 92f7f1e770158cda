"""What is known of a finding when its worth is judged: the rule, the document, who decides, the
facts of its clause, and the words around.

Only what stands in the document counts, and only by named features, so a ranking can be explained.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from regcheck.findings.judge import Judged
from regcheck.search.linear import Feature, LinearModel
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
    """The features of one document's findings; those that several share are made once. Of words
    that may stand anywhere, given a `model`, only those count that it knows."""

    def __init__(self, segments: Segments, model: LinearModel | None = None) -> None:
        self.segments = segments
        self.kind = segments.document.meta.kind.value
        self._weights = model.weights if model is not None else None
        self._title: tuple[Feature, ...] | None = None
        self._shared: dict[tuple[Span, str], tuple[Feature, ...]] = {}

    def features(self, judged: Judged) -> list[Feature]:
        """The features of a finding, in a fixed order."""
        return [*self.own(judged), *self.shared(judged)]

    def shared(self, judged: Judged) -> tuple[Feature, ...]:
        """What findings of one category in one sentence share, the same tuple for these: the stems
        of the words in the sentence (in a long one, of those around the finding), in the heading
        over it and in the document's title."""
        category, span = judged.rule.category, judged.match.span
        sentence = self.segments.sentence_of(judged.match.leaf, span)
        if len(sentence) > LONGEST:
            start = max(sentence.start, span.start - LONGEST // 2)
            sentence = Span(start, min(sentence.end, span.start + LONGEST // 2))
        known = self._shared.get((sentence, category))
        if known is None:
            known = self._shared[sentence, category] = (
                *self._words(sentence, category),
                *self._of_heading(judged.match.leaf),
                *self._of_title(),
            )
        return known

    def _words(self, sentence: Span, category: str) -> Iterator[Feature]:
        stems = sorted(set(map(stem, self.segments.words(sentence))))
        yield from self._known("word", stems, 0.4)
        yield from self._known("category word", [f"{category} {one}" for one in stems], 0.4)

    def _of_heading(self, leaf: int) -> Iterable[Feature]:
        heading = self.segments.heading_of(leaf)
        words = () if heading is None else self.segments.words(heading)
        return self._known("heading", sorted(set(map(stem, words))), 0.5)

    def _of_title(self) -> tuple[Feature, ...]:
        if self._title is None:
            words = _WORD.findall(self.segments.document.meta.title.lower())
            self._title = tuple(self._known("title", sorted(set(map(stem, words))), 0.3))
        return self._title

    def _known(self, group: str, values: Iterable[str], strength: float) -> Iterator[Feature]:
        known = None if self._weights is None else self._weights.get(group, {})
        return ((group, one, strength) for one in values if known is None or one in known)

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
