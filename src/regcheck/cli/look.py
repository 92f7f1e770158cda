"""`regcheck tree` and `address`: a document as regcheck reads it, whole or one provision of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from regcheck.base.errors import UsageError
from regcheck.base.text.printable import printable
from regcheck.base.texts.locales import locale_for
from regcheck.base.texts.message import message
from regcheck.cli import options as shared
from regcheck.cli.documents import read_one
from regcheck.cli.options import argument
from regcheck.cli.terminal import say, show, width
from regcheck.document.lookup import find_node
from regcheck.document.model import Document, Node
from regcheck.law.address_path import parse_address
from regcheck.law.address_text import long
from regcheck.reports.layout import Line, wrap
from regcheck.reports.records import to_json

_WORDS = 8


def tree(
    file: shared.File,
    as_json: shared.AsJson,
    stdin_format: shared.StdinFormat,
    tracked_changes: shared.TrackedChanges,
) -> None:
    """Print a document as it is read."""
    document = read_one(file, stdin_format, tracked_changes)
    if as_json:
        say(to_json(_record(document.root, document)) + "\n")
        return
    for node, depth in _walk(document.root):
        parts = [f"{'  ' * depth}{node.kind.value}", node.role.value, node.address.path]
        if node.language:
            parts.append(node.language)
        if node.target is not None:
            parts.append(f"→ {node.target.path}")
        first = node.span.of(document.text).split(None, _WORDS)
        cut = "…" if len(first) > _WORDS else ""
        words = "" if node.children else f"  «{' '.join(first[:_WORDS])}{cut}»"
        say(printable("  ".join(part for part in parts if part) + words) + "\n")


def address(
    place: Annotated[str, argument("ADDRESS", param="address")],
    file: shared.File,
    locale: shared.Locale,
    stdin_format: shared.StdinFormat,
) -> None:
    """Print the provision at an address, which is written in words, in short or as a path."""
    try:
        wanted = parse_address(place)
    except ValueError as fault:
        raise UsageError(message("cli.no_address", place=place, why=fault.args[0])) from fault
    document = read_one(file, stdin_format)
    node = find_node(document, wanted)
    if node is None:
        path = document.source.path
        raise UsageError(message("cli.no_such_provision", place=place, path=path))
    shown = shared.locale_or(locale, locale_for(document.meta.language))
    show(_provision(document, node, shown, width()))


def _walk(root: Node) -> Iterator[tuple[Node, int]]:
    stack = [(root, 0)]
    while stack:
        node, depth = stack.pop()
        yield node, depth
        stack.extend((child, depth + 1) for child in reversed(node.children))


def _record(node: Node, document: Document) -> dict[str, object]:
    source = document.offsets.to_source(node.span) if document.text else node.span
    record: dict[str, object] = {
        "kind": node.kind.value,
        "role": node.role.value,
        "label": node.label,
        "address_path": node.address.path,
        "language": node.language,
        "target": node.target.path if node.target is not None else None,
        "start": source.start,
        "end": source.end,
    }
    if node.children:
        record["children"] = [_record(child, document) for child in node.children]
    else:
        record["text"] = node.span.of(document.text)
    return record


def _provision(document: Document, node: Node, locale: str, width: int) -> Iterator[Line]:
    yield ((long(node.address, locale), "address"), (f"  {node.address.path}", "dim"))
    stack = [(node, 0)]
    while stack:
        unit, depth = stack.pop()
        if unit.children:
            below = depth + 1 if unit.kind.value == "item" else depth
            stack.extend((child, below) for child in reversed(unit.children))
            continue
        label = f"{unit.label} " if unit.kind.value == "item" and unit.label else ""
        text = printable(f"{label}{unit.span.of(document.text)}")
        style = "title" if unit.kind.value == "heading" else ""
        yield from wrap([(text, style)], width, 2 + 2 * depth)
