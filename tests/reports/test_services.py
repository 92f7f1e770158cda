"""Services as they are read from texts, asked about, filled in and written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from real_law import shared_or_skip
from regcheck.cli.main import main

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
DRAFTS = Path(__file__).parents[2] / "corpora" / "drafts"
REGULATION = """---
tittel: "Forskrift om tilskudd til brygger (bryggeforskriften)"
refid: forskrift/2024-02-30-7
departement: "Bryggedepartementet"
---

# Forskrift om tilskudd til brygger (bryggeforskriften)

### § 1. Tilskudd

Bryggetilsynet kan etter søknad gi tilskudd til brygger dersom brygga er over ti år gammel. Det
gis ikke tilskudd til naust. Tilsynet kan godkjenne kostnader etter søknad.

### § 2. Søknad

Søknaden sendes elektronisk til Bryggetilsynet. Søknaden skal inneholde skatteattest og firmaattest.
Bryggetilsynet skal avgjøre søknaden innen seks uker. For
behandling av søknaden betales et gebyr på 1 200 kroner.

### § 3. Unntak

Bryggetilsynet kan etter søknad gjøre unntak fra kravet til alder når brygga
brukes av utenlandske båter.

### § 4. Orden

Bryggetilsynet kan gjøre unntak fra fristen i § 2.
"""
LEFT_TO_PEOPLE = {"identifier", "spatial", "contactPoint", "hasCompetentAuthority"}


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    file = tmp_path / "utkast.md"
    file.write_text(REGULATION, encoding="utf-8")
    return file


def nodes_of(file: Path, kind: str) -> list[dict[str, Any]]:
    graph = json.loads(file.read_text("utf-8"))["@graph"]
    return [node for node in graph if kind in node.get("@type", ())]


def violations(file: Path, shapes: str) -> set[str]:
    folder = shared_or_skip()
    pyshacl = pytest.importorskip("pyshacl", reason="pyshacl is not installed")
    rdflib = pytest.importorskip("rdflib", reason="rdflib is not installed")
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    data, form = rdflib.Graph().parse(str(file)), rdflib.Graph().parse(str(folder / shapes))
    _, results, _ = pyshacl.validate(data, shacl_graph=form)
    paths = results.objects(None, sh.resultPath)
    return {str(path).rpartition("/")[2].rpartition("#")[2] for path in paths}


def filled(questions: Path) -> Path:
    """The questions with an answer to each."""
    text = questions.read_text("utf-8")
    for name, value in (
        ("organisation_number", "987654321"),
        ("area", "https://example.org/omraade"),
        ("contact", "post@example.org"),
        ("authority", "Kommunen"),
    ):
        text = text.replace(f'{name}: ""', f'{name}: "{value}"')
    questions.write_text(text, encoding="utf-8")
    return questions


def test_a_service_is_what_the_text_says_of_it(draft: Path, tmp_path: Path) -> None:
    out = tmp_path / "t.jsonld"
    assert main(["services", str(draft), "-o", str(out)]) == 0
    services = nodes_of(out, "cpsv:PublicService")
    names = [one["dct:title"][0]["@value"] for one in services]
    assert names == ["Tilskudd til brygger (bryggeforskriften)", "Unntak fra kravet til alder"]
    grant, exemption = services
    [body] = nodes_of(out, "cv:PublicOrganisation")
    assert body["skos:prefLabel"] == [{"@value": "Bryggetilsynet", "@language": "nb"}]
    assert grant["cv:hasCompetentAuthority"] == [{"@id": body["@id"]}]
    assert "dct:identifier" not in body
    requirements = {one["@id"]: one for one in nodes_of(out, "cv:Requirement")}
    held = [requirements[one["@id"]] for one in grant["cv:holdsRequirement"]]
    assert any("ti år gammel" in one["dct:description"][0]["@value"] for one in held)
    assert all("§ 1" in one["dct:title"][0]["@value"] for one in held)
    assert grant["cv:hasChannel"]
    [fee] = nodes_of(out, "cv:Cost")
    assert fee["cv:hasValue"] == [{"@value": "1200.00", "@type": "xsd:double"}]
    holders = {one["dct:title"][0]["@value"] for one in nodes_of(out, "foaf:Agent")}
    assert holders == {"Skatteetaten", "Brønnøysundregistrene"}
    assert not exemption.keys() & {"cpsvno:hasRequiredEvidence", "cv:hasChannel", "cv:hasCost"}


def test_turtle_and_json_ld_say_the_same(draft: Path, tmp_path: Path) -> None:
    rdflib = pytest.importorskip("rdflib", reason="rdflib is not installed")
    from rdflib.compare import isomorphic

    graphs = []
    for ending in ("ttl", "jsonld"):
        out = tmp_path / f"t.{ending}"
        assert main(["services", str(draft), "-o", str(out)]) == 0
        graphs.append(rdflib.Graph().parse(str(out)))
    remark = rdflib.URIRef("urn:regcheck:remark")
    assert "Utkast" in str(graphs[1].value(remark, rdflib.RDFS.comment))
    graphs[1].remove((remark, None, None))
    assert isomorphic(*graphs)


def test_the_shapes_find_what_people_are_asked_and_nothing_once_they_answered(
    tmp_path: Path,
) -> None:
    shapes = "cpsv-ap-no/CPSV-AP-NO_shacl_shapes_v1.ttl"
    out, asked = tmp_path / "t.ttl", tmp_path / "q.yaml"
    assert main(["services", str(DRAFTS), "-o", str(out), "--questions", str(asked)]) == 0
    assert violations(out, shapes) <= LEFT_TO_PEOPLE
    for _ in range(2):  # a body that people name is asked about in the second round
        again = ["--fill", str(filled(asked)), "--questions", str(asked), "--force"]
        assert main(["services", str(DRAFTS), "-o", str(out), *again]) == 0
    assert not violations(out, shapes)


def test_the_shapes_find_nothing_else_on_real_law(tmp_path: Path) -> None:
    folder = shared_or_skip() / "lovdata" / "markdown" / "forskrifter"
    files = [str(file) for file in sorted(folder.glob("forskrift-20*-9*.md"))[:30]]
    out = tmp_path / "t.ttl"
    assert main(["services", *files, "-o", str(out)]) == 0
    assert violations(out, "cpsv-ap-no/CPSV-AP-NO_shacl_shapes_v1.ttl") <= LEFT_TO_PEOPLE


def test_the_assessment_has_requirements_and_asks_about_other_states(
    draft: Path, tmp_path: Path
) -> None:
    out, asked = tmp_path / "i.jsonld", tmp_path / "q.yaml"
    assert main(["services", str(draft), "--iopa", str(out), "--questions", str(asked)]) == 0
    again = ["--fill", str(filled(asked)), "--force"]
    assert main(["services", str(draft), "--iopa", str(out), *again]) == 0
    [whole] = nodes_of(out, "cav:Assessment")
    assert len(whole["cav:assesses"]) == len(nodes_of(out, "iopa:BindingRequirement")) > 1
    told = [one["cav:judgement"][0]["@value"] for one in nodes_of(out, "cav:Statement")]
    assert sum("utenlandske båter" in one and "andre land" in one for one in told) == 1
    assert not violations(out, "iopa/iopa-SHACL.ttl")


def test_a_folder_gives_a_page_that_tells_who_asks_for_the_same(
    draft: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = REGULATION.replace("brygge", "kai").replace("Brygge", "Kai").replace("30-7", "30-8")
    (tmp_path / "annet.md").write_text(other, encoding="utf-8")
    out = tmp_path / "x.html"
    assert main(["services", str(tmp_path), "-o", str(out), "--locale", "en"]) == 0
    page = out.read_text("utf-8")
    assert "2 services ask for what is held by the Tax Administration" in page
    assert "A draft made by regcheck" in page
    assert "Bryggetilsynet: what is its organisation number" in page


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("authorities: [1]\n", "authorities"),
        ("authorities:\n  A: {organisation_number: '12'}\n", "12"),
        ("authorities:\n  A: {area: 'Norge rundt'}\n", "Norge rundt"),
        ("[", "svar.yaml"),
    ],
)
def test_wrong_answers_are_told_with_their_place(
    draft: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str, told: str
) -> None:
    answers = tmp_path / "svar.yaml"
    answers.write_text(content, encoding="utf-8")
    assert main(["services", str(draft), "--fill", str(answers)]) == 2
    said = capsys.readouterr().err
    assert told in said
    assert "svar.yaml" in said


def test_an_unknown_ending_is_refused(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["services", str(draft), "-o", "t.rdf"]) == 2
    assert ".jsonld" in capsys.readouterr().err


def test_a_terminal_is_told_no_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "x.md"
    file.write_text(
        "# Forskrift om tilskudd \x1b[31mrød\n\n### § 1. Støtte\n\n"
        "Rådet kan etter søknad gi tilskudd til lag når laget \x1b[2J har ti medlemmer.\n",
        "utf-8",
    )
    assert main(["services", str(file)]) == 0
    told = capsys.readouterr()
    assert "\x1b" not in told.out + told.err and "\\u001b[31m" in told.out
