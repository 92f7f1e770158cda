"""Linear models over named features, such as `("before", "dersom", 0.7)`: group, value and
strength. A model is kept as JSON with whole thousandths, so that a reader can see what it goes
by."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple, TypeAlias

from regcheck.base.values import Value, member

UNIT = 1000
"""Steps of a weight between whole numbers."""
FORMAT = 1
_HALVINGS = 12
_FAR = 30.0
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


def first(moved: Sequence[Moved], most: int) -> list[Moved]:
    """So many of them, heaviest first."""
    if len(moved) > most:
        last = sorted([far for far, _, _, _ in moved])[most - 1]
        moved = [one for one in moved if one[0] <= last]
    return sorted(moved)[:most]


def model_from_json(text: str | bytes) -> LinearModel:
    """The model that `LinearModel.to_json` wrote."""
    whole = json.loads(text)
    return LinearModel(whole["bias"], whole["weights"], whole["about"])


def sigmoid(x: float) -> float:
    """1 / (1 + e^-x) by operations that round alike on every machine."""
    x = max(-_FAR, min(_FAR, x))
    power = 1.0 - x / (1 << _HALVINGS)
    for _ in range(_HALVINGS):
        power *= power
    return 1.0 / (1.0 + power)
