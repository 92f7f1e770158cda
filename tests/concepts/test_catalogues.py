"""Concepts to and from catalogues: nothing is lost, nothing is fetched, and faults are told."""

from __future__ import annotations

import json
import socket
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from catalogues import shape_violations
from real_law import shared_or_skip
from regcheck.base.errors import UsageError
from regcheck.cli.main import main
from regcheck.concepts.catalogue import CatalogueConcept
from regcheck.concepts.catalogue_rdf import read_catalogue
from regcheck.law.links import refid_of_link
from regcheck.reports.concepts.definitions import Collection, registration_csv, skos_turtle

pytest.importorskip("rdflib", reason="rdflib is not installed")
COLLECTION = Collection("https://example.org/c", "Alle", "https://example.org/o", "a@example.org")
PREFIXES = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix skosxl: <http://www.w3.org/2008/05/skos-xl#> .
@prefix skosno: <https://data.norge.no/vocabulary/skosno#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: Any, **__: Any) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "getaddrinfo", refused)
    monkeypatch.setattr(socket, "create_connection", refused)


def concept(number: int, **changes: str) -> CatalogueConcept:
    one = CatalogueConcept(
        lemma=f"kai {number}",
        term=f"kai {number}",
        language="nb",
        definition='sted for «båter»; med "lys" \\ og\ttau',
        admitted="brygge\nsvaberg",
        deprecated="kaikant",
        identifier=f"https://example.org/b/{number}",
        publisher="https://example.org/o",
        url="https://lovdata.no/lov/2024-02-30-1/§2",
        refid="lov/2024-02-30-1",
        relation="quoted",
        source="",
    )
    return replace(one, **changes)


CONCEPTS = [
    concept(1),
    concept(
        1, language="nn", term="kaia 1", lemma="kaia 1", definition="stad for båtar", admitted=""
    ),
    concept(2, definition="=SUM(1)", term="-ting", lemma="-ting", url="", refid="", relation=""),
    concept(3, definition="'@slik", admitted="", deprecated=""),
]


def plain(words: str) -> str:
    return " ".join(words.split())


def seen(concepts: list[CatalogueConcept], *, relation: bool) -> set[tuple[str, ...]]:
    return {
        (
            *(one.term, one.language, plain(one.definition), one.identifier, one.publisher),
            *(one.url if relation or one.definition else "", one.refid),
            *sorted(one.admitted.split("\n")),
            *sorted(one.deprecated.split("\n")),
            one.relation if relation else "",
        )
        for one in concepts
        if one.definition
    }


def test_turtle_is_read_back_without_loss(tmp_path: Path) -> None:
    file = tmp_path / "k.ttl"
    file.write_text("".join(skos_turtle(CONCEPTS, COLLECTION)), encoding="utf-8")
    read, notes = read_catalogue(str(file))
    assert seen(read, relation=False) == seen(CONCEPTS, relation=False)
    assert notes == []


def test_csv_is_read_back_without_loss_and_begins_no_formula(tmp_path: Path) -> None:
    file = tmp_path / "k.csv"
    text = "".join(registration_csv(CONCEPTS))
    file.write_text(text, encoding="utf-8", newline="")
    read, notes = read_catalogue(str(file))
    assert seen(read, relation=True) == seen(CONCEPTS, relation=True)
    assert notes == []
    assert text.startswith("\ufeffanbefaltTerm:nb;anbefaltTerm:nn;")
    assert not [
        cell for line in text.split("\n") for cell in line.split(";") if cell[:1] in "=-@+" and cell
    ]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_exported_definitions_pass_the_shapes(tmp_path: Path) -> None:
    file = tmp_path / "k.ttl"
    both = [
        *CONCEPTS,
        *(replace(one, language="nn", definition="") for one in CONCEPTS[2:]),
    ]
    concepts = sorted(both, key=lambda one: one.identifier)
    file.write_text("".join(skos_turtle(concepts, COLLECTION)), encoding="utf-8")
    assert shape_violations(file) == []


def test_the_standards_own_example_is_read_whole() -> None:
    folder = shared_or_skip() / "skos-ap-no"
    file = folder / "test-v2examples-with-all-classes-and-all-properties.ttl"
    read, notes = read_catalogue(str(file))
    assert notes == []
    assert {(one.identifier[-7:], one.language) for one in read} == {
        (f"tstCpt{number}", language) for number in range(1, 5) for language in ("nb", "nn", "en")
    }
    first = {one.language: one for one in read if one.identifier.endswith("tstCpt1")}
    assert first["nb"].deprecated.count("\n") == 1
    assert first["nb"].admitted == "fiktivt begrep"
    assert (first["en"].relation, first["en"].url) == ("own", "https://example.org/exSource")
    assert first["nb"].publisher.endswith("/1656923949276")
    assert first["nb"].definition
    assert first["en"].definition


