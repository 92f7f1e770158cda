"""The addresses in a document, for looking up what others refer to."""

from __future__ import annotations

import re
from dataclasses import dataclass

from regcheck.base.text.patterns import pattern
from regcheck.document.model import Document, Node, NodeKind

_KINDS = frozenset(
    {NodeKind.PART, NodeKind.CHAPTER, NodeKind.ARTICLE, NodeKind.PARAGRAPH, NodeKind.ITEM}
    | {NodeKind.ANNEX}
)
_REPEALED = pattern(r"\W{0,3}(?:opph[eæ]v|oppheva|utgår|utgått)", re.IGNORECASE)
_CHANGED = pattern(r"\S\s+(?:Endr[ae]t|Tilføyd|Føyd til|Tilføydd?) ved (?:lov|forskrift)")
_EMPTY = frozenset({NodeKind.HEADING, NodeKind.NOTE, NodeKind.FOOTNOTE})


@dataclass(frozen=True, slots=True)
class Places:
    """Address paths without the document's id, in text order; some only say `repealed`."""

    addresses: tuple[str, ...] = ()
    repealed: tuple[str, ...] = ()


def places_of(document: Document) -> Places:
    """The addressed units of a document, without paragraphs run together with notes on changes."""
    start = len(document.meta.refid) + 1 if document.meta.refid else 0
    paths: dict[str, None] = {}
    gone: dict[str, None] = {}
    joined: set[int] = set()
    for node in document.root.walk():
        if node.kind not in _KINDS or id(node) in joined:
            continue
        path = node.address.path[start:]
        paths[path] = None
        if _is_repealed(document, node):
            gone[path] = None
        own = [child for child in node.children if child.kind is NodeKind.PARAGRAPH]
        if (
            node.kind is NodeKind.ARTICLE
            and len(own) == 1
            and _CHANGED.search(document.text, own[0].span.start, own[0].span.end)
        ):
            joined.add(id(own[0]))
    return Places(tuple(paths), tuple(gone))


def _is_repealed(document: Document, node: Node) -> bool:
    """Whether a section or paragraph has no words of its own but that it is repealed."""
    if node.kind not in (NodeKind.ARTICLE, NodeKind.PARAGRAPH):
        return False
    own = [child for child in node.children if child.kind not in _EMPTY]
    if node.kind is NodeKind.PARAGRAPH or own:
        text = (own[0] if own else node).span
        return len(own) <= 1 and len(text) < 200 and _says(document, text.start, text.end)
    return any(_says(document, child.span.start, child.span.end) for child in node.children)


def _says(document: Document, start: int, end: int) -> bool:
    return _REPEALED.match(document.text, start, end) is not None
