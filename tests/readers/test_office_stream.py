"""Paragraphs of office files as blocks: lists, what goes on them, titles, and notes that wait."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from regcheck.readers.office.blocks import BlockStream, Paragraph, Visible, plain_block
from regcheck.readers.office.numbering import AutoNumber

Given = Paragraph | tuple[str, ...]
FIRST, SECOND = AutoNumber("•", 0, True), AutoNumber("–", 1, True)


def par(
    words: str,
    number: AutoNumber | None = None,
    *,
    head: int = 0,
    indent: int | None = None,
    goes_on: bool = False,
    stressed: bool = False,
    bold: bool = False,
) -> Paragraph:
    seen = Visible([(words, 0, len(words))], stressed=stressed, bold=bold)
    return Paragraph(seen, head, number, indent, goes_on)


def drawn(given: Sequence[Given]) -> str:
    """Each block as its kind, level, marker and words; `note`, `box` and `table` are set apart."""
    stream = BlockStream()
    for one in given:
        if isinstance(one, Paragraph):
            stream.paragraph(one)
            continue
        parts = [plain_block([(words, 0, len(words))]) for words in one[1:]]
        if one[0] == "box":
            stream.box(parts)
        elif one[0] == "table":
            stream.table([[[part] for part in parts]])
        else:
            stream.note(one[0], parts)
    stream.finish()
    return " / ".join(
        f"{block.kind.name[:4]}{block.level}{block.marker} {block.text}".strip()
        for block in stream.blocks
    )


@pytest.mark.parametrize(
    ("given", "blocks"),
    [
        ([par("a"), par(" ")],
         "PARA0 a"),
        ([par("a", AutoNumber("1. ", 0, False)),
          par("b", AutoNumber("a) ", 1, False)),
          par("c", AutoNumber("2. ", 0, False))],
         "PARA0 1. a / PARA2 a) b / PARA0 2. c"),
        ([par("a", FIRST), par("b", SECOND)],
         "ITEM0• a / ITEM2– b"),
        ([par("a", FIRST), par("b", goes_on=True), par("c")],
         "ITEM0• a / CONT1 b / PARA0 c"),
        ([par("a", FIRST, indent=400),
          par("b", indent=400),
          par("c", indent=399),
          par("d", indent=400)],
         "ITEM0• a / CONT1 b / PARA0 c / PARA0 d"),
        ([par("a", FIRST), par("b", indent=400)],
         "ITEM0• a / PARA0 b"),
        ([par("a", FIRST, indent=400), par("§ 2 b", indent=400)],
         "ITEM0• a / PARA0 § 2 b"),
        ([par("a", SECOND), par("b) x"), par("c")],
         "ITEM2– a / PARA2 b) x / PARA0 c"),
        ([par("b) x")],
         "PARA0 b) x"),
        ([par("a", FIRST, indent=1), par("B", head=1), par("c", indent=9)],
         "ITEM0• a / HEAD1 B / PARA0 c"),
        ([par("a", FIRST, indent=1),
          par("b", SECOND, indent=5),
          par("c", FIRST, indent=1),
          par("d", indent=5),
          par("e", indent=0)],
         "ITEM0• a / ITEM2– b / ITEM0• c / CONT1 d / PARA0 e"),
        ([par("a", FIRST, indent=1), ("table", "x", "y"), par("c", indent=9)],
         "ITEM0• a / TABL0 / PARA0 c"),
        ([par("§ 2"), par("Krakk", stressed=True), par("c", stressed=True)],
         "PARA0 § 2 / HEAD2000 Krakk / PARA0 c"),
        ([par("§ 2"), par("K" * 100, stressed=True)],
         "PARA0 § 2 / PARA0 " + "K" * 100),
        ([par("§ 2"), par("K" * 99, stressed=True)],
         "PARA0 § 2 / HEAD2000 " + "K" * 99),
        ([par("§ 2"), par("a) Krakk", stressed=True)],
         "PARA0 § 2 / PARA0 a) Krakk"),
        ([par("§ 2"), ("table", "x"), par("Krakk", stressed=True)],
         "PARA0 § 2 / TABL0 / PARA0 Krakk"),
        ([par("§ 2 Stol"), par("Krakk", stressed=True)],
         "PARA0 § 2 Stol / PARA0 Krakk"),
        ([par("§ 1"), par("a"), ("1", "n"), par("b"), par("§ 2 Stol"), par("c")],
         "PARA0 § 1 / PARA0 a / PARA0 b / FOOT01 n / PARA0 § 2 Stol / PARA0 c"),
        ([par("a"), ("1", "n"), ("box", "x"), par("Kapittel 2"), par("c")],
         "PARA0 a / FOOT01 n / TABL0 / PARA0 Kapittel 2 / PARA0 c"),
        ([par("a"), ("1", "n"), par("Om", head=1)],
         "PARA0 a / FOOT01 n / HEAD1 Om"),
        ([par("a"), ("1", " "), ("2", "n")],
         "PARA0 a / FOOT02 n"),
        ([par("  Om  ", head=2)],
         "HEAD2 Om"),
        ([par("(1) Om", head=2), par("a) Om", head=1), par("1. Om", head=1)],
         "PARA0 (1) Om / PARA0 a) Om / HEAD1 1. Om"),
        ([par("Om", FIRST, head=1)],
         "HEAD1 Om"),
        ([par("Om", AutoNumber("1. ", 0, False), head=1)],
         "HEAD1 1. Om"),
        ([par("", AutoNumber("§ 3 ", 0, False)),
          par(" ", AutoNumber("1. ", 0, False)),
          par("", AutoNumber("II ", 0, False))],
         "PARA0 § 3 / PARA0 II"),
        ([par("§ 2 Stol\nStolen males.\nOg b", bold=True), par("§ 3\n", bold=True)],
         "PARA0 § 2 Stol / PARA0 Stolen males.\nOg b / PARA0 § 3"),
        ([par("§ 2 Stol\nStolen males.", head=2)],
         "HEAD2 § 2 Stol / PARA0 Stolen males."),
        ([par("a:\n– b\n– c", SECOND)],
         "ITEM2– a: / PARA2 – b / PARA2 – c"),
    ],
)  # fmt: skip
def test_blocks(given: Sequence[Given], blocks: str) -> None:
    assert drawn(given) == blocks
