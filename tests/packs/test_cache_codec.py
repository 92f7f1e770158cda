from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pack_maker import FILES, load, small_rule

from regcheck.base.texts.localised import Localised
from regcheck.packs.cache_codec import decode_rule_set, encode_rule_set
from regcheck.packs.model import (
    Adjustment,
    Combination,
    Condition,
    Fix,
    Group,
    Pack,
    Pattern,
    Rule,
    RuleSet,
    Severity,
    Status,
    TermEntry,
    Terminal,
    Verdict,
    Within,
)
from regcheck.packs.select import select_rules

words = st.text(max_size=8)
options = st.lists(st.tuples(words, words), max_size=2).map(tuple)
terminals = st.builds(
    Terminal,
    st.sampled_from(["phrase", "regex", "dependency", "group"]),
    st.sampled_from(["", "nb", "nn"]),
    st.lists(words, max_size=3).map(tuple),
    options,
    st.integers(0, 10_000),
)
patterns: st.SearchStrategy[Pattern] = st.recursive(
    terminals,
    lambda inner: st.builds(
        Combination,
        st.sampled_from(["any", "all", "not", "near"]),
        st.lists(inner, max_size=3).map(tuple),
        options,
    ),
    max_leaves=8,
)
conditions = st.lists(
    st.builds(
        Condition,
        st.none() | patterns,
        st.sampled_from(Within),
        words,
        st.integers(0, 30),
        words,
        st.lists(words, max_size=2).map(tuple),
    ),
    max_size=2,
).map(tuple)
rules = st.builds(
    Rule,
    id=words,
    title=st.builds(Localised, words, words, words),
    message=st.builds(Localised, words),
    match=patterns,
    status=st.sampled_from(Status),
    severity=st.sampled_from(Severity),
    verdict=st.none() | st.sampled_from(Verdict),
    when=conditions,
    unless=conditions,
    adjust=st.lists(
        st.builds(Adjustment, conditions, st.none() | st.sampled_from(Severity)), max_size=2
    ).map(tuple),
    fix=st.none() | st.builds(Fix, words, st.dictionaries(words, words, max_size=2)),
)
rule_sets = st.builds(
    RuleSet,
    st.lists(rules, max_size=3).map(tuple),
    st.dictionaries(words, st.builds(Group, words, patterns), max_size=2),
    st.dictionaries(
        words, st.lists(st.builds(TermEntry, words, st.just(("a",))), max_size=2).map(tuple)
    ),
    st.lists(
        st.builds(Pack, words, words, overrides=st.just({"a/b": {"severity": "info"}})), max_size=2
    ).map(tuple),
    words,
)


@pytest.fixture
def chosen(tmp_path: Path) -> RuleSet:
    terms = small_rule("paper/terms", match="{terms: seal-words}", requires="[{phrase: a}]")
    return select_rules(load(tmp_path, {**FILES, "paper/terms.yaml": terms}))


def test_loaded_rules_come_back_equal(chosen: RuleSet) -> None:
    assert len(chosen.rules) == 2
    again = decode_rule_set(encode_rule_set(chosen))
    assert again == chosen
    assert encode_rule_set(again) == encode_rule_set(chosen)


@settings(deadline=None)
@given(rule_sets)
def test_any_rule_set_comes_back_equal(rule_set: RuleSet) -> None:
    again = decode_rule_set(encode_rule_set(rule_set))
    assert again == rule_set
    assert [type(rule.severity) for rule in again.rules] == [Severity] * len(rule_set.rules)


def test_damaged_bytes_are_a_value_error(chosen: RuleSet) -> None:
    good = encode_rule_set(chosen)
    chance = random.Random(4)
    refused = 0
    for _ in range(400):
        damaged = bytearray(good)
        for _ in range(3):
            damaged[chance.randrange(len(good))] = chance.randrange(256)
        for data in (bytes(damaged), good[: chance.randrange(len(good))]):
            try:
                decode_rule_set(data)
            except ValueError:
                refused += 1
    assert refused > 400


@pytest.mark.parametrize("data", [b"", b"\x00", b"\x91" * 100_000, b"\x92\xa1x\x90", b"\xc1"])
def test_other_bytes_are_a_value_error(data: bytes) -> None:
    with pytest.raises(ValueError, match="cached rules"):
        decode_rule_set(data)


def test_a_deep_pattern_in_a_cache_is_a_value_error(chosen: RuleSet) -> None:
    pattern: Pattern = Terminal("phrase", "", ("a",))
    for _ in range(300):
        pattern = Combination("any", (pattern,))
    deep = encode_rule_set(RuleSet((), {"g": Group("g", pattern)}))
    at = deep.index(b"\xa3any")
    layers = deep[at - 1 : deep.index(b"\xa3any", at + 1) - 1]
    with pytest.raises(ValueError, match="cached rules"):
        decode_rule_set(deep[: at - 1] + layers * 100_000 + deep[at - 1 :])