V1 = (
    PREFIXES
    + """
<https://example.org/b/1> a skos:Concept ;
  skosxl:prefLabel [ a skosxl:Label ; skosxl:literalForm "kai"@nb , "kai"@nn ] ;
  skosxl:altLabel [ a skosxl:Label ; skosxl:literalForm "brygge"@nb ] ;
  skosxl:hiddenLabel [ a skosxl:Label ; skosxl:literalForm "kaikant"@nb ] ;
  skosno:definisjon [ a skosno:Definisjon ; rdfs:label "sted der båter ligger"@nb ;
    skosno:forholdTilKilde skosno:basertPåKilde ;
    dct:source [ rdfs:label "Bryggeloven § 2"@nb ;
                 rdfs:seeAlso <https://lovdata.no/dokument/NL/lov/2024-02-30-7/%C2%A72> ] ] ;
  dct:identifier "b-1" ; dct:publisher <https://example.org/o> .
"""
)


@pytest.mark.parametrize(
    "vocabulary", ["https://data.norge.no/vocabulary/skosno#", "http://difi.no/skosno#"]
)
def test_the_older_form_is_read(tmp_path: Path, vocabulary: str) -> None:
    file = tmp_path / "eldre.ttl"
    text = V1.replace("https://data.norge.no/vocabulary/skosno#", vocabulary)
    file.write_text(text, encoding="utf-8")
    read, _ = read_catalogue(str(file))
    one = next(one for one in read if one.language == "nb")
    assert (one.term, one.admitted, one.deprecated) == ("kai", "brygge", "kaikant")
    assert one.definition == "sted der båter ligger"
    assert (one.refid, one.relation) == ("lov/2024-02-30-7", "based-on")
    assert one.publisher == "https://example.org/o"


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_older_form_written_here_passes_its_shapes(tmp_path: Path) -> None:
    shapes = shared_or_skip() / "skos-ap-no" / "SKOS-AP-NO-Begrep-shape_shape_v1.ttl"
    pyshacl = pytest.importorskip("pyshacl", reason="pyshacl is not installed")
    conforms, _, told = pyshacl.validate(V1, data_graph_format="turtle", shacl_graph=str(shapes))
    assert conforms, told


@pytest.mark.parametrize(("ending", "format"), [(".rdf", "xml"), (".jsonld", "json-ld")])
def test_the_same_concepts_in_other_formats(tmp_path: Path, ending: str, format: str) -> None:
    from rdflib import Graph

    graph = Graph().parse(data=V1, format="turtle")
    other = tmp_path / f"k{ending}"
    options: dict[str, Any] = {"auto_compact": False} if format == "json-ld" else {}
    other.write_bytes(graph.serialize(format=format, encoding="utf-8", **options))
    turtle = tmp_path / "k.ttl"
    turtle.write_text(V1, encoding="utf-8")
    ours, theirs = read_catalogue(str(turtle))[0], read_catalogue(str(other))[0]
    assert [replace(one, source="") for one in ours] == [replace(one, source="") for one in theirs]


