"""The register of law in force: which sections an act is known to have."""

from __future__ import annotations

import pytest

from regcheck.law.register import RegisteredLaw

ACT = RegisteredLaw("lov/2001-01-01-1", "Båtloven", "2001-01-01", frozenset({"5-2", "13a", "17"}))


@pytest.mark.parametrize(
    ("label", "there"),
    [
        *[("5-2", True), ("5-2-1", True), ("5-3", False), ("17", True), ("17-1", False)],
        *[("13a-5", True), ("13 a-5", True), ("17 A-6", True), ("18a-1", False), ("17b", False)],
    ],
)
def test_a_section_is_known_by_what_the_register_has_of_its_number(label: str, there: bool) -> None:
    assert ACT.has_section(label) is there


def test_all_sections_are_there_where_they_have_no_numbers() -> None:
    law = RegisteredLaw("lov/2001-01-01-1", "Båtloven", "2001-01-01", frozenset())
    assert law.has_section("99")
