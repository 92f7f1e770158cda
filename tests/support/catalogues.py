"""Concept catalogues in SKOS-AP-NO-Begrep, made up for tests."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from real_law import shared_or_skip

_PREFIXES = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix euvoc: <http://publications.europa.eu/ontology/euvoc#> .
@prefix skosno: <https://data.norge.no/vocabulary/skosno#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
"""
_RELATION = "https://data.norge.no/vocabulary/relationship-with-source-type#"


class Entry(NamedTuple):
    """A concept: its term and definition, the provision on Lovdata that it rests on and how, both
    empty where it rests on none."""

    term: str
    definition: str
    provision: str = ""
    relation: str = "derived-from-source"


def turtle(entries: list[Entry]) -> str:
    """The catalogue as Turtle."""
    return _PREFIXES + "".join(_concept(number, one) for number, one in enumerate(entries, 1))


def _concept(number: int, one: Entry) -> str:
    source = (
        f"dct:source <https://lovdata.no/{one.provision}> ;"
        f" skosno:relationshipWithSource <{_RELATION}{one.relation}> ; "
        if one.provision
        else ""
    )
    return (
        f"<https://example.org/b/{number}> a skos:Concept ; dct:identifier 'b{number}' ;"
        f" dct:publisher <https://example.org/o> ; skos:prefLabel '{one.term}'@nb ;"
        f" euvoc:xlDefinition [ a euvoc:XlNote ; {source}rdf:value '{one.definition}'@nb ] .\n"
    )


_SHACL = "http://www.w3.org/ns/shacl#"
_ELSEWHERE = ("euvoc#status", "skosno#relationshipWithSource", "terms/replaces")
"""What leads to concepts that others publish, which are not in the file."""


def shape_violations(file: Path, *, one_standard: bool = False) -> list[str]:
    """What the shapes of the standard have against a catalogue, apart from concepts that others
    publish not being in it and, with `one_standard`, terms in one written standard alone."""
    import pytest

    shapes = shared_or_skip() / "skos-ap-no" / "SKOS-AP-NO-Begrep-shape_shape_v2.ttl"
    pyshacl = pytest.importorskip("pyshacl", reason="pyshacl is not installed")
    rdflib = pytest.importorskip("rdflib", reason="rdflib is not installed")
    shacl = rdflib.Namespace(_SHACL)
    own = rdflib.Graph().parse(str(file), format="turtle")
    _, results, _ = pyshacl.validate(own, shacl_graph=str(shapes))
    found = []
    for result in results.subjects(shacl.resultSeverity, shacl.Violation):
        path = str(results.value(result, shacl.resultPath))
        value = results.value(result, shacl.value)
        outside = path.endswith(_ELSEWHERE) and (value, None, None) not in own
        unlabelled = one_standard and path.endswith("prefLabel") and value is None
        if not (outside or unlabelled):
            found.append(f"{results.value(result, shacl.focusNode)} {path} {value}")
    return sorted(found)
