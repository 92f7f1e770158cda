"""New text of an amending document as Markdown, the way consolidated law is written."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import groupby

from regcheck.base.text.patterns import pattern
from regcheck.document.model import Document, Node, NodeKind, Unreadable
from regcheck.readers.markdown import read_markdown

_NAMED = {NodeKind.CHAPTER: "Kapittel", NodeKind.PART: "Del", NodeKind.ANNEX: "Vedlegg"}
_STRUCTURE = frozenset({NodeKind.ARTICLE, *_NAMED})
_LEVEL = 3
_SPACED = pattern(r"(\d)([a-zæøå])$")


def as_markdown(document: Document) -> str:
    """A document as Markdown with front matter, the way consolidated law is written."""
    meta = document.meta
    facts = {
        "tittel": meta.title,
        "korttittel": meta.short_title,
        "refid": meta.refid,
        "departement": "; ".join(meta.ministries),
        "etat": meta.agency,
        "ikrafttredelse": meta.in_force,
    }
    said = "".join(f"{name}: {_quoted(value)}\n" for name, value in facts.items() if value)
    for name, values in (("rettsområde", meta.legal_areas), ("hjemmel", meta.based_on)):
        listed = "".join(f"- {_quoted(one)}\n" for one in values)
        said += f"{name}:\n{listed}" if listed else ""
    first, *rest = document.root.children or (document.root,)
    body = markdown_of(document, [first], 1) + markdown_of(document, rest, _LEVEL)
    return f"---\n{said}---\n\n{body}"


def _quoted(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def in_markdown(document: Document) -> Document | Unreadable:
    """The document as one that was read from Markdown, which it may be."""
    if document.source.format == "markdown":
        return document
    return read_markdown(as_markdown(document).encode(), document.source.path)


def markdown_of(
    document: Document, nodes: Iterable[Node], level: int, *, spaced: bool = True
) -> str:
    """The nodes as Markdown; letters of sections stand apart (§ 3 a) if `spaced`."""
    out: list[str] = []
    waiting = [*nodes][::-1]
    while waiting:
        node = waiting.pop()
        if node.kind in _STRUCTURE:
            head, inside = _structure(document, node, level, spaced=spaced)
            out.append(head)
            waiting += inside[::-1]
        else:
            out.append(_written(document, node, level))
    return "".join(out)


def _written(document: Document, node: Node, level: int) -> str:
    if node.kind is NodeKind.ITEM:
        return item_of(document, node) + "\n"
    if node.kind is NodeKind.PARAGRAPH:
        return paragraph_of(document, node)
    if node.kind is NodeKind.TABLE:
        return table_of(document, node)
    text = node.span.of(document.text)
    if node.kind is NodeKind.NOTE:
        return f"*{text}*\n\n"
    return f"{'#' * level} {text}\n\n" if node.kind is NodeKind.HEADING else f"{text}\n\n"


def paragraph_of(document: Document, node: Node, *, labelled: bool = True) -> str:
    """A paragraph with its items, and its number if it is among `labelled` ones."""
    out, label = "", f"({node.label}) " if labelled and node.label else ""
    if not node.children:
        return f"{label}{node.span.of(document.text)}\n\n"
    for kind, some in groupby(node.children, key=lambda one: one.kind):
        for child in some:
            if kind is NodeKind.ITEM:
                out += item_of(document, child)
            elif kind in (NodeKind.TABLE, NodeKind.PARAGRAPH):
                out += "\n" if out and not out.endswith("\n\n") else ""
                out += _written(document, child, 0)
            else:
                out += f"{label}{child.span.of(document.text)}\n\n"
                label = ""
        out += "\n" if kind is NodeKind.ITEM else ""
    return out if out.endswith("\n\n") else f"{out}\n"


def has_table(node: Node) -> bool:
    """Whether there is a table in a node."""
    return any(one.kind is NodeKind.TABLE for one in node.walk())


def is_plain(table: Node) -> bool:
    """Whether Markdown can hold a table: one of rows with as many cells each."""
    rows = [one.children for one in table.children if one.kind is NodeKind.ROW]
    cells = [cell for row in rows for cell in row]
    return len({len(row) for row in rows}) == 1 and not any(cell.attributes for cell in cells)


def table_of(document: Document, node: Node) -> str:
    """A plain table, its first row as the heads."""
    lines = []
    for row in (one for one in node.children if one.kind is NodeKind.ROW):
        words = (" ".join(cell.span.of(document.text).split()) for cell in row.children)
        lines.append(f"| {' | '.join(one.replace('|', chr(92) + '|') for one in words)} |")
    lines.insert(1, "|" + "---|" * len(node.children[0].children))
    return "\n".join(lines) + "\n\n"


def item_of(document: Document, node: Node, indent: str = "", *, labelled: bool = True) -> str:
    """An item with what stands under it; with its label if it comes among labelled ones."""
    label = f"{node.label}. " if labelled and node.label.isalnum() else ""
    if not node.children:
        return f"{indent}- {label}{node.span.of(document.text)}\n"
    out = ""
    for child in node.children:
        if child.kind is NodeKind.ITEM:
            out += item_of(document, child, indent + "  ", labelled=labelled)
        elif not out:
            out = f"{indent}- {label}{child.span.of(document.text)}\n"
        else:
            out += f"{indent}  {child.span.of(document.text)}\n"
    return out


def _structure(
    document: Document, node: Node, level: int, *, spaced: bool
) -> tuple[str, list[Node]]:
    heading = next((one for one in node.children if one.kind is NodeKind.HEADING), None)
    words = heading.span.of(document.text) if heading else ""
    rest = [one for one in node.children if one is not heading]
    if node.kind is not NodeKind.ARTICLE:
        said = (f"{_NAMED[node.kind]} {node.label}" if node.label else "", words)
        return f"{'#' * max(level - 1, 1)} {'. '.join(filter(None, said))}\n\n", rest
    label = _SPACED.sub(r"\1 \2", node.label) if spaced else node.label
    head = f"{'#' * level} § {label}. {words}".rstrip() + "\n\n"
    return head if node.children else f"{head}{node.span.of(document.text)}\n\n", rest
