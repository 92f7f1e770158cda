"""Plain text → `Document`: lines are joined to paragraphs, the grammar says what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from regcheck.base.text.patterns import pattern
from regcheck.base.text.span import Span
from regcheck.document.model import Directive, Document
from regcheck.readers import grammar
from regcheck.readers.blocks import Block, BlockKind, lines_of, mask, with_newlines
from regcheck.readers.limits import DEFAULT, Limits
from regcheck.readers.reading import finish, prepare
from regcheck.readers.remarks import reader

_DIRECTIVE = pattern(
    r"(?:^|(?<=[^ \t]))[ \t]*\[regcheck:[ \t]*([^\]\n]{0,2000})\][ \t]*$", re.MULTILINE
)
_BULLETS = "-–—•·▪◦●*"
_ENDS = ".:;!?»)"
_SENTENCES = pattern(r"\.\s+[A-ZÆØÅ§]")
_ENDS_SHOWN = 120
_BLANK = " \t\r\f\v\xa0\u200b"


@reader
def read_plain_text(data: bytes, path: str, limits: Limits = DEFAULT) -> Document:
    """Read plain text, joining lines that were wrapped by hand. Lines, and ends of lines,
    `[regcheck: …]` are directives."""
    prepared = prepare(data, path, "text", limits)
    text = with_newlines(prepared.source)
    if "[regcheck:" in text:
        found = list(_DIRECTIVE.finditer(text))
        prepared.directives = tuple(
            Directive(one[1].strip(), Span(one.start(), one.end())) for one in found
        )
        prepared.masked = True
        text = mask(text, [one.span() for one in found])
    return finish(prepared, text_blocks(text), levels=False)


def text_blocks(source: str) -> Iterator[Block]:
    """The blocks of a plain text; line ends must be line feeds."""
    start, end, indent = -1, 0, 0
    single = True
    at = 0
    for line in chain.from_iterable(lines_of(source)):
        body = line.lstrip(_BLANK)
        begin = at + len(line) - len(body)
        if not body:
            if start >= 0:
                yield Block(BlockKind.PARAGRAPH, source[start:end], start, indent)
                start = -1
        elif start >= 0 and not begins_block(body, ends_of(source, start, end), single=single):
            end = at + len(line)
            single = False
        else:
            if start >= 0:
                yield Block(BlockKind.PARAGRAPH, source[start:end], start, indent)
            start, end, single = begin, at + len(line), True
            indent = len(line[: begin - at].expandtabs(4))
        at += len(line) + 1
    if start >= 0:
        yield Block(BlockKind.PARAGRAPH, source[start:end], start, indent)


def ends_of(text: str, start: int, end: int) -> str:
    """A stretch of text; of a long one only its beginning and end, which show what it is."""
    if end - start < 4 * _ENDS_SHOWN:
        return text[start:end]
    return text[start : start + _ENDS_SHOWN] + text[end - _ENDS_SHOWN : end]


def begins_block(line: str, before: str, *, single: bool) -> bool:
    """Whether a line right under another starts a block of its own."""
    first = line[0]
    last = before.rstrip()[-1:]
    if single and _is_heading(before.rstrip()) and (first.isupper() or first in "(«–-"):
        return before[0] == "§" or first == "(" or line.rstrip()[-1] in ".:;," or len(line) > 100
    if first == "§":
        return last in _ENDS or _is_heading(line)
    if first in "KDVIXAF" and grammar.section_heading(line, marked=False) is not None:
        return last in _ENDS
    if first == "(" or first in _BULLETS or first.isalnum():
        mark = grammar.marker(line)
        return mark is not None and _begins_item(mark, last, before)
    return False


def _begins_item(mark: grammar.Marker, last: str, before: str) -> bool:
    """Whether what looks like a list marker at the start of a line is one."""
    if last in _ENDS or last == "," or mark.sort in ("(1)", "(a)", "a)", "i)", "1)", "-", "•", "*"):
        return True
    if mark.label in ("1", "a"):
        return True
    earlier = grammar.marker(before) if before else None
    return earlier is not None and (earlier.sort == mark.sort or bool(mark.label))


def _is_heading(line: str) -> bool:
    if line[:1] == "§":
        found = grammar.article_heading(line)
        if found is None:
            return False
        rest = line[found[1] :]
        return (
            not grammar.is_running(rest)
            and _SENTENCES.search(rest) is None
            and (not rest or rest[-1] not in ".:;,")
            and len(rest) < 90
        )
    return len(line) < 100 and grammar.section_heading(line, marked=False) is not None
