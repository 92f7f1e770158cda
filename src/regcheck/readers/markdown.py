"""Markdown → `Document`: a line scanner finds the blocks, the grammar says what they are."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from operator import itemgetter

from regcheck.base.text.normalise import Piece
from regcheck.base.text.patterns import pattern
from regcheck.base.text.span import Span
from regcheck.base.values import Record, member
from regcheck.document.model import Directive, Document
from regcheck.readers.blocks import Block, BlockKind, lines_of, mask, with_newlines
from regcheck.readers.front_matter import front_matter
from regcheck.readers.inline import MARKS, strip_markup
from regcheck.readers.limits import DEFAULT, Limits
from regcheck.readers.reading import finish, prepare
from regcheck.readers.remarks import reader

_COMMENT = pattern(r"<!--(?:\s*+regcheck:(.*?)|.*?)-->", re.DOTALL)
_RULE = pattern(r"(?:-[ \t]*){3,}$|(?:\*[ \t]*){3,}$|(?:_[ \t]*){3,}$")
_ORDERED = pattern(r"(?:\d{1,3}(?:\.\d{1,3}){0,4}|[a-zæøå]|[ivx]{2,5})[.)][ \t]|\(\w{1,3}\)[ \t]")
_FENCE = pattern(r"^ {0,3}(`{3,}|~{3,})", re.MULTILINE)
_CODE_WITHIN = 2_000
"""How far on its line inline code is looked for around a comment."""
_TICKS = pattern(r"`+")
_DIVIDER = pattern(r"[|:\- \t]+$")
_FOOTNOTE = pattern(r"\[\^([^\]\s]{1,40})\]:[ \t]*")
_ITALIC = pattern(r"(\*{1,2}|_{1,2})(?![\s*_])(.*[^\s*_])\1[.\s]*$", re.DOTALL)
_STARTERS = frozenset("#-*+|>`[=_~\u200b")
_SPACES = frozenset(" \t\r\f\v\xa0")


@reader
def read_markdown(data: bytes, path: str, limits: Limits = DEFAULT) -> Document:
    """Read a Markdown document. Markup and comments are left out of its text; comments that begin
    with `regcheck:` are directives."""
    prepared = prepare(data, path, "markdown", limits)
    prepared.fields, start = front_matter(prepared.source)
    scanned, prepared.directives = _without_comments(prepared.source)
    prepared.masked = "\u200b" in scanned
    return finish(prepared, markdown_blocks(scanned, start), levels=True)


def _without_comments(source: str) -> tuple[str, tuple[Directive, ...]]:
    text = with_newlines(source)
    if "<!--" not in source:
        return text, ()
    fenced = _fenced(text) if "regcheck:" in text else []
    spans: list[Span] = []
    directives: list[Directive] = []
    # Up to the last end of a comment, so that those without an end are not looked for again.
    for found in _COMMENT.finditer(source, 0, source.rfind("-->") + 3):
        spans.append(Span(*found.span()))
        if found[1] is not None and not _is_code(text, found.start(), found.end() - 3, fenced):
            directives.append(Directive(found[1].strip(), spans[-1]))
    return mask(text, spans), tuple(directives)


def _fenced(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    opened, begin = "", 0
    for found in _FENCE.finditer(text):
        fence = found[1]
        if not opened:
            opened, begin = fence, found.start()
        elif fence[0] == opened[0] and len(fence) >= len(opened):
            spans.append((begin, found.end()))
            opened = ""
    return [*spans, (begin, len(text))] if opened else spans


def _is_code(text: str, at: int, end: int, fenced: list[tuple[int, int]]) -> bool:
    """Whether `at` to `end` is code: fenced, or between equal runs of backticks on its line."""
    index = bisect_right(fenced, at, key=itemgetter(0)) - 1
    if index >= 0 and at < fenced[index][1]:
        return True
    start, stop = text.rfind("\n", 0, at) + 1, text.find("\n", end)
    before = text[max(start, at - _CODE_WITHIN) : at]
    if "`" not in before:
        return False
    after = text[end : min(stop if stop >= 0 else len(text), end + _CODE_WITHIN)]
    mark = 0
    for run in _TICKS.findall(before):
        mark = len(run) if not mark else 0 if len(run) == mark else mark
    return bool(mark) and mark in {len(run) for run in _TICKS.findall(after)}


def markdown_blocks(source: str, at: int) -> Iterator[Block]:
    """The blocks of a Markdown text from offset `at` on; line ends must be line feeds."""
    scanner = _Scanner(source)
    take = scanner.line
    for lines in lines_of(source, at):
        for line in lines:
            if line:
                take(line, at)
                at += len(line) + 1
            else:
                if scanner.start >= 0 or scanner.quote or scanner.rows:
                    scanner.close()
                scanner.blank = True
                at += 1
        yield from scanner.blocks
        scanner.blocks.clear()
    scanner.close()
    yield from scanner.blocks


class _Scanner(Record):
    """Groups lines to blocks. `start`/`end` delimit the block being gathered (start -1: none)."""

    source: str
    blocks: list[Block] = member(default_factory=list)
    start: int = -1
    end: int = 0
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    marker: str = ""
    quote: list[tuple[int, int]] = member(default_factory=list)
    rows: list[list[Block]] = member(default_factory=list)
    in_list: bool = False
    fenced: str = ""
    blank: bool = True

    def line(self, line: str, at: int) -> None:
        """Take one line, which is not empty, at offset `at`."""
        first = line[0]
        if self.fenced:
            self._fence(line, at)
        elif first in _STARTERS:
            self._special(line, at, first)
        elif first in _SPACES:
            if line.isspace():
                self.close()
                self.blank = True
                return
            self._indented(line, at)
        else:
            self._text(line, at)
        self.blank = False

    def close(self) -> None:
        """Complete the block gathered so far, if any."""
        if self.start >= 0:
            block = _made(self.source, self.kind, self.start, self.end)
            block.level, block.marker = self.level, self.marker
            self.blocks.append(block)
            self.start = -1
        elif self.quote:
            self.blocks.append(self._quotation())
            self.quote = []
        elif self.rows:
            self.blocks.append(Block(BlockKind.TABLE, "", rows=self.rows))
            self.rows = []

    def _open(
        self, kind: BlockKind, start: int, end: int, level: int = 0, marker: str = ""
    ) -> None:
        self.kind, self.start, self.end = kind, start, end
        self.level, self.marker = level, marker

    def _fence(self, line: str, at: int) -> None:
        if line.strip().startswith(self.fenced):
            self.fenced = ""
            self.close()
        elif self.start < 0:
            self._open(BlockKind.PARAGRAPH, at, at + len(line))
        else:
            self.end = at + len(line)

    def _text(self, line: str, at: int) -> None:
        """A line that starts with a letter, a figure, a bracket, a section sign …"""
        if self.start >= 0 and not self.blank and not self._breaks(line):
            self.end = at + len(line)
            return
        if self.start >= 0 or self.quote or self.rows:
            self.close()
        self.in_list = False
        self._open(BlockKind.PARAGRAPH, at, at + len(line))

    def _breaks(self, line: str) -> bool:
        if line[0] == "§":
            return self.source[self.start : self.end].rstrip()[-1:] in ".:;»)"
        return line[0] in "–•" or _ORDERED.match(line) is not None

    def _special(self, line: str, at: int, first: str) -> None:
        if first == "#":
            self._heading(line, at)
        elif first == "\u200b":
            skip = len(line) - len(line.lstrip("\u200b \t"))
            if skip < len(line):
                self.line(line[skip:], at + skip)
            else:
                self.close()
        elif first in "-*+" and line[1:2] in _SPACES and not _RULE.match(line):
            self._bullet(line, at, 0)
        elif first == "|":
            self._row(line, at)
        elif first == ">":
            self._quoted(line, at)
        elif _RULE.match(line.rstrip()) or (first == "=" and not line.strip("= ")):
            self._rule(first)
        elif line.startswith(("```", "~~~")):
            self.close()
            self.fenced = line[:3]
        elif first == "[" and (found := _FOOTNOTE.match(line)):
            self.close()
            self._open(BlockKind.FOOTNOTE, at + found.end(), at + len(line), 0, found[1])
        else:
            self._text(line, at)

    def _heading(self, line: str, at: int) -> None:
        level = len(line) - len(line.lstrip("#"))
        rest = line[level:]
        if not rest.strip():
            return
        if level > 6 or not rest[0].isspace():
            self._text(line, at)
            return
        self.close()
        self.in_list = False
        end = len(line.rstrip())
        if line[end - 1] == "#" and " #" in line:
            end = len(line[:end].rstrip("#").rstrip())
        start = level + len(rest) - len(rest.lstrip())
        if start < end:
            self._open(BlockKind.HEADING, at + start, at + end, level)
            self.close()

    def _rule(self, first: str) -> None:
        """A thematic break, or the underline of a heading."""
        under = self.start >= 0 and not self.blank and self.kind is BlockKind.PARAGRAPH
        if under and first in "-=":
            self.kind, self.level = BlockKind.HEADING, 1 if first == "=" else 2
        self.close()
        self.in_list = False

    def _bullet(self, line: str, at: int, indent: int) -> None:
        self.close()
        body = line.lstrip()
        text = body[1:].lstrip()
        skip = len(line) - len(text)
        self.in_list = True
        if text:
            self._open(BlockKind.ITEM, at + skip, at + len(line), indent, body[0])

    def _indented(self, line: str, at: int) -> None:
        body = line.lstrip()
        skip = len(line) - len(body)
        indent = len(line[:skip].expandtabs(4))
        if body[0] in "-*+" and body[1:2] in _SPACES and (self.in_list or indent < 4):
            self._bullet(line, at, indent)
        elif body[0] in "#|>" and indent < 4 and not self.in_list:
            self._special(body, at + skip, body[0])
        elif self.start >= 0 and not self.blank and not _ORDERED.match(body):
            self.end = at + len(line)
        else:
            self.close()
            kind = BlockKind.CONTINUATION if self.in_list else BlockKind.PARAGRAPH
            self._open(kind, at + skip, at + len(line), indent)

    def _quoted(self, line: str, at: int) -> None:
        if self.start >= 0 or self.rows:
            self.close()
        body = line.lstrip("> \t")
        if not body or (self.quote and _ORDERED.match(body)):
            self.close()
        if body:
            self.quote.append((at + len(line) - len(body), at + len(line)))

    def _quotation(self) -> Block:
        pieces: list[Piece] = []
        for start, end in self.quote:
            pieces.extend(strip_markup(self.source[start:end], start))
            pieces.append((" ", end, 0))
        block = Block.of_pieces(pieces)
        block.quoted = True
        return block

    def _row(self, line: str, at: int) -> None:
        if self.start >= 0 or self.quote:
            self.close()
        if _DIVIDER.match(line):
            return
        cells: list[Block] = []
        start = 1
        for index in range(1, len(line) + 1):
            if index == len(line) or (line[index] == "|" and line[index - 1] != "\\"):
                if index < len(line) or line[start:index].strip():
                    cells.append(_made(self.source, BlockKind.PARAGRAPH, at + start, at + index))
                start = index + 1
        self.rows.append(cells)


def _made(source: str, kind: BlockKind, start: int, end: int) -> Block:
    raw = source[start:end]
    if MARKS.search(raw) is None:
        return Block(kind, raw, start)
    if raw[0] == "*" == raw[-1] and raw.find("*", 1) == len(raw) - 1:
        inner = raw[1:-1]
        if MARKS.search(inner) is None and not (inner[:1].isspace() or inner[-1:].isspace()):
            return Block(kind, inner, start + 1, note=bool(inner))
    block = Block.of_pieces(strip_markup(raw, start), kind)
    italic = _ITALIC.match(raw) if raw[0] in "*_" else None
    block.note = italic is not None and italic[1] not in italic[2]
    return block
