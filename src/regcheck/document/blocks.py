"""A document as a reader meets it from top to bottom: headings and stretches of text in a row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from regcheck.document.model import Document, Node, NodeKind, Role
from regcheck.law.address import Address

TITLED = frozenset({NodeKind.PART, NodeKind.CHAPTER, NodeKind.ARTICLE, NodeKind.ANNEX})
"""Units that get a heading block also when the text gives them no heading."""
_MARKED = frozenset({NodeKind.PARAGRAPH, NodeKind.ITEM})


class Block(NamedTuple):
    """A stretch of text, or the heading of a unit, whose kind `unit` is. `start` is in
    `Document.text`, -1 for a heading it lacks; `marker` is as written; `depth` counts lists."""

    unit: NodeKind
    heading: bool
    role: Role
    start: int
    text: str
    address: Address
    marker: str = ""
    depth: int = 0
    language: str = ""
    target: Address | None = None


def blocks_of(document: Document) -> Iterator[Block]:
    """The blocks of a document, in text order."""
    around: tuple[Node, ...] = ()
    for leaf, parents in zip(document.leaves, document.parents, strict=True):
        same = 0
        while same < min(len(around), len(parents)) and around[same] is parents[same]:
            same += 1
        opened = parents[same:]
        around = parents
        for node in opened:
            headed = leaf.kind is NodeKind.HEADING and parents[-1] is node
            if node.kind in TITLED and not headed:
                yield Block(node.kind, True, node.role, -1, "", node.address, target=node.target)
        yield _block(document, leaf, parents, opened)


def _block(
    document: Document, leaf: Node, parents: tuple[Node, ...], opened: tuple[Node, ...]
) -> Block:
    heading = leaf.kind is NodeKind.HEADING
    owner = parents[-1] if parents and (heading or leaf.kind is NodeKind.TEXT) else leaf
    marked = [node for node in (*opened, leaf) if node.kind in _MARKED]
    markers = [value for node in marked for key, value in node.attributes if key == "marker"]
    units = {id(node): node for node in (*parents, leaf)}.values()
    language = next((n.language for n in (leaf, *reversed(parents)) if n.language), "")
    return Block(
        unit=owner.kind,
        heading=heading,
        role=leaf.role,
        start=leaf.span.start,
        text=leaf.span.of(document.text),
        address=owner.address,
        marker=" ".join(markers),
        depth=sum(node.kind is NodeKind.ITEM for node in units),
        language=language or document.meta.language,
        target=owner.target,
    )
