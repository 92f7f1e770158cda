"""Concept catalogues in SKOS-AP-NO-Begrep, made up for tests."""

from __future__ import annotations

from typing import NamedTuple

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
