"""How far a command has come, on stderr: a bar, or a line of its own words."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

MANY = 50
"""From so many steps on a bar is shown."""


def with_progress(steps: Iterable[T], total: int) -> Iterator[T]:
    """The steps, with a bar while they are taken; none where no one looks."""
    if total < MANY or not sys.stderr.isatty():
        yield from steps
        return
    from rich.console import Console
    from rich.progress import Progress

    # No thread of its own: processes are forked while the bar is up.
    with Progress(console=Console(stderr=True), auto_refresh=False, transient=True) as progress:
        task = progress.add_task("regcheck", total=total)
        for number, step in enumerate(steps):
            if number % 10 == 0:
                progress.update(task, completed=number, refresh=True)
            yield step


class StatusLine:
    """A line on a terminal's stderr that is written again and again."""

    def __init__(self) -> None:
        self.on_terminal = sys.stderr.isatty()
        self._written = False

    def show(self, words: str) -> None:
        """Write the line anew."""
        self._written = True
        print(f"\r\x1b[Kregcheck: {words}", end="", file=sys.stderr, flush=True)  # noqa: T201

    def clear(self) -> None:
        """Leave the terminal's line clean."""
        if self._written:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)  # noqa: T201
