"""What is known of a finding when its worth is judged: the rule, the document, who decides, the
facts of its clause, and the words around.

Only what stands in the document counts, and only by named features, so a ranking can be explained.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

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
_LONGEST_QUOTE = 40
_TOKEN = re.compile(r"\w+|[.,;:§()«»–-]")
_WORD = re.compile(r"\w+")
_ENDINGS = (
    *("ene", "ane", "ast", "est", "ede", "ers", "er", "ar", "en", "et", "ei", "te", "es", "as"),
    *("e", "a", "t", "s"),
)
_SHORTEST_STEM = 4


class Around:
    """The features that findings of one document share, made once each."""

    def __init__(self, segments: Segments) -> None:
        self.segments = segments
        self.kind = segments.document.meta.kind.value
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
        return tuple(Feature("word", word, 0.4) for word in sorted({stem(w) for w in words}))

    def features(self, judged: Judged) -> list[Feature]:
        """The features of a finding, in a fixed order."""
        segments, match = self.segments, judged.match
        sentence = segments.sentence_of(match.leaf, match.span)
        found = list(self._named(judged))
        found += self._beside(match.span)
        found += self.words(sentence, match.span)
        return found

    def _named(self, judged: Judged) -> Iterator[Feature]:
        rule, match = judged.rule, judged.match
        category = rule.category
        leaf = self.segments.leaves[match.leaf]
        yield Feature("rule", rule.id, 1.0)
        yield Feature("category", category, 1.0)
        yield Feature("severity", judged.severity.name.lower(), 1.0)
        yield Feature("confidence", judged.confidence.name.lower(), 1.0)
        yield Feature("language", self.segments.language(match.leaf), 1.0)
        context = {"role": leaf.role.value, "document": self.kind}
        if judged.verdict is not None:
            context["verdict"] = judged.verdict.value
        if judged.decider:
            context["decider"] = judged.decider
        if judged.gate is not None:
            context["gate"] = "yes" if judged.gate else "no"
            yield Feature("rule gate", f"{rule.id} {context['gate']}", 0.5)
            yield Feature("decider gate", f"{judged.decider} {context['gate']}", 0.7)
        for group, value in context.items():
            yield Feature(group, value, 1.0)
            yield Feature(f"category {group}", f"{category} {value}", 0.7)
        for fact in sorted(judged.facts):
            yield Feature("fact", fact, 1.0)
            yield Feature("category fact", f"{category} {fact}", 0.7)
        quote = match.span.of(self.segments.lowered)
        yield Feature("quote", " ".join(quote[:_LONGEST_QUOTE].split()), 1.0)

    def _beside(self, span: Span) -> Iterator[Feature]:
        """The words right before and after, of which the nearest count double, alone and in
        pairs."""
        text = self.segments.lowered
        before = _TOKEN.findall(text, max(0, span.start - NEAR), span.start)[-_AROUND:]
        after = _TOKEN.findall(text, span.end, span.end + NEAR)[:_AROUND]
        for group, words in (("before", before[::-1]), ("after", after)):
            for word in words:
                yield Feature(group, word, 0.7)
            if words:
                yield Feature(f"next {group}", words[0], 0.7)
            if len(words) > 1:
                pair = words[:2] if group == "after" else words[1::-1]
                yield Feature(f"two {group}", " ".join(pair), 0.5)


def stem(word: str) -> str:
    """The word without its ending, the same for most forms of it in both standards."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word
