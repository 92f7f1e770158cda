"""How notes on terms name the texts that define them."""

from __future__ import annotations

import pytest

from regcheck.concepts.definitions import Definition
from regcheck.concepts.notes import note_on_other_name, place_of


def defined(title: str) -> Definition:
    return Definition(
        term="brygge",
        lemma="brygge",
        definition="et sted å legge til",
        scope="document",
        pattern="D1",
        path="a.md",
        refid="lov/2030-01-01-1",
        title=title,
        kind="act",
        address="§ 2",
        address_path="lov/2030-01-01-1/§2",
        role="definition",
        start=0,
        end=6,
        language="nb",
    )


@pytest.mark.parametrize(
    ("title", "inside", "first"),
    [
        ("Båtloven", "båtloven § 2", "Båtloven § 2"),
        ("Lov om båter og brygger", "lov om båter og brygger § 2", "Lov om båter og brygger § 2"),
        ("NIS-loven om båter", "NIS-loven om båter § 2", "NIS-loven om båter § 2"),
    ],
)
def test_titles_begin_small_inside_a_sentence_and_large_at_its_start(
    title: str, inside: str, first: str
) -> None:
    assert place_of(defined(title), "nb") == inside
    assert note_on_other_name(defined(title)).nb.startswith(f"{first} kaller det")
