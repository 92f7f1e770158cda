"""Positions as editors count them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regcheck.desk.editor.positions import Positions

TEXT = "blåbær 🙂 og 𝄞\r\nøl\ræ\n\u2028🙂🙂x"
UNITS = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}
SIZES = {"utf-8": 1, "utf-16": 2, "utf-32": 4}


def test_known_places() -> None:
    positions = Positions(TEXT)
    assert positions.position(TEXT.index("og")) == (0, 10)
    assert positions.position(TEXT.index("øl")) == (1, 0)
    assert positions.position(TEXT.index("æ\n")) == (2, 0)
    assert positions.position(TEXT.index("x")) == (3, 5)
    assert Positions(TEXT, "utf-8").position(TEXT.index("og")) == (0, 14)
    assert Positions(TEXT, "utf-32").position(TEXT.index("og")) == (0, 9)


def test_a_place_past_the_end_is_the_end() -> None:
    positions = Positions("ab\ncd")
    assert positions.offset(0, 99) == 2
    assert positions.offset(1, 99) == 5
    assert positions.offset(9, 0) == 5
    assert positions.offset(-1, 3) == 0
    assert positions.position(99) == (1, 2)
    assert Positions("").position(0) == (0, 0)
    assert Positions("").offset(0, 5) == 0


def test_within_a_code_point_is_before_it() -> None:
    assert Positions("a🙂b").offset(0, 2) == 1
    assert Positions("aøb", "utf-8").offset(0, 2) == 1


@pytest.mark.parametrize("unit", UNITS)
@given(text=st.text(st.sampled_from("aø🙂\r\n\u2028é€"), max_size=40), at=st.integers(0, 40))
def test_there_and_back(unit: str, text: str, at: int) -> None:
    at = min(at, len(text))
    if text[at - 1 : at + 1] == "\r\n":
        at -= 1
    positions = Positions(text, unit)
    line, character = positions.position(at)
    assert positions.offset(line, character) == at
    before = text[:at].replace("\r\n", "\n").replace("\r", "\n")
    assert line == before.count("\n")
    last = before.rpartition("\n")[2]
    assert character == len(last.encode(UNITS[unit])) // SIZES[unit]
