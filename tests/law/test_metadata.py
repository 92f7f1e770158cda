"""Fields of metadata that hold several values, and the history that notes tell."""

from __future__ import annotations

import pytest

from regcheck.law.dated import documents_in_history
from regcheck.law.metadata import ministries_in

ENERGY, NATURE = "Energidepartementet", "Klima- og miljødepartementet"


@pytest.mark.parametrize(
    "written",
    [
        f"{ENERGY}{NATURE}",
        f"{ENERGY}, {NATURE}",
        f"{ENERGY}; {NATURE}",
        f"{ENERGY} og {NATURE}",
        f" {ENERGY}\n{NATURE}\n{ENERGY}",
    ],
)
def test_ministries_are_told_apart_however_they_are_joined(written: str) -> None:
    assert ministries_in(written) == (ENERGY, NATURE)


def test_a_name_is_not_cut_within() -> None:
    for name in (NATURE, "Statsministerens kontor", "Nærings-, handels- og fiskeridepartementet"):
        assert ministries_in(name) == (name,)
    assert ministries_in(f"Statsministerens kontor{ENERGY}") == ("Statsministerens kontor", ENERGY)
    assert ministries_in("") == ()


def test_a_note_names_what_amended_and_not_what_put_that_into_force() -> None:
    note = "Endret ved lover 3 mai 2031 nr. 9 (ikr. 1 juli 2031 iflg. res. 4 juni 2031 nr. 70), "
    assert list(documents_in_history(f"{note}5 mai 2032 nr. 8.")) == [
        "lov/2031-05-03-9",
        "lov/2032-05-05-8",
    ]
    assert list(documents_in_history("Tilføyd ved forskrift 3 mars 2031 nr. 4.")) == [
        "forskrift/2031-03-03-4"
    ]
    assert list(documents_in_history("Lykter laget etter lov 3 mai 2031 nr. 9.")) == []
