"""The sections and lists of a document, gathered in one walk for the checks of its structure."""

from __future__ import annotations

from regcheck.base.values import Record, Value, member
from regcheck.document.model import OPERATIVE_ROLES, Node, NodeKind, Role
from regcheck.document.segments.view import Segments

_SILENT = frozenset({Role.EDITORIAL, Role.HEADING, Role.AMENDMENT_INSTRUCTION, Role.QUOTED})
_SILENT_KINDS = frozenset({NodeKind.HEADING, NodeKind.NOTE, NodeKind.FOOTNOTE})
_OUTSIDE = frozenset({NodeKind.ANNEX, NodeKind.CHANGE, NodeKind.NOTE, NodeKind.TABLE})
_HOLDING = frozenset(
    {NodeKind.DOCUMENT, NodeKind.PART, NodeKind.CHAPTER, NodeKind.ARTICLE, NodeKind.PARAGRAPH,
     NodeKind.ITEM}
)  # fmt: skip


class ListNode(Value, frozen=True):
    """A unit with list items, and how many lists deep they lie (1 for a list in a paragraph)."""

    node: Node
    depth: int


class Outline(Record):
    """Sections outside annexes and changes, in text order, and the lists in them."""

    sections: list[Node] = member(default_factory=list)
    lists: list[ListNode] = member(default_factory=list)


def outline(segments: Segments) -> Outline:
    """The document's outline, made once."""
    return segments.remember("outline", lambda: _gather(segments.document.root))


def is_law(node: Node) -> bool:
    """Whether a node's own text states law."""
    return node.role in OPERATIVE_ROLES or node.role is Role.INSERTED


def is_silent(leaf: Node) -> bool:
    """Whether a leaf neither defines nor cites: a heading, a note, or another's words."""
    return leaf.role in _SILENT or leaf.kind in _SILENT_KINDS


def is_section(node: Node) -> bool:
    """Whether an article is a section (§) of this document, not an article of a treaty."""
    return node.kind is NodeKind.ARTICLE and bool(node.label) and node.label[0].isdecimal()


def _gather(root: Node) -> Outline:
    found = Outline()
    stack = [(root, 0)]
    while stack:
        node, depth = stack.pop()
        if is_section(node) and is_law(node):
            found.sections.append(node)
        if node.kind in _OUTSIDE:
            continue
        items = False
        for child in reversed(node.children):
            items = items or child.kind is NodeKind.ITEM
            if child.kind in _HOLDING and (child.children or child.kind is NodeKind.ARTICLE):
                stack.append((child, depth + (child.kind is NodeKind.ITEM)))
        if items and is_law(node.children[0]):
            found.lists.append(ListNode(node, depth + 1))
    return found
