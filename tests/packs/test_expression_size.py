"""An expression is measured before it is compiled."""

from __future__ import annotations

import pytest

from regcheck.packs.terminals import MAX_PARTS as MOST
from regcheck.packs.terminals import _fault_in, refused_at, size_of


@pytest.mark.parametrize(
    "expression",
    [
        "(?:(?:a?){9999}){9999}",
        "(?:(?:(?:ab?){999}){999}){999}",
        "(?:[)](?:a){999}){999}",
        r"(?:\)(?:a){999}){999}",
        "(?:(?#()(?:a){999}){999}",
        "(?:(?:a){,999}){,999}",
        "a{" + "9" * 4_000 + "}",
        "(?x)(?:a #)\n{9}",
        "a(?R)?b",
        "(a(?1)?b)",
        "(?P<n>a(?&n)?b)",
        "(?P<n>a(?P>n)?b)",
    ],
)
def test_it_is_refused(expression: str) -> None:
    assert size_of(expression) > MOST or refused_at(expression) >= 0
    assert _fault_in(expression) is not None


@pytest.mark.parametrize(
    "expression",
    [r"\d{1,4}\.\s{0,30}(?:ledd|punktum){1,2}", "(?i)lov(?P<n>a)(?=b)", r"[^]x]{2,9}\p{Lu}{3}"],
)
def test_others_are_not(expression: str) -> None:
    assert size_of(expression) <= MOST
    assert _fault_in(expression) is None
