"""Catalogues of concepts and workbooks: read, or refused with an error of ours."""

from __future__ import annotations

import io
import os
import tempfile
import zipfile
from functools import cache
from pathlib import Path

from file_targets import told
from mutations import zip_of
from targets import Seeds, Target

from regcheck.base.errors import RegcheckError
from regcheck.base.texts.catalogue import Texts
from regcheck.concepts.catalogue import read_registration_csv
from regcheck.concepts.catalogue_rdf import read_rdf
from regcheck.quality.evaluation.sheet import COLUMNS, read_sheet

TURTLE = """\
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix skosxl: <http://www.w3.org/2008/05/skos-xl#> .
@prefix skosno: <https://data.norge.no/vocabulary/skosno#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<https://example.org/b/1> a skos:Concept ;
  skos:prefLabel "bord"@nb, "bord"@nn ; skos:altLabel "benk"@nb ;
  dct:identifier "1" ; dct:publisher <https://example.org/o> ;
  skosno:definisjon [ a skosno:Definisjon ; rdfs:label "flate på \\"bein\\""@nb ;
    skosno:forholdTilKilde skosno:egendefinert ;
    dct:source [ rdfs:seeAlso <https://lovdata.no/lov/2001-01-01-1/§2> ] ] .
_:x a skos:Concept ; skosxl:prefLabel [ skosxl:literalForm '''stol'''@nb ] ;
  skos:definition "sete 1.0e9"^^<http://www.w3.org/2001/XMLSchema#string> .
"""
RDF_XML = """\
<?xml version="1.0" encoding="utf-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:skos="http://www.w3.org/2004/02/skos/core#" xmlns:dct="http://purl.org/dc/terms/">
<skos:Concept rdf:about="https://example.org/b/1">
<skos:prefLabel xml:lang="nb">bord</skos:prefLabel>
<skos:definition xml:lang="nb">flate på bein</skos:definition>
<dct:publisher rdf:resource="https://example.org/o"/></skos:Concept>
<rdf:Description rdf:nodeID="x" dct:identifier="2">
<rdf:type rdf:resource="http://www.w3.org/2004/02/skos/core#Concept"/>
<skos:altLabel rdf:parseType="Literal"><b>stol</b></skos:altLabel></rdf:Description></rdf:RDF>
"""
JSON_LD = """\
{"@context": {"skos": "http://www.w3.org/2004/02/skos/core#", "dct": "http://purl.org/dc/terms/",
 "navn": {"@id": "skos:prefLabel", "@container": "@language"}},
 "@graph": [{"@id": "https://example.org/b/1", "@type": "skos:Concept",
 "navn": {"nb": "bord", "nn": ["bord", "benk"]},
 "skos:definition": {"@value": "flate på bein", "@language": "nb"},
 "dct:publisher": {"@id": "https://example.org/o"}}, {"@type": "skos:Concept", "@list": []}]}
"""
SHEETS = {
    "a.csv": (
        "\ufeff" + ";".join(COLUMNS) + "\r\n1;paper/x;lov/2001-01-01-1;a.md;§ 1;§1/ledd/1;brev;"
        "Et brev.;error;;ja;\r\n"
    ).encode(),
    "b.csv": "anbefaltTerm;definisjon\nbord;«flate» på ben\n".encode(),
    "c.csv": (
        "anbefaltTerm:nb;anbefaltTerm:nn;definisjon:nb;forholdTilKilde;kilde;tillattTerm:nb\r\n"
        '\'=bord;bord;flate;sitatFraKilde;Lov|https://lovdata.no/lov/2001-01-01-1/§2;"be;nk"\r\n'
    ).encode(),
}


def graph(form: str, text: str) -> Target:
    """RDF in one of its forms: rows whose cells are words, or one error of ours."""

    def holds(data: bytes, _: str) -> None:
        try:
            concepts, notes = read_rdf(data, "a.ttl", form)
        except RegcheckError as fault:
            told(fault)
        else:
            assert all(one.lemma is not None and one.language for one in concepts)
            assert all(str(note) for note in notes)

    return Target(lambda: {form: text.encode()}, holds, 30)


def sheets(data: bytes, name: str) -> None:
    """Marked sheets and catalogues in CSV."""
    for read in (read_sheet, read_registration_csv):
        try:
            read(data, name)
        except RegcheckError as fault:
            told(fault)


@cache
def workbook() -> bytes:
    """A map in which somebody has written."""
    import openpyxl

    from regcheck.corpus.obstacles.table import COLUMNS as MAP_COLUMNS

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = Texts("map", "nb").sheet
    sheet.append([Texts("map", "nb").table("columns")[name] for name in MAP_COLUMNS])
    for number in range(3):
        sheet.append([f"{name} {number}" for name in MAP_COLUMNS])
    sheet["A2"] = 3.0
    sheet["B2"] = "=1+1"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@cache
def parts() -> Seeds:
    """The parts of the workbook."""
    with zipfile.ZipFile(io.BytesIO(workbook())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def assessments(data: bytes, _: str) -> None:
    """Rows with their keys, or one error of ours."""
    from regcheck.corpus.obstacles.workbook import read_workbook

    with tempfile.TemporaryDirectory(dir=os.environ.get("REGCHECK_FUZZ_FOLDER")) as folder:
        path = Path(folder, "kart.xlsx")
        path.write_bytes(data)
        try:
            found = read_workbook(str(path))
        except RegcheckError as fault:
            told(fault)
        else:
            assert all(row.fingerprint for row in found.rows)


CATALOGUES = {
    "turtle": graph("turtle", TURTLE),
    "rdf-xml": graph("xml", RDF_XML),
    "json-ld": graph("json-ld", JSON_LD),
    "sheets": Target(lambda: SHEETS, sheets),
    "workbook": Target(lambda: {"kart.xlsx": workbook()}, assessments, 20),
    "workbook-parts": Target(
        parts, lambda data, name: assessments(zip_of({**parts(), name: data}), name), 20
    ),
}
