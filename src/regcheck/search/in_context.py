"""What models have learned of words in their context: which of the words of a sentence are such as
careful readers marked, and which words around them say so.

A word is judged by itself and its letters, by the words right beside it, by those near it, and by
what it stands under: the lead-in, the heading, the section and the title of the document. Only
words that resemble marked ones are looked at.

Several models read together. What they make of a feature is one whole number, in which each model
has so many bits of its own: a single addition adds for all of them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Final, NamedTuple

from regcheck.search.linear import UNIT, Feature, LinearModel, model_from_json, sigmoid
from regcheck.text.patterns import pattern

MOST_WORDS = 12
"""Words that are shown at most."""
LONGEST = 60
"""Code points that are shown of several words at most."""
_HALF = pattern(r"\\u[dD][89a-fA-F]")
_STEM = 6
_NEAR = 8
_EDGE = "^"
_LETTERS = (3, 4, 5)
_MOST_LETTERS = 100
"""Letters of a word that are looked at."""
_GAP = 2
"""Words that may stand between two that are shown together."""
_DOORS = "doors"
_BIAS = "bias"
_PARTS = 20
_STRENGTHS: Final = {
    "word": 20,
    "letters": 7,
    "-1": 20,
    "+1": 20,
    "-2": 14,
    "+2": 14,
    "before": 12,
    "after": 12,
    "-1 0": 20,
    "0 +1": 20,
    "-1 +1": 14,
    "-2 -1": 14,
    "+1 +2": 14,
    "lead": 8,
    "heading": 8,
    "title": 8,
    "section": 4,
}
"""How strongly a feature of each group holds, in twentieths."""
_PAIRS: Final = {"-1 0": 1, "0 +1": 0, "-1 +1": 1, "-2 -1": 1, "+1 +2": 0}
"""Groups of two words, each with the one of them that it is kept under."""
_MOST_WEIGHT = 100_000
"""The most that a weight may be, in thousandths: no sum of them leaves a model's bits."""
_BITS = 40
_SIGN = 1 << (_BITS - 1)
_FARTHEST = (1 << 30) - 1
"""No sum that changes the outcome is farther from 0; a range to it has a length everywhere, in
WebAssembly too."""
Packed = dict[str, dict[str, bytes]]
"""By group and value what the models make of a feature; for a pair of words, by the one it is kept
under, MessagePack of what they make of it by the other."""


class Line(NamedTuple):
    """A sentence as models learn from it: its `words` and marks, folded, with their stems, and the
    stems of the words that it stands under, each with its group: `lead`, `heading`, …"""

    words: Sequence[str]
    stems: Sequence[str]
    over: Sequence[tuple[str, str]] = ()


class Stretch(NamedTuple):
    """Words of a line, from the first to after the last, that a model found `likely` (0 to 1);
    `best` is the likeliest, `tipping` are the words around that counted most."""

    first: int
    after: int
    likely: float
    best: int
    tipping: tuple[int, ...] = ()


class Word(NamedTuple):
    """What models make of a word: `opened` by which it is looked at, and what it adds as the word
    itself, as one beside it (`last` before, `next` after; `last2`, `next2` one further), and as one
    near. The rest are pairs, by the other word of them."""

    text: str
    opened: int
    own: int
    last: int
    next: int
    last2: int
    next2: int
    before: int
    after: int
    own_last: Mapping[str, bytes]
    own_next: Mapping[str, bytes]
    last_next: Mapping[str, bytes]
    last2_last: Mapping[str, bytes]
    next_next2: Mapping[str, bytes]


_BEFORE, _AFTER = attrgetter("before"), attrgetter("after")


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


def opens(doors: Collection[str], word: str) -> bool:
    """Whether a model with such doors looks at a word at all."""
    return any(key in doors for key in keys_of(word))


def _letters(word: str) -> Iterator[str]:
    whole = f"<{word[:_MOST_LETTERS]}>"
    for size in _LETTERS:
        for at in range(len(whole) - size + 1):
            yield whole[at : at + size]


def features_of(line: Line, at: int) -> list[Feature]:
    """Everything that is known of a word in its place."""
    words = [_EDGE, _EDGE, *line.words, _EDGE, _EDGE]
    two, one, word, next_one, next_two = words[at : at + 5]
    found = [("word", word), *(("letters", some) for some in _letters(word))]
    found += [("-1", one), ("+1", next_one), ("-2", two), ("+2", next_two)]
    found += [("-1 0", f"{one} {word}"), ("0 +1", f"{word} {next_one}")]
    found += [("-1 +1", f"{one} {next_one}")]
    found += [("-2 -1", f"{two} {one}"), ("+1 +2", f"{next_one} {next_two}")]
    found += [("before", near) for near in line.stems[max(0, at - _NEAR) : at]]
    found += [("after", near) for near in line.stems[at + 1 : at + 1 + _NEAR]]
    found += line.over
    return [(group, value, _STRENGTHS[group] / _PARTS) for group, value in found]


