"""Words are counted as they are read: no tables, of lists the longest item."""

from __future__ import annotations

import pytest

from regcheck.base.text.span import Span
from regcheck.matching.checks.run_together import words_at_once


def words(text: str, begins: str = "") -> int:
    start = text.index(begins)
    return words_at_once(text, Span(start, len(text)))


def test_a_sentence_has_all_its_words() -> None:
    assert words("Havnen skal stå åpen når isen går, og vakten skal være der.") == 12


@pytest.mark.parametrize(
    "text",
    [
        "Bot for fart til 5 knop kr 1 250 til 10 knop kr 2 450 til 15 knop kr 3 950 og mer.",
        "l = lengden på båten målt i meter b = bredden på båten h = høyden på masten over dekk",
        "Kaien har 19.1 Bruer av tre 19.1.1 Bruer med rekkverk 19.1.2 Bruer uten rekkverk som",
    ],
)
def test_a_table_is_no_sentence(text: str) -> None:
    assert words(text) == 0


def test_a_list_is_its_lead_in_and_its_longest_item() -> None:
    text = "Båten kan ligge ved kaien dersom: den er liten, den er ren og tom for olje, den er hel."
    assert words(text) == 6 + 7


def test_a_term_before_its_meaning_announces_no_list() -> None:
    text = "kai: et anlegg av tre, stein eller betong, bygd for båter, i sjø, elv eller vann"
    assert words(text) == 16


def test_items_that_have_run_together_are_read_apart() -> None:
    assert words("for den som eier båten ved kaien. for den som leier den") == 7
    listed = "Registeret skal ha opplysninger om: Båtens navnBåtens lengdeHavnen den ligger i"
    assert words(listed) == 7


def test_a_lead_in_and_the_sentence_after_its_list_are_read_apart() -> None:
    text = "Havnen kan stenge kaien for den som eier båter Stenging kan bare skje om dagen."
    assert words_at_once(text, Span(0, len(text)), over_list=True) == 9
    assert words(text) == 15
    assert words_at_once(text[:-1], Span(0, len(text) - 1), over_list=True) == 15


def test_the_heading_before_the_text_is_not_counted() -> None:
    text = "§ 4 b . Opplag om vinteren Båten skal ligge på land når isen går."
    assert words(text, "Opplag") == 8
    assert words("Det gjelder også opplag om vinteren for små båter i Bukta.") == 11
