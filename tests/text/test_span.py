"""Spans."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from regcheck.base.text.span import Span

SPANS = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda p: Span(min(p), max(p)))


@given(SPANS, SPANS)
def test_cover_and_overlap_are_about_shared_code_points(one: Span, other: Span) -> None:
    mine, theirs = set(range(one.start, one.end)), set(range(other.start, other.end))
    if other:
        assert one.covers(other) == (theirs <= mine)
    if one and other:
        assert one.overlaps(other) == other.overlaps(one) == bool(mine & theirs)


@given(SPANS, st.text(max_size=40))
def test_a_span_takes_out_its_own_words(span: Span, text: str) -> None:
    assert span.of(text) == "".join(c for i, c in enumerate(text) if span.start <= i < span.end)


@given(SPANS, st.integers(0, 9))
def test_length_truth_and_shift(span: Span, by: int) -> None:
    assert len(span) == span.end - span.start
    assert bool(span) == (len(span) > 0)
    assert span.shift(by) == Span(span.start + by, span.end + by)


def test_spans_sort_by_start_then_end() -> None:
    assert sorted([Span(2, 3), Span(1, 9), Span(1, 4)]) == [Span(1, 4), Span(1, 9), Span(2, 3)]
