"""What a model has learned of words in their context: which of the words of a sentence are such as
careful readers marked, and which words around them say so.

A word is judged by itself and its letters, by the words right beside it, by those near it, and by
the lead-in and the heading it stands under. Only words that resemble marked ones are looked at, and
all of it is counted in whole numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from regcheck.search.linear import UNIT, Feature, LinearModel, model_from_json, sigmoid

MOST_WORDS = 12
"""Words that are shown at most."""
LONGEST = 60
"""Code points that are shown of several words at most."""
_STEM = 6
_NEAR = 8
_EDGE = "^"
_LETTERS = (3, 4, 5)
_GAP = 2
"""Words that may stand between two that are shown together."""
_DOORS = "doors"
_GROUPS = ("-1", "+1", "-2", "+2", "-1 0", "0 +1", "-1 +1", "-2 -1", "+1 +2", "before", "after")


class Line(NamedTuple):
    """A sentence as models read it: its `words` and marks, folded, with their stems, and the stems
    of the words over it: of the list's lead-in and of the section's heading."""

    words: Sequence[str]
    stems: Sequence[str]
    lead: tuple[str, ...] = ()
    heading: tuple[str, ...] = ()


Near = tuple[str, str, float, int]
"""A feature (group, value, strength) that is read off the words from a place on."""


class Stretch(NamedTuple):
    """Words of a line, from the first to after the last, that a model found `likely` (0 to 1);
    `best` is the likeliest, `tipping` are the words around that counted most."""

    first: int
    after: int
    likely: float
    best: int
    tipping: tuple[int, ...] = ()


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The first letters of a word, which most of its forms and compounds share."""
    return word[:_STEM]


def keys_of(word: str) -> list[str]:
    """What a word is known by: itself, how it begins and how it ends."""
    keys = [word]
    if len(word) > 5:
        keys += [f"{word[:5]}*"]
    if len(word) > 6:
        keys += [f"{word[:7]}*", f"*{word[-6:]}"]
    return keys


def of_word(word: str) -> Iterator[Feature]:
    """The features of a word by itself."""
    yield Feature("word", word, 1.0)
    whole = f"<{word}>"
    for size in _LETTERS:
        for at in range(len(whole) - size + 1):
            yield Feature("letters", whole[at : at + size], 0.35)


def over(line: Line) -> Iterator[Feature]:
    """The features that all words of a line share."""
    for name in line.lead:
        yield Feature("lead", name, 0.4)
    for name in line.heading:
        yield Feature("heading", name, 0.4)


def around(line: Line, at: int) -> list[Near]:
    """The features of what stands around a word."""
    words = line.words
    count = len(words)
    word = words[at]
    one = words[at - 1] if at >= 1 else _EDGE
    two = words[at - 2] if at >= 2 else _EDGE
    next_one = words[at + 1] if at + 1 < count else _EDGE
    next_two = words[at + 2] if at + 2 < count else _EDGE
    found = [
        ("-1", one, 1.0, at - 1),
        ("+1", next_one, 1.0, at + 1),
        ("-2", two, 0.7, at - 2),
        ("+2", next_two, 0.7, at + 2),
        ("-1 0", f"{one} {word}", 1.0, at - 1),
        ("0 +1", f"{word} {next_one}", 1.0, at + 1),
        ("-1 +1", f"{one} {next_one}", 0.7, at + 1),
        ("-2 -1", f"{two} {one}", 0.7, at - 1),
        ("+1 +2", f"{next_one} {next_two}", 0.7, at + 1),
    ]
    first = max(0, at - _NEAR)
    before, after = line.stems[first:at], line.stems[at + 1 : at + 1 + _NEAR]
    found += [("before", near, 0.6, place) for place, near in enumerate(before, first)]
    found += [("after", near, 0.6, place) for place, near in enumerate(after, at + 1)]
    return found


