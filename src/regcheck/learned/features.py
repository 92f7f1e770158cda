"""What is known of a finding when its worth is judged: the rule, the document, who decides, the
facts of its clause, and the words around.

Only what stands in the document counts, and only by named features, so a ranking can be explained.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from regcheck.document.model import NodeKind
from regcheck.findings.judge import Judged
from regcheck.search.linear import Feature, LinearModel
from regcheck.segments.view import Segments
from regcheck.text.patterns import pattern
from regcheck.text.span import Span

NEAR = 200
"""Code points on each side of the words that are looked at."""
LONGEST = 1000
"""Code points of a sentence that are looked at; of a longer one, those around the words."""
LARGEST = 5000
"""Code points of a section whose words are looked at."""
_AROUND = 8
"""Words and marks on each side that count."""
_SHORT = 90
"""Code points in which there are mostly as many, whole."""
_LONGEST_QUOTE = 40
_TOKEN = pattern(r"\w+|[.,;:§()«»–-]")
_WORD = pattern(r"\w+")
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
        title = _WORD.findall(segments.document.meta.title.lower())
        self._title = tuple(self._known("title", title, 0.3))
        self._sentences: dict[tuple[Span, str], tuple[Feature, ...]] = {}
        self._sections: dict[Span, tuple[Feature, ...]] = {}

    def features(self, judged: Judged) -> list[Feature]:
        """The features of a finding, in a fixed order."""
        return [*self.own(judged), *self.of_sentence(judged), *self.of_section(judged)]

    def of_sentence(self, judged: Judged) -> tuple[Feature, ...]:
        """What findings of one category in one sentence share, the same tuple for these: the stems
        of the words in it, in a long one of those around the finding."""
        category, span = judged.rule.category, judged.match.span
        sentence = self.segments.sentence_of(judged.match.leaf, span)
        if len(sentence) > LONGEST:
            start = max(sentence.start, span.start - LONGEST // 2)
            sentence = Span(start, min(sentence.end, span.start + LONGEST // 2))
        found = self._sentences.get((sentence, category))
        if found is None:
            words = self.segments.words(sentence)
            both = (*self._known("word", words, 0.4), *self._known(f"{category} word", words, 0.4))
            found = self._sentences[sentence, category] = both
        return found

    def of_section(self, judged: Judged) -> tuple[Feature, ...]:
        """What findings of one section share, the same tuple for these: the stems of its words,
        unless there are very many, those of its heading and those of the document's title."""
        leaf = judged.match.leaf
        section, heading = self.segments.article_of(leaf), self.segments.heading_of(leaf)
        found = self._sections.get(section.span)
        if found is None:
            few = section.kind is NodeKind.ARTICLE and len(section.span) <= LARGEST
            words = self.segments.words(section.span) if few else ()
            over = () if heading is None else self.segments.words(heading)
            found = self._sections[section.span] = (
                *self._known("section", words, 0.2),
                *self._known("heading", over, 0.5),
                *self._title,
            )
        return found

    def _known(self, group: str, words: Iterable[str], strength: float) -> Iterator[Feature]:
        """The stems of words in a group, in order."""
        known = None if self._weights is None else self._weights.get(group, {})
        stems = sorted(set(map(stem, words)))
        return ((group, one, strength) for one in stems if known is None or one in known)

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