def word_model(text: str | bytes) -> LinearModel:
    """The model in a file. Raises ValueError for anything that is none."""
    plain = text if isinstance(text, str) else text.decode("utf-8")
    if _HALF.search(plain):
        raise ValueError("not a model of words: it has halves of characters")
    linear = model_from_json(plain)
    doors = linear.about.get(_DOORS)
    if not isinstance(doors, list) or not all(isinstance(door, str) for door in doors):
        raise ValueError("not a model of words")
    weights = (weight for values in linear.weights.values() for weight in values.values())
    if any(abs(weight) > _MOST_WEIGHT for weight in (linear.bias, *weights)):
        raise ValueError("not a model of words: it has weights beyond all measure")
    return linear


def packed(models: Sequence[LinearModel]) -> bytes:
    """Models that read together, as `WordModels` takes them."""
    import msgspec

    sums: dict[str, dict[str, int]] = {_BIAS: {"": 0}, _DOORS: {}}
    for place, model in enumerate(models):
        shift = place * _BITS
        sums[_BIAS][""] += (model.bias * _PARTS) << shift
        for door in model.about[_DOORS]:
            sums[_DOORS][door] = sums[_DOORS].get(door, 0) | _SIGN << shift
        for group, strength in _STRENGTHS.items():
            known = sums.setdefault(group, {})
            for value, weight in model.weights.get(group, {}).items():
                known[value] = known.get(value, 0) + ((weight * strength) << shift)
    encode = msgspec.msgpack.encode
    tables: Packed = {}
    for group, known in sums.items():
        values = {value: _bytes(known[value]) for value in sorted(known)}
        if group in _PAIRS:
            pairs: dict[str, dict[str, bytes]] = {}
            for value, amount in values.items():
                two = value.split(" ")
                if len(two) == 2:
                    pairs.setdefault(two[_PAIRS[group]], {})[two[1 - _PAIRS[group]]] = amount
            values = {word: encode(others) for word, others in pairs.items()}
        tables[group] = values
    return encode(tables)


