"""Models of words in their context: what they read, what they show, what tips them."""

from __future__ import annotations

import json

import pytest

from regcheck.search.in_context import Line, WordModel, features_of, keys_of, stem, word_model
from regcheck.search.linear import Example, LinearModel, train


def line(text: str) -> Line:
    words = text.split()
    return Line(words, [stem(word) for word in words])


def taught() -> WordModel:
    """A model that knows «gul» for yes where «mappe» follows, and for no elsewhere."""
    yes = [features_of(line(f"{before} gul mappe her"), 1) for before in ("en", "den", "hver")]
    no = [features_of(line(f"{before} gul bil der"), 1) for before in ("en", "den", "hver")]
    examples = [Example(one, True) for one in yes] + [Example(one, False) for one in no]
    return WordModel(train(examples, penalty=0.1, about={"doors": ["gul"]}))


def test_a_word_is_judged_by_what_stands_around_it() -> None:
    model = taught()
    (found,) = model.read(line("send en gul mappe her"), [2], 0.5)
    assert (found.first, found.after, found.best) == (2, 3, 2)
    assert model.read(line("send en gul bil der"), [2], 0.5) == []


def test_the_words_that_tipped_it_are_told() -> None:
    (found,) = taught().read(line("send en gul mappe her"), [2], 0.5)
    assert 3 in found.tipping


def test_words_close_together_are_shown_as_one() -> None:
    model = WordModel(LinearModel(3000, {}, {"doors": ["a", "b"]}))
    found = model.read(line("a x b y y y b"), [0, 2, 6], 0.5)
    assert [(one.first, one.after) for one in found] == [(0, 3), (6, 7)]


def test_no_stretch_is_longer_than_twelve_words() -> None:
    model = WordModel(LinearModel(3000, {}, {"doors": ["a"]}))
    found = model.read(line("a " * 30), list(range(30)), 0.5)
    assert [one.after - one.first for one in found] == [12, 12, 6]


def test_words_open_by_how_they_begin_and_end() -> None:
    model = WordModel.asking(["firma*", "*attest"])
    assert model.opens("firmaregister")
    assert model.opens("skatteattest") is ("*attest" in keys_of("skatteattest"))
    assert not model.opens("attest")


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"format":1,"about":{},"bias":0,"weights":{}}', "\x00", "{" * 9]
)
def test_what_is_no_model_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"model|Expecting|Invalid"):
        word_model(text)


@pytest.mark.parametrize(
    "weights", [{"word": {"a": "much"}}, {"word": 3}, [], {"word": {"a": 1e999}}]
)
def test_weights_must_be_whole_numbers(weights: object) -> None:
    text = json.dumps({"format": 1, "about": {"doors": []}, "bias": 0, "weights": weights})
    with pytest.raises(ValueError, match=r"model|Expecting|Invalid"):
        word_model(text)
