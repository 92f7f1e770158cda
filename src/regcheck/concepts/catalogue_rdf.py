"""Concept catalogues from files, above all RDF (SKOS-AP-NO-Begrep, present and older), examined
before it is parsed: no entities, no network, no bottomless nesting."""

from __future__ import annotations

import json
import logging
import re
import warnings
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from regcheck.base.datafiles.data_files import read_bytes
from regcheck.base.errors import UsageError
from regcheck.base.text.patterns import pattern
from regcheck.base.text.printable import one_line
from regcheck.base.texts.message import Message, message
from regcheck.concepts.catalogue import CatalogueConcept, read_registration_csv
from regcheck.concepts.lemmas import lemma_of
from regcheck.law.links import refid_of_link

if TYPE_CHECKING:
    from rdflib.term import Node

FORMATS = {
    ".ttl": "turtle", ".n3": "turtle", ".nt": "turtle", ".rdf": "xml", ".xml": "xml",
    ".owl": "xml", ".jsonld": "json-ld", ".json": "json-ld",
}  # fmt: skip
MAX_BYTES = 256 * 1024 * 1024
MAX_DEPTH = 256
_TAGS = {"no": "nb", "nb-no": "nb", "nn-no": "nn", "nob": "nb", "nno": "nn", "": "nb"}
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_XL = "http://www.w3.org/2008/05/skos-xl#"
_DCT = "http://purl.org/dc/terms/"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_EUVOC = "http://publications.europa.eu/ontology/euvoc#"
_NO = ("https://data.norge.no/vocabulary/skosno#", "http://difi.no/skosno#")
_LABELS = ("prefLabel", "altLabel", "hiddenLabel")
_DEFINITIONS = (
    f"{_EUVOC}xlDefinition",
    *(f"{base}{name}" for base in _NO for name in ("definisjon", "betydningsbeskrivelse")),
)
_RELATIONS = {
    "self-composed": "own", "direct-from-source": "quoted", "derived-from-source": "based-on",
    "egendefinert": "own", "sitatFraKilde": "quoted", "basertPåKilde": "based-on",
}  # fmt: skip
_WITH_SOURCE = tuple(
    f"{b}{name}" for b in _NO for name in ("relationshipWithSource", "forholdTilKilde")
)
_TIES = {
    "broader": "http://rdf-vocabulary.ddialliance.org/xkos#specializes",
    "see_also": f"{_RDFS}seeAlso",
    "replaces": f"{_DCT}replaces",
}
"""What ties a concept to others."""
_SPACES_WANTED = (_SKOS, _XL, _DCT, _RDF, _RDFS, _EUVOC, *_NO, _TIES["broader"])
"""What statements are kept of: their predicates begin so."""
_PREFIX = pattern(
    r'Prefix "([^"]{0,60}):?" not bound|prefix[^"]{0,20}"([^"]{0,60})"', re.IGNORECASE
)
_LINE = pattern(r"at line (\d+)")
_SPACES = pattern(r"\s+")
Facts = Mapping[Any, Mapping[str, list[Any]]]


def read_catalogue(file: str) -> tuple[list[CatalogueConcept], list[Message]]:
    """The concepts in a file, by its suffix, and notes. Raises UsageError."""
    ending = Path(file).suffix.lower()
    if ending != ".csv" and ending not in FORMATS:
        known = ", ".join((*FORMATS, ".csv"))
        raise UsageError(message("concepts.unknown_format", file=one_line(file), endings=known))
    data = read_bytes(file, MAX_BYTES)
    if ending == ".csv":
        return read_registration_csv(data, file)
    return read_rdf(data, file, FORMATS[ending])


def read_rdf(data: bytes, path: str, format: str) -> tuple[list[CatalogueConcept], list[Message]]:
    """The concepts in RDF, once for each language, sorted, and notes. Raises UsageError."""
    facts = _facts(data, path, format)
    concepts: list[CatalogueConcept] = []
    nameless = []
    for subject, about in facts.items():
        if f"{_SKOS}Concept" not in map(str, about.get(f"{_RDF}type", ())):
            continue
        rows = list(_rows(subject, about, facts, path))
        concepts += rows
        if not rows:
            nameless.append(_identifier(subject, about))
    notes = []
    if nameless:
        first = one_line(min(nameless))
        notes.append(message("concepts.without_term", n=len(nameless), first=first))
    undefined = len({one.identifier for one in concepts}) - len(
        {one.identifier for one in concepts if one.definition}
    )
    if undefined:
        notes.append(message("concepts.without_definition", n=undefined))
    concepts.sort(key=lambda one: (one.identifier, one.language))
    return concepts, notes


