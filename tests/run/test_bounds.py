"""Time and memory are bounds whatever a document is being used for."""

from __future__ import annotations

import re
import signal
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from regcheck.document.model import Document
from regcheck.readers.inputs import Input
from regcheck.results.result import DocumentResult, Settings
from regcheck.run.document import DocumentRun
from regcheck.run.guard import Guard, OutOfTime, bounded
from regcheck.run.options import RunOptions

SHORT = 0.02
"""Seconds after which endless work must end; how late it does is no matter."""


def endless() -> None:
    while True:
        try:
            sum(range(1000))
        except Exception:  # noqa: S112 - as careless as what is to be ended may be
            continue


def here(work: Callable[[], None]) -> None:
    work()


def on_another_thread(work: Callable[[], None]) -> None:
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


@pytest.fixture(params=[here, on_another_thread], ids=["main", "other"])
def run(request: pytest.FixtureRequest) -> Callable[[Callable[[], None]], None]:
    """Runs something on the main thread, or on another."""
    return request.param  # type: ignore[no-any-return]


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


ENDLESS = -1
"""What the system says where there is no limit."""
PLENTY = 10**15


@dataclass
class System:
    """Limits of a process as the system keeps them, soft and hard, and what was set."""

    limits: dict[int, tuple[int, int]] = field(default_factory=dict)
    told: list[tuple[int, int]] = field(default_factory=list)

    def get(self, kind: int) -> tuple[int, int]:
        return self.limits.get(kind, (ENDLESS, ENDLESS))

    def set(self, kind: int, limits: tuple[int, int]) -> None:
        self.limits[kind] = limits
        self.told.append(limits)


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> System:
    """A system whose limits bind nobody; the process has used 10.2 seconds."""
    resource = pytest.importorskip("resource")
    made = System()
    monkeypatch.setattr(resource, "getrlimit", made.get)
    monkeypatch.setattr(resource, "setrlimit", made.set)
    monkeypatch.setattr(time, "process_time", lambda: 10.2)
    return made


def test_a_process_that_works_alone_is_ended_by_the_system_a_second_later(system: System) -> None:
    with bounded(3600, 0, alone=True):
        assert system.told == [(3612, ENDLESS)]
    assert system.told[1:] == [(ENDLESS, ENDLESS)]


def test_only_a_process_that_works_alone_is_ended_by_the_system(system: System) -> None:
    with bounded(3600, 0):
        pass
    with bounded(0, 0, alone=True):
        assert signal.getitimer(signal.ITIMER_PROF) == (0, 0)
    assert system.told == []


@pytest.mark.parametrize("limits", [(3000, ENDLESS), (3611, 4000), (ENDLESS, 3611), (0, 0)])
def test_a_limit_that_is_stricter_already_is_left(system: System, limits: tuple[int, int]) -> None:
    import resource

    system.limits[resource.RLIMIT_CPU] = limits
    with bounded(3600, 0, alone=True):
        pass
    assert system.told == []


def test_a_laxer_limit_is_lowered_and_put_back(system: System) -> None:
    import resource

    system.limits[resource.RLIMIT_CPU] = (4000, 5000)
    with bounded(3600, 0, alone=True):
        pass
    assert system.told == [(3612, 5000), (4000, 5000)]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux counts the memory of a process")
def test_memory_is_bounded_beyond_what_the_process_has(system: System) -> None:
    def held() -> int:
        (found,) = re.findall(r"VmSize:\s+(\d+) kB", Path("/proc/self/status").read_text())
        return 1024 * int(found)

    before = held()
    with bounded(0, PLENTY):
        ((most, hard),) = system.told
        assert before <= most - PLENTY <= held()
        assert hard == ENDLESS
    assert system.told[1:] == [(ENDLESS, ENDLESS)]


@pytest.mark.parametrize("fault", [OSError, "not a number"])
def test_where_nobody_counts_memory_it_is_not_bounded(
    fault: type[OSError] | str, system: System, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(*_: object) -> str:
        if isinstance(fault, str):
            return fault
        raise fault

    monkeypatch.setattr(Path, "read_text", read)
    with bounded(0, PLENTY):
        assert system.told == []


def test_a_system_that_limits_no_process_is_no_hindrance(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resource", None)
    with bounded(3600, PLENTY, alone=True):
        pass


def test_another_thread_bounds_only_its_own_time(system: System) -> None:
    """Limits of memory and of the process would be everybody's. What counts the seconds keeps no
    program alive, and stops with the work."""
    counting: list[threading.Thread] = []

    def work() -> None:
        before = set(threading.enumerate())
        with bounded(3600, PLENTY, alone=True):
            counting.extend(set(threading.enumerate()) - before)

    on_another_thread(work)
    (timer,) = counting
    assert timer.daemon
    timer.join(60)
    assert not timer.is_alive()
    assert system.told == []


class Endless:
    """A checker that never ends."""

    def check(
        self, document: Document, *, expired: Callable[[], bool] | None = None
    ) -> DocumentResult:
        endless()
        raise AssertionError


def test_a_document_that_takes_too_long_is_told_of() -> None:
    guard = Guard(time.process_time, SHORT)
    document = DocumentRun(Endless(), Settings(), RunOptions(guard=guard))
    result = document(Input("a.md", data=b"# Lov\n\nOrdet.\n"))
    assert result.unreadable is not None
    assert (result.unreadable.path, result.unreadable.reason) == ("a.md", "time")
    assert "seconds" in str(result.unreadable.detail)
    assert "--time-limit" in str(result.unreadable.hint)
