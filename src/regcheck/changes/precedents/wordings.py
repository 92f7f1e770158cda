"""The wordings of a precedent in full, from law that people have at hand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from regcheck.changes.precedents.known import Precedent
from regcheck.document.lookup import find_node
from regcheck.document.model import Document, Node, Role
from regcheck.law.address_path import parse_path

_BESIDE: Final = frozenset({Role.EDITORIAL, Role.HEADING, Role.FOOTNOTE})


def wordings(one: Precedent, law: Iterable[Document]) -> tuple[str, ...]:
    """The provision before and after the change, or as it stands, where the law has it."""
    address = parse_path(f"{one.refid}/§{one.section}")
    found: dict[str, bool] = {}
    for document in law:
        node = find_node(document, address) if document.meta.refid == one.refid else None
        if node is not None:
            text = _text(document, node)
            came = bool(one.new) and all(part in text for part in one.new.split(" … "))
            found[text] = one.old.casefold() in text.casefold() and not came
    before = [text for text, old in found.items() if old]
    after = [text for text, old in found.items() if not old]
    if before and after:
        return before[0], after[0]
    return (*before, *after)[:1]


def _text(document: Document, node: Node) -> str:
    leaves = (
        leaf
        for leaf in document.leaves
        if leaf.role not in _BESIDE
        and node.span.start <= leaf.span.start <= leaf.span.end <= node.span.end
    )
    return " ".join(" ".join(leaf.span.of(document.text).split()) for leaf in leaves)
