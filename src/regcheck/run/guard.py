"""What a document may take, and what is answered for one that took more or could not be read. Time
and memory are bounded whatever the work is at: by a timer of the system on the main thread, by a
thread on any other. Neither ends a single call into C; a process that works on documents alone is
then ended by the system."""

from __future__ import annotations

import contextlib
import math
import mmap
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, Final

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


_GIVEN_UP: Final = {
    "no_time": ("time", "split_or_wait"),
    "no_memory": ("memory", "split_or_fewer_jobs"),
    "own_fault": ("internal", "report_it"),
    "died": ("crashed", "report_it"),
    "died_twice": ("crashed", "one_job"),
}
"""By what became of a document, and the name of the text that says so: the reason, and the name of
a hint."""


def given_up(path: str, why: str, **values: object) -> Unreadable:
    """What to answer for a document that takes too long, that there is not enough memory for, that
    made regcheck fail, or over which its process died, alone or twice; by the name of the text."""
    reason, hint = _GIVEN_UP[why]
    detail = message(f"readers.{why}", **values)
    return Unreadable(path, reason, detail, message(f"readers.{hint}"))


def own_fault(path: str, fault: Exception) -> Unreadable:
    """What to answer for a document that made regcheck fail."""
    words = " ".join(f"{type(fault).__name__}: {fault}".split())[:300]
    return given_up(path, "own_fault", words=words)


class OutOfTime(BaseException):
    """Raised in the middle of work whose time is up; no Exception, lest one be caught for it."""


@contextlib.contextmanager
def bounded(seconds: float, memory: int, *, alone: bool = False) -> Iterator[None]:
    """Let what is inside take so many seconds, and so many bytes beyond what the process has; 0
    bounds nothing. Raises OutOfTime, and MemoryError where the system keeps count of memory. With
    `alone` the system ends the process, where it can, when neither is heeded."""
    main = threading.current_thread() is threading.main_thread()
    with contextlib.ExitStack() as stack:
        if memory and main:
            with contextlib.suppress(OSError, ValueError):  # where the system keeps count of it
                pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
                stack.callback(_limited("RLIMIT_AS", pages * mmap.PAGESIZE + memory))
        if seconds and main and alone:
            most = math.ceil(time.process_time() + seconds) + 1  # a second later than the timer
            stack.callback(_limited("RLIMIT_CPU", most))
        if seconds and main and hasattr(signal, "setitimer"):
            stack.callback(_bound_time(seconds))
        elif seconds:
            stack.enter_context(_watched(seconds))
        yield


def _bound_time(seconds: float) -> Callable[[], object]:
    """Start the timer; gives what stops it."""

    def end(_number: int, _frame: FrameType | None) -> None:
        raise OutOfTime

    before = signal.signal(signal.SIGPROF, end)
    signal.setitimer(signal.ITIMER_PROF, seconds)

    def stop() -> None:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)

    return stop


@contextlib.contextmanager
def _watched(seconds: float) -> Iterator[None]:
    """The same from a thread of its own."""
    import ctypes

    lock, over = threading.Lock(), threading.Event()
    raised = ctypes.pythonapi.PyThreadState_SetAsyncExc
    thread = ctypes.c_ulong(threading.get_ident())

    def end() -> None:
        with lock:
            if not over.is_set():
                over.set()
                raised(thread, ctypes.py_object(OutOfTime))

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        with lock:
            over.set()  # what was raised and has not come yet comes in this call, not later
        timer.cancel()


def _limited(kind: str, most: int) -> Callable[[], object]:
    """Hold this process to so much of a resource, if possible; gives what takes it back."""
    resource: Any
    try:
        import resource
    except ImportError:
        return lambda: None
    number = getattr(resource, kind)
    soft, hard = resource.getrlimit(number)
    if any(0 <= one < most for one in (soft, hard)):  # infinity is below 0, or above all
        return lambda: None
    resource.setrlimit(number, (most, hard))
    return lambda: resource.setrlimit(number, (soft, hard))
