"""Breaking styled text into lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regcheck.base.text.printable import printable
from regcheck.reports.layout import as_match, plain, wrap

PIECES = st.lists(st.tuples(st.text("ab \u00a0", max_size=12), st.sampled_from(["", "x"])))


@given(PIECES, st.integers(5, 30), st.integers(0, 3))
def test_wrapping_loses_no_word(pieces: list[tuple[str, str]], width: int, indent: int) -> None:
    text = "".join(text for text, _ in pieces)
    lines = [plain(line) for line in wrap(pieces, width, indent, 1)]
    joined = " ".join(lines).replace("\u00a0", "_").split()
    assert joined == text.replace("\u00a0", "_").split()
    for line in lines:
        assert len(line) <= width or " " not in line.strip(" ")


def test_continuation_lines_hang() -> None:
    lines = [plain(line) for line in wrap([("en to tre fire", "")], 9, 2, 2)]
    assert lines == ["  en to", "    tre", "    fire"]


def test_spaces_within_a_line_stay_and_styles_do_not_break_words() -> None:
    pieces = [("en  ", ""), ("t", "bold"), ("o", "")]
    assert list(wrap(pieces, 20)) == [(("en  ", ""), ("t", "bold"), ("o", ""))]


def test_marks_stand_around_a_match_that_is_broken() -> None:
    pieces = [("her er ", ""), *as_match("to ord"), (".", "")]
    assert [plain(line) for line in wrap(pieces, 11)] == ["her er ▸to", "ord◂."]


@pytest.mark.parametrize(
    ("text", "shown"),
    [("§ 1 «å»\u00a0–", "§ 1 «å»\u00a0–"), ("a\nb", "a\\u000ab"), ("\x1b[1m", "\\u001b[1m")],
)
def test_only_what_prints_is_printed(text: str, shown: str) -> None:
    assert printable(text) == shown
