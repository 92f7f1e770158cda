"""Time and memory that work may not go beyond, whatever it is doing: a timer of the system on the
main thread, a thread on any other. Neither ends a single call into C; a process that works on
documents alone is then ended by the system."""

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
from typing import Any


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
