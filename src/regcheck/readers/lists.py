"""The lists that are open while a text is read, and where the next item belongs in them."""

from __future__ import annotations

from typing import NamedTuple

from regcheck.document.draft import DraftNode
from regcheck.document.model import NodeKind
from regcheck.readers import grammar

BULLET = "bullet"
"""The sort of every item that the source itself marks: its siblings are told by indentation."""


class Listed(NamedTuple):
    """A list item that is open: its node, sort of marker and indentation in columns."""

    node: DraftNode
    sort: str
    indent: int


class OpenLists:
    """A stack of open items, the innermost last; never more than `depth` of them."""

    def __init__(self, depth: int) -> None:
        self.items: list[Listed] = []
        self.depth = depth

    def __bool__(self) -> bool:
        return bool(self.items)

    def clear(self) -> None:
        """Close every list."""
        self.items.clear()

    def holds(self, sort: str) -> bool:
        """Whether a list with markers of this sort is open."""
        return any(item.sort == sort for item in self.items)

    def parent(self, sort: str, indent: int) -> DraftNode | None:
        """The item that the next one lies in, None for the outermost list; closes what the next
        item ends. An item is a sibling of the outermost one with a marker of the same sort that it
        is not indented under, and otherwise one level further in."""
        items = self.items
        for index in range(len(items)):
            if items[index].sort == sort and indent <= items[index].indent + 1:
                del items[index:]
                break
        else:
            while items and indent < items[-1].indent:
                items.pop()
            del items[self.depth :]
        return items[-1].node if items else None

    def enter(self, node: DraftNode, sort: str, indent: int) -> None:
        """Note an item that now is the innermost."""
        self.items.append(Listed(node, sort, indent))

    def continued(self, indent: int) -> DraftNode | None:
        """The item that a further paragraph at this indentation belongs to."""
        while self.items and self.items[-1].indent >= indent:
            self.items.pop()
        return self.items[-1].node if self.items else None

    def sort_of(self, mark: grammar.Marker) -> str:
        """The marker's sort, with «i», «v» and «x» told apart from letters by what came before."""
        if mark.sort[0] not in "ai" or not grammar.roman_value(mark.label):
            return mark.sort
        delimiter = mark.sort[1:]
        for item in reversed(self.items):
            if item.sort == "a" + delimiter and grammar.follows(mark.label, item.node.label):
                return item.sort
            if item.sort == "i" + delimiter and (
                grammar.roman_value(mark.label) == grammar.roman_value(item.node.label) + 1
            ):
                return item.sort
        return ("i" if mark.label == "i" else mark.sort[0]) + delimiter


def as_container(node: DraftNode) -> DraftNode:
    """The node with its own words, if any, moved to a lead-in below it."""
    if not node.children and node.end > node.start:
        node.children.append(DraftNode(NodeKind.TEXT, "", None, node.start, node.end))
        node.start = node.end = 0
    return node
