"""A progress bar on stderr for the commands that measure; nothing where no one looks."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

MANY = 50
"""From so many steps on a bar is shown."""


def with_progress(steps: Iterable[T], total: int) -> Iterator[T]:
    """The steps, with a bar while they are taken."""
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
