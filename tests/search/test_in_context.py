"""Models of words in their context: what they read, what they show, what tips them."""

from __future__ import annotations

import json

import pytest

from regcheck.search.in_context import Line, features_of, keys_of, opens, stem, word_model
from regcheck.search.linear import Example, LinearModel, train
from regcheck.search.word_models import Stretch, WordModels, packed


def line(text: str, over: str = "") -> Line:
    words = text.split()
    places = ("lead", "heading", "section", "title")
    return Line(words, [stem(word) for word in words], dict.fromkeys(places, over.split()))


def taught(yes: str = "mappe") -> LinearModel:
    """A model that knows «gul» for yes where one word follows, and for no elsewhere."""
    rows = [(before, thing) for before in ("en", "den", "hver") for thing in ("mappe", "bil")]
    examples = [
        Example(features_of(line(f"{before} gul {thing} her", "brev"), 1), thing == yes)
        for before, thing in rows
    ]
    return train(examples, penalty=0.1, about={"doors": ["gul"]})


def read(
    models: list[LinearModel], sentence: Line, least: float = 0.5
) -> list[tuple[int, Stretch]]:
    together = WordModels(packed(models), [least] * len(models))
    over = together.over(sentence.over)
    return list(together.read([together.word(word) for word in sentence.words], over))


def test_a_word_is_judged_by_what_stands_around_it() -> None:
    ((_, found),) = read([taught()], line("send en gul mappe her"))
    assert (found.first, found.after, found.best) == (2, 3, 2)
    assert read([taught()], line("send en gul bil her")) == []


def test_models_that_read_together_find_what_each_finds_alone() -> None:
    models = [taught(), taught("bil"), LinearModel(-300, {}, {"doors": ["gul", "her"]})]
    for text in ("send en gul mappe her", "gul", "her gul bil gul", "ut ut gul bil her og der"):
        sentence = line(text, "brev ukjent")
        alone = [(at, one) for at, model in enumerate(models) for _, one in read([model], sentence)]
        assert read(models, sentence) == alone


def test_models_that_are_not_asked_say_nothing() -> None:
    together = WordModels(packed([taught(), taught()]), [0.5, 0.5])
    sentence = line("send en gul mappe her")
    words = [together.word(word) for word in sentence.words]
    for asked, places in ((0, []), (1, [0]), (2, [1]), (3, [0, 1])):
        found = together.read(words, together.over(sentence.over), asked)
        assert [place for place, _ in found] == places


def test_what_is_read_is_the_score_of_what_was_learned() -> None:
    model = taught()
    for text in ("send en gul mappe her", "gul", "gul mappe", "en gul bil og mappe", "den gul"):
        sentence = line(text, "brev ukjent")
        ((_, found),) = read([model], sentence, 0.0)
        features = features_of(sentence, found.best)
        assert found.likely == pytest.approx(model.score(features), abs=1e-12)


def test_the_words_that_tipped_it_are_told() -> None:
    ((_, found),) = read([taught()], line("send en gul mappe her"))
    assert 3 in found.tipping


def test_words_close_together_are_shown_as_one() -> None:
    model = LinearModel(3000, {}, {"doors": ["a", "b"]})
    found = read([model], line("a x b y y y b"))
    assert [(one.first, one.after) for _, one in found] == [(0, 3), (6, 7)]


def test_no_stretch_is_longer_than_twelve_words() -> None:
    found = read([LinearModel(3000, {}, {"doors": ["a"]})], line("a " * 30))
    assert [one.after - one.first for _, one in found] == [12, 12, 6]


def test_words_open_by_how_they_begin_and_end() -> None:
    doors = ["firma*", "*attest"]
    assert opens(doors, "firmaregister")
    assert opens(doors, "skatteattest") is ("*attest" in keys_of("skatteattest"))
    assert not opens(doors, "attest")


@pytest.mark.parametrize(
    "text",
    [
        *("", "[]", "{}", "\x00", "{" * 9),
        '{"format":1,"about":{},"bias":0,"weights":{}}',
        r'{"format":1,"about":{"doors":["\ud800"]},"bias":0,"weights":{}}',
    ],
)
def test_what_is_no_model_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"model|Expecting|Invalid"):
        word_model(text)


@pytest.mark.parametrize(
    "weights",
    [
        {"word": {"a": "much"}},
        {"word": 3},
        [],
        {"word": {"a": 1e999}},
        {"word": {"a": 10**9}},
    ],
)
def test_weights_must_be_whole_numbers_of_some_measure(weights: object) -> None:
    text = json.dumps({"format": 1, "about": {"doors": []}, "bias": 0, "weights": weights})
    with pytest.raises(ValueError, match=r"model|Expecting|Invalid"):
        word_model(text)
