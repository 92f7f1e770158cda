"""One document from bytes to result, in whatever process it happens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Protocol

from regcheck.document.model import Document, Unreadable
from regcheck.matching.deadline import Expired
from regcheck.readers.inputs import Input
from regcheck.readers.limits import Limits
from regcheck.readers.registry import read_document
from regcheck.results.result import DocumentResult, Settings
from regcheck.run.bounds import OutOfTime, bounded
from regcheck.run.pipeline import unread, with_text
from regcheck.texts.message import message

MOST = 1.2
"""How many times its time a document may take at the very most."""


class DocumentChecker(Protocol):
    """What a run needs of `run.pipeline.Pipeline`."""

    def check(self, document: Document, *, expired: Expired | None = None) -> DocumentResult:
        """The result for a document that was read."""


class Stop:
    """Has the work on documents given up that is under way when it is called, also in processes
    that were given it as they started."""

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


@dataclass(frozen=True, slots=True)
class Guard:
    """How long a document may take, and how many bytes, 0 for any number. `clock` gives seconds; it
    must be a module-level function, so that it can be sent to other processes. `alone` says that
    the process works on documents alone, and may be ended for one. `stop` ends the time at once."""

    clock: Callable[[], float] | None = None
    seconds: float = 30.0
    memory: int = 0
    alone: bool = False
    stop: Stop | None = None

    def start(self) -> Expired | None:
        """A question to be asked now and then: is so much of the time up? None when nothing
        guards."""
        clock, stop = self.clock, self.stop
        if clock is None:
            return None
        begun, seconds = clock(), self.seconds
        if stop is None:
            return lambda share=1, ahead=0: clock() + ahead > begun + share * seconds
        times = stop.times
        return lambda share=1, ahead=0: (
            stop.times != times or clock() + ahead > begun + share * seconds
        )

    @property
    def most(self) -> float:
        """Seconds after which a document is given up in the middle of anything; the time over is
        for building what was found until the time was up."""
        return MOST * self.seconds if self.clock else 0


@dataclass(frozen=True, slots=True)
class DocumentRun:
    """Reads and checks documents one at a time. With `reraise` a fault of regcheck's own is not
    turned into a result; with `keep_text` results hold the documents' text, and with
    `keep_original` the bytes of a file made of parts, with `keep_units` what it holds besides
    findings, and with `keep_terms` what it defines."""

    checker: DocumentChecker
    settings: Settings
    limits: Limits = field(default_factory=Limits)
    guard: Guard = field(default_factory=Guard)
    reraise: bool = False
    keep_text: bool = False
    keep_original: bool = False
    keep_units: bool = False
    keep_terms: bool = False

    def __call__(self, item: Input) -> DocumentResult:
        """The result for one document; never raises for anything the document holds."""
        try:
            with bounded(self.guard.most, self.guard.memory, alone=self.guard.alone):
                return self._result(item)
        except OutOfTime:
            return unread(no_time(item.path, self.guard))
        except MemoryError:
            return unread(no_memory(item.path))
        except Exception as fault:
            if self.reraise:
                raise
            return unread(own_fault(item.path, fault))

    def _result(self, item: Input) -> DocumentResult:
        expired = self.guard.start()
        data = item.read(self.limits)
        if isinstance(data, Unreadable):
            return unread(data)
        how = self.settings.tracked_changes
        document = read_document(data, item.path, item.format, self.limits, how)
        if isinstance(document, Unreadable):
            return unread(replace(document, path=item.path))
        result = self.checker.check(document, expired=expired)
        if self.keep_text:
            result = with_text(result, document, data if self.keep_original else None)
        if self.keep_units:
            from regcheck.run.units import units_of

            result = replace(result, units=units_of(document))
        if self.keep_terms:
            from regcheck.concepts.told import terms_told

            result = replace(result, terms=terms_told(document, self.settings.concepts))
        return result


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
