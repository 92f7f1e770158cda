"""Offset maps: every stretch of the text leads back to its own words in the source."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regcheck.base.text.offsets import OffsetMap, TextBuilder
from regcheck.base.text.span import Span


@dataclass(frozen=True)
class Piece:
    """A piece of a made-up source: `kept` as it is, a `changed` one, `left out`, or `put in`."""

    what: str
    source: str
    text: str


WORDS = st.text(st.sampled_from("abcæøå 𝄞«"), min_size=1, max_size=6)
PIECES = st.lists(
    st.one_of(
        WORDS.map(lambda w: Piece("kept", w, w)),
        st.sampled_from(
            [("&amp;", "&"), ("  \n ", " "), ("&#x41;", "A"), ("-\n", ""), ("x", "yy")]
        ).map(lambda p: Piece("changed", p[0], p[1])),
        st.sampled_from(["<p>", "</p>", "<b class='x'>"]).map(lambda t: Piece("left out", t, "")),
        st.just(Piece("put in", "", "\n")),
    ),
    max_size=14,
)


@dataclass
class Made:
    """A source, the text made from it, the map, and for each code point of the text the source
    range it stands for (None for what was put in)."""

    source: str
    text: str
    offsets: OffsetMap
    origin: list[Span | None]


def make(pieces: list[Piece]) -> Made:
    builder = TextBuilder()
    origin: list[Span | None] = []
    source = ""
    for piece in pieces:
        at = len(source)
        source += piece.source
        if piece.what == "kept":
            builder.add(piece.text, at)
            origin += [Span(at + i, at + i + 1) for i in range(len(piece.text))]
        elif piece.what == "changed":
            builder.add(piece.text, at, len(piece.source))
            origin += [Span(at, len(source))] * len(piece.text)
        elif piece.what == "put in":
            builder.separate(piece.text)
            origin.append(None)
    text, offsets = builder.build()
    return Made(source, text, offsets, origin)


def spans(length: int) -> st.SearchStrategy[Span]:
    ends = st.tuples(st.integers(0, length), st.integers(0, length))
    return ends.map(lambda pair: Span(min(pair), max(pair)))


@given(PIECES)
def test_the_text_is_the_pieces_joined(pieces: list[Piece]) -> None:
    made = make(pieces)
    assert made.text == "".join(p.text for p in pieces)
    assert len(made.offsets) == len(made.text) == len(made.origin)


@given(PIECES, st.data())
def test_ranges_hold_exactly_what_the_span_stands_for(
    pieces: list[Piece], data: st.DataObject
) -> None:
    made = make(pieces)
    span = data.draw(spans(len(made.text)))
    expected = {
        offset
        for origin in made.origin[span.start : span.end]
        if origin is not None
        for offset in range(origin.start, origin.end)
    }
    ranges = made.offsets.ranges(span)
    covered = [offset for r in ranges for offset in range(r.start, r.end)]
    assert sorted(covered) == sorted(expected)
    assert all(a.end < b.start for a, b in pairwise(ranges))


@given(PIECES, st.data())
def test_the_source_span_is_the_smallest_around_the_ranges(
    pieces: list[Piece], data: st.DataObject
) -> None:
    made = make(pieces)
    span = data.draw(spans(len(made.text)))
    found = made.offsets.to_source(span)
    ranges = made.offsets.ranges(span)
    assert 0 <= found.start <= found.end <= len(made.source)
    if ranges:
        assert found == Span(ranges[0].start, ranges[-1].end)
    else:
        assert not found


@given(PIECES)
def test_kept_words_slice_out_of_the_source_unchanged(pieces: list[Piece]) -> None:
    made = make(pieces)
    at = 0
    for piece in pieces:
        span = Span(at, at + len(piece.text))
        if piece.what == "kept":
            assert made.offsets.to_source(span).of(made.source) == piece.text
        at = span.end


@given(st.text(max_size=30), st.data())
def test_a_text_that_is_its_own_source_maps_to_itself(text: str, data: st.DataObject) -> None:
    span = data.draw(spans(len(text)))
    offsets = OffsetMap.identity(len(text))
    if span:
        assert offsets.to_source(span) == span
        assert offsets.ranges(span) == (span,)


def test_touching_kept_pieces_are_one_range_and_a_tag_between_splits_them() -> None:
    builder = TextBuilder()
    builder.add("skal", 0)
    builder.add(" gi", 4)
    builder.add("beskjed", 10)
    _, offsets = builder.build()
    assert offsets.ranges(Span(0, 14)) == (Span(0, 7), Span(10, 17))
    assert offsets.to_source(Span(2, 9)) == Span(2, 12)


def test_a_separator_alone_has_no_source() -> None:
    builder = TextBuilder()
    builder.add("a", 3)
    builder.separate("\n")
    builder.add("b", 9)
    _, offsets = builder.build()
    assert offsets.ranges(Span(1, 2)) == ()
    assert offsets.to_source(Span(1, 2)) == Span(4, 4)


@pytest.mark.parametrize("span", [Span(-1, 1), Span(0, 9)])
def test_a_span_outside_the_text_is_refused(span: Span) -> None:
    with pytest.raises(ValueError, match="outside a text of 3"):
        OffsetMap.identity(3).ranges(span)


def test_an_empty_build_is_an_empty_text() -> None:
    text, offsets = TextBuilder().build()
    assert (text, len(offsets), offsets.ranges(Span(0, 0))) == ("", 0, ())
