"""The check finds errors planted in a consolidated law, and tells what a law has already."""

from __future__ import annotations

import pytest

from regcheck.changes.amending.apply import ConsolidatedLaw, apply_changes
from regcheck.changes.amending.check import ConsolidationCheck, LawState
from regcheck.changes.amending.instructed import changes_in
from regcheck.document.model import Document
from regcheck.readers.markdown import read_markdown

LAW = """---
refid: "lov/2031-05-05-5"
---

# Lov om kaier

## Kapittel 1. Innledning

### § 1. Formål

Loven gjelder kaier. Den gjelder ikke brygger.

### § 2. Søknad

(1) Søknaden skal ha

- a. navn,
- b. adresse.

(2) Kommunen avgjør søknaden.

(3) Vedtaket er skriftlig.

### § 3. Gebyr

Gebyret settes av kommunen.
"""
ASKED = (
    "§ 2 annet ledd skal lyde:\n\n(2) Rådet avgjør søknaden.\n\n"
    "§ 3 skal lyde:\n\n§ 3. Pris\n\nDet er gratis."
)
MADE = LAW.replace("Kommunen avgjør", "Rådet avgjør").replace(
    "Gebyr\n\nGebyret settes av kommunen.", "Pris\n\nDet er gratis."
)


def read(text: str) -> Document:
    found = read_markdown(text.encode(), "x.md")
    assert isinstance(found, Document)
    return found


def amending(asked: str) -> Document:
    return read(
        '---\nrefid: "lov/2032-06-06-6"\n---\n\n# Lov om endringer i lov om kaier\n\n'
        f"I lov 5. mai 2031 nr. 5 om kaier gjøres følgende endringer:\n\n{asked}\n"
    )


def applied(asked: str, law: str = LAW) -> ConsolidatedLaw:
    act = amending(asked)
    return apply_changes(read(law), act, changes_in(act))


def faults(text: str) -> set[str]:
    act = amending(ASKED)
    check = ConsolidationCheck(LawState(read(LAW)), LawState(read(text)), changes_in(act), act)
    return {one.why for one in check.faults()}


def test_a_law_as_the_changes_want_it_has_no_faults() -> None:
    assert applied(ASKED).text.rstrip() == MADE.rstrip()
    assert faults(MADE) == set()


@pytest.mark.parametrize(
    ("right", "wrong", "why"),
    [
        ("Loven gjelder kaier. ", "Loven gjelder alle kaier. ", "gone"),
        (MADE[MADE.index("### § 1") : MADE.index("### § 2")], "", "gone"),
        ("## Kapittel 1. Innledning\n\n", "", "gone"),
        ("- a. navn,\n", "", "gone"),
        ("(3) Vedtaket er skriftlig.\n\n", "", "gone"),
        ("(3) Vedtaket", "(3) Det vedtaket", "gone"),
        ("(3) Vedtaket", "(2) Vedtaket", "twice"),
        ("- b. adresse", "- a. adresse", "twice"),
        ("(2) Rådet", "(2) Kommunen avgjør søknaden.\n\n(2) Rådet", "unnamed"),
        ("Rådet avgjør søknaden", "Rådet avgjør", "missing"),
        ("### § 3. Pris", "### § 3. § 3. Pris", "heading"),
        ("Det er gratis.", "Det er gratis.\n\nGebyret settes av kommunen.", "unnamed"),
        ("Det er gratis.", "Det er gratis.\n\n### § 3. Pris\n\nDet er gratis.", "twice"),
        ("### § 3. Pris", "### § 4. Pris", "missing"),
        ("### § 1. Formål", "### § 9. Formål", "order"),
        ("Det er gratis.", "Det er gratis.\n\n### § 4. Tau\n\nTau er dyrt.", "unnamed"),
    ],
)
def test_planted_errors_are_found(right: str, wrong: str, why: str) -> None:
    assert MADE.count(right) == 1
    assert why in faults(MADE.replace(right, wrong))


@pytest.mark.parametrize(
    ("instructions", "old", "new"),
    [
        (
            "§ 2 nytt annet ledd skal lyde:\n\n(2) Rådet avgjør.\n\n"
            "Nåværende annet og tredje ledd blir tredje og fjerde ledd.",
            "(2) Kommunen avgjør søknaden.\n\n(3) Vedtaket",
            "(2) Rådet avgjør.\n\n(3) Kommunen avgjør søknaden.\n\n(4) Vedtaket",
        ),
        (
            "Nåværende § 2 annet og tredje ledd blir tredje og fjerde ledd.\n\n"
            "§ 2 annet ledd skal lyde:\n\n(2) Rådet avgjør.",
            "(2) Kommunen avgjør søknaden.\n\n(3) Vedtaket",
            "(2) Rådet avgjør.\n\n(3) Kommunen avgjør søknaden.\n\n(4) Vedtaket",
        ),
    ],
)
def test_paragraphs_are_renumbered_before_they_are_replaced(
    instructions: str, old: str, new: str
) -> None:
    result = applied(instructions)
    assert not result.undone
    assert result.text == LAW.replace(old, new)


def test_what_is_applied_twice_is_told_as_such() -> None:
    again = applied(ASKED, applied(ASKED).text)
    assert [one.why for one in again.undone] == ["already", "already"]
    assert again.text.rstrip() == MADE.rstrip()


@pytest.mark.parametrize(
    ("law", "why"),
    [
        (LAW.replace("---\n\n", 'sist-endret: "lov/2032-06-06-6"\n---\n\n', 1), "newer"),
        (f"{LAW}\n*Endret ved lov 6 juni 2032 nr. 6 (ikr. 1 juli 2032).*\n", "newer"),
        (f"{LAW}\n*Endret ved lov 7 juli 2033 nr. 7.*\n", "newer"),
        (f"{LAW}\n*Endret ved lov 1 jan 2031 nr. 1. Endres ved lov 6 juni 2032 nr. 6.*\n", ""),
    ],
)  # fmt: skip
def test_law_newer_than_the_change_is_left(law: str, why: str) -> None:
    result = applied("§ 3 første ledd skal lyde:\n\nDet er gratis.", law)
    assert [one.why for one in result.undone] == [why] * bool(why)


@pytest.mark.parametrize("where", ["skal inn før § 2 og", "I etter § 1", "foran § 3"])
def test_a_heading_between_sections_is_no_heading_of_theirs(where: str) -> None:
    result = applied(f"Ny overskrift {where} skal lyde:\n\nI. Saken")
    assert result.text.rstrip() == LAW.rstrip()
    assert [one.why for one in result.undone] in ([], ["not-understood"])
