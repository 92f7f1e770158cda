"""What a term means where somebody points at it."""

from __future__ import annotations

from pathlib import Path

from regcheck.cli.main import main
from regcheck.desk.editor.outline import Outline
from regcheck.desk.editor.terms import told_at

TEXT = """# Forskrift om brygger

## § 1. Definisjoner

I denne forskriften menes med:

- fast plass: plass ved brygge som leies for et år
- brygge: anlegg ved sjøen

## § 2. Gebyr

Den som har den faste plassen, betaler. Bryggene skal ha lys.
"""
ACT = """---
refid: lov/2020-01-01-1
tittel: Lov om anlegg (anleggsloven)
---

# Lov om anlegg (anleggsloven)

## § 3. Definisjoner

I denne loven menes med:

- brygge: fast anlegg der båter legger til
"""


def test_the_longest_term_in_any_form_is_told_with_its_definition() -> None:
    terms = Outline(TEXT, "utkast.md", "markdown").terms
    at = TEXT.index("faste plassen") + 7
    told = told_at(TEXT, at, terms, "", "nb")
    assert told is not None
    assert TEXT[told.start : told.end] == "faste plassen"
    assert "plass ved brygge som leies for et år" in told.words
    assert told_at(TEXT, TEXT.index("betaler"), terms, "", "nb") is None


def test_who_else_defines_a_term_is_told_from_an_index(tmp_path: Path) -> None:
    law = tmp_path / "lov.md"
    law.write_text(ACT, encoding="utf-8")
    index = str(tmp_path / "i.sqlite")
    assert main(["concepts", "build", str(law), "-o", index]) == 0
    terms = Outline(TEXT, "utkast.md", "markdown").terms
    told = told_at(TEXT, TEXT.index("Bryggene"), terms, index, "nb")
    assert told is not None
    assert "anlegg ved sjøen" in told.words
    assert "anleggsloven" in told.words
    gone = told_at(TEXT, TEXT.index("Bryggene"), terms, str(tmp_path / "borte.sqlite"), "nb")
    assert gone is not None
    assert "Også definert" not in gone.words
