"""The processes that work on documents: what is lost when one of them dies is done again."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from multiprocessing.context import BaseContext
from typing import ClassVar

import pytest

from regcheck.run import pool
from regcheck.run.pool import Crashed, ProcessPool

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")


def double(task: int) -> int:
    if task < 0:
        os._exit(1)
    return 2 * task


def start() -> None:
    pass


def test_what_a_dying_process_takes_with_it_is_done_again() -> None:
    done = list(ProcessPool(2, double, start, ()).results([1, -1, 2, 3]))
    assert [task for task, _ in done] == [1, -1, 2, 3]
    assert isinstance(done[1][1], Crashed)
    assert [value for task, value in done if task > 0] == [2, 4, 6]


def test_what_was_handed_over_just_as_the_processes_broke_is_done_again() -> None:
    lost: Future[int] = Future()
    assert list(ProcessPool(1, double, start, ())._recover(1, deque([(2, lost)]))) == [
        (1, 2),
        (2, 4),
    ]


class Recorded:
    """Stands in for the executor: keeps what it was made with."""

    made: ClassVar[list[tuple[int, str]]] = []

    def __init__(self, workers: int, *, mp_context: BaseContext, **_: object) -> None:
        self.made.append((workers, mp_context.get_start_method()))

    def submit(self, work: Callable[[int], int], task: int) -> Future[int]:
        done: Future[int] = Future()
        done.set_result(work(task))
        return done

    def shutdown(self, **_: object) -> None:
        pass


@pytest.mark.parametrize(
    ("system", "threads", "made"),
    [
        ("linux", 1, (100, "fork")),
        ("linux", 2, (100, "spawn")),
        ("darwin", 1, (100, "spawn")),
        ("win32", 1, (61, "spawn")),
    ],
)
def test_processes_are_forked_only_where_that_is_safe_and_are_no_more_than_can_be_waited_for(
    system: str, threads: int, made: tuple[int, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "ProcessPoolExecutor", Recorded)
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(threading, "active_count", lambda: threads)
    Recorded.made.clear()
    assert list(ProcessPool(100, double, start, ()).results([1, 2])) == [(1, 2), (2, 4)]
    assert Recorded.made == [made]


def test_no_process_is_started_for_what_is_known_and_few_tasks_are_taken_ahead(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Documents wait in memory: sixteen for each process."""
    monkeypatch.setattr(pool, "ProcessPoolExecutor", Recorded)
    Recorded.made.clear()
    taken = iter(range(10**6))
    done = ProcessPool(2, double, start, (), known=lambda task: -task or None).results(taken)
    assert [next(done) for _ in range(3)] == [(0, 0), (1, -1), (2, -2)]
    assert next(taken) == 34
    assert [jobs for jobs, _ in Recorded.made] == [2]  # for the 0, which was not known
    done.close()  # type: ignore[attr-defined]


def state(_: int) -> tuple[bool, bool, int, bool]:
    """What a process is like that works."""
    return (
        signal.getsignal(signal.SIGINT) is signal.SIG_DFL,
        signal.getsignal(signal.SIGTERM) is signal.SIG_DFL,
        gc.get_freeze_count(),
        all(
            one.daemon for one in threading.enumerate() if one.name == "Thread-1 (_end_with_parent)"
        ),
    )


def test_a_signal_ends_a_process_and_nothing_keeps_it() -> None:
    ((_, told),) = ProcessPool(1, state, start, ()).results([1])
    assert not isinstance(told, Crashed)
    interrupted, ended, frozen, daemons = told
    assert interrupted and ended and daemons
    assert frozen > 1000


def test_who_stops_asking_waits_for_no_more_than_is_under_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ended: list[dict[str, object]] = []
    monkeypatch.setattr(pool, "ProcessPoolExecutor", Recorded)
    monkeypatch.setattr(Recorded, "shutdown", lambda _, **how: ended.append(how))
    done = ProcessPool(2, double, start, ()).results(range(1, 99))
    next(done)
    assert ended == []
    done.close()  # type: ignore[attr-defined]
    assert ended == [{"wait": True, "cancel_futures": True}]


def test_one_after_another_alone_in_one_process() -> None:
    others = set(multiprocessing.active_children())
    alone = ProcessPool(1, process, start, ())
    first, second = alone.alone(1), alone.alone(2)
    assert first == second
    assert alone.alone(-1) == Crashed()
    assert alone.alone(3) not in (first, os.getpid())
    alone.close()
    assert set(multiprocessing.active_children()) <= others


def process(task: int) -> int:
    double(task)
    return os.getpid()
