from __future__ import annotations

from unicodedata import combining, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normal_words import normalise
from regcheck.base.text.normalise import INVISIBLE, append_normalised, append_pieces
from regcheck.base.text.offsets import OffsetMap, TextBuilder
from regcheck.base.text.span import Span

LETTERS = "abæøå Ae\u0301\u030a\u212b\t\n\u00a0\u00ad\u200b\ufeff\u2003\U0001f600\u1100\u1161"


def built(raw: str, *, join: bool = False) -> tuple[str, OffsetMap]:
    builder = TextBuilder()
    builder.separate(">")
    append_normalised(builder, raw, 0, join_split_words=join)
    return builder.build()


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("skal søke", "skal søke"),
        ("  skal \n\t søke ", "skal søke"),
        ("§\u00a03", "§ 3"),
        ("verdi\u00adpapir", "verdipapir"),
        ("verdi\u00ad \u00adpapir\u00ad ", "verdi papir"),
        ("sta\u030a ved", "stå ved"),
        ("\u00ad\u2003\u00ada\u00ad\u2003\u00ad", "a"),
        (" \u00ad ", ""),
    ],
)
def test_words(raw: str, words: str) -> None:
    text, _ = built(raw)
    assert text == ">" + words
    assert normalise(raw) == words


def test_clean_text_is_one_linear_piece() -> None:
    _, offsets = built("Søknaden avgjøres av nemnda.")
    assert offsets.to_source(Span(10, 18)) == Span(9, 17)


def test_composed_letter_maps_to_both_source_letters() -> None:
    raw = "sta\u030a ved"
    text, offsets = built(raw)
    at = text.index("å")
    assert offsets.to_source(Span(at, at + 1)).of(raw) == "a\u030a"
    at = text.index("ved")
    assert offsets.to_source(Span(at, at + 3)).of(raw) == "ved"


def test_pieces_join_over_tags_and_entities() -> None:
    source = "Lov &amp; <i> rett</i>"
    pieces = (("Lov ", 0, 4), ("&", 4, 5), (" ", 9, 1), (" rett", 13, 5))
    builder = TextBuilder()
    span = append_pieces(builder, pieces)
    text, offsets = builder.build()
    assert (text, span) == ("Lov & rett", Span(0, 10))
    assert offsets.to_source(Span(4, 5)).of(source) == "&amp;"
    assert offsets.to_source(Span(6, 10)).of(source) == "rett"


def test_space_without_source() -> None:
    builder = TextBuilder()
    append_pieces(builder, (("én", 5, 2), (" ", 7, 0), ("to", 12, 2)))
    text, offsets = builder.build()
    assert text == "én to"
    assert offsets.ranges(Span(2, 3)) == ()
    assert offsets.ranges(Span(0, 5)) == (Span(5, 7), Span(12, 14))


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("forvalt-\nning", "forvaltning"),
        ("forvalt-  \n  ning", "forvaltning"),
        ("kontroll-\nog tilsyn", "kontroll- og tilsyn"),
        ("Sør-\nTrøndelag", "Sør- Trøndelag"),
        ("e-\npost", "e- post"),
        ("vedtak -\nmen ikke", "vedtak - men ikke"),
    ],
)
def test_words_split_at_line_ends(raw: str, words: str) -> None:
    text, _ = built(raw, join=True)
    assert text == ">" + words
    assert normalise(built(raw)[0]) == ">" + normalise(raw)


@given(st.lists(st.text(alphabet=LETTERS, max_size=6), max_size=6))
def test_every_character_maps_back(parts: list[str]) -> None:
    source = "<t>".join(parts)
    pieces = []
    at = 0
    for part in parts:
        pieces.append((part, at, len(part)))
        at += len(part) + 3
    builder = TextBuilder()
    if pieces:
        append_pieces(builder, pieces)
    text, offsets = builder.build()
    assert text == normalise("".join(parts))
    assert text == normalize("NFC", text)
    assert not set(text) & set(INVISIBLE)
    for start in range(len(text)):
        place = offsets.to_source(Span(start, start + 1))
        undone = normalise(place.of(source).replace("<t>", ""))
        assert text[start].strip() in undone
        assert len([c for c in undone if not combining(c)]) <= 1