def _rows(
    subject: Any, about: Mapping[str, list[Any]], facts: Facts, path: str
) -> Iterator[CatalogueConcept]:
    terms = {name: _labels(about, facts, name) for name in _LABELS}
    definitions = _definitions(about, facts)
    identifier = _identifier(subject, about)
    publishers = [str(one) for one in about.get(f"{_DCT}publisher", ()) if _is_iri(one)]
    languages = sorted({*terms["prefLabel"], *definitions})
    for language in languages:
        names = terms["prefLabel"].get(language) or next(
            (terms["prefLabel"][one] for one in ("nb", "nn", "en") if one in terms["prefLabel"]),
            next(iter(terms["prefLabel"].values()), []),
        )
        if not names:
            return
        words, url, relation = definitions.get(language, ("", "", ""))
        yield CatalogueConcept(
            lemma=lemma_of(names[0], language),
            term=names[0],
            language=language,
            definition=words,
            admitted="\n".join([*names[1:], *terms["altLabel"].get(language, [])]),
            deprecated="\n".join(terms["hiddenLabel"].get(language, [])),
            identifier=identifier,
            publisher=min(publishers, default=""),
            url=url,
            refid=refid_of_link(url),
            relation=relation,
            source=path,
            **_about(about),
        )


def _about(about: Mapping[str, list[Any]]) -> dict[str, str]:
    """Field, status, first day and ties of a concept, each value on a line."""
    subjects = (one for one in about.get(f"{_DCT}subject", ()) if _tag(one) == "nb")
    found = {"subject": sorted({_words(one) for one in subjects} - {""})}
    statuses = (str(one) for one in about.get(f"{_EUVOC}status", ()) if _is_iri(one))
    found["status"] = sorted(one.rpartition("/")[2] for one in statuses)[:1]
    found["valid_from"] = sorted(str(one) for one in about.get(f"{_EUVOC}startDate", ()))[:1]
    for name, predicate in _TIES.items():
        found[name] = sorted(str(one) for one in about.get(predicate, ()) if _is_iri(one))
    return {name: "\n".join(values) for name, values in found.items()}


