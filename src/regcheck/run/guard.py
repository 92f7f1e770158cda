"""What a document may take, and what is answered for one that took more or could not be read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from regcheck.base.texts.message import message
from regcheck.base.values import Value
from regcheck.document.model import Unreadable
from regcheck.law.metadata import DocumentMeta
from regcheck.results.result import DocumentResult

if TYPE_CHECKING:
    from regcheck.matching.deadline import Expired

MOST = 1.2
"""How many times its time a document may take at the very most."""


class Stop:
    """Gives up the documents under way, also in processes that were given it as they started."""

    def __init__(self) -> None:
        from multiprocessing.sharedctypes import RawValue

        self._times = RawValue("Q", 0)

    @property
    def times(self) -> int:
        """How often it was called."""
        return int(self._times.value)

    def __call__(self) -> None:
        """Give up what is under way."""
        self._times.value += 1


class Guard(Value, frozen=True):
    """How long a document may take, and how many bytes, 0 for any number. `clock` gives seconds; it
    must be a module-level function, so that it can be sent to other processes. `alone` says that
    the process works on documents alone, and may be ended for one. `stop` ends the time at once."""

    clock: Callable[[], float] | None = None
    seconds: float = 30.0
    memory: int = 0
    alone: bool = False
    stop: Stop | None = None

    def start(self) -> Expired | None:
        """Whether so much of the time is up, asked now and then; None when nothing guards."""
        clock, stop = self.clock, self.stop
        if clock is None:
            return None
        begun, seconds = clock(), self.seconds
        if stop is None:
            return lambda share=1: clock() > begun + share * seconds
        times = stop.times
        return lambda share=1: stop.times != times or clock() > begun + share * seconds

    @property
    def most(self) -> float:
        """Seconds after which a document is given up in the middle of anything."""
        return MOST * self.seconds if self.clock else 0


def unread(reason: Unreadable) -> DocumentResult:
    """The result of a document that could not be read."""
    return DocumentResult(reason.path, "", "", DocumentMeta(), unreadable=reason)


def no_time(path: str, guard: Guard) -> Unreadable:
    """What to answer for a document that takes too long."""
    detail = message("readers.no_time", seconds=guard.seconds)
    return Unreadable(path, "time", detail, message("readers.split_or_wait"))


def no_memory(path: str) -> Unreadable:
    """What to answer for a document that there is not enough memory for."""
    detail, hint = message("readers.no_memory"), message("readers.split_or_fewer_jobs")
    return Unreadable(path, "memory", detail, hint)


def own_fault(path: str, fault: Exception) -> Unreadable:
    """What to answer for a document that made regcheck fail."""
    words = " ".join(f"{type(fault).__name__}: {fault}".split())[:300]
    detail, hint = message("readers.own_fault", words=words), message("readers.report_it")
    return Unreadable(path, "internal", detail, hint)


def died(path: str) -> Unreadable:
    """What to answer for a document over which the process died that worked on it alone."""
    return Unreadable(path, "crashed", message("readers.died"), message("readers.report_it"))


def died_twice(path: str) -> Unreadable:
    """What to answer for a document whose process died, and died again when it was tried alone."""
    detail, hint = message("readers.died_twice"), message("readers.one_job")
    return Unreadable(path, "crashed", detail, hint)
