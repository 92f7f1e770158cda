"""Which blocks of a memo are the bill in it; the memo itself is drawn as `–`, the bill as `=`."""

from __future__ import annotations

import pytest

from regcheck.readers.blocks import Block, BlockKind
from regcheck.readers.memo import prose_before, stretches

TALK = "ord " * 60
BILL = "# Forslag til lov om naust"
LAW = ("§ 1 Naust", "Naust males.")


def block(drawn: str) -> Block:
    """A heading after number signs, a table for a bar, else a paragraph."""
    level = len(drawn) - len(drawn.lstrip("#"))
    if level:
        return Block(BlockKind.HEADING, drawn[level + 1 :], 0, level)
    return Block(BlockKind.TABLE if drawn == "|" else BlockKind.PARAGRAPH, drawn.strip("|"), 0)


def words(one: Block) -> str:
    if one.text == TALK:
        return "TALK"
    return f"{'#' * one.level} {one.text}" if one.kind is BlockKind.HEADING else one.text


@pytest.mark.parametrize(
    ("memo", "found"),
    [
        # The heading has lost its number, and the bill ends at one as high.
        ((TALK, BILL, *LAW), "– TALK = # Forslag til lov om naust; § 1 Naust; Naust males."),
        ((TALK, "# 4.2 Forslag til lov om naust", LAW[0], "# Merknader", "Til § 1"),
         "– TALK = # Forslag til lov om naust; § 1 Naust – # Merknader; Til § 1"),
        ((TALK, "#   2 Forslag til lov om naust  ", LAW[0]),
         "– TALK = # Forslag til lov om naust; § 1 Naust"),
        ((TALK, "## Utkast til lov om naust", LAW[0], "### Om", "## Kapittel 2 Båt", "§ 2 Båt",
          "## Andre", "Ja"),
         "– TALK = ## Utkast til lov om naust; § 1 Naust; ### Om; ## Kapittel 2 Båt; § 2 Båt"
         " – ## Andre; Ja"),
        ((TALK, BILL, *LAW, "# Lov om naust", "Ja"),
         "– TALK = # Forslag til lov om naust; § 1 Naust; Naust males. – # Lov om naust; Ja"),
        # There may be several.
        ((TALK, BILL[2:], LAW[0], "# Andre", "Ja", "Utkast til forskrift om båt", "§ 1 Båt"),
         "– TALK = # Forslag til lov om naust; § 1 Naust – # Andre; Ja"
         " = # Utkast til forskrift om båt; § 1 Båt"),
        # Lines and tables may stand before the first provision, but no talk and no other heading.
        ((TALK, BILL, "Hjemmel: lov", "|", LAW[0]),
         "– TALK = # Forslag til lov om naust; Hjemmel: lov; ; § 1 Naust"),
        ((TALK, BILL, "## Bakgrunn", LAW[0]), ""),
        ((TALK, BILL, "## Kapittel 1 Båt", "Ja"),
         "– TALK = # Forslag til lov om naust; ## Kapittel 1 Båt; Ja"),
        ((TALK, BILL, "I lov om båt gjøres følgende endringer:"),
         "– TALK = # Forslag til lov om naust; I lov om båt gjøres følgende endringer:"),
        ((TALK, BILL, "Ny § 4 skal lyde:"),
         "– TALK = # Forslag til lov om naust; Ny § 4 skal lyde:"),
        ((TALK, BILL, "§ 4 gjelder ikke"), ""),
        ((TALK, BILL, "Ja"), ""),
        # The title of its own stands first, where it comes soon.
        ((TALK, BILL, "## Lov om naust", LAW[0]),
         "– TALK; # Forslag til lov om naust = ## Lov om naust; § 1 Naust"),
        ((TALK, BILL, "# Lov om naust", LAW[0], "# Slutt"),
         "– TALK; # Forslag til lov om naust = # Lov om naust; § 1 Naust – # Slutt"),
        ((TALK, BILL, "Vedlagt", "## Lov om naust", LAW[0]),
         "– TALK; # Forslag til lov om naust; Vedlagt = ## Lov om naust; § 1 Naust"),
        ((TALK, BILL, "Vedlagt", "Her", "## Lov om naust", LAW[0]),
         "– TALK = # Forslag til lov om naust; Vedlagt; Her; ## Lov om naust; § 1 Naust"),
        # A heading may stand on two lines.
        ((TALK, "# Forslag", "# til lov om naust", LAW[0]), "– TALK = # lov om naust; § 1 Naust"),
        ((TALK, "Forslag", "til lov om naust", LAW[0], "# Andre"),
         "– TALK = # lov om naust; § 1 Naust – # Andre"),
        ((TALK, "# Forslag", "|", "# til lov om naust", LAW[0]), ""),
        ((TALK, "# Forslag"), ""),
        # A paragraph that ends as a sentence or lead-in is no heading.
        ((TALK, f"{BILL[2:]}.", LAW[0]), ""),
        ((TALK, f"{BILL[2:]}:", LAW[0]), ""),
        ((TALK, f"{BILL}:", LAW[0]), "– TALK = # Forslag til lov om naust:; § 1 Naust"),
        # What has no talk before it, or a title of its own, is no memo.
        ((BILL, *LAW), ""),
        (("# Lov om båt", TALK, BILL, *LAW), ""),
        ((TALK, "# Lov", LAW[0]), ""),
    ],
)  # fmt: skip
def test_the_bill_in_a_memo(memo: tuple[str, ...], found: str) -> None:
    parts = stretches([block(one) for one in memo])
    drawn = [f"{'–='[part.operative]} {'; '.join(map(words, part.blocks))}" for part in parts]
    if found:
        assert " ".join(drawn) == found
    else:
        assert [part.operative for part in parts] == [True]
        assert len(parts[0].blocks) == len(memo)


@pytest.mark.parametrize(
    ("blocks", "count"),
    [
        (("a b", "§ 1 Naust"), 2),
        (("a b", "# c", "|", "d", "§ 1 Naust"), 3),
        (("Hjemmel: lov om båt", "a", "Kapittel 1 Om"), 1),
        (("§ 1 gjelder", "b", "§ 2 Båt"), 4),
        (("a b",), 0),
        (("§ 1 Naust", "a b"), 0),
    ],
)
def test_words_before_the_first_provision(blocks: tuple[str, ...], count: int) -> None:
    assert prose_before([block(one) for one in blocks]) == count
