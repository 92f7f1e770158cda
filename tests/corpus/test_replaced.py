"""What an amending document does away with."""

from __future__ import annotations

from pathlib import Path

import pytest

from regcheck.changes.replaced import amended_documents, lies_in, plain_address, replaced_places
from regcheck.document.model import Document
from regcheck.law.address_path import parse_path
from regcheck.readers.registry import read_document

DRAFTS = Path(__file__).resolve().parents[2] / "corpora" / "drafts"
ACT = "lov/2009-06-12-9317"
DRAFT = """Utkast til lov om endringer i lov om felleslås

I

I lov 12. juni 2009 nr. 9317 om felleslås gjøres følgende endringer:

§ 2 første ledd skal lyde:

Låsen skal være av stål.

Nytt tredje ledd skal lyde:

Nøkkelen er digital.

Nåværende § 4 blir ny § 5.

§ 7 oppheves.
"""


def read(data: bytes, name: str) -> Document:
    document = read_document(data, name)
    assert isinstance(document, Document)
    return document


def test_new_wording_and_repeals_do_away_and_the_rest_does_not() -> None:
    document = read(DRAFT.encode(), "a.txt")
    assert [(gone.place.path, gone.repealed) for gone in replaced_places(document)] == [
        (f"{ACT}/§2/ledd/1", False),
        (f"{ACT}/§7", True),
    ]
    assert amended_documents(document) == [ACT]


def test_it_agrees_with_what_the_source_says_of_each_change() -> None:
    path = DRAFTS / "endringslov-grendekino.xml"
    document = read(path.read_bytes(), path.name)
    told = {
        value
        for node in document.root.walk()
        for key, value in node.attributes
        if key in ("data-change-part", "data-repeal-part")
    }
    assert len(told) > 3
    assert {gone.place.path for gone in replaced_places(document)} == told


@pytest.mark.parametrize(
    ("address", "place", "inside"),
    [
        ("§2/ledd/1/setning/2", "§2/ledd/1", True),
        ("§2/ledd/10", "§2/ledd/1", False),
        ("§2/ledd/2", "§2/ledd/1", False),
        ("kap1/§2/ledd/1", "§2/ledd/1", True),
        ("§2A/ledd/1", "§2a", True),
        ("§2/ledd/1/bokstav/b", "§2/bokstav/b", True),
        ("§2/ledd/2/bokstav/b", "§2/bokstav/b", False),
        ("§9", "", True),
    ],
)
def test_places_lie_in_others(address: str, place: str, inside: bool) -> None:
    assert lies_in(parse_path(f"{ACT}/{address}"), parse_path(f"{ACT}/{place}")) == inside


def test_plain_addresses_leave_chapters_out() -> None:
    assert plain_address(parse_path(f"{ACT}/kap2/§2A/ledd/1")) == "§2a/ledd/1"
