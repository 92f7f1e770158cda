"""From blocks to the draft tree. The drafter keeps the place where the next block belongs; nothing
is refused: what no rule places becomes a paragraph where it stands."""

from __future__ import annotations

from collections.abc import Iterable

from regcheck.document.draft import DraftNode
from regcheck.document.model import NodeKind, Role
from regcheck.law.amendments import Instruction
from regcheck.readers import grammar
from regcheck.readers.blocks import Block, BlockKind
from regcheck.readers.changes import ChangeLog, Piecewise, without_quotes
from regcheck.readers.limits import DEFAULT, Limits
from regcheck.readers.running_text import LeafWriter, OpenLists, RunningText
from regcheck.readers.sections import OpenSections

_DEEPEST_LIST = 40
"""How deep lists may be nested."""
_LEAD_LEVEL = 1000
_LONGEST_TITLE = 100
_MOST_HEADINGS = 20
"""So many §§ on one line are taken for headings; from the next one on it is running text."""
_TITLES = (
    "lov", "lova", "forskrift", "midlertidig", "utkast", "forslag", "instruks", "vedtak",
    "endring", "endringslov", "føresegn", "reglement", "vedtekter", "retningslinjer", "høring",
)  # fmt: skip


class Drafter:
    """Takes blocks in order (`take`) and gives the tree (`finish`). `levels` says that heading
    levels carry meaning (Markdown); without it the words of a heading decide its rank."""

    def __init__(self, limits: Limits = DEFAULT, *, levels: bool, clean: bool = False) -> None:
        self.leaves = LeafWriter(join_lines=not levels, clean=clean)
        self.root = DraftNode(NodeKind.DOCUMENT)
        self.title = ""
        self.levels = levels
        self.sections = OpenSections(self.root)
        self.article: DraftNode | None = None
        self.text = RunningText(self.leaves, OpenLists(min(limits.max_depth, _DEEPEST_LIST)))
        self.article_level = 0
        self.outer_article: DraftNode | None = None
        self.changes = ChangeLog()
        self.begun = False
        self.untitled: DraftNode | None = None

    def take(self, blocks: Iterable[Block]) -> None:
        """Place blocks after what has been placed so far."""
        for block in blocks:
            kind = block.kind
            if kind is BlockKind.PARAGRAPH:
                if block.text and not block.text.isspace():
                    self._paragraph(block)
            elif kind is BlockKind.ITEM:
                if block.text.strip():
                    self._item(block, None)
            elif kind is BlockKind.HEADING:
                self._heading(block)
            elif kind is BlockKind.TABLE:
                self.text.close()
                self.leaves.write_table(block, self._container())
            elif kind is BlockKind.FOOTNOTE:
                self._apart(NodeKind.FOOTNOTE, block, self._container()).label = block.marker
            elif not self.text.write_further(block, self._container()):
                self._paragraph(block)

    def finish(self) -> DraftNode:
        """The tree; call once, after the last block."""
        self._end_change()
        return self.root

    def _apart(self, kind: NodeKind, block: Block, parent: DraftNode) -> DraftNode:
        self.text.close()
        return self.leaves.write(kind, block, parent)

    def _container(self) -> DraftNode:
        return self.article if self.article is not None else self.sections.node

    def begin_again(self) -> None:
        """Close everything that is open: what comes next belongs to the document itself."""
        self.sections = OpenSections(self.root)
        self.article = self.untitled = None
        self.text.close()
        self.begun = False

    def _heading(self, block: Block) -> None:
        text = block.text
        if self.changes.instructs(text):
            self._paragraph(block)
            return
        if text[:1] == "§" and self._article(block, marked=True) is not None:
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
        self._apart(NodeKind.HEADING, block, self.root)
        self.title = " ".join(block.text.split())
        self.changes.take_title(self.title)
        return True

    def _section(self, block: Block, section: grammar.Section) -> None:
        inner = self.levels and self.article is not None and block.level > self.article_level
        if inner and not section.named:
            self._apart(NodeKind.HEADING, block, self._container())
            return
        if self.changes.node is not None and not self.changes.holds_section(section):
            self._end_change()
        self.text.close()
        self.article = None
        level = block.level if self.levels and block.kind is BlockKind.HEADING else 0
        node = self.sections.open(section.kind, section.label, level, section.rank, section.role)
        self.begun = True
        bare = section.rank < grammar.RANK_SECTION and section.title >= len(block.text)
        self.untitled = node if bare else None
        if section.title < len(block.text):
            self.leaves.write(NodeKind.HEADING, block, node, section.title)
        elif section.named:
            self.leaves.write(NodeKind.HEADING, block, node)

    def _article(self, block: Block, *, marked: bool) -> list[Block] | None:
        """Open a § and give the text on the same line; None when the block is running text."""
        text = block.text
        found = grammar.article_heading(text)
        if found is None:
            return None
        label, title = found
        rest = text[title:].rstrip()
        if not marked and (grammar.is_running(rest) or (text[1:2] == "§" and rest)):
            return None
        sentence = not marked and rest and grammar.is_sentence(rest) and not block.note
        self._open_article(label, block.level if marked else 0)
        if sentence:
            return [block.part(title, len(text))]
        if rest:
            self.leaves.write(NodeKind.HEADING, block, self._container(), title)
        return []

    def _open_article(self, label: str, level: int, role: Role | None = None) -> None:
        if self.changes.node is not None and not self.changes.holds_article(label):
            self._end_change()
        self.text.close()
        self.article = self.untitled = None
        self.article_level = level or _LEAD_LEVEL
        section = self.sections.settle(level, role)
        self.article = section.add(DraftNode(NodeKind.ARTICLE, label, role))
        self.begun = True

    def _foreign_article(self, block: Block, label: str, title: int) -> None:
        self._open_article(label, block.level, Role.FOREIGN)
        if title < len(block.text):
            self.leaves.write(NodeKind.HEADING, block, self._container(), title)

    def _paragraph(self, block: Block) -> None:
        """Place a block of running text: one after another the pieces that it falls into."""
        waiting: list[Block | Piecewise] = [block]
        headings = 0
        while waiting:
            one = waiting.pop()
            piece = self._piece(one) if isinstance(one, Piecewise) else self._bare(one)
            if piece is None:
                continue
            first, text = piece.text[0], piece.text
            pieces = self.changes.split(piece) if self.changes.may_instruct(first, text) else None
            if pieces is not None:
                waiting += reversed(pieces)
                continue
            if first == "§" and headings < _MOST_HEADINGS:
                rest = self._article(piece, marked=False)
                if rest is not None:
                    waiting += rest
                    headings += 1
                    continue
            self._text(piece)

    def _bare(self, block: Block) -> Block | None:
        """The block without quotation marks around new wording; None when nothing is left."""
        first = block.text[0]
        if first.isspace() or first == "\u200b":
            text = block.text
            skip = len(text) - len(text.lstrip(" \t\n\r\f\v\xa0\u200b"))
            block = block.part(skip, len(text))
            if not block.text:
                return None
        if self.changes.node is not None and (block.text[0] == "«" or block.text[-1] in "».\n "):
            block = without_quotes(block)
        return block

    def _text(self, block: Block) -> None:
        text = block.text
        if text[0] not in "§(-–•" and self._set_apart(block, text[0]):
            return
        mark = grammar.marker(text)
        if mark is not None and not self.text.numbers_paragraph(mark):
            self._item(block, mark)
        elif mark is None and self.text.in_list and text[0].islower():
            self.text.write_tail(block)
        else:
            self._plain(block, mark)

    def _set_apart(self, block: Block, first: str) -> bool:
        """Titles, headings without markup, notes and preambles; True when the block was one."""
        text = block.text
        note = first in "ETOFHKDVAI" and grammar.is_editorial(text)
        if note or (block.note and first.isdecimal()):
            self._apart(NodeKind.NOTE if note else NodeKind.FOOTNOTE, block, self._container())
            return True
        if not self.begun:
            return self._front(block)
        if len(text) < 200 and first in "KDVABISTF3123456789XLØ":
            return self._unmarked_heading(block)
        return False

    def _front(self, block: Block) -> bool:
        """A block before the first provision; True when it was placed."""
        text = block.text
        if self._unmarked_heading(block):
            return True
        if not self.title and not self.root.children and len(text) < 600:
            word = text.split(None, 1)[0].lower().rstrip(".:,")
            if word in _TITLES and not text.rstrip().endswith((".", ":", ";")):
                return self._set_title(block)
        if grammar.is_preamble(text):
            self._apart(NodeKind.PREAMBLE, block, self.root)
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

    def _plain(self, block: Block, mark: grammar.Marker | None = None) -> None:
        if self.untitled is not None:
            section, self.untitled = self.untitled, None
            text = block.text.rstrip()
            if not mark and len(text) < _LONGEST_TITLE and text[-1] not in ".:;,":
                self.leaves.write(NodeKind.HEADING, block, section)
                return
        node = self.text.write(block, self._container(), mark)
        self.begun = self.begun or self.article is not None
        if block.quoted and self.changes.node is None:
            node.role = Role.QUOTED

    def _item(self, block: Block, mark: grammar.Marker | None) -> None:
        self.text.write_item(block, mark, self._container())
        self.begun = self.begun or self.article is not None

    def _piece(self, piece: Piecewise) -> Block | None:
        """Place a part of a block that gives instructions; what is plain text is given back."""
        if piece.instruction is not None:
            self._begin_change(piece.block, piece.instruction)
        elif piece.ends or piece.role is not None:
            self._end_change()
            self._plain(piece.block)
            if piece.role is not None and self.text.paragraph is not None:
                self.text.paragraph.role = piece.role
                self.text.close()
        elif piece.block.text.strip():
            return self._bare(piece.block)
        return None

    def _begin_change(self, block: Block, instruction: Instruction) -> None:
        self._end_change()
        self.changes.count += 1
        change = self._container().add(DraftNode(NodeKind.CHANGE, str(self.changes.count)))
        self._apart(NodeKind.TEXT, block, change).role = Role.AMENDMENT_INSTRUCTION
        if instruction.operation in ("replace", "insert", "heading"):
            self.outer_article, self.article = self.article, None
            self.sections.enter_change(change)
            self.changes.node, self.changes.instruction = change, instruction
            self.begun = True

    def _end_change(self) -> None:
        if self.changes.node is None:
            return
        self.sections.leave_change()
        self.changes.end()
        self.article, self.outer_article = self.outer_article, None
        self.text.close()
