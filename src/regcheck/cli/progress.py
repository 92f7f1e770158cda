"""How far a command has come, on stderr: a bar, or a line of its own."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Self, TypeVar

from regcheck.base.texts.catalogue import Texts
from regcheck.cli.terminal import spoken, warn

if TYPE_CHECKING:
    from rich.progress import Progress

    from regcheck.packs.model import RuleSet
    from regcheck.results.result import DocumentResult, RunResult, Settings

T = TypeVar("T")

MANY = 50
"""From so many steps on a bar is shown."""


class Bar(AbstractContextManager["Bar"]):
    """A bar on stderr while many steps are taken; may be told of a run like a report."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._taken = 0
        self._progress: Progress | None = None

    def __enter__(self) -> Self:
        if self._total >= MANY and sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import Progress

            # No thread of its own: processes are forked while the bar is up.
            console = Console(stderr=True)
            self._progress = Progress(console=console, auto_refresh=False, transient=True)
            self._progress.add_task("regcheck", total=self._total)
            self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def _stop(self) -> None:
        if self._progress:
            self._progress.stop()
            self._progress = None

    def step(self) -> None:
        """One more step is taken."""
        if self._progress and self._taken % 10 == 0:
            self._progress.update(self._progress.task_ids[0], completed=self._taken, refresh=True)
        self._taken += 1

    def begin(self, settings: Settings, rule_set: RuleSet) -> None:
        """The bar is up already."""

    def document(self, result: DocumentResult) -> None:
        """One document is done."""
        self.step()

    def end(self, run: RunResult) -> None:
        """The bar goes, so that reports may be written where it was."""
        self._stop()


def with_progress(steps: Iterable[T], total: int) -> Iterator[T]:
    """The steps, with a bar while they are taken."""
    with Bar(total) as bar:
        for step in steps:
            bar.step()
            yield step


class StatusLine:
    """A line on a terminal's stderr that is written anew, at most once in so many seconds."""

    def __init__(self, seconds: float) -> None:
        self.on_terminal = sys.stderr.isatty()
        self._seconds = seconds
        self._written = 0.0

    def show(self, words: str) -> None:
        """Write the line anew, unless it is too soon or nobody looks."""
        now = time.monotonic()
        if not self.on_terminal or now - self._written < self._seconds:
            return
        self._written = now
        print(f"\r\x1b[Kregcheck: {words}", end="", file=sys.stderr, flush=True)  # noqa: T201

    def clear(self) -> None:
        """Leave the terminal's line clean."""
        if self._written:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)  # noqa: T201


class Pace:
    """How fast many documents are read, on stderr: a line that is renewed on a terminal and written
    now and then elsewhere, with rate and time left. `size` is that of all files in bytes."""

    def __init__(self, files: int, size: int) -> None:
        self._total = files
        self._size = size
        self._line = StatusLine(0.0)
        self._every = 0.5 if self._line.on_terminal else 20.0
        self._start = self._last = time.monotonic()
        self._documents = self._bytes = 0

    def add(self, documents: int, size: int) -> None:
        """So many more documents are done, of so many bytes."""
        self._documents += documents
        self._bytes += size
        now = time.monotonic()
        if now - self._last >= self._every:
            self._last = now
            self._show(now - self._start)

    def end(self) -> None:
        """Leave the terminal's line clean."""
        self._line.clear()

    def _show(self, seconds: float) -> None:
        words = Texts("cli", spoken())
        known = self._documents < self._total and self._bytes > 0
        left = seconds * max(0, self._size - self._bytes) / self._bytes if known else 0.0
        rate = words.decimal(self._bytes / 1e6 / seconds)
        said = words.pace_left if known else words.pace
        told = f"{left:.0f} s" if left < 100 else f"{left / 60:.0f} min"
        shown = said.format(n=self._documents, total=self._total, rate=rate, left=told)
        (self._line.show if self._line.on_terminal else warn)(shown)
