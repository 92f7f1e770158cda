"""Styled lines, tuples of (text, style), of which reports for people consist, and how they are
painted. Everything from a document goes through `printable`, so that a terminal obeys none of
it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
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


_WORD = pattern("(?:\\S|\u00a0|(?<=§)\\s)+")


def wrap(pieces: Sequence[Piece], width: int, indent: int = 0, hanging: int = 0) -> Iterator[Line]:
    """Break pieces into lines of at most `width` columns. Lines are indented by `indent`, those
    after the first by `hanging` more. Spaces within a line are kept; a word longer than a line is
    not broken."""
    at, start, end = indent, -1, 0
    for word in _WORD.finditer("".join(text for text, _ in pieces)):
        if start < 0:
            start = word.start()
        elif at + word.end() - start > width:
            yield _line(pieces, start, end, at)
            at, start = indent + hanging, word.start()
        end = word.end()
    if start >= 0:
        yield _line(pieces, start, end, at)


def _line(pieces: Sequence[Piece], start: int, end: int, indent: int) -> Line:
    """What pieces say from `start` to `end`, neighbours of one style together."""
    within: list[Piece] = [(" " * indent, "")] if indent else []
    at = 0
    for text, style in pieces:
        if part := text[max(start - at, 0) : max(end - at, 0)]:
            within.append((part, style))
        at += len(text)
    return tuple(
        ("".join(text for text, _ in some), style)
        for style, some in groupby(within, key=itemgetter(1))
    )


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
