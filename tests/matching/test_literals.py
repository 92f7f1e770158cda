"""Anchors of regular expressions: one of them is in every match, or there are none."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regcheck.base.search.literals import regex_anchors, regex_needs


@pytest.mark.parametrize(
    ("pattern", "anchors"),
    [
        (r"\bpapir(?:form|skjema)\b", {"papirform", "papirskjema"}),
        (r"(?:ved|gjennom) oppslag", {"ved oppslag", "gjennom oppslag"}),
        (r"\w+messig(?:e)?\b", {"messig", "messige"}),
        (r"kan .{0,40} dispensere", {" dispensere"}),
        (r"(?:a|b)", set()),
        (r"x?y*", set()),
        (r"(?i)FAKS", {"faks"}),
        (r"[æø]rlig", {"ærlig", "ørlig"}),
        (r"(?:ab|cdef)+", set()),
        (r"\p{Lu}ord", {"ord"}),
    ],
)
def test_anchors_of(pattern: str, anchors: set[str]) -> None:
    assert regex_anchors(pattern) == anchors


words = st.sampled_from(["papir", "form", "skjema", "brev", "post", "original", "attest"])
patterns = st.recursive(
    words,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map(lambda ab: f"(?:{ab[0]}|{ab[1]})"),
        inner.map(lambda a: f"(?:{a})?"),
        inner.map(lambda a: f"(?:{a}){{1,2}}"),
        inner.map(lambda a: rf"\b{a}\w*"),
    ),
    max_leaves=6,
)


@given(patterns, st.lists(words, max_size=8).map("".join))
def test_no_match_lacks_its_anchor(pattern: str, text: str) -> None:
    anchors = regex_anchors(pattern)
    match = re.search(pattern, text)
    if match and anchors:
        assert any(anchor in match[0].lower() for anchor in anchors)


@given(patterns, st.lists(words, max_size=8).map("".join))
def test_a_match_holds_one_of_every_set_it_needs(pattern: str, text: str) -> None:
    match = re.search(pattern, text)
    for need in regex_needs(pattern) if match else ():
        assert any(word in text for word in need)


def test_what_stands_apart_is_needed_together() -> None:
    assert set(regex_needs(r"(?:med|under) \w+ (?:menes|tyder)")) == {
        frozenset({"med ", "under "}),
        frozenset({" menes", " tyder"}),
        frozenset({"med", "under"}),
        frozenset({"menes", "tyder"}),
    }
