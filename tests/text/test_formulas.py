"""What a spreadsheet might run gets an apostrophe, and gives it back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regcheck.base.text.formulas import FORMULA, guarded, unguarded


@given(st.text(alphabet="=+-@|＝＋－＠'\t\r a1(", max_size=8))
def test_what_is_guarded_is_given_back_and_never_begins_as_a_formula(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(FORMULA)


@pytest.mark.parametrize("text", ["bord", "'bord", "1-2", "", "«=»", "§ 1"])
def test_other_words_stay_as_they_are(text: str) -> None:
    assert guarded(text) == unguarded(text) == text


@pytest.mark.parametrize("text", ["=1", "-ting", " =1", "'=1", "＝1", "\t=1"])
def test_formulas_are_guarded(text: str) -> None:
    assert guarded(text) == f"'{text}"
