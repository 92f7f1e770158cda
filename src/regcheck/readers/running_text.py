"""The running text of a document: its leaves, and the paragraph, lists and items that are open."""

from __future__ import annotations

from string import ascii_lowercase
from typing import NamedTuple

from regcheck.base.text.normalise import append_normalised, append_pieces, cut_pieces
from regcheck.base.text.offsets import TextBuilder
from regcheck.base.values import Record, member
from regcheck.document.draft import DraftNode
from regcheck.document.model import NodeKind
from regcheck.readers import grammar
from regcheck.readers.blocks import Block

BULLET = "bullet"
"""The sort of every item that the source itself marks: its siblings are found by indentation."""
_CLOSED = (".", "?", "!", "»", ")")
"""What a paragraph that leads in to no list ends in."""


class LeafWriter(Record):
    """Appends leaves to `builder`. `join_lines` undoes word division at line ends; `clean` says
    that the source is NFC and holds only plain white space."""

    join_lines: bool = False
    clean: bool = False
    builder: TextBuilder = member(default_factory=TextBuilder)

    def write(
        self, kind: NodeKind, block: Block, parent: DraftNode, skip: int = 0, label: str = ""
    ) -> DraftNode:
        """Append the block's text from `skip` on as a leaf of `parent`."""
        builder = self.builder
        if builder.length:
            builder.separate()
        start = builder.length
        if block.pieces is None:
            text = block.text[skip:] if skip else block.text
            tidy = text == text.strip(" ") and not any(x in text for x in ("  ", "\xa0", "\n"))
            if self.clean and tidy and text:
                builder.add(text, block.at + skip)
            else:
                append_normalised(builder, text, block.at + skip, join_split_words=self.join_lines)
        else:
            append_pieces(builder, cut_pieces(block.pieces, skip, len(block.text)))
        return parent.add(DraftNode(kind, label, None, start, builder.length))

    def write_table(self, block: Block, parent: DraftNode) -> None:
        """Append the rows of a table, unless all of its cells are empty."""
        table = DraftNode(NodeKind.TABLE)
        for cells in block.rows:
            row = table.add(DraftNode(NodeKind.ROW))
            for cell in cells:
                if cell.rows:
                    several = row.add(DraftNode(NodeKind.CELL))
                    for part in cell.rows[0]:
                        self.write(NodeKind.TEXT, part, several)
                elif cell.text.strip():
                    self.write(NodeKind.CELL, cell, row)
                else:
                    at = self.builder.length
                    row.add(DraftNode(NodeKind.CELL, "", None, at, at))
        if any(cell.end > cell.start for cell in table.walk()):
            parent.add(table)


class OpenItem(NamedTuple):
    """A list item that is open: its node, sort of marker and indentation in columns."""

    node: DraftNode
    sort: str
    indent: int


class OpenLists(Record):
    """A stack of open items, the innermost last; never more than `depth` of them."""

    depth: int
    items: list[OpenItem] = member(default_factory=list)

    def parent(self, sort: str, indent: int) -> DraftNode | None:
        """The item that the next one belongs to, None for the outermost list."""
        items = self.items
        for index in range(len(items)):
            if items[index].sort == sort and indent <= items[index].indent + 1:
                del items[index:]
                break
        else:
            while items and indent < items[-1].indent:
                items.pop()
            del items[self.depth - 1 :]
        return items[-1].node if items else None

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


class RunningText(Record):
    """Writes paragraphs and what is in them."""

    leaves: LeafWriter
    _items: OpenLists
    paragraph: DraftNode | None = None
    _words: str = ""

    @property
    def in_list(self) -> bool:
        """Whether a list is open."""
        return bool(self._items.items)

    def close(self) -> None:
        """End the paragraph and its lists."""
        self.paragraph = None
        self._items.items.clear()

    def numbers_paragraph(self, mark: grammar.Marker) -> bool:
        """Whether a number at the start of a block is that of a paragraph; else it is an item's."""
        node, items = self.paragraph, self._items.items
        if mark.sort not in ("1.", "1)", "1.1"):
            return mark.sort == "(1)"
        leads = node and not node.children and self._words.rstrip()[-1:] not in _CLOSED
        if not items and not leads:
            return True
        # It may continue from the numbered paragraph around the open list.
        if node is None or mark.sort in ("1)", *(item.sort for item in items)):
            return False
        number = node.label.rstrip(ascii_lowercase)
        return number.isdecimal() and mark.label == str(int(number) + 1)

    def write(self, block: Block, into: DraftNode, mark: grammar.Marker | None = None) -> DraftNode:
        """Open a paragraph, which `mark` numbers."""
        self._items.items.clear()
        skip, label = (mark.length, mark.label) if mark else (0, "")
        node = self.leaves.write(NodeKind.PARAGRAPH, block, into, skip, label)
        self.paragraph = node
        self._words = block.text
        if mark:
            node.attributes["marker"] = block.text[: mark.length].strip()
        return node

    def write_item(self, block: Block, mark: grammar.Marker | None, into: DraftNode) -> None:
        """Add a list item to the list that its marker and indentation belong to; without `mark`
        one that the source marks, whose own marker may stand after that."""
        sort = BULLET if mark is None else self._items.sort_of(mark)
        mark = mark or grammar.marker(block.text)
        if mark is None or (sort == BULLET and (mark.sort == "1.1" or mark.sort[0] == "-")):
            mark = grammar.Marker(BULLET, "", 0)
        parent = self._items.parent(sort, block.level)
        if parent is None:  # the list belongs to the paragraph, whose words are its lead-in
            parent = self.paragraph = self.paragraph or into.add(DraftNode(NodeKind.PARAGRAPH))
        parent = as_container(parent)
        node = self.leaves.write(NodeKind.ITEM, block, parent, mark.length, mark.label)
        node.attributes["marker"] = block.text[: mark.length].strip() or block.marker
        self._items.items.append(OpenItem(node, sort, block.level))

    def write_tail(self, block: Block) -> None:
        """End the list, and continue the paragraph around it."""
        self._items.items.clear()
        assert self.paragraph is not None  # noqa: S101 - items are in a paragraph
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
