"""Expressions: what they find, and that both engines find the same."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regcheck.base.search.expressions import Expression, UnguardedExpression
from regcheck.language.forms import forms_of
from regcheck.matching.phrase import pattern_in_lower_case, to_regex
from regcheck.packs.phrase_syntax import parse_phrase

PHRASES = (
    "[søke|søkje] <0-6> om [støtte|*stønad]",
    "sende* <1-4> [båt*|*lue|*stol] til",
    "~legge [ved|fram] <0-2> [kopi|utskrift] (av)",
    "[kan|må] <1-3> >>gis<<",
)
TEXTS = (
    "søke nå om bostønad",
    "sender inn en båten til",
    "legge ved en kopi",
    "kan ikke gis",
)
WORDS = (
    "søke", "om", "støtte", "bostønad", "sender", "inn", "båten", "lue", "stol", "til", "legge",
    "ved", "en", "kopi", "av", "kan", "ikke", "gis", "og-så", "§", ",",
)  # fmt: skip


def expression(phrase: str) -> str:
    atoms = parse_phrase(phrase)
    made = to_regex(atoms, lambda lemma: forms_of(lemma, "nb"), lambda name: name)
    return pattern_in_lower_case(made)


@pytest.mark.parametrize(("phrase", "text"), [*zip(PHRASES, TEXTS, strict=True)])
def test_the_phrases_of_these_tests_are_found(phrase: str, text: str) -> None:
    assert Expression(expression(phrase), on_lowered=True).is_in(text, text, 0, len(text))


@given(st.sampled_from(PHRASES), st.lists(st.sampled_from(WORDS), max_size=24))
def test_both_engines_find_the_same(phrase: str, words: list[str]) -> None:
    """A browser has only the one of the standard library."""
    text = " ".join(words)
    found = Expression(expression(phrase), on_lowered=True).find(text, text, 0, len(text))
    plain = UnguardedExpression(re.compile(expression(phrase)))
    matches = plain.finditer(text, 0, len(text))
    assert [whole for _, whole in found] == [one.span() for one in matches if one.group()]
