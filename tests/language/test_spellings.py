"""Spellings that follow from one another, in Nynorsk."""

from __future__ import annotations

import pytest

from regcheck.language.spellings import other_spellings


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("gje", ("gjeva", "gi")),
        ("gjeva", ("gje", "gi")),
        ("bli", ("verta", "verte")),
        ("blir", ("vert",)),
        ("frå", ("ifrå",)),
        ("sende", ("senda",)),
        ("framleggje", ("framleggja",)),
        ("avgjerd", ("avgjersle",)),
        ("tilfelle", ("høve",)),
    ],
)
def test_the_norm_leaves_spellings_open(word: str, others: tuple[str, ...]) -> None:
    assert other_spellings(word) == others


@pytest.mark.parametrize("word", ["same", "alle", "denne", "minne", "nye", "e", "", "søknad"])
def test_only_infinitives_end_in_a_too(word: str) -> None:
    assert other_spellings(word) == ()
