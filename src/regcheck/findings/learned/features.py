"""What is known of a finding when its worth is judged: the rule, the document, who decides, the
facts of its clause, and the words around.

Only what stands in the document counts, and only by named features, so a ranking can be explained.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from itertools import chain
from typing import NamedTuple

from regcheck.base.search.linear import Feature, Held
from regcheck.base.text.patterns import pattern
from regcheck.base.text.span import Span
from regcheck.decisions.model import Decision
from regcheck.decisions.read import read_decisions
from regcheck.decisions.sentence import by_sentence
from regcheck.document.model import NodeKind, Role
from regcheck.document.segments.view import Segments
from regcheck.findings.judge import Judged
from regcheck.law.metadata import DocumentKind
from regcheck.packs.model import Confidence, Severity, Verdict

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


class FindingContext(NamedTuple):
    """What is known of a finding whatever words stand around it; `names` are the facts of its
    clause."""

    rule: str
    category: str
    severity: Severity
    confidence: Confidence
    verdict: Verdict | None
    decider: str
    gate: bool | None
    names: frozenset[str]
    language: str
    role: Role
    document: DocumentKind


class Around:
    """The features of one document's findings, in the parts that several of them may share."""

    def __init__(self, segments: Segments) -> None:
        self.segments = segments
        self.kind = segments.document.meta.kind
        self._title = _stems(_WORD.findall(segments.document.meta.title.lower()))

    def features(self, judged: Judged) -> list[Feature]:
        """The features of a finding, in a fixed order."""
        held = (
            *named(self.facts(judged)),
            *self.beside(judged),
            *self.of_sentence(self.sentence(judged), judged.rule.category),
            *self.of_section(judged.match.leaf),
            *self.of_decision(judged),
        )
        return [
            (group, value, strength)
            for group, values, strength in held
            for value in (sorted(values) if isinstance(values, frozenset) else values)
        ]

    def sentence(self, judged: Judged) -> Span:
        """The sentence of a finding; of a long one what is around it."""
        span = judged.match.span
        sentence = self.segments.sentence_of(judged.match.leaf, span)
        if len(sentence) > LONGEST:
            start = max(sentence.start, span.start - LONGEST // 2)
            sentence = Span(start, min(sentence.end, span.start + LONGEST // 2))
        return sentence

    def of_sentence(self, sentence: Span, category: str) -> Iterable[Held]:
        """What findings of one category in one sentence share: the stems of the words in it."""
        stems = _stems(self.segments.words(sentence))
        return (("word", stems, 0.4), (f"{category} word", stems, 0.4))

    def of_section(self, leaf: int) -> Iterable[Held]:
        """What findings of one section share: the stems of its words, unless there are very many,
        those of its heading and those of the document's title."""
        section, heading = self.segments.article_of(leaf), self.segments.heading_of(leaf)
        few = section.kind is NodeKind.ARTICLE and len(section.span) <= LARGEST
        words = self.segments.words(section.span) if few else ()
        over = () if heading is None else self.segments.words(heading)
        return (
            ("section", _stems(words), 0.2),
            ("heading", _stems(over), 0.5),
            ("title", self._title, 0.3),
        )

    def of_decision(self, judged: Judged) -> Iterator[Held]:
        """What the boxes hold of the decisions in the sentence, for the category and its trouble;
        `decided` is none where nothing is decided in it."""
        span = self.segments.sentence_of(judged.match.leaf, judged.match.span)
        kind = judged.rule.trouble or judged.rule.category
        found = self._decisions.get(span, [])
        if not found:
            yield ("decided", ("none", f"{kind} none"), 0.5)
        for one in found[:2]:
            boxes = (
                *(f"act {one.act}", f"strength {one.strength}", f"initiative {one.initiative}"),
                *(f"kind {one.kind}", f"nature {one.nature}", f"time {one.time.state}"),
                *(f"appeal {one.appeal.state}", f"passive {one.passive}"),
            )
            both = tuple(value for box in boxes for value in (box, f"{kind} {box}"))
            yield ("decided", both, 0.4)

    @cached_property
    def _decisions(self) -> dict[Span, list[Decision]]:
        return by_sentence(read_decisions(self.segments).decisions)

    def facts(self, judged: Judged) -> FindingContext:
        """What is known of a finding, of its rule, its document and its place."""
        rule, leaf = judged.rule, judged.match.leaf
        return FindingContext(
            *(rule.id, rule.category, judged.severity, judged.confidence, judged.verdict),
            *(judged.decider, judged.gate, judged.facts),
            *(self.segments.language(leaf), self.segments.leaves[leaf].role, self.kind),
        )

    def beside(self, judged: Judged) -> Iterator[Held]:
        """The words themselves and those right before and after, of which the nearest count
        double, alone and in pairs."""
        text, (start, end) = self.segments.lowered, judged.match.span
        yield ("quote", (" ".join(text[start : min(end, start + _LONGEST_QUOTE)].split()),), 1.0)
        before = _tokens(text[max(0, start - _SHORT) : start])
        if len(before) <= _AROUND:
            before = _tokens(text[max(0, start - NEAR) : start])
        after = _tokens(text[end : end + _SHORT])
        if len(after) <= _AROUND:
            after = _tokens(text[end : end + NEAR])
        before, after = before[: -_AROUND - 1 : -1], after[:_AROUND]
        for side, tokens, pair in (("before", before, before[1::-1]), ("after", after, after[:2])):
            yield (side, tokens, 0.7)
            yield (f"next {side}", tokens[:1], 0.7)
            if len(pair) > 1:
                yield (f"two {side}", (" ".join(pair),), 0.5)


def named(facts: FindingContext) -> Iterator[Held]:
    """The features that facts give, in a fixed order."""
    rule, category = facts.rule, facts.category
    yield ("rule", (rule,), 1.0)
    yield ("category", (category,), 1.0)
    yield ("severity", (facts.severity.name.lower(),), 1.0)
    yield ("confidence", (facts.confidence.name.lower(),), 1.0)
    yield ("language", (facts.language,), 1.0)
    context = {"role": facts.role.value, "document": facts.document.value}
    if facts.verdict is not None:
        context["verdict"] = facts.verdict.value
    if facts.decider:
        context["decider"] = facts.decider
    if facts.gate is not None:
        context["gate"] = "yes" if facts.gate else "no"
        yield ("rule gate", (f"{rule} {context['gate']}",), 0.5)
        yield ("decider gate", (f"{facts.decider} {context['gate']}",), 0.7)
    for group, value in context.items():
        yield (group, (value,), 1.0)
        yield (f"category {group}", (f"{category} {value}",), 0.7)
    for fact in sorted(facts.names):
        yield ("fact", (fact,), 1.0)
        yield ("category fact", (f"{category} {fact}",), 0.7)


def _tokens(text: str) -> list[str]:
    return list(chain.from_iterable(map(_tokens_of, text.split())))


@lru_cache(maxsize=1 << 14)
def _tokens_of(piece: str) -> list[str]:
    return _TOKEN.findall(piece)


def _stems(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(stem, words))


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The word without its ending, the same for most forms of it in both standards."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word
