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
_BREAK = re.compile(r"(\s+)")


def printable(text: str) -> str:
    """`text` on one line, with control and direction characters written as escapes."""
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def wrap(pieces: Sequence[Piece], width: int, indent: int = 0, hanging: int = 0) -> Iterator[Line]:
    """Break pieces into lines of at most `width` columns. Lines are indented by `indent`, those
    after the first by `hanging` more. A word longer than a line is left whole."""
    line: list[Piece] = []
    room = width - indent
    used, at = 0, indent
    for word, space in _words(pieces):
        size = sum(len(text) for text, _ in word)
        gap = 1 if space and line else 0
        if line and used + gap + size > room and space:
            yield _indented(line, at)
            at = indent + hanging
            line, used, gap, room = [], 0, 0, width - at
        if gap:
            same = line[-1][1] == word[0][1]
            line.append((" ", word[0][1] if same else ""))
        line.extend(word)
        used += gap + size
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


def _words(pieces: Sequence[Piece]) -> Iterator[tuple[list[Piece], bool]]:
    """Words, each as pieces, and whether white space stands before; a change of style is no
    boundary."""
    word: list[Piece] = []
    spaced = space = False
    for text, style in pieces:
        for part in _BREAK.split(text):
            if not part:
                continue
            if part.isspace() and "\u00a0" not in part:
                if word:
                    yield word, spaced
                    word = []
                space = True
                continue
            if not word:
                spaced, space = space, False
            word.append((part, style))
    if word:
        yield word, spaced


def plain(line: Line) -> str:
    """A line without styles; the words in the style `match` stand between ▸ and ◂."""
    parts = []
    for text, style in line:
        if style == "match" and text.strip():
            parts.append(f"▸{text}◂")
        else:
            parts.append(text)
    return "".join(parts).rstrip()
