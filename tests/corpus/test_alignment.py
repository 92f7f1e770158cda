"""Provisions of two versions found in each other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from documents import DocumentMaker
from regcheck.changes.alignment import Provision, align, moved_address, provisions

BOAT = "Båten skal ha lys foran og bak når det er mørkt ute."
PIER = "Brygga skal vaskes hver vår før de første båtene kommer."
SHED = "Naustet kan leies ut til den som eier en båt i bygda."


def version(**sections: str) -> list[Provision]:
    maker = DocumentMaker()
    for label, text in sections.items():
        maker.section(label.lstrip("s")).paragraph(text)
    return provisions(maker.done())


def test_renumbered_provisions_are_found_by_their_words() -> None:
    old = version(s1=BOAT, s2=PIER, s3=SHED)
    new = version(s1=BOAT, s2="Havna er åpen hele året.", s3=PIER.replace("vår", "høst"), s4=SHED)
    assert align(old, new) == {"§1": "§1", "§2": "§3", "§3": "§4"}


def test_what_kept_its_address_and_nothing_more_comes_last() -> None:
    assert align(version(s1=BOAT), version(s1=PIER)) == {"§1": "§1"}
    assert align(version(s1=BOAT), version(s1=PIER, s2=BOAT)) == {"§1": "§2"}
    assert align(version(s1=BOAT), version(s2=PIER)) == {}


def test_addresses_inside_a_provision_follow_it() -> None:
    aligned = {"§2": "§3", "§21": "§22"}
    assert moved_address("§2/ledd/1/bokstav/a", aligned) == "§3/ledd/1/bokstav/a"
    assert moved_address("§21", aligned) == "§22"
    assert moved_address("§4/ledd/1", aligned) == "§4/ledd/1"
    assert moved_address("", aligned) == ""


TEXTS = st.lists(st.sampled_from([BOAT, PIER, SHED, "Kort."]), max_size=5)


@given(TEXTS, TEXTS)
def test_each_provision_is_found_at_most_once(old: list[str], new: list[str]) -> None:
    before = version(**{f"s{n}": text for n, text in enumerate(old, 1)})
    after = version(**{f"s{n}": text for n, text in enumerate(new, 1)})
    aligned = align(before, after)
    assert len(set(aligned.values())) == len(aligned)
    assert set(aligned) <= {p.address for p in before}
    assert align(before, before) == {p.address: p.address for p in before}
