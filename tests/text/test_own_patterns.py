"""Expressions that are compiled when first used."""

from __future__ import annotations

import re

import pytest

from regcheck.base.text.patterns import pattern


def test_an_expression_is_the_compiled_one_and_nothing_else() -> None:
    made, plain = pattern(r"(?P<a>s[oø]k)\w*", re.IGNORECASE), re.compile(r"(?P<a>s[oø]k)\w*", re.I)
    text = "Søknad, soknad"
    assert made.pattern == plain.pattern
    assert [one.span("a") for one in made.finditer(text)] == [
        one.span("a") for one in plain.finditer(text)
    ]
    assert (made.groups, made.flags, made.sub("–", text)) == (1, plain.flags, "–, –")
    with pytest.raises(AttributeError):
        pattern("x").unheard_of  # type: ignore[attr-defined]  # noqa: B018
