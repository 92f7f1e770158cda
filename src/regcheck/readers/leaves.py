"""Writes the words of blocks into the text of a document, one leaf a line."""

from __future__ import annotations

from regcheck.document.draft import DraftNode
from regcheck.document.model import NodeKind
from regcheck.readers.blocks import Block, cut_pieces
from regcheck.text.normalise import append_normalised, append_pieces
from regcheck.text.offsets import TextBuilder


class LeafWriter:
    """Appends leaves to `builder`, in the order of the text.

    `join_lines` undoes word division at line ends. `clean` says that the source is composed (NFC)
    and holds no white space but blanks, no-break spaces and line feeds, and nothing invisible.
    """

    def __init__(self, *, join_lines: bool = False, clean: bool = False) -> None:
        self.builder = TextBuilder()
        self.join_lines = join_lines
        self.clean = clean

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
            if self.clean and _is_tidy(text):
                builder.add(text, block.at + skip)
            else:
                append_normalised(builder, text, block.at + skip, join_split_words=self.join_lines)
        else:
            append_pieces(builder, cut_pieces(block.pieces, skip, len(block.text)))
        node = DraftNode(kind, label, None, start, builder.length)
        parent.children.append(node)
        return node

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
        if any(
            cell.end > cell.start or cell.children
            for row in table.children
            for cell in row.children
        ):
            parent.add(table)


def _is_tidy(text: str) -> bool:
    """Whether text of a clean source is normal as it stands."""
    return (
        "  " not in text
        and "\xa0" not in text
        and "\n" not in text
        and text[:1] != " "
        and text[-1:] != " "
        and text != ""
    )
