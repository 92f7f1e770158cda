"""The processes that work on documents: what is lost when one of them dies is done again."""

from __future__ import annotations

import os
from collections import deque
from concurrent.futures import Future

from regcheck.run.pool import Crashed, ProcessPool


def double(task: int) -> int:
    if task < 0:
        os._exit(1)
    return 2 * task


def start() -> None:
    pass


def test_what_a_dying_process_takes_with_it_is_done_again() -> None:
    pool = ProcessPool(2, double, start, ())
    done = list(pool.results([1, -1, 2, 3]))
    assert [task for task, _ in done] == [1, -1, 2, 3]
    assert isinstance(done[1][1], Crashed)
    assert [value for task, value in done if task > 0] == [2, 4, 6]


def test_what_was_handed_over_just_as_the_processes_broke_is_done_again() -> None:
    pool = ProcessPool(1, double, start, ())
    lost: Future[int] = Future()
    assert list(pool._recover(1, deque([(2, lost)]))) == [(1, 2), (2, 4)]
