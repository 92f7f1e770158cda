"""Expressions: which of them are tame, and that both engines find the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regcheck.base.search.backtracking import is_tame
from regcheck.base.search.expressions import SHORT, Expression
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


@pytest.mark.parametrize("phrase", PHRASES)
def test_what_phrases_become_is_tame(phrase: str) -> None:
    assert is_tame(expression(phrase))


@pytest.mark.parametrize(
    "pattern", [r"\w*a\w* \w*b\w*", r"(?:\w*a|b\w*) \w++", r"a\+|b\{", r"[*+]"]
)
def test_open_ends_of_several_words_or_branches_are_tame(pattern: str) -> None:
    assert is_tame(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?:a+)+\d",
        r"(?:a|aa){2,}",
        r"\w*\w*?x",
        r"\w**",
        r"(?:[^\s;:]+ ){0,25}a (?:[^\s;:]+ ){0,25}b (?:[^\s;:]+ ){0,25}c",
        r"[^§]*$",
        r"\w*a\w*b\w*",
        r"\w*(?:a|b\w*)c\w*",
        r"\w*(?:a|b (?:c|d\w*)\w*)",
    ],
)
def test_what_could_take_long_is_not(pattern: str) -> None:
    assert not is_tame(pattern)


@pytest.mark.parametrize(("phrase", "text"), [*zip(PHRASES, TEXTS, strict=True)])
def test_the_phrases_of_these_tests_are_found(phrase: str, text: str) -> None:
    assert Expression(expression(phrase), on_lowered=True).is_in(text, text, 0, len(text))


@given(st.sampled_from(PHRASES), st.lists(st.sampled_from(WORDS), max_size=24))
def test_both_engines_find_the_same(phrase: str, words: list[str]) -> None:
    """A text that is longer than `SHORT` is searched by the other engine."""
    tame = Expression(expression(phrase), on_lowered=True)
    text = " ".join(words)
    long = text + " ;" * SHORT
    found = list(tame.find(text, text, 0, len(text)))
    assert found == list(tame.find(long, long, 0, len(long)))
    assert tame.is_in(text, text, 0, len(text)) == bool(found)
