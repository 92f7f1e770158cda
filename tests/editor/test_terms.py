"""What a term means where somebody points at it."""

from __future__ import annotations

from pathlib import Path

from regcheck.base.texts.catalogue import Texts
from regcheck.cli.main import main
from regcheck.desk.editor.outline import Outline
from regcheck.desk.editor.terms import meaning, term_at

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
    found = term_at(TEXT, TEXT.index("faste plassen") + 7, terms)
    assert found is not None
    assert TEXT[found[1] : found[2]] == "faste plassen"
    told = meaning(found[0], "", Texts("editor", "nb"))
    assert "plass ved brygge som leies for et år" in told
    assert term_at(TEXT, TEXT.index("betaler"), terms) is None


def test_who_else_defines_a_term_is_told_from_an_index(tmp_path: Path) -> None:
    law = tmp_path / "lov.md"
    law.write_text(ACT, encoding="utf-8")
    index = str(tmp_path / "i.sqlite")
    assert main(["concepts", "build", str(law), "-o", index]) == 0
    terms = Outline(TEXT, "utkast.md", "markdown").terms
    found = term_at(TEXT, TEXT.index("Bryggene"), terms)
    assert found is not None
    told = meaning(found[0], index, Texts("editor", "nb"))
    assert "anlegg ved sjøen" in told
    assert "anleggsloven" in told
    gone = meaning(found[0], str(tmp_path / "borte.sqlite"), Texts("editor", "nb"))
    assert "Også definert" not in gone
