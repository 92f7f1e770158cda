"""Concepts to be published: reviewed by people, stable, and read back whole by others."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalogues import shape_violations
from regcheck.cli.main import main
from regcheck.concepts.catalogue_rdf import read_catalogue

ACT = """---
refid: lov/2020-01-01-1
tittel: Lov om havner (havneloven)
rettsomrade: Transport>Havner
ikrafttredelse: "2020-07-01"
---

# Lov om havner (havneloven)

### § {section}. Definisjoner

I denne loven menes med:

- anlegg: en innretning ved sjøen
- Kai: et anlegg som båter legger til ved
- EØS-båt: en båt fra en EØS-stat
- båtleier: den som leier båt
"""
WHO = ("--publisher", "https://example.org/o", "--contact", "a@example.org")
BASE = "https://example.org/o/begreper/lov/2020-01-01-1"


@pytest.fixture
def act(tmp_path: Path) -> str:
    place = tmp_path / "havneloven.md"
    place.write_text(ACT.format(section="2"), encoding="utf-8")
    return str(place)


def exported(act: str, tmp_path: Path, *more: str) -> str:
    file = tmp_path / "k.ttl"
    assert main(["concepts", "export", act, *WHO, "-o", str(file), *more]) == 0
    return file.read_text(encoding="utf-8")


def test_a_concept_says_where_it_is_from_and_what_it_is_a_kind_of(act: str, tmp_path: Path) -> None:
    text = exported(act, tmp_path)
    kai = next(one for one in text.split("\n\n") if one.startswith(f"<{BASE}/kai>"))
    assert "relationship-with-source-type#direct-from-source" in kai
    assert 'dct:subject "Transport>Havner"@nb' in kai
    assert 'euvoc:startDate "2020-07-01"^^xsd:date' in kai
    assert "concept-status/CANDIDATE" in kai
    assert f"xkos:specializes <{BASE}/anlegg>" in kai
    assert '"kai"@nb' in kai
    assert '"EØS-båt"@nb' in text


def test_a_label_stands_in_the_other_standard_only_where_the_word_is_the_same(
    act: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Path(act).open("a", encoding="utf-8") as file:
        file.write("- offentlig kai: en kai som kommunen eier\n- rettighet: en fast plass\n")
    text = exported(act, tmp_path)
    assert '"kai"@nn' in text
    assert not any(f'"{word}"@nn' in text for word in ("båtleier", "offentlig kai", "rettighet"))
    assert "lack a term in the other written standard" in capsys.readouterr().err


def test_identifiers_stay_when_sections_get_new_numbers(act: str, tmp_path: Path) -> None:
    before = {line for line in exported(act, tmp_path).split("\n") if "a skos:Concept ;" in line}
    Path(act).write_text(ACT.format(section="7"), encoding="utf-8")
    after = {line for line in exported(act, tmp_path).split("\n") if "a skos:Concept ;" in line}
    assert before == after
    assert len(before) == 4


def reviewed(act: str, tmp_path: Path) -> str:
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
    place = tmp_path / "liste.xlsx"
    assert main(["concepts", "export", act, *WHO, "--format", "review", "-o", str(place)]) == 0
    book = openpyxl.load_workbook(place)
    sheet = book.active
    titles = [cell.value for cell in sheet[1]]
    said = {
        "anlegg": {"Avgjørelse": "utelates"},
        "kai": {"Avgjørelse": "godkjent", "Endret definisjon": "anlegg der båter legger til"},
        "båtleier": {"Term på nynorsk": "båtleigar", "Erstatter": "https://example.org/gammel"},
    }
    for row in sheet.iter_rows(min_row=2):
        for title, value in said.get(row[titles.index("Begrep")].value, {}).items():
            row[titles.index(title)].value = value
    book.save(place)
    return str(place)


def test_what_people_decided_is_in_the_catalogue_and_in_the_next_list(
    act: str, tmp_path: Path
) -> None:
    pytest.importorskip("rdflib", reason="rdflib is not installed")
    once = reviewed(act, tmp_path)
    again = str(tmp_path / "neste.xlsx")
    more = ("--format", "review", "--review", once, "-o", again)
    assert main(["concepts", "export", act, *WHO, *more]) == 0
    for given in (once, again):
        exported(act, tmp_path, "--review", given)
        read, notes = read_catalogue(str(tmp_path / "k.ttl"))
        assert notes == []
        concepts = {(one.identifier.rpartition("/")[2], one.language): one for one in read}
        assert ("anlegg", "nb") not in concepts
        kai = concepts["kai", "nb"]
        assert (kai.definition, kai.status) == ("anlegg der båter legger til", "CURRENT")
        assert kai.relation == "based-on"
        leier = concepts["b%C3%A5tleier", "nn"]
        assert (leier.term, leier.replaces) == ("båtleigar", "https://example.org/gammel")


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_catalogue_passes_the_shapes_once_both_standards_are_named(
    act: str, tmp_path: Path
) -> None:
    Path(act).write_text(
        ACT.format(section="2").replace("- EØS-båt: en båt fra en EØS-stat\n", ""),
        encoding="utf-8",
    )
    exported(act, tmp_path, "--review", reviewed(act, tmp_path))
    assert shape_violations(tmp_path / "k.ttl") == []


def test_another_reader_of_rdf_finds_the_same(act: str, tmp_path: Path) -> None:
    pyoxigraph = pytest.importorskip("pyoxigraph", reason="pyoxigraph is not installed")
    rdflib = pytest.importorskip("rdflib", reason="rdflib is not installed")
    text = exported(act, tmp_path)
    ours = rdflib.Graph().parse(data=text)
    theirs = pyoxigraph.Store()
    theirs.load(text.encode(), format=pyoxigraph.RdfFormat.TURTLE)
    assert len(ours) == len(theirs)
