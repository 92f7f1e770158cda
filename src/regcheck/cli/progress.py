"""How far a command has come, on stderr: a bar, or a line of its own."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

from regcheck.base.texts.catalogue import Texts
from regcheck.cli.terminal import spoken, warn

if TYPE_CHECKING:
    from regcheck.packs.model import RuleSet
    from regcheck.results.result import DocumentResult, RunResult, Settings

T = TypeVar("T")

MANY = 50
"""From so many steps on a bar is shown."""


class Bar(AbstractContextManager["Bar"]):
    """How many of many steps are taken, on stderr; may be told of a run like a report."""

    def __init__(self, total: int) -> None:
        self._total, self._taken = total, 0
        self._start = time.monotonic()
        self._line = StatusLine(0.1)

    def __exit__(self, *_: object) -> None:
        self._line.clear()

    def step(self) -> None:
        """One more step is taken."""
        self._taken += 1
        if self._total >= MANY:
            done = min(1.0, self._taken / self._total)
            left = int((time.monotonic() - self._start) * (1 / done - 1))
            self._line.show(f"{'━' * int(done * 40):40} {done:4.0%} {timedelta(seconds=left)}")

    def begin(self, settings: Settings, rule_set: RuleSet) -> None:
        """The bar is up already."""

    def document(self, result: DocumentResult) -> None:
        """One document is done."""
        self.step()

    def end(self, run: RunResult) -> None:
        """The bar goes, so that reports may be written where it was."""
        self._line.clear()


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
            self._written = 0.0


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
