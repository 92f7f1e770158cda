"""Words and LIX."""

from __future__ import annotations

import pytest

from regcheck.language.sentences import sentence_spans
from regcheck.language.tokens import count_words, lix, words


def test_words_keep_their_inner_marks() -> None:
    text = "EØS-avtalen og/eller § 10-2 (jf. bl.a. «kart»), kr 1 500."
    found = [span.of(text) for span in words(text)]
    assert found == ["EØS-avtalen", "og/eller", "10-2", "jf", "bl.a", "kart", "kr", "1", "500"]
    assert count_words(text) == len(found)


def test_words_of_a_stretch_are_places_of_the_whole_text() -> None:
    text = "en to tre"
    assert [span.of(text) for span in words(text, 3, 5)] == ["to"]
    assert count_words(text, 3) == 2


def test_lix_is_words_per_sentence_plus_percentage_of_long_words() -> None:
    # 8 words, 2 sentences, 2 of more than six letters: 4 + 25
    text = "Departementet kan gi svar. Svaret gis kommunen nå."
    assert lix(text, sentence_spans(text)) == pytest.approx(8 / 2 + 100 * 2 / 8)


def test_seven_letters_are_long_and_six_are_not() -> None:
    assert lix("abcdef", sentence_spans("abcdef")) == 1
    assert lix("abcdefg", sentence_spans("abcdefg")) == 101


def test_no_words_no_index() -> None:
    assert lix("", []) == 0.0
    assert lix("–", sentence_spans("–")) == 0.0
