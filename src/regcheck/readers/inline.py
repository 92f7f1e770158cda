"""Inline Markdown taken out of running text, in linear time: one scan, and a stack for emphasis."""

from __future__ import annotations

import re
from collections.abc import Iterator

from regcheck.base.text.normalise import Piece
from regcheck.base.text.patterns import pattern
from regcheck.readers.blocks import Cut, replaced

MARKS = pattern(r"[*_`\[\]<&\\]")
"""What a text must hold for any inline markup to be in it."""

_TOKEN = pattern(
    r"(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<emphasis>\*+|_+)"
    r"|(?P<code>`+)"
    r"|(?P<note>\[\^[^\]\s]{1,40}\])"
    r"|(?P<image>!\[[^\]\n]{0,300}\]\([^()\s]{1,500}\))"
    r"|(?P<link>\]\((?:<[^<>\n]{0,500}>|[^\s()<>]{0,300}[/#:@.][^\s()<>]{0,300})"
    r"(?:\s+\"[^\"\n]{0,200}\")?\))"
    r"|(?P<open>\[)"
    r"|(?P<uri><(?:https?://|mailto:)[^\s<>]{1,500}>)"
    r"|(?P<tag></?(?:br|b|i|em|strong|su[bp]|u|span|p|div|a|small|ins|del|mark|abbr|hr|font|s)"
    r"(?:\s[^<>]{0,300})?/?>)"
    r"|(?P<entity>&(?:[a-zA-Z][a-zA-Z0-9]{1,30}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});)",
    re.IGNORECASE,
)

_LONGEST_CODE = 2000


def strip_markup(raw: str, at: int) -> list[Piece]:
    """The pieces of a stretch of Markdown at offset `at`, without its inline markup."""
    return replaced(raw, at, sorted(_cuts(raw)))


def _cuts(raw: str) -> Iterator[Cut]:
    openers: dict[str, list[tuple[int, int]]] = {"*": [], "_": []}
    brackets: list[int] = []
    code_until = 0
    for found in _TOKEN.finditer(raw):
        start, end = found.span()
        if start < code_until:
            continue
        kind = found.lastgroup
        if kind == "emphasis":
            yield from _emphasis(raw, start, end, openers)
        elif kind == "open":
            brackets.append(start)
        elif kind == "link":
            if brackets:
                opened = brackets.pop()
                yield opened, opened + 1, ""
                yield start, end, ""
        elif kind == "code":
            close = raw.find(found[0], end, end + _LONGEST_CODE)
            if close >= 0:
                code_until = close + len(found[0])
                yield start, end, ""
                yield close, code_until, ""
        else:
            yield from _single(found[0], kind, start, end)


def _single(mark: str, kind: str | None, start: int, end: int) -> Iterator[Cut]:
    """Marks that stand alone: escapes, entities, tags, addresses, images, footnote references."""
    if kind == "escape":
        yield start, start + 1, ""
    elif kind == "entity":
        from html import unescape  # brings a large table that few texts need

        text = unescape(mark)
        if text != mark:
            yield start, end, text
    elif kind == "tag":
        yield start, end, " " if mark[1:3].lower() == "br" else ""
    elif kind == "uri":
        yield start, start + 1, ""
        yield end - 1, end, ""
    else:
        yield start, end, ""


def _emphasis(
    raw: str, start: int, end: int, openers: dict[str, list[tuple[int, int]]]
) -> Iterator[Cut]:
    """The marks of a pair, when the run at `start` closes one; else it may open one."""
    char, size = raw[start], end - start
    before = raw[start - 1] if start else " "
    after = raw[end] if end < len(raw) else " "
    closes = not before.isspace() and (char == "*" or not after.isalnum())
    opens = not after.isspace() and (char == "*" or not before.isalnum())
    stack = openers[char]
    if closes and stack and stack[-1][1] == size and size < 4:
        opened, _ = stack.pop()
        yield opened, opened + size, ""
        yield start, end, ""
    elif opens and size < 4:
        stack.append((start, size))