def _bytes(amount: int) -> bytes:
    return amount.to_bytes(amount.bit_length() // 8 + 1, "little", signed=True)


def _whole(amount: bytes) -> int:
    return int.from_bytes(amount, "little", signed=True)


class WordModels:
    """Models that were packed, each with the least likelihood that it finds words by."""

    def __init__(self, models: bytes, least: Sequence[float]) -> None:
        import msgspec

        self._tables = msgspec.msgpack.decode(models, type=Packed) if least else {}
        self._pairs = msgspec.msgpack.Decoder(dict[str, bytes]).decode
        self._least = [_sum_for(likely) for likely in least]
        self._signs = sum(_SIGN << place * _BITS for place in range(len(least)))
        lacking = sum(amount << place * _BITS for place, amount in enumerate(self._least))
        self._base = self._signs - lacking + self._amount(_BIAS, "")
        self._edge = self.word(_EDGE)

    def _amount(self, group: str, value: str) -> int:
        found = self._tables.get(group, {}).get(value)
        return 0 if found is None else _whole(found)

    def _others(self, group: str, word: str) -> Mapping[str, bytes]:
        found = self._tables.get(group, {}).get(word)
        return _NONE if found is None else self._pairs(found)

    def word(self, word: str) -> Word:
        """What the models make of a folded word."""
        amount, others, near = self._amount, self._others, stem(word)
        opened = own = 0
        for key in keys_of(word):
            opened |= amount(_DOORS, key)
        if opened:
            own = amount("word", word) + sum(amount("letters", some) for some in _letters(word))
        return Word(
            word,
            opened,
            own,
            amount("-1", word),
            amount("+1", word),
            amount("-2", word),
            amount("+2", word),
            amount("before", near),
            amount("after", near),
            others("-1 0", word) if opened else _NONE,
            others("0 +1", word) if opened else _NONE,
            others("-1 +1", word),
            others("-2 -1", word),
            others("+1 +2", word),
        )

    def over(self, stems: Iterable[tuple[str, str]]) -> int:
        """What the models make of the words that a line stands under (`Line.over`)."""
        return sum(self._amount(group, name) for group, name in stems)

    def read(
        self, words: Sequence[Word], over: int, asks: Callable[[int], bool] = lambda _: True
    ) -> Iterator[tuple[int, Stretch]]:
        """The stretches of a line that each model finds likely enough, with the model's place, if
        `asks` of it says so; of each model in text order."""
        found: dict[int, list[tuple[int, float]]] = {}
        places = [at for at, word in enumerate(words) if word.opened]
        for at, total in self._read(words, places, over):
            for place, least in enumerate(self._least):
                shift = place * _BITS
                if total & words[at].opened & _SIGN << shift:
                    amount = (total >> shift & (_SIGN << 1) - 1) - _SIGN + least
                    likely = sigmoid(amount / (UNIT * _PARTS))
                    found.setdefault(place, []).append((at, likely))
        for place in filter(asks, sorted(found)):
            for group in _together(words, found[place]):
                yield place, self._stretch(place, words, group)

    def _read(
        self, words: Sequence[Word], places: Iterable[int], over: int
    ) -> Iterator[tuple[int, int]]:
        """Those of the places whose words some model finds, each with the sums of all models over
        what each of them asks for: the first bit of a model's sum says that it is reached."""
        base, edge, whole = self._base + over, self._edge, _whole
        padded = (edge, edge, *words, edge, edge)
        for at in places:
            two, one, word, next_one, next_two = padded[at : at + 5]
            total = base + word.own + one.last + next_one.next + two.last2 + next_two.next2
            total += sum(map(_BEFORE, words[max(0, at - _NEAR) : at]))
            total += sum(map(_AFTER, words[at + 1 : at + 1 + _NEAR]))
            if (pair := word.own_last.get(one.text)) is not None:
                total += whole(pair)
            if (pair := word.own_next.get(next_one.text)) is not None:
                total += whole(pair)
            if (pair := next_one.last_next.get(one.text)) is not None:
                total += whole(pair)
            if (pair := one.last2_last.get(two.text)) is not None:
                total += whole(pair)
            if (pair := next_one.next_next2.get(next_two.text)) is not None:
                total += whole(pair)
            if total & word.opened:
                yield at, total

    def _stretch(
        self, place: int, words: Sequence[Word], group: Sequence[tuple[int, float]]
    ) -> Stretch:
        best, likely = max(group, key=lambda one: (one[1], -one[0]))
        first, after = group[0][0], group[-1][0] + 1
        return Stretch(first, after, likely, best, self._tipping(place, words, best, first, after))

    def _tipping(
        self, place: int, words: Sequence[Word], best: int, first: int, after: int
    ) -> tuple[int, ...]:
        """The words outside a stretch that raised the likelihood of its best word most."""
        gained: dict[int, int] = {}
        for at, amounts in self._around(words, best):
            if 0 <= at < len(words) and not first <= at < after and words[at].text.isalpha():
                amount = ((amounts + self._signs) >> place * _BITS & (_SIGN << 1) - 1) - _SIGN
                gained[at] = gained.get(at, 0) + amount
        enough = UNIT * _PARTS / 4
        heavy = sorted((-amount, at) for at, amount in gained.items() if amount > enough)
        return tuple(sorted(at for _, at in heavy[:3]))

    def _around(self, words: Sequence[Word], at: int) -> Iterator[tuple[int, int]]:
        """What the words around one add, each with its place."""
        edge = self._edge
        two, one, word, next_one, next_two = (edge, edge, *words, edge, edge)[at : at + 5]
        yield at - 1, one.last
        yield at + 1, next_one.next
        yield at - 2, two.last2
        yield at + 2, next_two.next2
        yield at - 1, _of(word.own_last, one)
        yield at + 1, _of(word.own_next, next_one)
        yield at + 1, _of(next_one.last_next, one)
        yield at - 1, _of(one.last2_last, two)
        yield at + 1, _of(next_one.next_next2, next_two)
        for place in range(max(0, at - _NEAR), at):
            yield place, words[place].before
        for place in range(at + 1, min(len(words), at + 1 + _NEAR)):
            yield place, words[place].after


_NONE: Final[Mapping[str, bytes]] = {}


def _of(pairs: Mapping[str, bytes], other: Word) -> int:
    return _whole(pairs.get(other.text, b""))


def _sum_for(likely: float) -> int:
    """The least sum of weights that makes a word so likely."""
    sums = range(-_FARTHEST, _FARTHEST)
    return sums[0] + bisect_left(sums, likely, key=lambda one: sigmoid(one / (UNIT * _PARTS)))


def _together(
    words: Sequence[Word], found: Sequence[tuple[int, float]]
) -> list[list[tuple[int, float]]]:
    """The words found, those that stand close together as one."""
    groups: list[list[tuple[int, float]]] = []
    for one in found:
        first = groups[-1][0][0] if groups else 0
        if (
            groups
            and one[0] - groups[-1][-1][0] <= _GAP + 1
            and one[0] - first < MOST_WORDS
            and len(" ".join(word.text for word in words[first : one[0] + 1])) <= LONGEST
        ):
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups
