"""The second reader: words that models of rules have learned to know, in sentences where no written
rule of their category has found anything."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from regcheck.language.fold import fold
from regcheck.search.in_context import Line, Stretch, WordModel, stem
from regcheck.segments.view import Segments
from regcheck.text.span import Span

TOKEN = re.compile(r"\w+(?:-\w+)*|[.,;:§()«»–]")
LONGEST = 2_000
"""Words and marks of a sentence that are read."""
_OVER = 25
"""Words of a lead-in or heading that count, the last ones."""


class LearnedPattern(NamedTuple):
    """A model as a rule uses it: words as likely as `above` are found."""

    model: WordModel
    above: float


class LearnedHit(NamedTuple):
    """Words in a sentence of a leaf that the pattern of a trigger found, those around that tipped
    it, and how likely it is that a careful reader would mark them, from 0 to 1."""

    trigger: int
    leaf: int
    sentence: Span
    span: Span
    tipping: tuple[Span, ...]
    likely: float


class SecondReader:
    """Models of several triggers, which read a document together. Holds no state of any."""

    def __init__(self, patterns: Mapping[int, LearnedPattern]) -> None:
        self.patterns = patterns
        self._opening: dict[str, tuple[int, ...]] = {}

    def opening(self, word: str) -> tuple[int, ...]:
        """The triggers whose models look at a lower-case word."""
        found = self._opening.get(word)
        if found is None:
            folded = fold(word)
            found = tuple(key for key, one in self.patterns.items() if one.model.opens(folded))
            self._opening[word] = found
        return found

    def read(
        self, segments: Segments, asks: Callable[[int, int, Span], bool]
    ) -> Iterator[LearnedHit]:
        """What the models find in sentences where `asks` says, of a trigger, a leaf and a sentence,
        that it may speak."""
        opening = self.opening
        for leaf, node in enumerate(segments.leaves):
            for sentence in segments.sentences(node.span):
                words = words_of(segments, sentence)
                places: dict[int, list[int]] = {}
                for at, word in enumerate(words):
                    for trigger in opening(word):
                        places.setdefault(trigger, []).append(at)
                asked = [trigger for trigger in places if asks(trigger, leaf, sentence)]
                if asked:
                    line = line_of(segments, leaf, sentence, words)
                    for trigger in asked:
                        model, above = self.patterns[trigger]
                        for found in model.read(line, places[trigger], above):
                            yield _hit(segments, trigger, leaf, sentence, found)


def _hit(segments: Segments, trigger: int, leaf: int, sentence: Span, found: Stretch) -> LearnedHit:
    last = max(found.after, *found.tipping, 0)
    tokens = list(islice(TOKEN.finditer(segments.lowered, *sentence), last + 1))
    span = Span(tokens[found.first].start(), tokens[found.after - 1].end())
    tipping = tuple(Span(*tokens[at].span()) for at in found.tipping)
    return LearnedHit(trigger, leaf, sentence, span, tipping, found.likely)


def words_of(segments: Segments, sentence: Span) -> list[str]:
    """The words and marks of a sentence that are read, in lower case."""
    return TOKEN.findall(segments.lowered, *sentence)[:LONGEST]


def spans_of(segments: Segments, sentence: Span) -> list[Span]:
    """Where those words and marks stand."""
    tokens = TOKEN.finditer(segments.lowered, *sentence)
    return [Span(*token.span()) for token in islice(tokens, LONGEST)]


def line_of(segments: Segments, leaf: int, sentence: Span, words: Sequence[str]) -> Line:
    """A sentence as models read it."""
    heading = segments.heading_of(leaf)
    folded = [fold(word) for word in words]
    lead = _lead(segments, leaf, sentence)
    return Line(folded, [stem(word) for word in folded], lead, _stems(segments, heading))


def _lead(segments: Segments, leaf: int, sentence: Span) -> tuple[str, ...]:
    if not segments.is_listed(leaf):
        return ()
    before = [piece for piece in segments.norm(leaf, sentence) if piece.end <= sentence.start]
    return _stems(segments, before[-1] if before else None)


def _stems(segments: Segments, span: Span | None) -> tuple[str, ...]:
    """The stems of the words over a sentence, made once each."""
    if span is None:
        return ()
    known: dict[Span, tuple[str, ...]] = segments.remember("stems over sentences", dict)
    if span not in known:
        words = words_of(segments, span)[-_OVER:]
        known[span] = tuple(dict.fromkeys(stem(fold(word)) for word in words))
    return known[span]


def opened(model: WordModel, line: Line) -> list[int]:
    """The places of the words of a line that a model looks at."""
    return [at for at, word in enumerate(line.words) if model.opens(word)]
