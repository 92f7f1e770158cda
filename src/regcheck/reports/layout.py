"""Styled lines: what a report for people is made of before anything is painted.

A line is a tuple of pieces, a piece is text with the name of a style. Everything that comes from a
document or a path passes `printable`, so that no control sequence reaches a terminal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

Piece = tuple[str, str]
Line = tuple[Piece, ...]

_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_BREAK = re.compile("([^\\S\u00a0]+)")


def printable(text: str) -> str:
    """`text` on one line, with control and direction characters written as escapes."""
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def wrap(pieces: Sequence[Piece], width: int, indent: int = 0, hanging: int = 0) -> Iterator[Line]:
    """Break pieces into lines of at most `width` columns. Lines are indented by `indent`, those
    after the first by `hanging` more. Spaces within a line stay as they are; a word longer than a
    line is left whole."""
    line: list[Piece] = []
    at = used = indent
    for word, gap in _words(pieces):
        size = sum(len(text) for text, _ in word)
        if line and gap and used + gap + size > width:
            yield _indented(line, at)
            line, at = [], indent + hanging
            used = at
        if line and gap:
            same = line[-1][1] == word[0][1]
            line.append((" " * gap, word[0][1] if same else ""))
            used += gap
        line.extend(word)
        used += size
    if line:
        yield _indented(line, at)


def _indented(line: Sequence[Piece], by: int) -> Line:
    merged: list[Piece] = [(" " * by, "")] if by else []
    for text, style in line:
        if merged and merged[-1][1] == style:
            merged[-1] = (merged[-1][0] + text, style)
        else:
            merged.append((text, style))
    return tuple(merged)


def _words(pieces: Sequence[Piece]) -> Iterator[tuple[list[Piece], int]]:
    """Words, each as pieces, and how many spaces stand before; a change of style is no boundary."""
    word: list[Piece] = []
    before = gap = 0
    for text, style in pieces:
        for part in _BREAK.split(text):
            if not part:
                continue
            if _BREAK.fullmatch(part):
                if word:
                    yield word, before
                    word = []
                gap += len(part)
                continue
            if not word:
                before, gap = gap, 0
            word.append((part, style))
    if word:
        yield word, before


def plain(line: Line) -> str:
    """A line without styles. Pieces in the style `mark` are for this alone: they stand around the
    words that colours would show."""
    return "".join(text for text, _ in line).rstrip(" ")


def as_match(words: str) -> tuple[Piece, ...]:
    """The words a finding is about: in a style of their own, and between ▸ and ◂ where there are no
    styles."""
    return ("▸", "mark"), (printable(words), "match"), ("◂", "mark")
