"""The words of law: they stand in one place, and their alternatives can be used as they are."""

from __future__ import annotations

import re
from itertools import permutations
from pathlib import Path

import pytest

import regcheck
from regcheck.law import vocabulary
from regcheck.law.vocabulary import ACTORS, capital, either_case, word_set

SOURCE = Path(regcheck.__file__).parent
FAMILIES = {
    name: value
    for name, value in vars(vocabulary).items()
    if name.isupper() and isinstance(value, str) and "|" in value and value != ACTORS
}
STATED_ONCE = ("THE_ACT", "THE_REGULATION", "THESE", "AN", "CAPITAL_AN", "IF", "SHALL_OR_MAY")
"""Families that no other module may spell out."""


@pytest.mark.parametrize("name", sorted(FAMILIES))
def test_no_word_hides_a_longer_one_after_it(name: str) -> None:
    words = FAMILIES[name].split("|")
    assert len(words) == len(set(words))
    hidden = [
        (short, long)
        for at, short in enumerate(words)
        for long in words[at + 1 :]
        if long.startswith(short)
    ]
    assert hidden == []


@pytest.mark.parametrize("name", STATED_ONCE)
def test_a_family_is_spelt_out_nowhere_else(name: str) -> None:
    orders = permutations(FAMILIES[name].split("|"))
    spelt = re.compile("|".join(rf"[(|:]{re.escape('|'.join(one))}[|)]" for one in orders))
    found = {
        path.relative_to(SOURCE).as_posix(): hit[0]
        for path in SOURCE.rglob("*.py")
        if path.name != "vocabulary.py" and (hit := spelt.search(path.read_text("utf-8")))
    }
    assert found == {}


def test_alternatives_in_either_case() -> None:
    pattern = re.compile(either_case("loven|forskriften|lova"))
    assert pattern.pattern == "[Ll](?:oven|ova)|[Ff](?:orskriften)"
    for word in ("loven", "Lova", "Forskriften", "forskriften"):
        assert pattern.fullmatch(word)
    assert pattern.fullmatch("LOVA") is None


def test_alternatives_as_words() -> None:
    assert word_set("loven|lova") == {"loven", "lova"}
    assert capital("en|et") == "En|Et"


def test_months_and_ordinals_are_in_order() -> None:
    assert len(vocabulary.MONTHS) == len(vocabulary.ENGLISH_MONTHS) == 12
    assert len(word_set(vocabulary.MONTH_BEGINS)) == 12
    numbers = list(vocabulary.ORDINALS.values())
    assert numbers == sorted(numbers)
    assert set(numbers) == set(range(1, 21))
