"""Documents checked on a cluster of dask workers, which run the function that local processes do.
Documents travel as bytes. One that was lost with its worker is run again alone, and given up if it
takes a worker with it once more."""

from __future__ import annotations

import gc
import hashlib
import logging
import pickle
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import Any, Final

from regcheck import __version__
from regcheck.base.errors import UsageError
from regcheck.base.texts.message import message
from regcheck.document.model import Unreadable
from regcheck.readers.inputs import Input
from regcheck.readers.limits import Limits
from regcheck.results.result import DocumentResult
from regcheck.results.wire import layout
from regcheck.run.guard import unread
from regcheck.run.pool import Crashed, make_ready

Done = DocumentResult | bytes
Task = Input | Unreadable

_AHEAD_PER_WORKER: Final = 16
"""Documents under way or done and waiting for their turn."""
_AHEAD_BYTES: Final = 48_000_000
_CONNECT_SECONDS: Final = 10
_WAIT_SECONDS: Final = 5
_WAITS: Final = 12
"""After so many waits without a single worker the scan stops."""
_TURN: Final = threading.Lock()
"""Tasks of one worker process take turns."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A cluster, by the address of its scheduler, such as `tcp://host:8786`."""

    scheduler: str

    def results(
        self,
        tasks: Iterable[Task],
        work: Callable[[Task], bytes],
        prepare: tuple[Callable[..., None], tuple[Any, ...]],
        known: Callable[[Task], Done | None],
        limits: Limits,
    ) -> Iterator[tuple[Task, Done | Crashed]]:
        """Each task with its result, in order: that of `known`, or else of `work`, for which
        `prepare`, a function and its arguments, makes each worker ready. Raises UsageError when the
        scheduler cannot be reached, is lost or has no workers left, or when they run another
        regcheck."""
        from distributed import CancelledError
        from distributed.comm.core import CommClosedError

        client = self._connect()
        waiting: deque[tuple[Task, Any, int]] = deque()  # task, result or future, bytes sent
        source = iter(tasks)
        try:
            run = _installed(client, work, pickle.dumps((*prepare, gc.get_threshold())))
            most = _AHEAD_PER_WORKER * max(1, _number_of_workers(client))

            def submit(task: Task) -> tuple[Task, Any, int]:
                found = known(task)
                if found is not None or isinstance(task, Unreadable):
                    return task, found, 0
                data = task.read(limits)
                if isinstance(data, Unreadable):
                    return task, unread(data), 0
                return task, client.submit(run, replace(task, data=data), pure=False), len(data)

            while True:
                while len(waiting) < most and sum(size for *_, size in waiting) < _AHEAD_BYTES:
                    try:
                        waiting.append(submit(next(source)))
                    except StopIteration:
                        break
                if not waiting:
                    return
                task, future, _ = waiting.popleft()
                done = self._outcome(client, future)
                if isinstance(done, Crashed):
                    for _, other, _ in waiting:
                        self._outcome(client, other)
                    done = self._outcome(client, submit(task)[1])
                yield task, done
        except (CancelledError, CommClosedError, OSError) as lost:
            raise UsageError(message("run.scheduler_gone", scheduler=self.scheduler)) from lost
        finally:
            with suppress(TimeoutError):  # a scheduler that is gone answers no farewell
                client.close(timeout=_WAIT_SECONDS)

    def _connect(self) -> Any:
        import distributed

        for name in ("distributed", "distributed.client", "distributed.core"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
        connect: Any = distributed.Client
        try:
            return connect(
                self.scheduler, timeout=_CONNECT_SECONDS, set_as_default=False, name="regcheck"
            )
        except (OSError, TimeoutError, ValueError, TypeError) as fault:
            raise UsageError(message("run.no_scheduler", scheduler=self.scheduler)) from fault

    def _outcome(self, client: Any, one: Any) -> Done | Crashed:
        """The result, waited for where it is a future; Crashed when the worker died."""
        import distributed

        waits = 0
        while not isinstance(one, DocumentResult | bytes):
            try:
                done: bytes = one.result(timeout=_WAIT_SECONDS)
                return done
            except distributed.KilledWorker:
                return Crashed()
            except TimeoutError:
                waits = 0 if _number_of_workers(client) else waits + 1
                if waits >= _WAITS:
                    raise UsageError(message("run.no_workers", scheduler=self.scheduler)) from None
        return one


def _number_of_workers(client: Any) -> int:
    return sum(client.nthreads().values())


def _installed(
    client: Any, work: Callable[[Task], bytes], prepared: bytes
) -> Callable[[Task], bytes]:
    """`work` as workers run it, each given what makes it ready, also those that come later."""
    import distributed

    name = f"regcheck-{hashlib.sha256(prepared).hexdigest()[:16]}"
    plugin = distributed.WorkerPlugin()
    vars(plugin)["prepared"] = prepared
    client.register_plugin(plugin, name=name)
    return partial(_on_worker, name, _version(), work)


def _version() -> str:
    return f"{__version__} {layout()}"


def _on_worker(name: str, version: str, work: Callable[[Task], bytes], task: Task) -> bytes:
    """In a worker: one document, by the function that local processes run."""
    if version != _version():
        raise UsageError(message("run.other_version", version=__version__))
    with _TURN:
        _ready_for(name)
        return work(task)


@lru_cache(maxsize=1)
def _ready_for(name: str) -> None:
    """Make this worker ready for a run, unless it is."""
    from distributed import get_worker

    make_ready(*pickle.loads(vars(get_worker().plugins[name])["prepared"]))  # noqa: S301
