from __future__ import annotations

import random
from pathlib import Path

import pytest
from pack_maker import FILES, load, small_rule

from regcheck.base.values import decoded, encoded
from regcheck.packs.model import Combination, Group, Pattern, RuleSet, Terminal
from regcheck.packs.select import select_rules


@pytest.fixture
def chosen(tmp_path: Path) -> RuleSet:
    terms = small_rule("paper/terms", match="{terms: seal-words}", requires="[{phrase: a}]")
    return select_rules(load(tmp_path, {**FILES, "paper/terms.yaml": terms}))


def test_loaded_rules_come_back_equal(chosen: RuleSet) -> None:
    assert len(chosen.rules) == 2
    again = decoded(encoded(chosen), RuleSet)
    assert again == chosen
    assert encoded(again) == encoded(chosen)


def test_damaged_bytes_are_a_value_error(chosen: RuleSet) -> None:
    good = encoded(chosen)
    chance = random.Random(4)
    refused = 0
    for _ in range(400):
        damaged = bytearray(good)
        for _ in range(3):
            damaged[chance.randrange(len(good))] = chance.randrange(256)
        for data in (bytes(damaged), good[: chance.randrange(len(good))]):
            try:
                decoded(data, RuleSet)
            except ValueError:
                refused += 1
    assert refused > 400


@pytest.mark.parametrize("data", [b"", b"\x00", b"\x91" * 100_000, b"\x92\xa1x\x90", b"\xc1"])
def test_other_bytes_are_a_value_error(data: bytes) -> None:
    with pytest.raises(ValueError, match="cached RuleSet"):
        decoded(data, RuleSet)


def test_a_deep_pattern_in_a_cache_is_a_value_error(chosen: RuleSet) -> None:
    pattern: Pattern = Terminal("phrase", "", ("a",))
    for _ in range(300):
        pattern = Combination("any", (pattern,))
    deep = encoded(RuleSet((), {"g": Group("g", pattern)}))
    at = deep.index(b"\xa3any")
    layers = deep[at - 1 : deep.index(b"\xa3any", at + 1) - 1]
    with pytest.raises(ValueError, match="cached RuleSet"):
        decoded(deep[: at - 1] + layers * 100_000 + deep[at - 1 :], RuleSet)
