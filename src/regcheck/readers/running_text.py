"""The paragraph that is open while a text is read, and the lists, list items and tails in it."""

from __future__ import annotations

from regcheck.document.draft import DraftNode
from regcheck.document.model import NodeKind
from regcheck.readers import grammar
from regcheck.readers.blocks import Block
from regcheck.readers.leaves import LeafWriter
from regcheck.readers.lists import BULLET, OpenLists, as_container


class RunningText:
    """Writes paragraphs and what stands in them. `into` is the section or § that holds them;
    `depth` is how many lists may lie in each other."""

    def __init__(self, leaves: LeafWriter, depth: int) -> None:
        self.leaves = leaves
        self.paragraph: DraftNode | None = None
        self._items = OpenLists(depth)
        self._words = ""

    @property
    def in_list(self) -> bool:
        """Whether a list is open."""
        return bool(self._items)

    def close(self) -> None:
        """End the paragraph and its lists."""
        self.paragraph = None
        self._items.clear()

    def numbers_paragraph(self, mark: grammar.Marker) -> bool:
        """Whether a number at the start of a block is that of a paragraph; else it is an item's."""
        if mark.sort == "(1)":
            return True
        if mark.sort in ("1.", "1)", "1.1") and not self._items and not self._leads():
            return True
        return mark.sort in ("1.", "1.1") and self._continues_numbering(mark)

    def write(self, block: Block, into: DraftNode, mark: grammar.Marker | None = None) -> DraftNode:
        """Open a paragraph, which `mark` numbers."""
        self._items.clear()
        skip, label = (mark.length, mark.label) if mark else (0, "")
        node = self.leaves.write(NodeKind.PARAGRAPH, block, into, skip, label)
        self.paragraph = node
        self._words = block.text
        if mark:
            node.attributes["marker"] = block.text[: mark.length].strip()
        return node

    def write_bullet(self, block: Block, into: DraftNode) -> None:
        """Add a list item that the source marks; its own marker may stand after that."""
        mark = grammar.marker(block.text)
        if mark is None or mark.sort == "1.1" or mark.sort.startswith("-"):
            mark = grammar.Marker(BULLET, "", 0)
        self.write_item(block, mark, into, BULLET)

    def write_item(
        self, block: Block, mark: grammar.Marker, into: DraftNode, sort: str = ""
    ) -> None:
        """Add a list item to the list that its marker and indentation belong to."""
        sort = sort or self._items.sort_of(mark)
        parent = self._items.parent(sort, block.level)
        parent = self._list_parent(into) if parent is None else as_container(parent)
        node = self.leaves.write(NodeKind.ITEM, block, parent, mark.length, mark.label)
        node.attributes["marker"] = block.text[: mark.length].strip() or block.marker
        self._items.enter(node, sort, block.level)

    def write_tail(self, block: Block) -> None:
        """End the list, and go on with the paragraph that it stands in."""
        self._items.clear()
        assert self.paragraph is not None  # noqa: S101 - items stand in a paragraph
        self.leaves.write(NodeKind.TEXT, block, self.paragraph)

    def write_further(self, block: Block, into: DraftNode) -> bool:
        """Add a further paragraph of a list item, indented under it; False when none is open."""
        item = self._items.continued(block.level)
        if item is None:
            return False
        mark = grammar.marker(block.text)
        if mark is not None:
            self.write_item(block, mark, into)
        else:
            self.leaves.write(NodeKind.TEXT, block, as_container(item))
        return True

    def _leads(self) -> bool:
        """Whether the paragraph before is a lead-in: it ends in a colon or without a full stop."""
        node = self.paragraph
        if node is None or node.children:
            return False
        return self._words.rstrip()[-1:] not in (".", "?", "!", "»", ")")

    def _continues_numbering(self, mark: grammar.Marker) -> bool:
        """Whether a number goes on from the numbered paragraph around the open list."""
        node = self.paragraph
        if node is None or not node.label or self._items.holds(mark.sort):
            return False
        return mark.label.isdecimal() and mark.label == str(_number(node.label) + 1)

    def _list_parent(self, into: DraftNode) -> DraftNode:
        """The paragraph that the list belongs to, its words made a lead-in."""
        if self.paragraph is None:
            self.paragraph = into.add(DraftNode(NodeKind.PARAGRAPH))
            return self.paragraph
        return as_container(self.paragraph)


def _number(label: str) -> int:
    digits = label.rstrip("abcdefghijklmnopqrstuvwxyz")
    return int(digits) if digits.isdecimal() and len(digits) < 6 else -1
