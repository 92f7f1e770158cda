"""Statements about resources, written as Turtle and as JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from regcheck.base.text.patterns import pattern
from regcheck.base.text.printable import printable
from regcheck.base.values import Value

PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "adms": "http://www.w3.org/ns/adms#",
        "cav": "http://data.europa.eu/2sa/cav#",
        "cpsv": "http://purl.org/vocab/cpsv#",
        "cpsvno": "https://data.norge.no/vocabulary/cpsvno#",
        "cv": "http://data.europa.eu/m8g/",
        "dct": "http://purl.org/dc/terms/",
        "eli": "http://data.europa.eu/eli/ontology#",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "frbr": "http://purl.org/vocab/frbr/core#",
        "iopa": "http://data.europa.eu/2qy/iopa#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_SPECIAL = pattern(r'[\\"\x00-\x1f\x7f]')
_UNFIT = pattern(r"[\x00-\x20<>\"{}|^`\\]")


class Words(Value, frozen=True):
    """A literal: in a language, or of a type such as `xsd:duration`."""

    text: str
    language: str = ""
    type: str = ""


class Bare(str):
    """A value as Turtle has it, such as a resource without an address."""

    __slots__ = ()


class Node(Value, frozen=True):
    """A resource of a type, or of several with ` , ` between them, and what is said of it: values
    are literals, and addresses as they are."""

    address: str
    type: str
    about: tuple[tuple[str, tuple[Words | str, ...]], ...]


def node(address: str, type: str, about: Mapping[str, Any]) -> Node:
    """A resource with those of the values, each one or several, that are not empty."""
    said = (
        (name, tuple(dict.fromkeys(value if isinstance(value, list | tuple) else (value,))))
        for name, value in about.items()
        if value
    )
    return Node(address, type, tuple(said))


def turtle(nodes: Sequence[Node], remark: str) -> Iterator[str]:
    """Turtle, with a remark for people at the top."""
    yield "".join(f"# {line}\n" for line in printable(remark).splitlines())
    yield "".join(f"@prefix {name}: <{space}> .\n" for name, space in PREFIXES.items()) + "\n"
    yield from map(statement, nodes)


def statement(one: Node) -> str:
    """What is said of a resource, as Turtle."""
    lines = [f"{iri(one.address)} a {one.type}"]
    lines += [f"{name} " + " , ".join(map(in_turtle, said)) for name, said in one.about]
    return " ;\n    ".join(lines) + " .\n\n"


def once(nodes: Iterable[Node]) -> list[Node]:
    """Resources, each as it is first described."""
    made: dict[str, Node] = {}
    for one in nodes:
        made.setdefault(one.address, one)
    return list(made.values())


def json_ld(nodes: Sequence[Node], remark: str) -> Iterator[str]:
    """JSON-LD whose context stands in it, with the remark as a comment on the graph."""
    graph: list[dict[str, Any]] = [{"@id": "urn:regcheck:remark", "rdfs:comment": remark}]
    graph += [
        {"@id": clean_iri(one.address), "@type": one.type.split(" , ")}
        | {name: [_json(value) for value in said] for name, said in one.about}
        for one in nodes
    ]
    whole = {"@context": dict(PREFIXES), "@graph": graph}
    yield json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def clean_iri(address: str) -> str:
    """An address without what an IRI cannot hold."""
    return _UNFIT.sub(lambda found: f"%{ord(found[0]):02X}", address)


def _json(value: Words | str) -> dict[str, str]:
    if isinstance(value, str):
        return {"@id": clean_iri(value)}
    more = {"@language": value.language} if value.language else {"@type": value.type}
    return {"@value": value.text} | {name: said for name, said in more.items() if said}


def in_turtle(value: Words | str) -> str:
    """A literal, or the address of a resource."""
    if isinstance(value, str):
        return value if isinstance(value, Bare) else iri(value)
    escaped = _SPECIAL.sub(lambda one: _ESCAPES.get(one[0], f"\\u{ord(one[0]):04X}"), value.text)
    if value.language:
        return f'"{escaped}"@{value.language}'
    return f'"{escaped}"^^{value.type}' if value.type else f'"{escaped}"'


def iri(address: str) -> str:
    """An address as Turtle has it."""
    return f"<{clean_iri(address)}>"
