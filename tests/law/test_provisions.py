"""Chains of provisions: where they begin and end, and what hangs on what."""

from __future__ import annotations

import pytest

from regcheck.law.address import Address
from regcheck.law.provisions import read_provisions

CHAINS = {
    "§ 3 første og annet ledd bokstav a og § 4": ["§3/ledd/1", "§3/ledd/2/bokstav/a", "§4"],
    "§§ 3 og 4 første ledd": ["§3", "§4/ledd/1"],
    "§ 3 første ledd og annet ledd": ["§3/ledd/1", "§3/ledd/2"],
    "§ 3 første ledd bokstav a og b": ["§3/ledd/1/bokstav/a", "§3/ledd/1/bokstav/b"],
    "§ 3 nr. 2 bokstav a": ["§3/nummer/2/bokstav/a"],
    "§ 3 første ledd annet punktum": ["§3/ledd/1/setning/2"],
    "kapittel 2 § 3": ["kap2/§3"],
    "kapittel 2 og 3": ["kap2", "kap3"],
    "§ 3 og kapittel 2": ["§3", "kap2"],
    "§ 3, annet ledd": ["§3/ledd/2"],
    "§ 3, § 4 og § 5": ["§3", "§4", "§5"],
}


def paths(text: str, **options: bool) -> list[str]:
    found = read_provisions(text, 0, **options)
    return [Address(steps).path for steps in found.places] if found else []


@pytest.mark.parametrize("text", CHAINS)
def test_chains(text: str) -> None:
    assert paths(text) == CHAINS[text]
    found = read_provisions(text, 0)
    assert found is not None
    assert found.end == len(text)


@pytest.mark.parametrize("text", ["§ 3 til 5", "§§ 3–5", "§§ 3 – 5"])
def test_ranges_are_told(text: str) -> None:
    found = read_provisions(text, 0)
    assert found is not None
    assert found.through
    assert paths(text) == ["§3", "§5"]


@pytest.mark.parametrize("text", ["første ledd", "bokstav a", "annet punktum"])
def test_what_stands_below_a_section_begins_a_relative_chain_only(text: str) -> None:
    assert paths(text) == []
    assert len(paths(text, relative=True)) == 1
    assert paths("§ 3", relative=True) == []


def test_a_chain_ends_before_what_does_not_belong_to_it() -> None:
    found = read_provisions("§ 3 første ledd § 4", 0)
    assert found is not None
    assert [Address(steps).path for steps in found.places] == ["§3/ledd/1"]
    assert found.end == len("§ 3 første ledd")


def test_places_are_bounded() -> None:
    found = read_provisions("§ 1, " * 1000, 0)
    assert found is not None
    assert len(found.places) <= 202
