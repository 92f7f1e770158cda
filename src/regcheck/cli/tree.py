"""`regcheck tree`: a document as regcheck reads it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from regcheck.cli import options as shared
from regcheck.cli.documents import read_one
from regcheck.cli.terminal import say

if TYPE_CHECKING:
    from regcheck.document.model import Document, Node

_WORDS = 8


def tree(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A document, or - for stdin.")],
    as_json: shared.AsJson = False,
    stdin_format: shared.StdinFormat = "",
    tracked_changes: shared.TrackedChanges = "accepted",
    debug: shared.Debug = False,
) -> None:
    """Show a document as it is read: kind, role, address, language and first words of each
    unit."""
    from regcheck.reports.layout import printable
    from regcheck.reports.records import to_json

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
        words = "" if node.children else _first_words(node.span.of(document.text))
        say(printable("  ".join(part for part in parts if part) + words) + "\n")


def _walk(root: Node) -> Iterator[tuple[Node, int]]:
    stack = [(root, 0)]
    while stack:
        node, depth = stack.pop()
        yield node, depth
        stack.extend((child, depth + 1) for child in reversed(node.children))


def _first_words(text: str) -> str:
    words = text.split()
    return f"  «{' '.join(words[:_WORDS])}{'…' if len(words) > _WORDS else ''}»"


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
