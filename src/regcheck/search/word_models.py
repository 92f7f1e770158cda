"""Models of words in context (`in_context`), kept and read together.

What they add to a score is kept by word and by stem, each with the amounts of all models in all
places, so that a word is looked up once. Of a sentence only the words are judged that some model
looks at, and by those models alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple, TypeVar

from regcheck.search.in_context import (
    DOORS,
    EDGE,
    NEAR,
    PARTS,
    STRENGTHS,
    Over,
    keys_of,
    letters_of,
    stem,
)
from regcheck.search.linear import UNIT, LinearModel, sigmoid

MOST_WORDS = 12
"""Words that are shown at most."""
LONGEST = 60
"""Code points that are shown of several words at most."""
_GAP = 2
"""Words that may stand between two that are shown together."""
_PAIRS: Final = {"-1 0": 1, "0 +1": 0, "-1 +1": 1, "-2 -1": 1, "+1 +2": 0}
"""Groups of two words, each with the one of them that it is kept under."""
_SINGLE: Final = ("word", "-1", "+1", "-2", "+2")
_NEARBY: Final = ("before", "after", "lead", "heading", "title", "section")
_OFF: Final = (-1, 1, -2, 2, -1, 1, 1, -1, 1)
"""How far the words stand, from the one that is judged, that bring the amounts beside it."""
_FARTHEST = (1 << 30) - 1
"""No sum that changes the outcome is farther from 0; a range to it has a length everywhere, in
WebAssembly too."""
Amounts = tuple[int, ...]
"""What each model adds to a score, or takes from it."""
T = TypeVar("T")


class Stretch(NamedTuple):
    """Words of a line, from the first to after the last, that a model found `likely` (0 to 1);
    `best` is the likeliest, `tipping` are the words around that counted most."""

    first: int
    after: int
    likely: float
    best: int
    tipping: tuple[int, ...] = ()


class Word:
    """A folded word, the models that look at it (`opened`, a bit of each), what it adds itself
    where they do, and what it adds to one that it stands `before` or `after`, near by."""

    __slots__ = ("after", "before", "opened", "own", "text")

    def __init__(self, text: str, opened: int, own: Amounts, before: Amounts, after: Amounts):
        self.text, self.opened, self.own = text, opened, own
        self.before, self.after = before, after


class _Beside:
    """What a word adds itself, its letters left out, and to one right beside it: as the `last`
    before that, the `next` after, and as `last2` and `next2`, one further. The rest are pairs of
    words, by the other one."""

    __slots__ = (
        *("own", "last", "next", "last2", "next2"),
        *("own_last", "own_next", "last_next", "last2_last", "next_next2"),
    )

    def __init__(self, single: Iterable[Amounts], pairs: Iterable[Mapping[str, Amounts]]):
        self.own, self.last, self.next, self.last2, self.next2 = single
        self.own_last, self.own_next, self.last_next, self.last2_last, self.next_next2 = pairs


class Packed(NamedTuple):
    """Models as they are kept: what scores begin with, which models (as bits) a key of a word
    opens, and, as MessagePack, the amounts of letters, words (`_SINGLE`, `_PAIRS`) and stems
    (`_NEARBY`)."""

    begun: Amounts
    doors: dict[str, int]
    letters: dict[str, bytes]
    words: dict[str, bytes]
    stems: dict[str, bytes]


def packed(models: Sequence[LinearModel]) -> bytes:
    """Models that read together, as `WordModels` takes them."""
    import msgspec

    encode = msgspec.msgpack.encode
    doors: dict[str, int] = {}
    for place, model in enumerate(models):
        for door in sorted(model.about[DOORS]):
            doors[door] = doors.get(door, 0) | 1 << place
    tables = {group: _table(models, group, strength) for group, strength in STRENGTHS.items()}
    none = (0,) * len(models)
    single = [tables[group] for group in _SINGLE]
    pairs = [_by_one(tables[group], at) for group, at in _PAIRS.items()]
    words = sorted(set[str]().union(*single, *pairs))
    near = [tables[group] for group in _NEARBY]
    stems = sorted(set[str]().union(*near))
    known = Packed(
        tuple(model.bias * PARTS for model in models),
        doors,
        {some: encode(amounts) for some, amounts in tables["letters"].items()},
        {
            word: encode(([t.get(word, none) for t in single], [t.get(word, {}) for t in pairs]))
            for word in words
        },
        {one: encode([table.get(one, none) for table in near]) for one in stems},
    )
    return encode(known)


def _table(models: Sequence[LinearModel], group: str, strength: int) -> dict[str, Amounts]:
    """What the values of a group add."""
    weights = [model.weights.get(group, {}) for model in models]
    values = sorted({value for one in weights for value in one})
    return {value: tuple(one.get(value, 0) * strength for one in weights) for value in values}


def _by_one(table: Mapping[str, Amounts], at: int) -> dict[str, dict[str, Amounts]]:
    """What pairs of words add, by the first of them or the second, and by the other."""
    found: dict[str, dict[str, Amounts]] = {}
    for pair, amounts in table.items():
        two = pair.split(" ")
        if len(two) == 2:
            found.setdefault(two[at], {})[two[1 - at]] = amounts
    return found


class WordModels:
    """Models that were packed, each with the least likelihood that it finds words by. Remembers
    what they make of words until it is told to `forget`."""

    def __init__(self, models: bytes, least: Sequence[float]) -> None:
        from msgspec.msgpack import Decoder, decode

        known = decode(models, type=Packed) if least else Packed((), {}, {}, {}, {})
        self._none = none = (0,) * len(least)
        self._least = [_sum_for(likely) for likely in least]
        self._begun, self._doors, self._letters = known.begun, known.doors, known.letters
        self._amounts = Decoder(Amounts).decode
        words = Decoder(tuple[list[Amounts], list[dict[str, Amounts]]])
        nothing = _Beside([none] * len(_SINGLE), [{}] * len(_PAIRS))
        self._beside = _Unpacked(known.words, lambda word: _Beside(*words.decode(word)), nothing)
        near = Decoder(tuple[Amounts, ...])
        self._near = _Unpacked(known.stems, near.decode, (none,) * len(_NEARBY))

    def forget(self) -> None:
        """Forget the words that were met."""
        self._beside.clear()
        self._near.clear()

    def word(self, word: str) -> Word:
        """What the models make of a folded word."""
        opened, own = 0, self._none
        for key in keys_of(word):
            opened |= self._doors.get(key, 0)
        if opened:
            letters = (self._letters[some] for some in letters_of(word) if some in self._letters)
            own = _sums([self._beside[word].own, *map(self._amounts, letters)])
        before, after, *_ = self._near[stem(word)]
        return Word(word, opened, own, before, after)

    def over(self, over: Over) -> Amounts:
        """What the models make of what a line stands under."""
        near, nothing = self._near.__getitem__, self._near.nothing
        amounts = [self._none]
        for group, stems in over.items():
            at = _NEARBY.index(group)
            amounts += [one[at] for one in map(near, stems) if one is not nothing]
        return _sums(amounts)

    def read(
        self, words: Sequence[Word], over: Amounts, asked: int = -1
    ) -> Iterator[tuple[int, Stretch]]:
        """The stretches of a line that models find likely enough, each with the model's place; of
        each model in text order. Only those are `asked` whose bits are given."""
        texts = [EDGE, EDGE, *[word.text for word in words], EDGE, EDGE]
        found: dict[int, list[tuple[int, float]]] = {}
        opened = [(at, bits) for at, word in enumerate(words) if (bits := word.opened & asked)]
        for at, bits in opened:
            for place in _places_of(bits):
                beside, before, after = self._around(words, texts, at, place)
                amount = self._begun[place] + over[place] + words[at].own[place]
                amount += sum(beside) + sum(before) + sum(after)
                if amount >= self._least[place]:
                    found.setdefault(place, []).append((at, sigmoid(amount / (UNIT * PARTS))))
        for place in sorted(found):
            for group in _together(texts[2:-2], found[place]):
                best, likely = max(group, key=lambda one: (one[1], -one[0]))
                shown = range(group[0][0], group[-1][0] + 1)
                tipping = self._tipping(words, texts, best, place, shown)
                yield place, Stretch(shown.start, shown.stop, likely, best, tipping)

    def _around(
        self, words: Sequence[Word], texts: Sequence[str], at: int, place: int
    ) -> tuple[list[int], list[int], list[int]]:
        """What a model adds for the words around one: for those beside it (`_OFF`), those near
        before it and those near after it. The `texts` have two edges on each side."""
        two, one, _, next_one, next_two = texts[at : at + 5]
        last2, last, here, following, following2 = map(self._beside.__getitem__, texts[at : at + 5])
        none = self._none
        beside = [
            last.last[place],
            following.next[place],
            last2.last2[place],
            following2.next2[place],
            here.own_last.get(one, none)[place],
            here.own_next.get(next_one, none)[place],
            following.last_next.get(one, none)[place],
            last.last2_last.get(two, none)[place],
            following.next_next2.get(next_two, none)[place],
        ]
        before = [word.before[place] for word in words[max(0, at - NEAR) : at]]
        after = [word.after[place] for word in words[at + 1 : at + 1 + NEAR]]
        return beside, before, after

    def _tipping(
        self, words: Sequence[Word], texts: Sequence[str], best: int, place: int, shown: range
    ) -> tuple[int, ...]:
        """The words outside a stretch that raised the likelihood of its best word most."""
        beside, before, after = self._around(words, texts, best, place)
        gained = dict(enumerate(before, best - len(before))) | dict(enumerate(after, best + 1))
        for off, amount in zip(_OFF, beside, strict=True):
            gained[best + off] = gained.get(best + off, 0) + amount
        enough = UNIT * PARTS / 4
        heavy = sorted([(-amount, at) for at, amount in gained.items() if amount > enough])
        heavy = [one for one in heavy if one[1] not in shown and texts[one[1] + 2].isalpha()]
        return tuple(sorted(at for _, at in heavy[:3]))


class _Unpacked(dict[str, T]):
    """What is kept packed, unpacked when it is first asked for."""

    def __init__(
        self, packed: Mapping[str, bytes], unpack: Callable[[bytes], T], nothing: T
    ) -> None:
        self._packed = packed
        self._unpack = unpack
        self.nothing = nothing

    def __missing__(self, key: str) -> T:
        known = self._packed.get(key)
        found = self[key] = self.nothing if known is None else self._unpack(known)
        return found


@lru_cache(maxsize=1 << 8)
def _places_of(bits: int) -> tuple[int, ...]:
    return tuple(place for place in range(bits.bit_length()) if bits >> place & 1)


def _sums(amounts: Sequence[Amounts]) -> Amounts:
    """The sum of each model."""
    return tuple(map(sum, zip(*amounts, strict=True)))


def _sum_for(likely: float) -> int:
    """The least sum of weights that makes a word so likely."""
    sums = range(-_FARTHEST, _FARTHEST)
    return sums[0] + bisect_left(sums, likely, key=lambda one: sigmoid(one / (UNIT * PARTS)))


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
