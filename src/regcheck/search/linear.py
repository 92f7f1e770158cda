"""Linear models over named features: reading, scoring, saying what weighed, and training.

A feature is a group, a value in it and how strongly it holds, such as `("before", "dersom", 0.7)`.
A model is kept as JSON with whole thousandths, so the same training gives the same bytes on every
machine, and a reader can see what it goes by.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple, TypeAlias

from regcheck.values import Value, member

UNIT = 1000
"""Steps of a weight between whole numbers."""
FORMAT = 1
_HALVINGS = 12
_FAR = 30.0
_START = -7.0
_STEPS = 40
_CLOSE = 1e-12
_NONE: Final[Mapping[str, int]] = {}

Feature: TypeAlias = tuple[str, str, float]
"""A group, a value in it that holds, and how strongly it does."""
Held: TypeAlias = tuple[str, Sequence[str] | frozenset[str], float]
"""A group, values in it that hold, and how strongly each does."""
Moved: TypeAlias = tuple[float, str, str, float]
"""What a feature does to a score: the negative of how far it moves it, so that the heaviest sort
first, its group, its value, and what it adds."""


class Weight(NamedTuple):
    """What a feature added to a score, or took from it: in log-odds."""

    group: str
    value: str
    amount: float


class LinearModel(Value, frozen=True, eq=False):
    """Weights by group and value, in thousandths, and what every score begins with."""

    bias: int
    weights: Mapping[str, Mapping[str, int]]
    about: Mapping[str, Any] = member(default_factory=dict)

    def score(self, features: Iterable[Feature]) -> float:
        """How likely the answer is yes, between 0 and 1."""
        held = ((group, (value,), strength) for group, value, strength in features)
        return self.likely(sum_of(self.moved(held)))

    def likely(self, moved: float) -> float:
        """How likely yes is when so much moves the score."""
        return sigmoid(self.bias / UNIT + moved)

    def moved(self, held: Iterable[Held]) -> list[Moved]:
        """What moves a score: of a set of values in their order, of others in the one given."""
        found: list[Moved] = []
        for group, values, strength in held:
            weights = self.weights.get(group, _NONE)
            some = sorted(weights.keys() & values) if isinstance(values, frozenset) else values
            for value in some:
                if (weight := weights.get(value)) and strength:
                    amount = weight * strength / UNIT
                    found.append((-abs(amount), group, value, amount))
        return found

    def to_json(self) -> str:
        """The model as text, the same for the same model."""
        whole = {
            "format": FORMAT,
            "about": dict(self.about),
            "bias": self.bias,
            "weights": {group: dict(self.weights[group]) for group in sorted(self.weights)},
        }
        return json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


def sum_of(moved: Iterable[Moved], begun: float = 0.0) -> float:
    """By how much all of them move a score, from where it has `begun`."""
    return sum([amount for _, _, _, amount in moved], begun)


def heaviest(moved: Iterable[Moved], most: int) -> tuple[Weight, ...]:
    """Those that moved a score most, heaviest first."""
    return tuple(Weight(*one[1:]) for one in first(list(moved), most))


def first(moved: Sequence[Moved], most: int) -> list[Moved]:
    """So many of them, heaviest first."""
    if len(moved) > most:
        last = sorted([far for far, _, _, _ in moved])[most - 1]
        moved = [one for one in moved if one[0] <= last]
    return sorted(moved)[:most]


def model_from_json(text: str | bytes) -> LinearModel:
    """The model that `LinearModel.to_json` wrote. Raises ValueError for anything else."""
    whole = json.loads(text)
    if not isinstance(whole, dict) or whole.get("format") != FORMAT:
        raise ValueError("not a linear model of this format")
    bias, weights, about = whole.get("bias"), whole.get("weights"), whole.get("about")
    if type(bias) is not int or not isinstance(weights, dict) or not isinstance(about, dict):
        raise ValueError("not a linear model")
    for values in weights.values():
        if not isinstance(values, dict) or not {type(one) for one in values.values()} <= {int}:
            raise ValueError("the weights of a linear model are whole numbers")
    return LinearModel(bias, weights, about)


def sigmoid(x: float) -> float:
    """1 / (1 + e^-x) by operations that round alike on every machine."""
    x = max(-_FAR, min(_FAR, x))
    power = 1.0 - x / (1 << _HALVINGS)
    for _ in range(_HALVINGS):
        power *= power
    return 1.0 / (1.0 + power)


class Example(NamedTuple):
    """What one answer teaches: the features, whether it was yes, and how much it counts."""

    features: Sequence[Feature]
    answer: bool
    weight: float = 1.0


def train(
    examples: Sequence[Example],
    *,
    penalty: float,
    rounds: int = 120,
    least: int = 2,
    lightest: int = 1,
    about: Mapping[str, Any] | None = None,
) -> LinearModel:
    """The logistic regression with an L2 `penalty` on every weight save the bias; features that
    fewer than `least` examples have are left out, and in the end those whose weight is less than
    `lightest` thousandths. The order of the examples counts."""
    seen: dict[tuple[str, str], int] = {}
    for example in examples:
        for name in {(group, value) for group, value, _ in example.features}:
            seen[name] = seen.get(name, 0) + 1
    names = sorted(name for name, count in seen.items() if count >= least)
    place = {name: i for i, name in enumerate(names)}
    rows = [_row(example.features, place) for example in examples]
    weights, bias = _descend(rows, examples, len(names), penalty, rounds)
    grouped: dict[str, dict[str, int]] = {}
    for (group, value), weight in zip(names, weights, strict=True):
        rounded = round(weight * UNIT / 10) * 10
        if abs(rounded) >= lightest:
            grouped.setdefault(group, {})[value] = rounded
    return LinearModel(round(bias * UNIT), grouped, about or {})


def _row(
    features: Iterable[Feature], place: Mapping[tuple[str, str], int]
) -> list[tuple[int, float]]:
    """The strengths by place, those of one feature added up."""
    found: dict[int, float] = {}
    for group, value, strength in features:
        at = place.get((group, value), -1)
        if at >= 0 and strength:
            found[at] = found.get(at, 0.0) + strength
    return sorted(found.items())


def _descend(
    rows: Sequence[Sequence[tuple[int, float]]],
    examples: Sequence[Example],
    size: int,
    penalty: float,
    rounds: int,
) -> tuple[list[float], float]:
    """Coordinates by dual coordinate ascent (Yu, Huang and Lin 2011, for logistic regression),
    in the order of the examples; the bias is a feature that always holds, of strength 2."""
    weights = [0.0] * size
    bias, width = 0.0, 2.0
    norms = [sum(x * x for _, x in row) + width * width for row in rows]
    tops = [example.weight / penalty for example in examples]
    slopes = [_START] * len(examples)
    alphas = [top * sigmoid(_START) for top in tops]
    signs = [1.0 if example.answer else -1.0 for example in examples]
    for alpha, sign, row in zip(alphas, signs, rows, strict=True):
        for at, x in row:
            weights[at] += alpha * sign * x
        bias += alpha * sign * width
    for _ in range(rounds):
        for i, row in enumerate(rows):
            margin = bias * width + sum(weights[at] * x for at, x in row)
            slopes[i] = _best(slopes[i], alphas[i], tops[i], signs[i] * margin, norms[i])
            step = tops[i] * sigmoid(slopes[i]) - alphas[i]
            if step:
                alphas[i] += step
                move = step * signs[i]
                for at, x in row:
                    weights[at] += move * x
                bias += move * width
    return weights, bias * width


def _best(z: float, alpha: float, top: float, margin: float, norm: float) -> float:
    """The z for which α = top·sigmoid(z) makes norm·(α - alpha) + margin + ln(α / (top - α)) 0, by
    Newton's method from the z given, within bounds that close in: it needs no logarithm."""
    low, high = -_FAR, _FAR
    for _ in range(_STEPS):
        share = sigmoid(z)
        off = norm * (top * share - alpha) + margin + z
        if off > 0:
            high = z
        else:
            low = z
        better = z - off / (norm * top * share * (1 - share) + 1)
        if not low < better < high:
            better = (low + high) / 2
        if abs(better - z) < _CLOSE:
            return better
        z = better
    return z
