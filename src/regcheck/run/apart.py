"""Documents that are worked on in a process of their own, so that one that takes all there is, or
that brings its process down, harms nobody else."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from regcheck.readers.inputs import Input
from regcheck.readers.limits import MEGABYTE
from regcheck.results.result import DocumentResult
from regcheck.run.guard import Guard, given_up, unread

if TYPE_CHECKING:
    from regcheck.run.pool import ProcessPool

LARGE = MEGABYTE
"""Bytes of a file of text from which on a process of its own costs little beside the check."""
PACKED = 8
"""How many times smaller files made of parts are taken to be than what is in them."""


@dataclass(slots=True, eq=False)
class Apart:
    """One process for one document after another, started when it is first needed. It takes
    documents of `least` bytes or more; the process stays until `close`, or until documents are to
    be checked in another way. With `lasting` it is kept when a run ends."""

    least: int = LARGE
    lasting: bool = False
    _pool: ProcessPool[Input, bytes] | None = field(default=None, init=False)
    _made_for: tuple[Any, ...] = field(default=(), init=False)

    def takes(self, item: Input) -> bool:
        """Whether a document is worked on here."""
        from regcheck.readers.registry import format_named, format_of_path

        form = format_named(item.format or format_of_path(item.path))
        packed = form is not None and not form.text
        return item.size * (PACKED if packed else 1) >= self.least

    def packed(
        self,
        item: Input,
        work: Callable[[Input], bytes],
        start: Callable[..., None],
        arguments: tuple[Any, ...],
        guard: Guard,
    ) -> bytes | DocumentResult:
        """What `work` makes of a document in a process made ready by `start(*arguments)`."""
        from regcheck.run.pool import Crashed, ProcessPool

        if self._pool is None or self._made_for != arguments:
            self.close()
            self._pool = ProcessPool(1, work, start, arguments)
            self._made_for = arguments
        before = _ended()
        done = self._pool.alone(item)
        if not isinstance(done, Crashed):
            return done
        spent = _ended() - before
        if guard.most and spent >= guard.most:
            return unread(given_up(item.path, "no_time", seconds=guard.seconds))
        return unread(given_up(item.path, "died"))

    def close(self) -> None:
        """End the process."""
        if self._pool is not None:
            self._pool.close()
            self._pool = None


def _ended() -> float:
    """The processor's seconds that processes took which have ended."""
    times = os.times()
    return times.children_user + times.children_system