BOMB = """<?xml version="1.0"?>
<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">&b;</rdf:RDF>"""
HOSTILE = {
    "bomb.rdf": (BOMB, "DOCTYPE"),
    "utf16.rdf": (BOMB.replace("?>", ' encoding="utf-16"?>', 1), "DOCTYPE"),
    "away.rdf": ('<!DOCTYPE r SYSTEM "http://example.org/x.dtd"><r/>', "DOCTYPE"),
    "deep.rdf": ("<a>" * 5000, "Excessive depth"),
    "half.rdf": ("<a><b>", "not well-formed XML"),
    "away.jsonld": ('{"@context": "https://example.org/context.json"}', "no network"),
    "import.jsonld": ('[{"x": {"@context": {"@import": "https://example.org/c"}}}]', "no network"),
    "deep.jsonld": ("[" * 200_000, "nested too deeply"),
    "half.jsonld": ('{"a":', "not valid JSON"),
    "deep.ttl": (PREFIXES + "<a> skos:note " + "[ skos:note " * 20_000, "nested too deeply"),
    "prefix.ttl": ("<a> ukjent:navn <b> .", "the prefix «ukjent:» is not declared"),
    "faulty.ttl": ("<a> <b> .. ", "cannot be read as RDF"),
    "none.csv": ("a,b\n1,2\n", "no column anbefaltTerm"),
    "name.txt": ("", "unknown file type"),
    "latin.csv": ("", "not in UTF-8"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_in_one_line(tmp_path: Path, name: str) -> None:
    text, remedy = HOSTILE[name]
    file = tmp_path / name
    file.write_bytes(text.encode("utf-16" if name.startswith("utf16") else "utf-8"))
    if name == "latin.csv":
        file.write_bytes("frarådetTerm:nb\n".encode("latin-1"))
    with pytest.raises(UsageError) as told:
        read_catalogue(str(file))
    assert remedy in str(told.value)
    assert str(file) in str(told.value)
    assert "\n" not in str(told.value)
    assert len(str(told.value)) < 400 + len(str(file))


def test_what_has_no_term_is_told_and_one_faulty_file_stops_nothing(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    good, bad = tmp_path / "a.ttl", tmp_path / "b.ttl"
    good.write_text(V1 + "<https://example.org/b/2> a skos:Concept .\n", encoding="utf-8")
    bad.write_text("<a> x:y <b> .", encoding="utf-8")
    index = tmp_path / "i.sqlite"
    assert main(["concepts", "import", str(bad), str(good), "--into", str(index)]) == 3
    out, err = capsysbinary.readouterr()
    assert b"1 concepts, 1 definitions" in out
    assert b"1 without a preferred term left out, such as https://example.org/b/2" in err
    assert b"the prefix" in err
    assert main(["concepts", "import", str(bad), "--into", str(index)]) == 2


def test_a_draft_that_differs_from_a_catalogue_is_told(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    catalogue, draft = tmp_path / "k.ttl", tmp_path / "utkast.md"
    catalogue.write_text(V1, encoding="utf-8")
    draft.write_text(
        "# Forskrift om kaier\n\n### § 1. Ord\n\nMed kai menes et lager for fisk og salt.\n",
        encoding="utf-8",
    )
    index = tmp_path / "i.sqlite"
    main(["concepts", "import", str(catalogue), "--into", str(index)])
    capsysbinary.readouterr()
    main(["check", str(draft), "--concepts", str(index), "--format", "json", "--no-config"])
    found = json.loads(capsysbinary.readouterr().out)["findings"]
    told = [one for one in found if one["rule"] == "concepts/differs-from-catalogue"]
    assert [one["quote"] for one in told] == ["kai"]
    assert "sted der båter ligger" in told[0]["message"]


def test_export_needs_what_the_standard_asks_for(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    draft = tmp_path / "utkast.md"
    draft.write_text("### § 1. Ord\n\nMed kai menes et lager.\n", encoding="utf-8")
    assert main(["concepts", "export", str(draft)]) == 2
    assert b"--publisher (empty): give" in capsysbinary.readouterr().err
    assert main(["concepts", "export", str(draft), "--format", "csv"]) == 0
    assert b"kai;" in capsysbinary.readouterr().out


@pytest.mark.parametrize(
    ("link", "refid"),
    [
        ("https://lovdata.no/lov/2005-05-20-28/§3", "lov/2005-05-20-28"),
        ("https://lovdata.no/dokument/SF/forskrift/2020-01-02-3", "forskrift/2020-01-02-3"),
        ("https://lovdata.no/eli/lov/1967/02/10/nor/html", "lov/1967-02-10"),
        ("https://example.org/lovdata.no/lov/2005-05-20-28", ""),
    ],
)
def test_links_to_law_name_the_text(link: str, refid: str) -> None:
    assert refid_of_link(link) == refid


def test_a_prefix_of_control_characters_is_told_in_one_line(tmp_path: Path) -> None:
    file = tmp_path / "k.ttl"
    file.write_bytes(b"\x00:a \x00:b 1 .")
    with pytest.raises(UsageError) as told:
        read_catalogue(str(file))
    assert str(told.value).isprintable()


@pytest.mark.parametrize("encoding", ["utf-4", "utf-32", "x\u00e5", "idna", "rot13", "hex"])
def test_rdf_in_an_encoding_there_is_none_of_is_refused(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "k.rdf"
    file.write_text(f'<?xml version="1.0" encoding="{encoding}"?><a>{"x" * 20}</a>', "utf-8")
    with pytest.raises(UsageError) as told:
        read_catalogue(str(file))
    assert str(told.value).startswith(f"{file}:1: ")
    assert str(told.value).isprintable()