def features_of(line: Line, at: int) -> list[Feature]:
    """Everything that is known of a word in its place."""
    near = (Feature(group, value, strength) for group, value, strength, _ in around(line, at))
    return [*of_word(line.words[at]), *near, *over(line)]


class WordModel:
    """A linear model of words in their context, ready to read."""

    def __init__(self, linear: LinearModel) -> None:
        self.linear = linear
        self._own: dict[str, float] = {}

    @classmethod
    def asking(cls, doors: Sequence[str]) -> WordModel:
        """A model that has learned nothing yet but which words to look at."""
        return cls(LinearModel(0, {}, {_DOORS: list(doors)}))

    @cached_property
    def _groups(self) -> Mapping[str, Mapping[str, int]]:
        """The weights of all groups, also of those that the model has none of."""
        return {group: self.linear.weights.get(group, {}) for group in _GROUPS}

    @cached_property
    def doors(self) -> frozenset[str]:
        """What words are known by that the model looks at: see `keys_of`."""
        return frozenset(self.linear.about[_DOORS])

    def opens(self, word: str) -> bool:
        """Whether the model looks at a word at all."""
        return not self.doors.isdisjoint(keys_of(word))

    def read(self, line: Line, places: Sequence[int], least: float) -> list[Stretch]:
        """The stretches of a line that are as likely as `least`, given the `places` of the words
        that open; in text order."""
        weights, base = self._groups, self._amount(over(line)) + self.linear.bias
        found: list[tuple[int, float]] = []
        for at in places:
            total = base + self._of_word(line.words[at])
            for group, value, strength, _ in around(line, at):
                weight = weights[group].get(value)
                if weight is not None:
                    total += weight * strength
            likely = sigmoid(total / UNIT)
            if likely >= least:
                found.append((at, likely))
        return [self._stretch(line, group) for group in _together(line.words, found)]

    def _stretch(self, line: Line, group: Sequence[tuple[int, float]]) -> Stretch:
        best, likely = max(group, key=lambda one: (one[1], -one[0]))
        first, after = group[0][0], group[-1][0] + 1
        return Stretch(first, after, likely, best, self._tipping(line, best, first, after))

    def _tipping(self, line: Line, best: int, first: int, after: int) -> tuple[int, ...]:
        """The words outside a stretch that raised the likelihood of its best word most."""
        gained: dict[int, float] = {}
        for group, value, strength, at in around(line, best):
            amount = self.linear.weights.get(group, {}).get(value, 0) * strength
            if 0 <= at < len(line.words) and not first <= at < after and line.words[at].isalpha():
                gained[at] = gained.get(at, 0.0) + amount
        heavy = sorted((-amount, at) for at, amount in gained.items() if amount > UNIT / 4)
        return tuple(sorted(at for _, at in heavy[:3]))

    def _of_word(self, word: str) -> float:
        found = self._own.get(word)
        if found is None:
            found = self._own[word] = self._amount(of_word(word))
        return found

    def _amount(self, features: Iterator[Feature]) -> float:
        weights = self.linear.weights
        return sum(
            weights[group][value] * strength
            for group, value, strength in features
            if group in weights and value in weights[group]
        )


def word_model(text: str | bytes) -> WordModel:
    """The model in a file. Raises ValueError for anything that is none."""
    linear = model_from_json(text)
    doors = linear.about.get(_DOORS)
    if not isinstance(doors, list) or not all(isinstance(door, str) for door in doors):
        raise ValueError("not a model of words")
    return WordModel(linear)


def _together(
    words: Sequence[str], found: Sequence[tuple[int, float]]
) -> list[list[tuple[int, float]]]:
    """The words found, those that stand close together as one."""
    groups: list[list[tuple[int, float]]] = []
    for one in found:
        first = groups[-1][0][0] if groups else 0
        if (
            groups
            and one[0] - groups[-1][-1][0] <= _GAP + 1
            and one[0] - first < MOST_WORDS
            and len(" ".join(words[first : one[0] + 1])) <= LONGEST
        ):
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups
