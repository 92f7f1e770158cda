"""Lines and columns against slow and plain counting."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from regcheck.findings.lines import LinePosition, SourceLines


def counted(source: str, offset: int) -> LinePosition:
    before = source[:offset].rpartition("\n")[2]
    size = len(before.encode("utf-8", "surrogatepass"))
    return LinePosition(source.count("\n", 0, offset) + 1, len(before) + 1, size + 1)


@given(st.text("aå€😀\n\r\ud800", max_size=40), st.lists(st.integers(0, 40), max_size=12))
def test_places_in_any_order(source: str, offsets: list[int]) -> None:
    lines = SourceLines(source)
    for offset in offsets:
        at = min(offset, len(source))
        assert lines.place(at) == counted(source, at)


def test_the_three_kinds_of_columns_differ() -> None:
    assert SourceLines("bål\n😀år").place(6) == LinePosition(2, 3, 7)
    assert SourceLines("\n\nå.").place(3) == LinePosition(3, 2, 3)
