"""Painting styled lines: as plain text, or with rich on a terminal and for pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TextIO

from regcheck.reports.layout import Line, plain
from regcheck.reports.report import Write

if TYPE_CHECKING:
    from rich.console import Console

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


def plain_painter(write: Write) -> Paint:
    """Lines as text without colours."""

    def paint(lines: Iterable[Line]) -> None:
        for line in lines:
            write(plain(line) + "\n")

    return paint


def rich_painter(console: Console) -> Paint:
    """Lines in colours, by the console."""
    from rich.text import Text

    def paint(lines: Iterable[Line]) -> None:
        for line in lines:
            text = Text(end="")
            for words, style in line:
                if style != "mark":
                    text.append(words, STYLES.get(style, ""))
            console.print(text, soft_wrap=True, end="\n")

    return paint


def terminal_console(stream: TextIO, width: int) -> Console:
    """A console that colours whatever the stream is."""
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
