"""Styled lines, tuples of (text, style), of which reports for people consist, and how they are
painted. Everything from a document goes through `printable`, so that a terminal obeys none of
it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, TextIO

from regcheck.base.text.patterns import pattern
from regcheck.base.text.printable import printable

if TYPE_CHECKING:
    from rich.console import Console

    from regcheck.reports.report import Write

Piece = tuple[str, str]
Line = tuple[Piece, ...]
Paint = Callable[[Iterable[Line]], None]

STYLES: dict[str, str] = {
    "path": "bold",
    "rule": "bright_black",
    "dim": "bright_black",
    "address": "bold",
    "title": "bold",
    "match": "bold underline",
    "advice": "green",
    "label": "bold",
    "error": "bold red",
    "warning": "bold yellow",
    "info": "bold blue",
    "loud": "bold red",
}
"""What each style of `layout` looks like, in rich's words."""


class Look(NamedTuple):
    """How reports for people look: the width in columns, and whether colours may be used."""

    width: int = 100
    colour: bool = False


_BREAK = pattern("(?<!§)([^\\S\u00a0]+)")


def wrap(pieces: Sequence[Piece], width: int, indent: int = 0, hanging: int = 0) -> Iterator[Line]:
    """Break pieces into lines of at most `width` columns. Lines are indented by `indent`, those
    after the first by `hanging` more. Spaces within a line are kept; a word longer than a line is
    not broken."""
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
    """Words as pieces, each with the number of spaces before it."""
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
    """A line without styles; pieces in the style `mark` appear only here."""
    return "".join(text for text, _ in line).rstrip(" ")


def as_match(words: str) -> tuple[Piece, ...]:
    """The words of a finding in a style of their own, or between ▸ and ◂."""
    return ("▸", "mark"), (printable(words), "match"), ("◂", "mark")


def plain_painter(write: Write) -> Paint:
    """Lines as text without colours."""

    def paint(lines: Iterable[Line]) -> None:
        for line in lines:
            write("\n".join(map(printable, plain(line).split("\n"))) + "\n")

    return paint


def rich_painter(console: Console) -> Paint:
    """Lines in colours, through the console."""
    from rich.text import Text

    def paint(lines: Iterable[Line]) -> None:
        for line in lines:
            text = Text(end="")
            for words, style in line:
                if style != "mark":
                    shown = "\n".join(map(printable, words.split("\n")))
                    text.append(shown, STYLES.get(style, ""))
            console.print(text, soft_wrap=True, end="\n")

    return paint


def terminal_console(stream: TextIO, width: int) -> Console:
    """A console that uses colours whatever the stream is."""
    from rich.console import Console

    return Console(
        file=stream,
        width=width,
        force_terminal=True,
        markup=False,
        emoji=False,
        highlight=False,
        soft_wrap=True,
    )
