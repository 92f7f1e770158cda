"""Blocks can be cut anywhere, and every letter of what is left still knows its place."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regcheck.base.text.normalise import Piece, cut_pieces
from regcheck.base.text.span import Span
from regcheck.document.model import Document
from regcheck.readers import grammar
from regcheck.readers.blocks import Block, BlockKind, lines_of, mask, with_newlines
from regcheck.readers.inline import strip_markup
from regcheck.readers.markdown import markdown_blocks, read_markdown
from regcheck.readers.office.numbering import formatted
from regcheck.readers.reading import _merged

_PIECES = st.lists(
    st.tuples(st.text("abå §", max_size=4), st.integers(0, 9), st.booleans()), max_size=6
)


def placed(drawn: list[tuple[str, int, bool]]) -> list[Piece]:
    """Pieces one after another in a source; of some, one letter of it stands for all."""
    pieces: list[Piece] = []
    at = 0
    for words, gap, linear in drawn:
        at += gap
        pieces.append((words, at, len(words) if linear else 1))
        at += len(words) + 1
    return pieces


def letters(pieces: list[Piece]) -> list[tuple[str, int, int]]:
    """Each letter with the place and length of what it stands for."""
    return [
        (letter, at + index, 1) if length == len(words) else (letter, at, length)
        for words, at, length in pieces
        for index, letter in enumerate(words)
    ]


@given(_PIECES, st.integers(0, 30), st.integers(0, 30))
def test_a_part_has_the_letters_and_places_of_the_whole(
    drawn: list[tuple[str, int, bool]], one: int, other: int
) -> None:
    pieces = placed(drawn)
    whole = "".join(words for words, _, _ in pieces)
    start, end = sorted((min(one, len(whole)), min(other, len(whole))))
    block = Block(BlockKind.PARAGRAPH, whole, 0)
    block.pieces, block.quoted = pieces, True
    if pieces:
        part = block.part(start, end)
        assert (part.text, part.quoted) == (whole[start:end], True)
        assert letters(list(part.pieces or ())) == letters(pieces)[start:end]
    assert letters(cut_pieces(pieces, start, end)) == letters(pieces)[start:end]
    plain = Block(BlockKind.PARAGRAPH, whole, 7).part(start, end)
    assert (plain.text, plain.at, plain.pieces) == (whole[start:end], 7 + start, None)


_MARKED = st.lists(
    st.sampled_from(("a", "å ", "*", "**", "_", "`", "\\", "&amp;", "<b>", "<br>", "[", "](x/y)",
                     "[^1]", "<https://a.b>", "![a](b)", "\n"))
).map("".join)  # fmt: skip


@given(_MARKED, st.integers(0, 9))
def test_what_is_left_of_marked_text_stands_where_it_stood(raw: str, at: int) -> None:
    end = at
    for words, place, length in strip_markup(raw, at):
        assert place >= end
        end = place + length
        stood = raw[place - at : end - at]
        assert stood == words or stood in ("&amp;", "<br>")
    assert end <= at + len(raw)


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("*a* b", "a b"),
        ("**a** __b__ _c_", "a b c"),
        ("***a***", "a"),
        ("a*b*c", "abc"),
        ("a_b_c", "a_b_c"),
        ("*a _b* c_", "a b c"),
        ("* a *", "* a *"),
        ("*a", "*a"),
        ("**a*", "**a*"),
        ("a* b*", "a* b*"),
        ("`*a*`", "*a*"),
        ("``a`b``", "a`b"),
        ("`a", "`a"),
        ("\\*a\\*", "*a*"),
        ("[a](b/c) d", "a d"),
        ('[a](b/c "d")', "a"),
        ("[a [b](c/d)](e/f)", "a b"),
        ("](a/b)", "](a/b)"),
        ("![a](b) c", " c"),
        ("<https://a.b>", "https://a.b"),
        ("a<br/>b<i>c</i>", "a bc"),
        ("&lt;&nosuch;", "<&nosuch;"),
        ("a[^1]", "a"),
    ],
)
def test_markup_in_a_line(raw: str, plain: str) -> None:
    assert "".join(piece[0] for piece in strip_markup(raw, 0)) == plain


def test_headings_have_the_levels_of_their_marks() -> None:
    blocks = markdown_blocks("A\n---\n\nB\n===\n\n# C\n\n###### D\n", 0)
    assert [(block.kind, block.level, block.text) for block in blocks] == [
        (BlockKind.HEADING, level, words)
        for level, words in ((2, "A"), (1, "B"), (1, "C"), (6, "D"))
    ]


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("| a | b |", ["a", "b"]),
        ("| a | b", ["a", "b"]),
        ("|a|b|  ", ["a", "b"]),
        ("| a \\| b | c |", ["a | b", "c"]),
    ],
)
def test_cells_of_a_row(row: str, cells: list[str]) -> None:
    document = read_markdown(f"### § 1\n\n{row}\n".encode(), "a.md")
    assert isinstance(document, Document)
    found = [leaf.span.of(document.text) for leaf in document.leaves]
    assert found == cells


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 3))))
def test_stretches_that_touch_are_one(drawn: list[tuple[int, int]]) -> None:
    stretches = [Span(start, start + size) for start, size in drawn]
    found = _merged(stretches)
    assert all(one.end < other.start for one, other in pairwise(found))
    places = {at for one in stretches for at in range(one.start, one.end)}
    assert {at for one in found for at in range(one.start, one.end)} == places
    assert {one.start for one in found} | {one.end for one in found} <= {
        at for one in stretches for at in one
    }


def test_lines_are_those_of_the_text_however_many_are_taken_at_a_time() -> None:
    source = "".join("x" * (n % 90) + "\n" for n in range(60_000))
    for at in (0, 1, 2, len(source) - 1, len(source)):
        taken = list(lines_of(source, at))
        assert [line for lines in taken for line in lines] == source[at:].split("\n")
        assert all(sum(map(len, lines)) < 1.1 * 2**20 for lines in taken)


@given(st.text("ab\r\n", max_size=12))
def test_line_ends_become_line_feeds_in_their_places(source: str) -> None:
    found = with_newlines(source)
    assert len(found) == len(source)
    assert [one.strip() for one in found.split("\n")] == [
        one.strip() for one in source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    ]


def test_what_is_masked_keeps_its_place() -> None:
    assert mask("abcdef", []) == "abcdef"
    assert mask("abcdef", [(1, 2), (4, 6)]) == "a\u200bcd\u200b\u200b"


_LESS = {
    "iv": "iiii", "ix": "viiii", "xl": "xxxx", "xc": "lxxxx", "cd": "cccc", "cm": "dcccc",
}  # fmt: skip
_WORTH = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def test_roman_numerals_are_worth_what_they_count() -> None:
    seen = set()
    for count in range(1, 5000):
        numeral = formatted(count, "lowerRoman")
        assert formatted(count, "upperRoman") == numeral.upper()
        long = numeral
        for short, written in _LESS.items():
            long = long.replace(short, written)
        assert sum(_WORTH[sign] for sign in long) == count
        assert list(long) == sorted(long, key=lambda sign: -_WORTH[sign])
        assert not any(sign * 4 in numeral for sign in "ivxlcd")
        assert grammar.roman_value(numeral) == (count if count <= 20 else 0)
        seen.add(numeral)
    assert len(seen) == 4999
    assert [formatted(count, "lowerRoman") for count in (-1, 0, 5000)] == ["-1", "0", "5000"]


@pytest.mark.parametrize(
    ("count", "form", "shown"),
    [
        (0, "lowerLetter", ""),
        (1, "lowerLetter", "a"),
        (26, "lowerLetter", "z"),
        (27, "lowerLetter", "aa"),
        (52, "upperLetter", "ZZ"),
        (53, "upperLetter", "AAA"),
        (520, "lowerLetter", "z" * 20),
        (521, "lowerLetter", "a" * 20),
        (3, "decimal", "3"),
        (3, "decimalZero", "03"),
        (33, "decimalZero", "33"),
        (3, "ordinal", "3."),
        (3, "none", ""),
        (3, "bullet", ""),
        (3, "anything", "3"),
    ],
)
def test_counts_in_their_forms(count: int, form: str, shown: str) -> None:
    assert formatted(count, form) == shown
