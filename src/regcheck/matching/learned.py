"""The second reader: words that models of rules have learned to know, in sentences where no written
rule of their category has found anything."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, islice
from operator import add
from typing import Final, NamedTuple

from regcheck.document.model import Node, NodeKind
from regcheck.language.fold import fold
from regcheck.search.in_context import Line, stem
from regcheck.search.word_models import Amounts, Stretch, Word, WordModels
from regcheck.segments.view import Segments
from regcheck.text.patterns import pattern
from regcheck.text.span import Span

TOKEN = pattern(r"\w+(?:-\w+)*|[.,;:§()«»–]")
_NUMBER = pattern(r"\d[\d-]*[a-zæøå]?")
LONGEST = 2_000
"""Words and marks of a sentence that are read."""
_OVER = 25
"""Words of a lead-in or heading that count, the last ones."""
_MOST_KNOWN: Final = 1 << 15
"""Words whose worth is remembered from one document to the next."""


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
    """The models of several triggers, packed together in the same order, which read a document;
    `triggers` gives for each how likely words must be. Remembers words, but of no document."""

    def __init__(self, triggers: Mapping[int, float], models: bytes) -> None:
        self.triggers = tuple(triggers)
        self._models = WordModels(models, tuple(triggers.values()))
        self._known = _Known(self._models)

    def read(
        self, segments: Segments, leaves: Iterable[int], asks: Callable[[int, Span], int]
    ) -> Iterator[LearnedHit]:
        """What the models find in leaves; `asks` says, of a leaf and a sentence, which triggers may
        speak there, as bits in their order."""
        known = self._known
        if len(known) > _MOST_KNOWN:
            known.clear()
            self._models.forget()
        above = _Above(segments, self._models)
        for leaf in leaves:
            for sentence in segments.sentences(segments.leaves[leaf].span):
                pieces = map(known.__getitem__, sentence.of(segments.lowered).split())
                words = list(chain.from_iterable(pieces))[:LONGEST]
                opened = 0
                for bits in [word.opened for word in words if word.opened]:
                    opened |= bits
                asked = opened and opened & asks(leaf, sentence)
                if asked:
                    over = above.amounts(leaf, sentence)
                    for place, found in self._models.read(words, over, asked):
                        yield _hit(segments, self.triggers[place], leaf, sentence, found)


class _Known(dict[str, tuple[Word, ...]]):
    """The words and marks of pieces without white space, worked out when they are first met."""

    def __init__(self, models: WordModels) -> None:
        self._models = models

    def __missing__(self, piece: str) -> tuple[Word, ...]:
        words = TOKEN.findall(piece)
        is_one = words == [piece]
        first = (self._models.word(_folded(piece)),) if is_one else ()
        self[piece] = found = first or tuple(self[word][0] for word in words)
        return found


class _Above:
    """What models make of the words that the sentences of a document stand under, worked out once
    for those that share them."""

    def __init__(self, segments: Segments, models: WordModels) -> None:
        self._segments = segments
        self._models = models
        self._title = models.over({"title": _title_stems(segments)})
        self._section: Node | None = None
        self._amounts: Amounts = ()
        self._leads: dict[Span, Amounts] = {}

    def amounts(self, leaf: int, sentence: Span) -> Amounts:
        """What the models make of what a sentence stands under."""
        segments = self._segments
        section = segments.article_of(leaf)
        if section is not self._section:
            self._section = section
            self._amounts = _sum(self._title, self._models.over(_over(segments, leaf)))
        lead = _lead(segments, leaf, sentence)
        if lead is None:
            return self._amounts
        if lead not in self._leads:
            self._leads[lead] = self._models.over({"lead": _last_stems(segments, lead)})
        return _sum(self._amounts, self._leads[lead])


def _sum(one: Amounts, other: Amounts) -> Amounts:
    return tuple(map(add, one, other))


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
    """A sentence as models learn from it."""
    folded = [_folded(word) for word in words]
    lead = _lead(segments, leaf, sentence)
    over = {"lead": _last_stems(segments, lead), **_over(segments, leaf)}
    over["title"] = _title_stems(segments)
    names = {group: sorted(stems) for group, stems in over.items()}
    return Line(folded, [stem(word) for word in folded], names)


def _folded(word: str) -> str:
    """A lower-case word as models know it; one number is as good as another."""
    return "0" if _NUMBER.fullmatch(word) else fold(word)


def _over(segments: Segments, leaf: int) -> dict[str, set[str]]:
    """What all sentences of the section around a leaf stand under, by the names that models have
    for it."""
    section = segments.article_of(leaf)
    return {
        "heading": _last_stems(segments, segments.heading_of(leaf)),
        "section": _stems(segments.words(section.span))
        if section.kind is NodeKind.ARTICLE
        else set(),
    }


def _title_stems(segments: Segments) -> set[str]:
    return _stems(TOKEN.findall(segments.document.meta.title.lower())[:_OVER])


def _lead(segments: Segments, leaf: int, sentence: Span) -> Span | None:
    """The lead-in of the list that a sentence stands in."""
    if not segments.is_listed(leaf):
        return None
    before = [piece for piece in segments.norm(leaf, sentence) if piece.end <= sentence.start]
    return before[-1] if before else None


def _last_stems(segments: Segments, span: Span | None) -> set[str]:
    """The stems of the last words of a lead-in or heading, if there is one."""
    return _stems(words_of(segments, span)[-_OVER:]) if span else set()


def _stems(words: Iterable[str]) -> set[str]:
    """The stems of lower-case words."""
    return set(map(_stem_of, words))


@lru_cache(maxsize=1 << 16)
def _stem_of(word: str) -> str:
    return stem(_folded(word))
