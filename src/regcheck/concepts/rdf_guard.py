"""Looking at RDF before it is parsed: no entities, no network, no bottomless nesting."""

from __future__ import annotations

import json
from typing import Any
from xml.parsers import expat

from regcheck.errors import UsageError
from regcheck.text.printable import one_line

MAX_BYTES = 256 * 1024 * 1024
MAX_DEPTH = 256


def check_xml(data: bytes, path: str) -> None:
    """Raise UsageError for RDF/XML with a document type (entities, files of others), too deep or
    not well-formed."""
    depth = 0

    def begin(_name: str, _attributes: Any) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise UsageError(f"{path}: more than {MAX_DEPTH} elements inside each other")

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def doctype(*_: Any) -> None:
        raise UsageError(
            f"{path}: has a document type (DOCTYPE), which can hold entities; remove it"
        )

    parser = expat.ParserCreate()
    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(data, True)
    except expat.ExpatError as fault:
        raise UsageError(f"{path}:{fault.lineno}: is no well-formed XML ({fault})") from fault
    except (LookupError, ValueError) as fault:  # an encoding that there is none of, or a rare one
        told = f"its encoding cannot be read ({one_line(str(fault))}); save it as UTF-8"
        raise UsageError(f"{path}:1: {told}") from fault


def check_json(data: bytes, path: str) -> None:
    """Raise UsageError for JSON-LD whose context lies somewhere else, or is too deep."""
    try:
        whole = json.loads(data)
    except RecursionError as fault:
        raise UsageError(f"{path}: is nested too deeply") from fault
    except ValueError as fault:
        raise UsageError(f"{path}: is no JSON ({' '.join(str(fault).split())[:120]})") from fault
    stack: list[tuple[Any, int]] = [(whole, 0)]
    while stack:
        value, depth = stack.pop()
        if depth > MAX_DEPTH:
            raise UsageError(f"{path}: is nested too deeply")
        if isinstance(value, dict):
            contexts = value.get("@context", ())
            for one in contexts if isinstance(contexts, list) else [contexts]:
                if isinstance(one, str) or (isinstance(one, dict) and "@import" in one):
                    raise UsageError(
                        f"{path}: its @context lies elsewhere and regcheck uses no network;"
                        " write the context into the file"
                    )
            stack += [(inner, depth + 1) for inner in value.values()]
        elif isinstance(value, list):
            stack += [(inner, depth + 1) for inner in value]
