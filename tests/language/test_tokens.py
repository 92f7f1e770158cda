"""Words as spans."""

from __future__ import annotations

from regcheck.language.tokens import words


def test_words_keep_their_inner_marks() -> None:
    text = "EØS-avtalen og/eller § 10-2 (jf. bl.a. «kart»), kr 1 500."
    found = [span.of(text) for span in words(text)]
    assert found == ["EØS-avtalen", "og/eller", "10-2", "jf", "bl.a", "kart", "kr", "1", "500"]


def test_words_of_a_stretch_are_places_of_the_whole_text() -> None:
    text = "en to tre"
    assert [span.of(text) for span in words(text, 3, 5)] == ["to"]
