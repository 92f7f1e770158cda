"""Words one letter off one that the document uses."""

from __future__ import annotations

import pytest

from documents import DocumentMaker
from regcheck.document.segments.view import Segments
from regcheck.law.metadata import DocumentKind
from regcheck.matching.checks.spelling import near_spelling

USED = "Eieren betaler havneavgiften. Styret setter ned havneavgiften. "


def slips(text: str, kind: DocumentKind = DocumentKind.REGULATION) -> list[tuple[str, str]]:
    maker = DocumentMaker(kind=kind)
    maker.section("§ 1", "Avgift").paragraph(text)
    segments = Segments(maker.done())
    return [(hit.span.of(segments.text), hit.words) for hit in near_spelling(segments, {})]


@pytest.mark.parametrize(
    "slip", ["havnevgiften", "havneaavgiften", "havneaugiften", "havneagviften"]
)
def test_a_letter_is_missing_added_another_or_moved(slip: str) -> None:
    assert slips(f"{USED}Leieren skylder {slip}.") == [(slip, "havneavgiften")]


@pytest.mark.parametrize(
    "text",
    [
        f"{USED}Leieren skylder havneavgifter.",
        f"{USED}Leieren skylder havnevgiften. Gjesten skylder havnevgiften.",
        "Eieren betaler havneavgiften. Leieren skylder havnevgiften.",
        "Styret kan fastsette gebyr. Det fastsatte gebyret og den fastsatte satsen gjelder.",
        "Planen viser inndragingen. Styret vedtar inndragingen. Leieren varsles om inndragningen.",
        "Vannet skal ikke ha dimetylfenol. Målt dimetylfenol meldes. Styret måler dimeylfenol.",
    ],
    ids=["another form", "twice", "used once", "a word of its own", "two spellings", "chemical"],
)
def test_what_is_no_slip(text: str) -> None:
    assert slips(text) == []


def test_amending_instructions_are_left_alone() -> None:
    assert slips(f"{USED}Leieren skylder havnevgiften.", DocumentKind.AMENDING_REGULATION) == []
