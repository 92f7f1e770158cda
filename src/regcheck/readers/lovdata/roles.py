"""Roles of parts of a draft, and its preamble."""

from __future__ import annotations

import re
from collections.abc import Callable

from regcheck.document.draft import DraftNode
from regcheck.document.model import NodeKind, Role

RUNNING = "running-text"
"""The attribute of text that stands outside provisions in the source."""

STRUCTURE = frozenset(
    {NodeKind.DOCUMENT, NodeKind.PART, NodeKind.CHAPTER, NodeKind.ANNEX, NodeKind.ARTICLE}
    | {NodeKind.CHANGE}
)
"""Kinds of node that group others; there are few of them."""

_ENACTED = re.compile(r"(?:Hjemmel|Fastsatt|Fastsett|Gitt|Med hjemmel|Vedtatt|Vedteke)\b")


def descend(node: DraftNode) -> list[DraftNode]:
    """The node and all below it, in text order."""
    found: list[DraftNode] = []
    stack = [node]
    while stack:
        here = stack.pop()
        found.append(here)
        stack.extend(reversed(here.children))
    return found


def structure(node: DraftNode) -> list[DraftNode]:
    """The node and what it groups (parts, chapters, provisions, changes), in text order, without
    the paragraphs in them."""
    found: list[DraftNode] = []
    stack = [node]
    while stack:
        here = stack.pop()
        found.append(here)
        stack.extend([child for child in reversed(here.children) if child.kind in STRUCTURE])
    return found


def mark(node: DraftNode, role: Role) -> None:
    """Give a role to a node and everything in it that is not the publisher's."""
    for inner in descend(node):
        if inner.role is not Role.EDITORIAL:
            inner.role = role


def all_foreign(section: DraftNode) -> bool:
    """Whether all provisions of a section are articles of a treaty or EU act."""
    articles = [inner for inner in structure(section) if inner.kind is NodeKind.ARTICLE]
    return bool(articles) and all(
        inner.label.startswith("artikkel") and "future" not in inner.attributes
        for inner in articles
    )


def is_running_text(node: DraftNode) -> bool:
    """Whether the node was text outside provisions in the source."""
    return RUNNING in node.attributes


def mark_preamble(root: DraftNode, text: Callable[[DraftNode], str]) -> None:
    """Text before the first chapter or provision of a document that has such is its preamble."""
    structured = next(
        (
            index
            for index, child in enumerate(root.children)
            if child.kind in (NodeKind.PART, NodeKind.CHAPTER, NodeKind.ANNEX, NodeKind.ARTICLE)
        ),
        0,
    )
    for child in root.children[:structured]:
        if child.kind is NodeKind.PARAGRAPH and (
            is_running_text(child) or _ENACTED.match(text(child))
        ):
            child.kind = NodeKind.PREAMBLE
            child.label = ""


def give(node: DraftNode, role: Role) -> None:
    """A role for a node and what inherits from it; foreign text and notes stay what they are."""
    if node.role is None:
        node.role = role
    if role is Role.AMENDMENT_INSTRUCTION:
        for inner in descend(node):
            inner.role = inner.role or role
