"""From blocks to the draft tree: parts, chapters, §§, paragraphs, lists, tables, changes.

The drafter keeps the place where the next block belongs: the sections that are open, the § in
them, the paragraph in it and the list in that. Nothing is refused: what no rule places becomes a
paragraph where it stands.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from regcheck.document.draft import DraftNode
from regcheck.document.model import NodeKind, Role
from regcheck.readers import grammar
from regcheck.readers.blocks import Block, BlockKind, cut_pieces
from regcheck.readers.changes import ChangeLog, Piecewise, without_quotes
from regcheck.readers.lists import BULLET, OpenLists, as_container
from regcheck.text.normalise import append_normalised, append_pieces
from regcheck.text.offsets import TextBuilder

_LEAD_LEVEL = 1000
_LONGEST_TITLE = 100
_TITLES = (
    "lov", "lova", "forskrift", "midlertidig", "utkast", "forslag", "instruks", "vedtak",
    "endring", "endringslov", "føresegn", "reglement", "vedtekter", "retningslinjer", "høring",
)  # fmt: skip


class _Open(NamedTuple):
    """A section that is open: its node, heading level, rank and role."""

    node: DraftNode
    level: int
    rank: int
    role: Role | None


class Drafter:
    """Takes blocks in order (`take`) and gives the tree (`finish`).

    `levels` says that heading levels in the source carry meaning (Markdown); without it the rank
    of a heading's own words decides. `clean` says that the source is composed (NFC) and holds no
    white space but blanks, no-break spaces and line feeds, and nothing invisible. `refid` is the
    document amended, where that is known before reading. `title` holds the title's words after
    reading.
    """

    def __init__(
        self,
        *,
        levels: bool,
        refid: str = "",
        join_lines: bool = False,
        clean: bool = False,
        max_depth: int = 256,
    ) -> None:
        self.builder = TextBuilder()
        self.root = DraftNode(NodeKind.DOCUMENT)
        self.title = ""
        self.levels = levels
        self.join_lines = join_lines
        self.clean = clean
        self.sections: list[_Open] = [_Open(self.root, 0, 0, None)]
        self.article: DraftNode | None = None
        self.paragraph: DraftNode | None = None
        self.items = OpenLists(max_depth)
        self.listed = False
        self.changes = ChangeLog(refid)
        self.begun = False
        self.words = ""
        self.untitled: DraftNode | None = None

    def take(self, blocks: Iterable[Block]) -> None:
        """Place blocks after what has been placed so far."""
        for block in blocks:
            kind = block.kind
            if kind is BlockKind.PARAGRAPH:
                if block.text and not block.text.isspace():
                    self._paragraph(block)
            elif kind is BlockKind.ITEM:
                self._bullet(block)
            elif kind is BlockKind.HEADING:
                self._heading(block)
            elif kind is BlockKind.TABLE:
                self._table(block)
            elif kind is BlockKind.FOOTNOTE:
                self._close_paragraph()
                self._leaf(NodeKind.FOOTNOTE, block, self._container(), label=block.marker)
            else:
                self._continuation(block)

    def finish(self) -> DraftNode:
        """The tree; call once, after the last block."""
        self._end_change()
        return self.root

    # -- leaves

    def _leaf(
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

    def _container(self) -> DraftNode:
        return self.article if self.article is not None else self.sections[-1].node

    def _close_paragraph(self) -> None:
        self.paragraph = None
        self.items.clear()

    # -- headings

    def _heading(self, block: Block) -> None:
        text = block.text
        if self.changes.instructs(text):
            self._paragraph(block)
            return
        if text[:1] == "§" and self._article(block, marked=True):
            return
        foreign = grammar.foreign_article(text)
        if foreign is not None:
            self._foreign_article(block, *foreign)
            return
        section = grammar.section_heading(text, marked=True)
        if section is None or (not self.begun and not section.named and self._set_title(block)):
            return
        if not self.begun and not self.title and block.level <= 1 and section.title == 0:
            self._set_title(block)
            return
        self._section(block, section)

    def _set_title(self, block: Block) -> bool:
        if self.title or self.begun:
            return False
        self._close_paragraph()
        self._leaf(NodeKind.HEADING, block, self.root)
        self.title = " ".join(block.text.split())
        self.changes.take_title(self.title)
        return True

    def _section(self, block: Block, section: grammar.Section) -> None:
        inner = self.levels and self.article is not None and block.level > self._article_level
        if inner and not section.named:
            self._close_paragraph()
            self._leaf(NodeKind.HEADING, block, self._container())
            return
        self._leave_change(section)
        self._close_paragraph()
        self.article = None
        level = block.level if self.levels and block.kind is BlockKind.HEADING else 0
        self._pop(level, section.rank, section.kind)
        parent = self.sections[-1]
        role = section.role
        if role is None and parent.role in (Role.FOREIGN, Role.EDITORIAL):
            role = parent.role
        node = parent.node.add(DraftNode(section.kind, section.label, role))
        self.sections.append(_Open(node, level, section.rank, role))
        self.begun = True
        bare = section.rank < grammar.RANK_SECTION and section.title >= len(block.text)
        self.untitled = node if bare else None
        if section.title < len(block.text):
            self._leaf(NodeKind.HEADING, block, node, section.title)
        elif section.named:
            self._leaf(NodeKind.HEADING, block, node)

    def _pop(self, level: int, rank: int, kind: NodeKind) -> None:
        """Close the sections that a heading ends."""
        sections = self.sections
        floor = self.changes.depth or 1
        while len(sections) > floor:
            top = sections[-1]
            if level and top.level:
                if top.level < level or (top.level == level and top.rank < rank):
                    break
            elif top.rank < rank:
                break
            sections.pop()

    def _leave_change(self, section: grammar.Section) -> None:
        if self.changes.node is not None and not self.changes.holds_section(section):
            self._end_change()

    # -- articles

    _article_level = 0

    def _article(self, block: Block, *, marked: bool) -> bool:
        """Open a § where the block is its heading; False when it is running text."""
        text = block.text
        found = grammar.article_heading(text)
        if found is None:
            return False
        label, title = found
        rest = text[title:].rstrip()
        if not marked and (grammar.is_running(rest) or (text[1:2] == "§" and rest)):
            return False
        sentence = not marked and rest and grammar.is_sentence(rest) and not block.note
        self._open_article(label, block.level if marked else 0)
        if sentence:
            self._paragraph(block.part(title, len(text)))
        elif rest:
            self._leaf(NodeKind.HEADING, block, self._container(), title)
        return True

    def _open_article(self, label: str, level: int, role: Role | None = None) -> None:
        if self.changes.node is not None and not self.changes.holds_article(label):
            self._end_change()
        self._close_paragraph()
        self.article = self.untitled = None
        if role is None:
            self._leave_annexes(level)
        sections = self.sections
        floor = self.changes.depth or 1
        while len(sections) > floor and level and sections[-1].level > level:
            sections.pop()
        self._article_level = level or _LEAD_LEVEL
        self.article = sections[-1].node.add(DraftNode(NodeKind.ARTICLE, label, role))
        self.begun = True

    def _leave_annexes(self, level: int) -> None:
        """A § of the text itself ends annexes of foreign text, and any at its own level."""
        for index, section in enumerate(self.sections):
            if section.role is Role.FOREIGN or (
                section.node.kind is NodeKind.ANNEX and level and section.level >= level
            ):
                del self.sections[index:]
                return

    def _foreign_article(self, block: Block, label: str, title: int) -> None:
        self._open_article(label, block.level, Role.FOREIGN)
        if title < len(block.text):
            self._leaf(NodeKind.HEADING, block, self._container(), title)

    # -- running text

    def _paragraph(self, block: Block) -> None:
        text = block.text
        first = text[0]
        if first.isspace() or first == "\u200b":
            skip = len(text) - len(text.lstrip(" \t\n\r\f\v\xa0\u200b"))
            block = block.part(skip, len(text))
            text = block.text
            if not text:
                return
            first = text[0]
        if self.changes.node is not None and (first == "«" or text[-1] in "».\n "):
            block = without_quotes(block)
            text = block.text
            first = text[0]
        if self.changes.may_instruct(first, text) and self._instruction(block):
            return
        if first == "§":
            if self._article(block, marked=False):
                return
        elif first not in "(-–•" and self._set_apart(block, first):
            return
        mark = grammar.marker(text)
        if mark is not None:
            self._marked(block, mark)
            return
        if self.items and first.islower():
            self._tail(block)
            return
        self._plain(block)

    def _set_apart(self, block: Block, first: str) -> bool:
        """Titles, headings without markup, notes and preambles; True when the block was one."""
        text = block.text
        if block.note and first.isdecimal():
            self._close_paragraph()
            self._leaf(NodeKind.FOOTNOTE, block, self._container())
            return True
        if first in "ETOFHKDVAI" and grammar.is_editorial(text):
            self._close_paragraph()
            self._leaf(NodeKind.NOTE, block, self._container())
            return True
        if not self.begun:
            return self._front(block)
        if len(text) < 200 and first in "KDVABISTF3123456789XLØ":
            return self._unmarked_heading(block)
        return False

    def _front(self, block: Block) -> bool:
        """What stands before the provisions."""
        text = block.text
        if self._unmarked_heading(block):
            return True
        if not self.title and not self.root.children and len(text) < 600:
            word = text.split(None, 1)[0].lower().rstrip(".:,")
            if word in _TITLES and not text.rstrip().endswith((".", ":", ";")):
                return self._set_title(block)
        if grammar.is_preamble(text):
            self._close_paragraph()
            self._leaf(NodeKind.PREAMBLE, block, self.root)
            return True
        return False

    def _unmarked_heading(self, block: Block) -> bool:
        text = block.text.rstrip()
        if len(text) > 200 or text[-1] in ":;,":
            return False
        section = grammar.section_heading(text, marked=False)
        if section is not None:
            rest = text[section.title :]
            if grammar.is_running(rest) or (rest and rest[-1] == "." and len(rest) > 60):
                return False
            self._section(block, section)
            return True
        foreign = grammar.foreign_article(text)
        if foreign is None or grammar.is_running(text[foreign[1] :]) or text[-1] == ".":
            return False
        self._foreign_article(block, *foreign)
        return True

    def _plain(self, block: Block, label: str = "", skip: int = 0, mark: str = "") -> None:
        if self.untitled is not None:
            section, self.untitled = self.untitled, None
            text = block.text.rstrip()
            if not mark and len(text) < _LONGEST_TITLE and text[-1] not in ".:;,":
                self._leaf(NodeKind.HEADING, block, section)
                return
        self.items.clear()
        node = self._leaf(NodeKind.PARAGRAPH, block, self._container(), skip, label)
        self.paragraph = node
        self.words = block.text
        self.begun = self.begun or self.article is not None
        if mark:
            node.attributes["marker"] = mark
        if block.quoted and self.changes.node is None:
            node.role = Role.QUOTED

    def _marked(self, block: Block, mark: grammar.Marker) -> None:
        """A block that starts with a number, a letter or a dash."""
        if (
            mark.sort == "(1)"
            or (mark.sort in ("1.", "1)", "1.1") and not self.items and not self._leads())
            or (mark.sort in ("1.", "1.1") and self._continues_numbering(mark))
        ):
            self._plain(block, mark.label, mark.length, block.text[: mark.length].strip())
        else:
            self._item(block, mark, block.level)

    def _leads(self) -> bool:
        """Whether the paragraph before is a lead-in: it ends in a colon or without a full stop."""
        node = self.paragraph
        if node is None or node.children:
            return False
        return self.words.rstrip()[-1:] not in (".", "?", "!", "»", ")")

    def _continues_numbering(self, mark: grammar.Marker) -> bool:
        """Whether a number goes on from the numbered paragraph around the open list."""
        node = self.paragraph
        if node is None or not node.label or self.items.holds(mark.sort):
            return False
        return mark.label.isdecimal() and mark.label == str(_number(node.label) + 1)

    # -- lists

    def _bullet(self, block: Block) -> None:
        """A list item that the source marks; its own marker may stand after that."""
        text = block.text
        if not text.strip():
            return
        mark = grammar.marker(text)
        if mark is not None and mark.sort != "1.1" and not mark.sort.startswith("-"):
            self._item(block, mark, block.level, BULLET)
        else:
            self._item(block, grammar.Marker(BULLET, "", 0), block.level, BULLET)

    def _item(self, block: Block, mark: grammar.Marker, indent: int, sort: str = "") -> None:
        sort = sort or self.items.sort_of(mark)
        parent = self.items.parent(sort, indent)
        parent = self._list_parent() if parent is None else as_container(parent)
        node = self._leaf(NodeKind.ITEM, block, parent, mark.length, mark.label)
        node.attributes["marker"] = block.text[: mark.length].strip() or block.marker
        self.items.enter(node, sort, indent)

    def _list_parent(self) -> DraftNode:
        """The paragraph that the list belongs to, its words made a lead-in."""
        if self.paragraph is None:
            self.paragraph = self._container().add(DraftNode(NodeKind.PARAGRAPH))
            self.begun = self.begun or self.article is not None
            return self.paragraph
        return as_container(self.paragraph)

    def _tail(self, block: Block) -> None:
        self.items.clear()
        assert self.paragraph is not None  # noqa: S101 - items stand in a paragraph
        self._leaf(NodeKind.TEXT, block, self.paragraph)

    def _continuation(self, block: Block) -> None:
        """A further paragraph of a list item, indented under it."""
        item = self.items.continued(block.level)
        if item is None:
            self._paragraph(block)
            return
        mark = grammar.marker(block.text)
        if mark is not None:
            self._item(block, mark, block.level)
        else:
            self._leaf(NodeKind.TEXT, block, as_container(item))

    # -- tables

    def _table(self, block: Block) -> None:
        self._close_paragraph()
        table = DraftNode(NodeKind.TABLE)
        for cells in block.rows:
            row = DraftNode(NodeKind.ROW)
            for cell in cells:
                if cell.text.strip():
                    self._leaf(NodeKind.CELL, cell, row)
                else:
                    row.add(DraftNode(NodeKind.CELL, "", None, self.builder.length, 0))
            table.add(row)
        if any(cell.end for row in table.children for cell in row.children):
            self._container().add(table)

    # -- amendments

    def _instruction(self, block: Block) -> bool:
        """Place an amending instruction and what stands after it on the same line."""
        pieces = self.changes.split(block)
        if pieces is None:
            return False
        for piece in pieces:
            self._piece(piece)
        return True

    def _piece(self, piece: Piecewise) -> None:
        if piece.instruction is not None:
            self._begin_change(piece)
        elif piece.ends:
            self._end_change()
            self._plain(piece.block)
        elif piece.role is not None:
            self._end_change()
            self._plain(piece.block)
            if self.paragraph is not None:
                self.paragraph.role = piece.role
            self._close_paragraph()
        elif piece.block.text.strip():
            self._paragraph(piece.block)

    def _begin_change(self, piece: Piecewise) -> None:
        self._end_change()
        assert piece.instruction is not None  # noqa: S101 - asked by the caller
        parent = self._container()
        change = parent.add(DraftNode(NodeKind.CHANGE, self.changes.next_label()))
        node = self._leaf(NodeKind.TEXT, piece.block, change)
        node.role = Role.AMENDMENT_INSTRUCTION
        self._close_paragraph()
        if piece.instruction.operation in ("replace", "insert", "heading", "move"):
            self.outer_article, self.article = self.article, None
            self.sections.append(_Open(change, 0, 0, None))
            self.changes.begin(change, piece.instruction, len(self.sections))
        else:
            self.changes.remember(piece.instruction)

    outer_article: DraftNode | None = None

    def _end_change(self) -> None:
        if self.changes.node is None:
            return
        del self.sections[self.changes.depth - 1 :]
        self.changes.end()
        self.article, self.outer_article = self.outer_article, None
        self._close_paragraph()


def _is_tidy(text: str) -> bool:
    """Whether text of a clean source (see `Drafter`) is normal as it stands."""
    return (
        "  " not in text
        and "\xa0" not in text
        and "\n" not in text
        and text[:1] != " "
        and text[-1:] != " "
        and text != ""
    )


def _number(label: str) -> int:
    digits = label.rstrip("abcdefghijklmnopqrstuvwxyz")
    return int(digits) if digits.isdecimal() and len(digits) < 6 else -1
