"""The second reader: words that models of rules have learned to know, in sentences where no written
rule of their category has found anything."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from operator import attrgetter
from typing import Final, NamedTuple

from regcheck.document.model import NodeKind
from regcheck.language.fold import fold
from regcheck.search.in_context import Line, Stretch, Word, WordModels, stem
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
_OPENED = attrgetter("opened")


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
        self, segments: Segments, leaves: Iterable[int], asks: Callable[[int, int, Span], bool]
    ) -> Iterator[LearnedHit]:
        """What the models find in leaves, in sentences where `asks` says, of a trigger, a leaf and
        a sentence, that it may speak."""
        known = self._known
        if len(known) > _MOST_KNOWN:
            known.clear()
        leaf, sentence = -1, Span(0, 0)
        worth: dict[tuple[str, Span | None], int] = {}

        def asked(place: int) -> bool:
            return asks(self.triggers[place], leaf, sentence)

        for leaf in leaves:
            for sentence in segments.sentences(segments.leaves[leaf].span):
                words = list(map(known.__getitem__, words_of(segments, sentence)))
                if any(map(_OPENED, words)):
                    over = 0
                    for above in _places_over(segments, leaf, sentence):
                        if above not in worth:
                            worth[above] = self._models.over(_stems(segments, *above))
                        over += worth[above]
                    for place, found in self._models.read(words, over, asked):
                        trigger = self.triggers[place]
                        yield _hit(segments, trigger, leaf, sentence, found)


class _Known(dict[str, Word]):
    """What models make of lower-case words, worked out when they are first met."""

    def __init__(self, models: WordModels) -> None:
        self._models = models

    def __missing__(self, word: str) -> Word:
        found = self[word] = self._models.word(_folded(word))
        return found


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
    places = _places_over(segments, leaf, sentence)
    over = [one for place in places for one in _stems(segments, *place)]
    return Line(folded, [stem(word) for word in folded], over)


def _folded(word: str) -> str:
    """A lower-case word as models know it; one number is as good as another."""
    return "0" if _NUMBER.fullmatch(word) else fold(word)


def _places_over(
    segments: Segments, leaf: int, sentence: Span
) -> tuple[tuple[str, Span | None], ...]:
    """What a sentence stands under, by the names that models have for it; the title has no place
    in the text."""
    section = segments.article_of(leaf)
    return (
        ("lead", _lead(segments, leaf, sentence)),
        ("heading", segments.heading_of(leaf)),
        ("section", section.span if section.kind is NodeKind.ARTICLE else None),
        ("title", None),
    )


def _lead(segments: Segments, leaf: int, sentence: Span) -> Span | None:
    """The lead-in of the list that a sentence stands in."""
    if not segments.is_listed(leaf):
        return None
    before = [piece for piece in segments.norm(leaf, sentence) if piece.end <= sentence.start]
    return before[-1] if before else None


def _stems(segments: Segments, name: str, span: Span | None) -> list[tuple[str, str]]:
    """The stems of the words that a sentence stands under, each once and with the place's name."""
    words: Iterable[str]
    if name == "section":
        words = segments.words(span) if span else ()
    elif name == "title":
        words = TOKEN.findall(segments.document.meta.title.lower())[:_OVER]
    else:
        words = words_of(segments, span)[-_OVER:] if span else ()
    return sorted({(name, stem(_folded(word))) for word in words})
