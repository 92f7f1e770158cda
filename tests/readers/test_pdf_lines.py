"""Lines of a PDF page: which of them are text, and where paragraphs end."""

from __future__ import annotations

import pytest

from regcheck.readers.pdf import PdfLine, _joined, _PageLines, _without_repeated

FULL = "x" * 40
"""A line that goes from edge to edge."""


def page(*words: str) -> list[PdfLine]:
    """Lines at even distances; an empty string leaves a gap."""
    return [PdfLine(one, 700.0 - 14 * at, 11.0) for at, one in enumerate(words) if one]


def joined(*pages: list[PdfLine]) -> str:
    return _joined(pages)[0].replace(FULL, "F").replace("\n\n", " / ").replace("\n", " ")


def at(words: str, height: float, size: float = 11.0) -> PdfLine:
    return PdfLine(words, height, size)


@pytest.mark.parametrize(
    ("pages", "text"),
    [
        ([page(FULL, FULL, "", FULL)], "F F / F"),
        ([page(f"{FULL}.", FULL, "kort.", FULL)], "F. F kort. / F"),
        # A page ends a paragraph only where a line stops short of its edge.
        ([page(FULL, "kort"), page("gir", FULL)], "F kort gir F"),
        ([page(FULL, "kort."), page("Gir", FULL)], "F kort. / Gir F"),
        ([page(FULL, f"{FULL}."), page("Gir")], "F F. Gir"),
        ([page("a", "b", "c"), page("", "", "", "", "", "d", "e")], "a b c d e"),
        # Less than three quarters of a line is short,
        ([page(FULL, f"{'y' * 28}.", FULL)], f"F {'y' * 28}. / F"),
        ([page(FULL, f"{'y' * 29}.", FULL)], f"F {'y' * 29}. F"),
        # more than 1.3 of a step is a gap,
        ([[at(FULL, 700), at("a", 681.7), at("b", 668), at("c", 654)]], "F / a b c"),
        ([[at(FULL, 700), at("a", 681.9), at("b", 668), at("c", 654)]], "F a b c"),
        ([[at("a", 700), at("b", 700.5), at("c", 699.8)]], "a b c"),
        # and 0.15 of their size makes letters others.
        ([[at(FULL, 700, 20), at("a", 686, 23.1), at(FULL, 672, 23.1)]], "F / a F"),
        ([[at(FULL, 700, 20), at("a", 686, 23.0), at(FULL, 672, 20)]], "F a F"),
        ([[at(FULL, 700, 20), at("a", 686, 16.9), at(FULL, 672, 16.9)]], "F / a F"),
        ([[at(FULL, 700, 0), at("a", 686, 12)]], "F a"),
        ([[at(FULL, 700, 12), at("a", 686, 0)]], "F a"),
        ([[], page("a", "b")], "a b"),
        ([[]], ""),
    ],
)
def test_where_paragraphs_end(pages: list[list[PdfLine]], text: str) -> None:
    assert joined(*pages) == text


def test_pages_begin_where_their_first_words_do() -> None:
    text, places = _joined([page(FULL, "kort."), page("Gir", FULL), [], page("a")])
    assert [(one.part, one.paragraph) for one in places] == [(f"page {n}", 0) for n in range(1, 5)]
    begins = [one.begin for one in places]
    assert [text[begin:].split()[0] for begin in (begins[0], begins[1], begins[3])] == [
        FULL, "Gir", "a",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("pages", "kept"),
    [
        # Numbers of pages, in whatever words,
        (["Side 1|a|b", "c|d|Side 2 av 4", "e|f|- 3 -", "12|g|h"], ["a|b", "c|d", "e|f", "g|h"]),
        (["a|b|3|d|e"], ["a|b|3|d|e"]),
        (["1", "2"], ["", ""]),
        # and lines that stand first or last on three pages or more, and on half of them.
        (["T|a|b|c", "T|d|e|f", "g|h|i|j"], ["T|a|b|c", "T|d|e|f", "g|h|i|j"]),
        (["T 1|a|b|c", "T 2|d|e|f", "T 3|h|i|j"], ["a|b|c", "d|e|f", "h|i|j"]),
        (["a|x|T|y|b", "a|z|T|w|b", "a|u|T|v|b"], ["x|T|y", "z|T|w", "u|T|v"]),
        (["T|U|a|b|c|d|e", "T|U|f|g|h|i|j", "T|U|k|l|m|n|o"],
         ["a|b|c|d|e", "f|g|h|i|j", "k|l|m|n|o"]),
        (["H", "H", "H", "a", "b", "c", "d"], ["H", "H", "H", "a", "b", "c", "d"]),
        (["H", "H", "H", "H", "b", "c", "d"], ["", "", "", "", "b", "c", "d"]),
        ([""], [""]),
    ],
)  # fmt: skip
def test_what_repeats_is_left_out(pages: list[str], kept: list[str]) -> None:
    found = _without_repeated([page(*one.split("|")) for one in pages])
    assert ["|".join(line.words for line in lines) for lines in found] == kept


def test_lines_have_the_height_and_size_that_the_matrices_give() -> None:
    gathered = _PageLines()
    outer, inner = (2.0, 3.0, 0.0, -4.0, 0.0, 100.0), (1.0, 0.0, 0.0, 0.5, 5.0, 7.0)
    gathered.take("\n  \nFørst", outer, inner, None, 12.0)
    gathered.take(" og så\n", outer, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), None, 99.0)
    gathered.take("Sist", outer, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), None, 2.0)
    gathered.close()
    assert gathered.lines == [
        PdfLine("Først og så", 5.0 * 3.0 + 7.0 * -4.0 + 100.0, 24.0),
        PdfLine("Sist", 100.0, 8.0),
    ]
