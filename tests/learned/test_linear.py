"""Linear models: what they score, say and learn."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regcheck.base.search.linear import Held, LinearModel, first, model_from_json, sigmoid

MODEL = LinearModel(-500, {"word": {"yes": 2000, "no": -1500}, "rule": {"all": 300}}, {"a": 1})


@given(st.floats(-40, 40))
def test_the_sigmoid_is_near_that_of_the_library(x: float) -> None:
    assert sigmoid(x) == pytest.approx(1 / (1 + math.exp(-x)), abs=2e-2)
    assert 0 < sigmoid(x) < 1


def test_a_score_adds_up_what_is_known_of_the_features() -> None:
    held = [("rule", "all", 1.0), ("word", "yes", 0.5), ("word", "new", 5.0)]
    assert MODEL.score(held) == sigmoid(-0.5 + 0.3 + 1.0)


def test_what_weighed_most_comes_first() -> None:
    model = LinearModel(0, {"word": {"a": 100, "b": -900}, "rule": {"r": 300}})
    held: list[Held] = [("word", ["a", "b"], 1.0), ("rule", frozenset({"r"}), 0.5)]
    assert [value for _, _, value, _ in first(model.moved(held), 2)] == ["b", "r"]
    assert [amount for *_, amount in first(model.moved(held), 3)] == [-0.9, 0.15, 0.1]


def test_a_model_survives_its_file() -> None:
    assert model_from_json(MODEL.to_json()).to_json() == MODEL.to_json()
