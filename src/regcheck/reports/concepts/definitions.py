"""Definitions as JSON and CSV, concepts as SKOS-AP-NO-Begrep 2 in Turtle and for registration."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from regcheck.concepts.catalogue import LANGUAGES, CatalogueConcept, by_identifier
from regcheck.concepts.definitions import Definition
from regcheck.document.model import Unreadable
from regcheck.language.lexicon import bokmaal, nynorsk_lemmas
from regcheck.reports.rdf import Bare, Node, Words, in_turtle, iri, node, statement
from regcheck.reports.records import json_with_list, unreadable_record
from regcheck.reports.rows import csv_line

SCHEMA_VERSION = 1
REGISTRATION_COLUMNS = (
    *(
        f"{name}:{language}"
        for name in ("anbefaltTerm", "tillattTerm", "frarådetTerm", "definisjon")
        for language in LANGUAGES
    ),
    *("forholdTilKilde", "kilde", "identifikator", "ansvarligVirksomhet"),
)
RELATIONS = {
    "quoted": ("sitatFraKilde", "direct-from-source"),
    "based-on": ("basertPåKilde", "derived-from-source"),
    "own": ("egendefinert", "self-composed"),
}
"""How a definition relates to its source, for registration and in SKOS-AP-NO."""
STATUSES = "http://publications.europa.eu/resource/authority/concept-status/"
_SOURCE_TYPES = "https://data.norge.no/vocabulary/relationship-with-source-type#"
_PREFIXES = """@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix euvoc: <http://publications.europa.eu/ontology/euvoc#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix skosno: <https://data.norge.no/vocabulary/skosno#> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
@prefix xkos: <http://rdf-vocabulary.ddialliance.org/xkos#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

"""


def definitions_json(
    definitions: Iterable[Definition], unreadable: Sequence[Unreadable] = ()
) -> Iterator[str]:
    """A JSON object; `unreadable` is read last, after all documents."""
    records, faults = (one.to_dict() for one in definitions), map(unreadable_record, unreadable)
    return json_with_list(SCHEMA_VERSION, "definitions", records, unreadable=faults)


@dataclass(frozen=True, slots=True)
class Collection:
    """A collection of concepts by its URI, with its publisher's URI and an e-mail address."""

    identifier: str
    title: str
    publisher: str
    contact: str


def skos_turtle(concepts: Iterable[CatalogueConcept], collection: Collection) -> Iterator[str]:
    """The concepts and the collection that they belong to. Rows of one identifier must come
    together. A label stands in the written standard that the law is in, and in the other one too
    only where the word is the same there: `lacks_label` tells of the rest."""
    yield _PREFIXES
    mail = iri(f"mailto:{collection.contact}")
    contact = Bare(f"[ a vcard:Organization ; vcard:hasEmail {mail} ]")
    publishers = {collection.publisher}
    members = []
    for rows in by_identifier(concepts):
        members.append(iri(rows[0].identifier))
        publishers.add(rows[0].publisher or collection.publisher)
        yield statement(_concept(rows, collection, contact))
    about = {
        "dct:identifier": Words(collection.identifier, type="xsd:anyURI"),
        "dct:title": Words(collection.title, "nb"),
        "dct:publisher": Bare(iri(collection.publisher)),
        "dcat:contactPoint": contact,
        "skos:member": Bare(" ,\n        ".join(members)),
    }
    yield statement(node(collection.identifier, "skos:Collection", about))
    for publisher in sorted(publishers):
        yield f"{iri(publisher)} a org:Organization .\n"


def lacks_label(rows: Sequence[CatalogueConcept]) -> bool:
    """Whether a concept has no label in one of the two written standards."""
    return not {"nb", "nn"} <= _labels(rows).keys()


def _labels(rows: Sequence[CatalogueConcept]) -> dict[str, str]:
    """The preferred terms by language."""
    terms = {one.language: one.term for one in rows if one.term}
    for ours, other in (("nb", "nn"), ("nn", "nb")):
        words = terms.get(other, "").lower().split()
        if ours not in terms and words:
            known = nynorsk_lemmas() if ours == "nn" else bokmaal()
            if all(word in known for word in words):
                terms[ours] = terms[other]
    return terms


def _concept(rows: Sequence[CatalogueConcept], collection: Collection, contact: Bare) -> Node:
    terms, first = _labels(rows), rows[0]

    def labels(name: str) -> list[Words]:
        return [Words(word, one.language) for one in rows for word in _several(getattr(one, name))]

    about = {
        "dct:identifier": Words(first.identifier, type="xsd:anyURI"),
        "skos:prefLabel": [Words(terms[one], one) for one in sorted(terms)],
        "skos:altLabel": labels("admitted"),
        "skos:hiddenLabel": labels("deprecated"),
        "euvoc:xlDefinition": Bare(
            " ;\n    euvoc:xlDefinition ".join(_definition(one) for one in rows if one.definition)
        ),
        "dct:subject": [Words(word, "nb") for word in _several(first.subject)],
        "euvoc:status": first.status and STATUSES + first.status,
        "euvoc:startDate": first.valid_from and Words(first.valid_from, type="xsd:date"),
        "xkos:specializes": _several(first.broader),
        "rdfs:seeAlso": _several(first.see_also),
        "dct:replaces": _several(first.replaces),
        "dct:publisher": Bare(iri(first.publisher or collection.publisher)),
        "dcat:contactPoint": contact,
    }
    return node(first.identifier, "skos:Concept", about)


def _definition(one: CatalogueConcept) -> str:
    """The definition with its source and how it relates to it."""
    parts = [f"a euvoc:XlNote ; rdf:value {in_turtle(Words(one.definition, one.language))}"]
    if one.relation:
        related = iri(_SOURCE_TYPES + RELATIONS[one.relation][1])
        parts.append(f"skosno:relationshipWithSource {related}")
    if one.url:
        parts.append(f"dct:source {iri(one.url)}")
    return f"[ {' ; '.join(parts)} ]"


def _several(lines: str) -> list[str]:
    return [one for one in lines.split("\n") if one]


def registration_csv(concepts: Iterable[CatalogueConcept]) -> Iterator[str]:
    """The concepts as the registration tool reads them: a column again for each further value."""
    most = dict.fromkeys(REGISTRATION_COLUMNS, 1)
    made = [_cells(rows) for rows in by_identifier(concepts)]
    for cells in made:
        for name, values in cells.items():
            most[name] = max(most[name], len(values))
    yield "\ufeff"
    for cells in ({name: [name] * number for name, number in most.items()}, *made):
        line: list[str] = []
        for name, number in most.items():
            values = cells.get(name, [])
            line += [*values, *[""] * (number - len(values))]
        yield csv_line(line, delimiter=";", end="\r\n")


def _cells(rows: Sequence[CatalogueConcept]) -> dict[str, list[str]]:
    cells: dict[str, list[str]] = {}
    for one in rows:
        language = one.language if one.language in LANGUAGES else "nb"
        cells[f"anbefaltTerm:{language}"] = _several(one.term)
        cells[f"tillattTerm:{language}"] = _several(one.admitted)
        cells[f"frarådetTerm:{language}"] = _several(one.deprecated)
        cells[f"definisjon:{language}"] = [one.definition] if one.definition else []
    first = rows[0]
    cells["forholdTilKilde"] = [*RELATIONS.get(first.relation, ())[:1]]
    cells["kilde"] = [f"{first.refid or first.url}|{first.url}"] if first.url else []
    cells["identifikator"] = [first.identifier]
    cells["ansvarligVirksomhet"] = [first.publisher] if first.publisher else []
    return cells
