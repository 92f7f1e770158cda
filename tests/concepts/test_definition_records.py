"""Definitions as records: term, meaning, reach, and a place that slices out the term."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regcheck.cli.main import main
from regcheck.concepts.definitions import Definition, definitions_in
from regcheck.document.model import Document
from regcheck.readers.registry import read_document
from regcheck.reports.rows import fields_csv

HEAD = "---\nrefid: forskrift/2024-02-30-9999\n---\n\n# Forskrift om flytekaier\n\n"
TEXT = (
    HEAD
    + """### § 1. Definisjoner

I denne forskriften menes med:

- flytekai: en kai som flyter
- *gjest*: den som ligger til kai, og

    - ror
    - seiler

### § 2. Vakt

Med vakt menes i denne paragrafen den som passer kaien. Lederen (kaisjefen) har nøkkel. Kaisjefen
fører bok. Som natt regnes tiden etter kl. 22.
"""
)


def read(text: str) -> Document:
    document = read_document(text.encode(), "kai.md", "md")
    assert isinstance(document, Document)
    return document


def by_term(text: str) -> dict[str, Definition]:
    return {definition.term: definition for definition in definitions_in(read(text))}


def test_definitions_run_together_in_one_paragraph() -> None:
    text = (
        "### § 1. Definisjoner\n\nAlle er med. Kai: Et anlegg ved sjøen. Det er fast. "
        "Lekter: En flat båt.\n\n### § 2. Vakt\n\nAlle er med. Merk: Vakten sover. Obs: Stille.\n"
    )
    assert {term: one.definition for term, one in by_term(HEAD + text).items()} == {
        "Kai": "Et anlegg ved sjøen. Det er fast.",
        "Lekter": "En flat båt.",
    }


def test_terms_with_meaning_reach_and_pattern() -> None:
    found = by_term(TEXT)
    assert {
        term: (one.definition, one.scope, one.pattern, one.address) for term, one in found.items()
    } == {
        "flytekai": (
            "en kai som flyter",
            "document",
            "D8 list",
            "§ 1 første ledd første strekpunkt",
        ),
        "gjest": (
            "den som ligger til kai, og ror seiler",
            "document",
            "D8 list",
            "§ 1 første ledd annet strekpunkt",
        ),
        "vakt": ("den som passer kaien.", "section", "D1 menes", "§ 2 første ledd"),
        "kaisjefen": ("Lederen", "document", "short bracket", "§ 2 første ledd"),
        "natt": ("tiden etter kl. 22.", "document", "D3 som", "§ 2 første ledd"),
    }
    assert found["kaisjefen"].lemma == "kaisjef"


def test_the_place_slices_out_the_term() -> None:
    for definition in definitions_in(read(TEXT)):
        assert TEXT[definition.start : definition.end] == definition.term


@given(st.text(alphabet="aåbk «»()[]:;,.–-§*#\n1d", max_size=120))
def test_any_text_gives_places_inside_it(noise: str) -> None:
    text = TEXT + noise
    for definition in definitions_in(read(text)):
        assert 0 <= definition.start < definition.end <= len(text)
        assert definition.term


def test_no_cell_of_the_table_begins_as_a_formula() -> None:
    definition = by_term(TEXT)["natt"]
    evil = Definition(**{**definition.to_dict(), "term": "=1+1"})  # type: ignore[arg-type]
    rows = list(csv.reader(io.StringIO("".join(fields_csv(Definition, [evil])).lstrip("\ufeff"))))
    assert rows[1][0] == "'=1+1"


def test_the_command(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    (tmp_path / "kai.md").write_text(TEXT, encoding="utf-8")
    (tmp_path / "tom.xml").write_text("<a", encoding="utf-8")
    assert main(["concepts", "extract", str(tmp_path)]) == 3
    out, err = capsysbinary.readouterr()
    report = json.loads(out)
    assert [one["term"] for one in report["definitions"]][:2] == ["flytekai", "gjest"]
    assert [one["path"].endswith("tom.xml") for one in report["unreadable"]] == [True]
    assert b"tom.xml" in err
    assert main(["concepts", "extract", str(tmp_path / "kai.md"), "--format", "csv"]) == 0
    assert capsysbinary.readouterr().out.startswith("\ufeffterm,lemma,definition".encode())


def test_a_definition_ends_where_the_next_begins_and_a_gloss_is_no_part_of_it() -> None:
    text = """# Havneforskrift

## § 1. Definisjoner

I denne forskriften menes med:

- pir (pier): en kort kai. Med molo menes en lang.
- gjest, person som ligger ved kai
"""
    found = by_term(text)
    assert found["pir (pier)"].definition == "en kort kai"
    assert found["pir (pier)"].lemma == "pir"
    assert found["gjest"].definition == "person som ligger ved kai"


def test_terms_in_one_paragraph_have_each_their_own_meaning() -> None:
    text = """# Havneforskrift

## § 1. Ord

I dette kapitlet menes med: « pir » betyr en kort kai. «molo» en lang, «kai» noe annet.
"""
    assert {one.term: one.definition for one in by_term(text).values()} == {
        "pir": "en kort kai",
        "molo": "en lang",
        "kai": "noe annet.",
    }


def test_a_meaning_starts_at_the_verb_that_the_term_meets() -> None:
    text = (
        "### § 1. Definisjonar\n\nEksamen er prøving der resultatet skal reknast inn i ein "
        "samla karakter.\n"
    )
    assert by_term(HEAD + text)["Eksamen"].definition == (
        "prøving der resultatet skal reknast inn i ein samla karakter."
    )
