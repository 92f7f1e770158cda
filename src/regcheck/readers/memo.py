"""Hearing memos: which stretches are the bill or regulation. A heading such as «Forslag til
forskrift om …» begins one only when provisions follow at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from regcheck.base.text.patterns import pattern
from regcheck.document.model import NodeKind, Role
from regcheck.law.vocabulary import AN_ACT
from regcheck.readers import grammar
from regcheck.readers.blocks import Block, BlockKind
from regcheck.readers.drafting import Drafter

_NUMBER = pattern(
    r"(?:(?:Vedlegg|Bilag)\s*\d{0,2}\s*[.:–-]?\s*)?(?:\d{1,2}(?:\.\d{1,2}){0,4}\.?\s+)?"
)
_BILL = pattern(
    r"(?:(?:Departementets?|Direktoratets?)\s)?"
    r"(?:(?:(?:[Hh]ø[yi]?rings)?[Uu]tkast(?:et)?|[Ff]orslag(?:et)?|[Ff]ramlegg(?:et)?)\s(?:til|om|av)\s"
    r"(?:(?:ny|nye|nytt|midlertidig|mellombels|revidert|revidera)\s){0,2}"
    rf"(?:\w*(?:{AN_ACT}|lover|lovtekst|lovendring\w*|lovvedtak)|(?:endrings)?(?:forskrift|føresegn)\w*|endring\w*"
    r"|regelverk\w*|regl(?:er|ar))\b"
    r"|(?:Lov|Forskrifts?|Føresegn(?:s|er)?)(?:forslag|utkast|framlegg|tekst)(?:et|en)?\b)"
)
_BARE = pattern(r"(?:(?:H|h)ø[yi]?ringsu|U)tkast|Forslag|Framlegg")
"""The first line of a heading on two lines: «Forslag» over «til lov om …»."""
_TO = pattern(r"\s*til\s+")
_TITLE = pattern(
    r"(?:Midlertidig |Mellombels )?(?:Lov|Forskrift|Føresegn\w*|Endringslov|Endringsforskrift)\s"
    r"(?:om|til|for|av)\s"
)
_INTRODUCTION = pattern(r"I (?:lov|forskrift|føresegn)\b.{0,300}?\bfølg\w+ endring", re.DOTALL)
_ARTICLES_CHANGED = pattern(
    r"(?:Nye?|Nytt)?\s?§{1,2}\s?\d.{0,200}?\b(?:skal lyde|skal lyda|opphev\w+)|Ny(?:tt)? § \d"
)
_LONGEST_HEADING = 250
_BLOCKS_AHEAD = 12
_PROSE_WORDS = 12
"""Words that make a paragraph prose and no heading."""
_MEMO_WORDS = 60
"""Words before the bill that make a document a memo; a draft has a line or two."""
MUCH_PROSE_WORDS = 300
"""Words before the first provision that are hardly law."""


class Stretch(NamedTuple):
    """Blocks in a row, and whether they are provisions."""

    operative: bool
    blocks: Sequence[Block]


def stretches(blocks: Sequence[Block]) -> list[Stretch]:
    """The blocks of a document, cut where a bill or regulation in it begins and ends."""
    starts = [index for index in range(len(blocks)) if _begins_bill(blocks, index)]
    if not starts or not _is_memo(blocks[: starts[0]]):
        return [Stretch(True, blocks)]
    found: list[Stretch] = []
    at = 0
    for start in starts:
        if start < at:
            continue
        end = _end(blocks, start)
        begin, bill = _headed(blocks, start, end)
        if begin > at:
            found.append(Stretch(False, blocks[at:begin]))
        found.append(Stretch(True, bill))
        at = end
    if at < len(blocks):
        found.append(Stretch(False, blocks[at:]))
    return found


def prose_before(blocks: Sequence[Block]) -> int:
    """Words before the first provision of a document; none where it has no provisions."""
    words = 0
    for block in blocks:
        if _is_provision(block):
            return words
        if block.kind is BlockKind.PARAGRAPH and not grammar.is_preamble(block.text.strip()):
            words += len(block.text.split())
    return 0


def _is_bare(blocks: Sequence[Block], index: int) -> bool:
    """Whether a block is the first of a heading on two lines."""
    return (
        _BARE.fullmatch(blocks[index].text.strip()) is not None
        and index + 1 < len(blocks)
        and blocks[index + 1].kind in (BlockKind.HEADING, BlockKind.PARAGRAPH)
    )


def draft_stretches(drafter: Drafter, parts: Sequence[Stretch]) -> None:
    """Draft what is operative by the grammar, and the rest as editorial text that no rule sees."""
    for part in parts:
        if part.operative:
            drafter.take(part.blocks)
            drafter.finish()
            continue
        drafter.begin_again()
        before = len(drafter.root.children)
        for block in part.blocks:
            if block.kind is BlockKind.TABLE:
                drafter.leaves.write_table(block, drafter.root)
            elif block.text.strip():
                drafter.leaves.write(NodeKind.NOTE, block, drafter.root)
        for node in drafter.root.children[before:]:
            node.role = Role.EDITORIAL


def _begins_bill(blocks: Sequence[Block], index: int) -> bool:
    """Whether a block is the heading of a bill: by its words, and by provisions close under it."""
    block = blocks[index]
    text = block.text.strip()
    if _is_bare(blocks, index):
        index += 1
        text = f"{text} {blocks[index].text.strip()}"
    if (
        block.kind not in (BlockKind.HEADING, BlockKind.PARAGRAPH)
        or not 5 < len(text) < _LONGEST_HEADING
    ):
        return False
    found = _NUMBER.match(text)
    start = found.end() if found else 0
    if _BILL.match(text, start) is None or (block.kind is BlockKind.PARAGRAPH and text[-1] in ".:"):
        return False
    prose = 0
    for following in blocks[index + 1 : index + 1 + _BLOCKS_AHEAD]:
        words = following.text.strip()
        if not words or following.kind is BlockKind.TABLE:
            continue
        if _is_provision(following):
            return True
        if following.kind is BlockKind.HEADING:
            if _TITLE.match(words) is None and grammar.section_heading(words, marked=False) is None:
                return False
        elif not grammar.is_preamble(words) and len(words.split()) > _PROSE_WORDS:
            prose += 1
            if prose > 1:
                return False
    return False


def _is_provision(block: Block) -> bool:
    """Whether a block is law and nothing else: the heading of a § or chapter, an instruction."""
    text = block.text.strip()
    if text[:1] == "§":
        found = grammar.article_heading(text)
        return found is not None and not grammar.is_running(text[found[1] :])
    if _INTRODUCTION.match(text) or _ARTICLES_CHANGED.match(text):
        return True
    section = grammar.section_heading(text, marked=False)
    return section is not None and section.kind is NodeKind.CHAPTER and len(text) < 100


def _is_memo(before: Sequence[Block]) -> bool:
    words = 0
    for block in before:
        text = block.text.strip()
        if _TITLE.match(text) and block is before[0]:
            return False
        if block.kind is not BlockKind.TABLE and not grammar.is_preamble(text):
            words += len(text.split())
    return words >= _MEMO_WORDS


def _end(blocks: Sequence[Block], start: int) -> int:
    """Where the bill that begins at `start` ends: at a heading as high that is no chapter of it."""
    level = blocks[start].level if blocks[start].kind is BlockKind.HEADING else 1
    for index in range(start + 1 + _is_bare(blocks, start), len(blocks)):
        block = blocks[index]
        text = block.text.strip()
        if block.kind is not BlockKind.HEADING or block.level > level or _is_provision(block):
            continue
        title = index <= start + 2 and _TITLE.match(text)
        if not title and grammar.section_heading(text, marked=False) is None:
            return index
    return len(blocks)


def _headed(blocks: Sequence[Block], start: int, end: int) -> tuple[int, list[Block]]:
    """Where the bill begins and its blocks, the title first."""
    for index in range(start + 1, min(start + 3, end)):
        if _TITLE.match(blocks[index].text.strip()) and len(blocks[index].text) < _LONGEST_HEADING:
            return index, [_as_title(blocks[index], 0), *blocks[index + 1 : end]]
    if _is_bare(blocks, start):
        found = _TO.match(blocks[start + 1].text)
        title = _as_title(blocks[start + 1], found.end() if found else 0)
        return start, [title, *blocks[start + 2 : end]]
    text = blocks[start].text
    skip = len(text) - len(text.lstrip())
    found = _NUMBER.match(text, skip)
    return start, [_as_title(blocks[start], found.end() if found else 0), *blocks[start + 1 : end]]


def _as_title(block: Block, skip: int) -> Block:
    title = block.part(skip, len(block.text.rstrip()))
    title.kind, title.level = BlockKind.HEADING, block.level or 1
    return title
