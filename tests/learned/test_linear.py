"""Linear models: what they score, say and learn."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regcheck.search.linear import (
    Example,
    Held,
    LinearModel,
    heaviest,
    model_from_json,
    sigmoid,
    train,
)

YES, NO = ("word", "yes", 1.0), ("word", "no", 1.0)
COMMON = ("rule", "all", 1.0)


def lesson(rounds: int = 60, penalty: float = 1.0) -> LinearModel:
    examples = [Example([COMMON, YES], True), Example([COMMON, NO], False)] * 20
    return train(examples, penalty=penalty, rounds=rounds)


@given(st.floats(-40, 40))
def test_the_sigmoid_is_near_that_of_the_library(x: float) -> None:
    assert sigmoid(x) == pytest.approx(1 / (1 + math.exp(-x)), abs=2e-2)
    assert 0 < sigmoid(x) < 1


def test_what_was_answered_is_learned() -> None:
    model = lesson()
    assert model.score([COMMON, YES]) > 0.85
    assert model.score([COMMON, NO]) < 0.15
    assert abs(model.score([COMMON]) - 0.5) < 0.1


def test_an_unknown_feature_counts_for_nothing() -> None:
    model = lesson()
    assert model.score([YES, ("word", "new", 5.0)]) == model.score([YES])


def test_a_greater_penalty_gives_less_certain_answers() -> None:
    assert lesson(penalty=20.0).score([YES]) < lesson(penalty=1.0).score([YES])


def test_more_rounds_change_little() -> None:
    few, many = lesson(60), lesson(240)
    assert few.score([COMMON, YES]) == pytest.approx(many.score([COMMON, YES]), abs=0.01)


def test_features_of_single_examples_are_left_out() -> None:
    once = Example([("word", "once", 1.0)], True)
    assert "once" not in train([once, *[Example([YES], True)] * 3], penalty=1.0).weights["word"]


def test_what_weighed_most_comes_first() -> None:
    model = LinearModel(0, {"word": {"a": 100, "b": -900}, "rule": {"r": 300}})
    held: list[Held] = [("word", ["a", "b"], 1.0), ("rule", frozenset({"r"}), 0.5)]
    assert [one.value for one in heaviest(model.moved(held), 2)] == ["b", "r"]
    assert [one.amount for one in heaviest(model.moved(held), 3)] == [-0.9, 0.15, 0.1]


def test_a_model_survives_its_file() -> None:
    model = lesson()
    again = model_from_json(model.to_json())
    assert again.to_json() == model.to_json()
    assert again.score([YES]) == model.score([YES])


def test_the_same_answers_give_the_same_bytes() -> None:
    assert lesson().to_json() == lesson().to_json()


@pytest.mark.parametrize("text", ["[]", '{"format": 2}', "{"])
def test_another_file_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        model_from_json(text)
