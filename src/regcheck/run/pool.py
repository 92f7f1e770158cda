"""Work spread over processes, with results in the order of the tasks. Tasks that were under way
when a process died are run again alone; the one that dies again is given up. No process looks for
modules in the folder one stands in, which may be a stranger's."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from multiprocessing import active_children, get_context, parent_process
from multiprocessing.context import BaseContext
from typing import Any, Generic, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

_WINDOWS = 61
"""Processes that one process can wait for on Windows."""
_AHEAD = 16
"""Tasks under way or done and waiting for their turn, for each process."""
_SAFE_PATH = "PYTHONSAFEPATH"
_starting = threading.RLock()


@dataclass(frozen=True, slots=True)
class Crashed:
    """Stands for the result of a task over which its process died."""


@dataclass(slots=True)
class ProcessPool(Generic[Task, Result]):
    """`jobs` processes that run `work`, each made ready by `start(*arguments)`. They are started
    for the first task that `known` has no result for."""

    jobs: int
    work: Callable[[Task], Result]
    start: Callable[..., object] = bool
    arguments: tuple[Any, ...] = ()
    known: Callable[[Task], Result | None] = lambda _: None
    _main: ProcessPoolExecutor | None = None
    _alone: ProcessPoolExecutor | None = None

    def results(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Result | Crashed]]:
        """Each task with its result, in order; only so many tasks are taken ahead."""
        waiting: deque[tuple[Task, Future[Result]]] = deque()
        source = iter(tasks)
        try:
            while True:
                for task in islice(source, self.jobs * _AHEAD - len(waiting)):
                    waiting.append((task, self._submit(task)))
                if not waiting:
                    return
                task, future = waiting.popleft()
                try:
                    yield task, future.result()
                except BrokenProcessPool:
                    yield from self._recover(task, waiting)
        finally:
            self.close()

    def _submit(self, task: Task) -> Future[Result]:
        done: Future[Result] = Future()
        known = self.known(task)
        if known is not None:
            done.set_result(known)
            return done
        if self._main is None:
            self._main = self._executor(self.jobs)
        try:
            with _away_from_folder():
                return self._main.submit(self.work, task)
        except BrokenProcessPool as broken:
            done.set_exception(broken)
            return done

    def _recover(
        self, task: Task, waiting: deque[tuple[Task, Future[Result]]]
    ) -> Iterator[tuple[Task, Result | Crashed]]:
        """The result of `task` and of all that wait, what was lost being run again alone."""
        if self._main is not None:
            self._main.shutdown(wait=True, cancel_futures=True)
            self._main = None
        yield task, self.alone(task)
        while waiting:
            task, future = waiting.popleft()
            # One that was submitted just as the pool broke is never done.
            lost = future.cancelled() or not future.done()
            lost = lost or isinstance(future.exception(), BrokenProcessPool)
            yield task, self.alone(task) if lost else future.result()
        if self._alone is not None:
            self._alone.shutdown(wait=True)
            self._alone = None

    def alone(self, task: Task) -> Result | Crashed:
        """The result of a task in a process that does nothing else at the time."""
        if self._alone is None:
            self._alone = self._executor(1)
        try:
            with _away_from_folder():
                future = self._alone.submit(self.work, task)
            return future.result()
        except BrokenProcessPool:
            self._alone.shutdown(wait=True)
            self._alone = None
            return Crashed()

    def _executor(self, jobs: int) -> ProcessPoolExecutor:
        with _away_from_folder():
            return ProcessPoolExecutor(
                min(jobs, _WINDOWS) if sys.platform == "win32" else jobs,
                mp_context=_context(),
                initializer=_begin,
                initargs=(self.start, self.arguments, gc.get_threshold()),
            )

    def close(self) -> None:
        """End the processes."""
        for executor in (self._main, self._alone):
            if executor is not None:
                executor.shutdown(wait=True, cancel_futures=True)
        self._main = self._alone = None


def end_all() -> None:
    """End the processes of this one, whatever they are at: nobody waits for them any more."""
    for child in active_children():
        child.terminate()


@contextmanager
def _away_from_folder() -> Iterator[None]:
    """While processes are started: `python -c`, as which they begin, leaves out the folder one
    stands in, and so does the path that they take over from this process."""
    with _starting:
        path = sys.path
        sys.path = [place for place in path if place]
        if not sys.flags.safe_path:  # else it is theirs too
            os.putenv(_SAFE_PATH, "1")
        try:
            yield
        finally:
            sys.path = path
            if not sys.flags.safe_path:
                os.unsetenv(_SAFE_PATH)


def _context() -> BaseContext:
    """Forking is fastest and shares the rules, but is safe only before there are threads."""
    if sys.platform == "linux" and threading.active_count() == 1:
        return get_context("fork")
    return get_context("spawn")


def _begin(
    start: Callable[..., object], arguments: tuple[Any, ...], threshold: tuple[int, int, int]
) -> None:
    """In a new process: let a signal end it without a word, and make it ready."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    make_ready(start, arguments, threshold)


def make_ready(
    start: Callable[..., object], arguments: tuple[Any, ...], threshold: tuple[int, int, int]
) -> None:
    """Make this process ready for work; what that makes stays and is not searched for garbage."""
    start(*arguments)
    gc.set_threshold(*threshold)
    gc.freeze()


def _end_with_parent() -> None:
    """Let no process go on, or wait for tasks for ever, once the one it works for was killed."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)
