"""Models of learned rules, taught by labelled provisions, and how good they are.

A model learns from single words: those that readers marked, and those that resemble them and were
left alone. How good it is, is asked of sentences: whether a reader marked words in one where the
model finds some.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from regcheck.document.model import OPERATIVE_ROLES, Document, Role
from regcheck.evaluation.gold import Label, Provision
from regcheck.matching.learned import line_of, spans_of, words_of
from regcheck.readers.registry import read_document
from regcheck.search.in_context import Line, features_of, keys_of, opens
from regcheck.search.linear import Example, LinearModel, train
from regcheck.search.word_models import WordModels, packed
from regcheck.segments.view import Segments
from regcheck.text.span import Span

FOLDS = 5
_ROLES = frozenset({*OPERATIVE_ROLES, Role.INSERTED, Role.FOREIGN})
_LIGHTEST = 50
"""Thousandths of a weight, at least; lighter ones are half of a model and add next to nothing."""
_LEVELS = {"may": 1, "must": 2}


class Manner(NamedTuple):
    """How a model is taught.

    `least_share` is the part of the words that share a key which must be marked for a model to look
    at them, `may_weight` what a word counts that a reader marked as defensible either way, and
    `penalty` what every weight costs; `rounds` is how often the weights are bettered.
    """

    least_share: float = 0.05
    may_weight: float = 0.3
    penalty: float = 1.0
    rounds: int = 60


USUAL = Manner()


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A sentence of a labelled provision: its place and those of its words in the provision's
    unit, and the labels that overlap it."""

    provision: str
    document: str
    language: str
    span: Span
    line: Line
    spans: tuple[Span, ...]
    labels: tuple[Label, ...]

    def levels(self, category: str) -> list[int]:
        """For each word 2 where it is in a `must` label of the category, 1 in a `may`, else 0."""
        labels = [one for one in self.labels if category in one.categories]
        if not labels:
            return [0] * len(self.spans)
        return [
            max((_LEVELS[one.level] for one in labels if one.span.overlaps(span)), default=0)
            for span in self.spans
        ]


class Scored(NamedTuple):
    """A sentence that a model which had not seen its document judged: how likely its likeliest
    words are, the level of the labels in it, and whether those words are among the labelled."""

    line: ReadLine
    likely: float
    level: int
    placed: bool


def read_lines(provisions: Iterable[Provision]) -> Iterator[ReadLine]:
    """The sentences of labelled provisions, in order."""
    for provision in provisions:
        if provision.labels is None:
            continue
        document = read_document(provision.unit.encode("utf-8"), f"{provision.id}.md", "md")
        if not isinstance(document, Document):
            continue
        segments = Segments(document)
        to_source = document.offsets.to_source
        for leaf, node in enumerate(segments.leaves):
            if node.role not in _ROLES:
                continue
            for sentence in segments.sentences(node.span):
                place = to_source(sentence)
                if place.start < provision.heading.end:
                    continue
                labels = tuple(one for one in provision.labels if one.span.overlaps(place))
                yield ReadLine(
                    provision.id,
                    provision.refid,
                    provision.language,
                    place,
                    line_of(segments, leaf, sentence, words_of(segments, sentence)),
                    tuple(map(to_source, spans_of(segments, sentence))),
                    labels,
                )


def doors_of(
    lines: Sequence[ReadLine], category: str, least_share: float = USUAL.least_share
) -> list[str]:
    """What the words are known by that a model of a category looks at, sorted."""
    everywhere: Counter[str] = Counter()
    marked: Counter[str] = Counter()
    for one in lines:
        levels = one.levels(category)
        for word, level in zip(one.line.words, levels, strict=True):
            if word[:1].isalpha():
                keys = keys_of(word)
                everywhere.update(keys)
                if level == _LEVELS["must"]:
                    marked.update(keys)
    return sorted(key for key in marked if marked[key] >= least_share * everywhere[key])


def teach(
    lines: Sequence[ReadLine],
    category: str,
    about: Mapping[str, object],
    manner: Manner = USUAL,
) -> LinearModel:
    """The model that the labels of a category give, the same for the same lines."""
    doors = doors_of(lines, category, manner.least_share)
    known = frozenset(doors)
    examples = []
    for one in lines:
        levels = one.levels(category)
        marked = max(levels, default=0)
        for at, (word, level) in enumerate(zip(one.line.words, levels, strict=True)):
            if not opens(known, word):
                continue
            if level or marked < _LEVELS["must"]:
                weight = manner.may_weight if level == _LEVELS["may"] else 1.0
                examples.append(Example(features_of(one.line, at), level > 0, weight))
    counts = {"words": len(examples), "marked": sum(one.answer for one in examples)}
    facts = {**about, "doors": doors, **manner._asdict(), **counts}
    return train(
        examples, penalty=manner.penalty, rounds=manner.rounds, lightest=_LIGHTEST, about=facts
    )


def fold_of(document: str) -> int:
    """The fold of a document, always the same one."""
    return int(hashlib.sha256(document.encode()).hexdigest()[:8], 16) % FOLDS


def cross_validate(
    lines: Sequence[ReadLine], category: str, manner: Manner = USUAL
) -> Iterator[Scored]:
    """Each sentence as a model judges it that was taught by the other folds."""
    for fold in range(FOLDS):
        others = [one for one in lines if fold_of(one.document) != fold]
        model = WordModels(packed([teach(others, category, {}, manner)]), [0.0])
        for one in lines:
            if fold_of(one.document) == fold:
                yield judge_line(model, one, category)


def judge_line(model: WordModels, one: ReadLine, category: str) -> Scored:
    """A sentence as a model judges it."""
    levels = one.levels(category)
    words = [model.word(word) for word in one.line.words]
    read = model.read(words, model.over(one.line.over))
    best = max((found for _, found in read), key=lambda found: found.likely, default=None)
    placed = best is not None and max(levels[best.best : best.best + 1]) > 0
    return Scored(one, best.likely if best else 0.0, max(levels, default=0), placed)
