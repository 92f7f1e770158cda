"""Documents checked on a cluster: a dask scheduler and its workers in place of local processes.

What a worker carries out is the very function that a local process does. Documents travel as
bytes, so that workers need not see the same files; results come back packed. A worker runs one
document at a time. When workers die, what they had is run again one document at a time with
nothing else under way; the document that takes a worker with it once more is given up.
"""

from __future__ import annotations

import gc
import hashlib
import logging
import pickle
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from regcheck import __version__
from regcheck.document.model import Unreadable
from regcheck.errors import UsageError
from regcheck.readers.inputs import Input
from regcheck.readers.limits import Limits
from regcheck.results.result import DocumentResult
from regcheck.results.wire import layout
from regcheck.run.guard import unread
from regcheck.run.pool import Crashed, make_ready
from regcheck.texts.message import message

if TYPE_CHECKING:
    from distributed import Future

Done = DocumentResult | bytes
Task = Input | Unreadable

_AHEAD: Final = 16
"""Documents under way or done and waiting for their turn, for each worker."""
_AHEAD_BYTES: Final = 48_000_000
_CONNECT: Final = 10
_WAIT: Final = 5
_PATIENCE: Final = 12
"""So many waits of so many seconds without a single worker, and the scan stops."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """The scheduler of a cluster, such as `tcp://host:8786`. Called, it gives a pool."""

    scheduler: str

    def __call__(
        self,
        work: Callable[[Task], bytes],
        start: Callable[..., None],
        arguments: tuple[Any, ...],
        known: Callable[[Task], Done | None],
        limits: Limits,
    ) -> ClusterPool:
        """A pool whose workers run `work`, each made ready by `start(*arguments)`."""
        return ClusterPool(
            self.scheduler,
            work,
            pickle.dumps((start, arguments, gc.get_threshold())),
            known,
            limits,
        )


@dataclass(slots=True)
class ClusterPool:
    """The workers of a cluster. `prepared` is what makes each of them ready, as a pickle."""

    scheduler: str
    work: Callable[[Task], bytes]
    prepared: bytes
    known: Callable[[Task], Done | None]
    limits: Limits
    _client: Any = None
    _run: Any = None
    _ahead: int = _AHEAD

    def results(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Done | Crashed]]:
        """Each task with its result, in order. Raises UsageError when the scheduler cannot be
        reached, is lost or has no workers left, or when they run another regcheck."""
        from distributed import CancelledError
        from distributed.comm.core import CommClosedError

        waiting: deque[_Waiting] = deque()
        source = iter(tasks)
        self._connect()
        try:
            while True:
                self._fill(waiting, source)
                if not waiting:
                    return
                yield from self._next(waiting)
        except (CancelledError, CommClosedError, OSError) as lost:
            raise UsageError(message("run.scheduler_gone", scheduler=self.scheduler)) from lost
        finally:
            self._close()

    def _next(self, waiting: deque[_Waiting]) -> Iterator[tuple[Task, Done | Crashed]]:
        """The result of the first that waits; of all of them when it was lost with its worker."""
        done = self._outcome(waiting[0])
        if not isinstance(done, Crashed):
            yield waiting.popleft().task, done
            return
        outcomes = [self._outcome(one) for one in waiting]
        for one, outcome in zip(list(waiting), outcomes, strict=True):
            waiting.popleft()
            yield one.task, self._again(one.task) if isinstance(outcome, Crashed) else outcome

    def _again(self, task: Task) -> Done | Crashed:
        return self._outcome(self._submit(task))

    def _fill(self, waiting: deque[_Waiting], source: Iterator[Task]) -> None:
        size = sum(one.size for one in waiting)
        while len(waiting) < self._ahead and size < _AHEAD_BYTES:
            try:
                task = next(source)
            except StopIteration:
                return
            waiting.append(self._submit(task))
            size += waiting[-1].size

    def _submit(self, task: Task) -> _Waiting:
        known = self.known(task)
        if known is not None or isinstance(task, Unreadable):
            return _Waiting(task, known)
        data = task.read(self.limits)
        if isinstance(data, Unreadable):
            return _Waiting(task, unread(data))
        sent = replace(task, data=data)
        future = self._client.submit(self._run, sent, pure=False)
        return _Waiting(task, None, future, len(data))

    def _outcome(self, one: _Waiting) -> Done | Crashed:
        """The result, waited for; Crashed when the worker died."""
        import distributed

        if one.future is None:
            assert one.known is not None  # noqa: S101 - known or sent
            return one.known
        alone = 0
        while True:
            try:
                done: bytes = one.future.result(timeout=_WAIT)
                return done
            except distributed.KilledWorker:
                return Crashed()
            except TimeoutError:
                alone = 0 if self._workers() else alone + 1
                if alone >= _PATIENCE:
                    raise UsageError(message("run.no_workers", scheduler=self.scheduler)) from None

    def _workers(self) -> int:
        return sum(self._client.nthreads().values())

    def _connect(self) -> None:
        import distributed

        for name in ("distributed", "distributed.client", "distributed.core"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
        connect: Any = distributed.Client
        try:
            self._client = connect(
                self.scheduler, timeout=_CONNECT, set_as_default=False, name="regcheck"
            )
        except (OSError, TimeoutError, ValueError, TypeError) as fault:
            raise UsageError(message("run.no_scheduler", scheduler=self.scheduler)) from fault
        key = hashlib.sha256(self.prepared).hexdigest()[:16]
        plugin = distributed.WorkerPlugin()  # what each worker is given, those that come later too
        vars(plugin)["prepared"] = self.prepared
        self._client.register_plugin(plugin, name=f"regcheck-{key}")
        self._run = partial(_on_worker, f"regcheck-{key}", _speaks(), self.work)
        self._ahead = _AHEAD * max(1, self._workers())

    def _close(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            with suppress(TimeoutError):  # a scheduler that is gone answers no farewell
                client.close(timeout=_WAIT)


@dataclass(slots=True)
class _Waiting:
    """A task and where its result is or will be."""

    task: Task
    known: Done | None
    future: Future[bytes] | None = None
    size: int = 0


@dataclass(slots=True)
class _Ready:
    """Which run a worker was made ready for; tasks of one process take turns."""

    name: str = ""
    lock: threading.Lock = field(default_factory=threading.Lock)


_ready = _Ready()


def _speaks() -> str:
    return f"{__version__} {layout()}"


def _on_worker(name: str, speaks: str, work: Callable[[Task], bytes], task: Task) -> bytes:
    """In a worker: one document, by the function that local processes run."""
    from distributed import get_worker

    if speaks != _speaks():
        raise UsageError(message("run.other_version", version=__version__))
    with _ready.lock:
        if _ready.name != name:
            make_ready(*pickle.loads(vars(get_worker().plugins[name])["prepared"]))  # noqa: S301
            _ready.name = name
        return work(task)