def _labels(about: Mapping[str, list[Any]], facts: Facts, name: str) -> dict[str, list[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    literals = list(about.get(f"{_SKOS}{name}", ()))
    for label in about.get(f"{_XL}{name}", ()):
        literals += facts.get(label, {}).get(f"{_XL}literalForm", ())
    for literal in literals:
        if words := _words(literal):
            found[_tag(literal)].add(words)
    return {language: sorted(words) for language, words in found.items()}


def _definitions(about: Mapping[str, list[Any]], facts: Facts) -> dict[str, tuple[str, str, str]]:
    """By language: words, source's address and relation, those with a source first."""
    found: dict[str, tuple[str, str, str]] = {}
    objects = [one for name in _DEFINITIONS for one in about.get(name, ())]
    said = []
    for one in objects:
        own = facts.get(one, {})
        url = _source(own, facts)
        said_of = (str(value) for name in _WITH_SOURCE for value in own.get(name, ()))
        known = (_RELATIONS.get(value.rpartition("#")[2], "") for value in said_of)
        relation = next(filter(None, known), "")
        literals = [*own.get(f"{_RDF}value", ()), *own.get(f"{_RDFS}label", ())]
        said += [(_tag(each), _words(each), url, relation) for each in literals]
    said += [(_tag(each), _words(each), "", "") for each in about.get(f"{_SKOS}definition", ())]
    for language, words, url, relation in sorted(said, key=lambda each: (not each[2], each)):
        if words:
            found.setdefault(language, (words, url, relation))
    return found


def _source(own: Mapping[str, list[Any]], facts: Facts) -> str:
    found = []
    for source in own.get(f"{_DCT}source", ()):
        if _is_iri(source) or str(source).startswith(("http://", "https://")):
            found.append(str(source))
        found += [str(also) for also in facts.get(source, {}).get(f"{_RDFS}seeAlso", ())]
    return min(found, key=lambda url: (not refid_of_link(url), url), default="")


def _identifier(subject: Any, about: Mapping[str, list[Any]]) -> str:
    given = sorted(str(one) for one in about.get(f"{_DCT}identifier", ()))
    return str(subject) if _is_iri(subject) else (given[0] if given else "(no id)")


def _is_iri(node: Any) -> bool:
    return type(node).__name__ == "URIRef"


def _tag(literal: Any) -> str:
    tag = str(getattr(literal, "language", None) or "").lower()
    return _TAGS.get(tag, tag)


def _words(literal: Any) -> str:
    return _SPACES.sub(" ", str(literal)).strip() if type(literal).__name__ == "Literal" else ""


def _facts(data: bytes, path: str, format: str) -> Facts:
    """What is said of each subject with the predicates wanted here; nothing is fetched."""
    shown = one_line(path)
    if format == "xml":
        check_xml(data, shown)
    elif format == "json-ld":
        check_json(data, shown)
    try:
        from rdflib import Graph
        from rdflib.store import Store
    except ImportError as missing:
        raise UsageError(message("concepts.needs_rdflib")) from missing
    kept: dict[Node, dict[str, list[Any]]] = {}

    class Kept(Store):
        """Keeps only the wanted triples of a graph."""

        context_aware = True

        def add(self, triple: Any, context: Any, quoted: bool = False) -> None:
            """Keep a triple if it is wanted."""
            subject, predicate, value = triple
            name = str(predicate)
            if name.startswith(_SPACES_WANTED):
                kept.setdefault(subject, {}).setdefault(name, []).append(value)

    try:
        with _quiet():
            Graph(store=Kept(), bind_namespaces="none").parse(
                data=data, format=format, publicID="https://relative.invalid/"
            )
    except RecursionError as fault:
        raise UsageError(message("concepts.too_deep", file=shown)) from fault
    except Exception as fault:
        raise UsageError(_parser_message(shown, fault)) from fault
    return kept


def _parser_message(path: str, fault: Exception) -> Message:
    words = one_line(" ".join(str(fault).split()))
    line = _LINE.search(words)
    place = f"{path}:{line[1]}" if line else path
    if prefix := _PREFIX.search(words):
        name = (prefix[1] or prefix[2] or "").rstrip(":")
        return message("concepts.undeclared_prefix", place=place, prefix=name)
    return message("concepts.not_rdf", place=place, reason=words[:160])


@contextmanager
def _quiet() -> Iterator[None]:
    """Without rdflib's log and warnings, which no user can do anything about."""
    logger = logging.getLogger("rdflib")
    before = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.setLevel(before)


def check_xml(data: bytes, path: str) -> None:
    """Raise UsageError for RDF/XML with a document type, deep nesting or bad form."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as fault:
        place, reason = f"{path}:{fault.lineno}", one_line(fault.msg or "")
        raise UsageError(message("concepts.not_xml", place=place, reason=reason)) from fault
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]
        raise UsageError(message("concepts.doctype", file=path))


def check_json(data: bytes, path: str) -> None:
    """Raise UsageError for JSON-LD whose context is elsewhere, or that is nested too deeply."""
    try:
        whole = json.loads(data)
    except RecursionError as fault:
        raise UsageError(message("concepts.too_deep", file=path)) from fault
    except ValueError as fault:
        reason = " ".join(str(fault).split())[:120]
        raise UsageError(message("concepts.not_json", file=path, reason=reason)) from fault
    stack: list[tuple[Any, int]] = [(whole, 0)]
    while stack:
        value, depth = stack.pop()
        if depth > MAX_DEPTH:
            raise UsageError(message("concepts.too_deep", file=path))
        if isinstance(value, dict):
            contexts = value.get("@context", ())
            for one in contexts if isinstance(contexts, list) else [contexts]:
                if isinstance(one, str) or (isinstance(one, dict) and "@import" in one):
                    raise UsageError(message("concepts.context_elsewhere", file=path))
            stack += [(inner, depth + 1) for inner in value.values()]
        elif isinstance(value, list):
            stack += [(inner, depth + 1) for inner in value]
