"""How far phrases reach, and the stretches of text that are searched."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regcheck.matching.reach import UNKNOWN, stretches
from regcheck.matching.spaces import most_spaces
from regcheck.packs.phrase_syntax import parse_phrase
from regcheck.text.span import Span

TEXT = "en to tre fire fem seks sju åtte ni ti"


def spaces(phrase: str, group: int = 0) -> int:
    return most_spaces(parse_phrase(phrase), lambda lemma: frozenset({lemma}), lambda name: group)


@pytest.mark.parametrize(
    ("phrase", "least", "most"),
    [
        ("skap", 0, 0),
        ("låst skap", 1, 1),
        ("låst <3> skap", 3, 5),
        ("låst [skap|skap i hall] nå", 4, 5),
        ("(svært) låst skap", 2, 3),
    ],
)
def test_the_spaces_of_a_phrase_are_bounded(phrase: str, least: int, most: int) -> None:
    assert least <= spaces(phrase) <= most


def test_a_group_without_bounds_has_none() -> None:
    assert spaces("låst {skap}", group=UNKNOWN) == UNKNOWN
    assert spaces("[låst {skap}|åpent]", group=UNKNOWN) == UNKNOWN
    assert spaces("låst {skap}", group=2) == 3


def test_a_stretch_holds_whole_words_on_both_sides() -> None:
    (found,) = stretches(TEXT, [(10, 14)], Span(0, len(TEXT)), 1)
    assert found.of(TEXT).strip() == "tre fire fem"


def test_stretches_that_touch_are_one_and_keep_within_bounds() -> None:
    places = [(6, 9), (15, 18), (36, 38)]
    found = [s.of(TEXT).strip() for s in stretches(TEXT, places, Span(3, len(TEXT)), 1)]
    assert found == ["to tre fire fem seks", "ni ti"]


@given(st.lists(st.sampled_from(["a", "bb", "ccc"]), min_size=1, max_size=30), st.data())
def test_everything_within_reach_of_a_word_is_in_one_stretch(
    words: list[str], data: st.DataObject
) -> None:
    text = " ".join(words)
    count = data.draw(st.integers(0, 5))
    chosen = data.draw(st.sets(st.integers(0, len(words) - 1), min_size=1))
    starts = [sum(len(w) + 1 for w in words[:i]) for i in range(len(words))]
    places = [(starts[i], starts[i] + len(words[i])) for i in sorted(chosen)]
    found = list(stretches(text, places, Span(0, len(text)), count))
    assert all(a.end < b.start for a, b in pairwise(found))
    for i in chosen:
        for first in range(max(0, i - count), i + 1):
            last = min(first + count, len(words) - 1)
            if last >= i:
                end = starts[last] + len(words[last])
                assert any(s.start <= starts[first] and end <= s.end for s in found)
