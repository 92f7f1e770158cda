"""Time and memory are bounds whatever a document is being used for."""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Callable

import pytest

from regcheck.document.model import Document
from regcheck.readers.inputs import Input
from regcheck.readers.limits import Limits
from regcheck.results.result import DocumentResult, Settings
from regcheck.run.bounds import OutOfTime, bounded
from regcheck.run.document import DocumentRun
from regcheck.run.guard import Guard

SHORT = 0.02
"""Seconds after which endless work must end; how late it does is no matter."""


def endless() -> None:
    while True:
        try:
            sum(range(1000))
        except Exception:  # noqa: S112 - as careless as what is to be ended may be
            continue


@pytest.fixture(params=["main", "other"])
def run(request: pytest.FixtureRequest) -> Callable[[Callable[[], None]], None]:
    """Runs something on the main thread, or on another."""
    if request.param == "main":
        return lambda work: work()

    def apart(work: Callable[[], None]) -> None:
        failed: list[BaseException] = []

        def go() -> None:
            try:
                work()
            except BaseException as fault:
                failed.append(fault)

        thread = threading.Thread(target=go)
        thread.start()
        thread.join()
        if failed:
            raise failed[0]

    return apart


def test_endless_work_is_ended(run: Callable[[Callable[[], None]], None]) -> None:
    def work() -> None:
        with pytest.raises(OutOfTime), bounded(SHORT, 0):
            endless()
        sum(range(100_000))

    run(work)


def test_work_in_time_is_left_alone(run: Callable[[Callable[[], None]], None]) -> None:
    def work() -> None:
        with bounded(3600, 0):
            sum(range(1000))

    run(work)
    assert signal.getitimer(signal.ITIMER_PROF) == (0, 0)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux counts the memory of a process")
def test_memory_is_bounded_and_given_back() -> None:
    with pytest.raises(MemoryError), bounded(0, 50_000_000):
        bytearray(500_000_000)
    assert len(bytearray(500_000_000)) == 500_000_000


class Endless:
    """A checker that never ends."""

    def check(
        self, document: Document, *, expired: Callable[[], bool] | None = None
    ) -> DocumentResult:
        endless()
        raise AssertionError


def test_a_document_that_takes_too_long_is_told_of() -> None:
    guard = Guard(time.process_time, SHORT)
    document = DocumentRun(Endless(), Settings(), Limits(), guard)
    result = document(Input("a.md", data=b"# Lov\n\nOrdet.\n"))
    assert result.unreadable is not None
    assert (result.unreadable.path, result.unreadable.reason) == ("a.md", "time")
    assert "seconds" in str(result.unreadable.detail)
    assert "--time-limit" in str(result.unreadable.hint)
