"""Documents that are worked on in a process of their own: only what goes wrong is different."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

import pytest

from fake_checks import RULES, WordChecker, make_word_checker
from regcheck.document.model import Document
from regcheck.readers.inputs import Input
from regcheck.results.result import DocumentResult, Settings
from regcheck.run import pool
from regcheck.run.apart import LARGE, Apart
from regcheck.run.check import CheckJob
from regcheck.run.guard import Guard
from regcheck.run.options import DocumentChecker, RunOptions
from regcheck.run.pool import Crashed, end_all
from regcheck.run.rules import LoadedRules

PLAIN = RunOptions(make_checker=make_word_checker)


def given(text: str, name: str = "a.txt", size: int = 0) -> Input:
    data = text.encode()
    return Input(name, "", "", size or len(data), data)


def outcomes(texts: list[str], options: RunOptions) -> list[DocumentResult]:
    return list(CheckJob(RULES, Settings(), options).results(map(given, texts)))


def test_results_are_the_same_as_in_this_process() -> None:
    texts = ["Et bord.", "", "To bord, tre bord.", "Den er velt."]
    assert outcomes(texts, replace(PLAIN, apart=Apart(0))) == outcomes(texts, PLAIN)


def test_a_process_that_dies_takes_no_other_document_with_it() -> None:
    results = outcomes(["Et bord.", "Den skal dø.", "To bord."], replace(PLAIN, apart=Apart(0)))
    reasons = [one.unreadable.reason if one.unreadable else "" for one in results]
    assert reasons == ["", "crashed", ""]
    assert results[2].findings


def test_the_process_ends_with_the_run_unless_it_is_lasting() -> None:
    outcomes(["Et bord."], replace(PLAIN, apart=Apart(0)))
    assert not multiprocessing.active_children()
    lasting = Apart(0, lasting=True)
    outcomes(["Et bord."], replace(PLAIN, apart=lasting))
    (before,) = multiprocessing.active_children()
    outcomes(["Et bord."], replace(PLAIN, apart=lasting))
    assert multiprocessing.active_children() == [before]
    lasting.close()
    assert not multiprocessing.active_children()


def test_a_process_that_was_ended_leaves_no_thread() -> None:
    before = threading.enumerate()
    lasting = Apart(0, lasting=True)
    outcomes(["Et bord."], replace(PLAIN, apart=lasting))
    assert threading.enumerate() != before
    end_all()
    lasting.close()
    assert threading.enumerate() == before


@pytest.mark.parametrize(
    ("name", "size", "taken"),
    [
        ("a.md", LARGE - 1, False),
        ("a.md", LARGE, True),
        ("a.docx", LARGE // 4, True),
        ("a.pdf", 1000, False),
        ("a", LARGE, True),
    ],
)
def test_large_documents_are_taken(name: str, size: int, taken: bool) -> None:
    assert Apart().takes(given("", name, size)) is taken


class Deaf(WordChecker):
    """Works on without end and without heeding a signal, as a call into C may."""

    def check(
        self, document: Document, *, expired: Callable[[], bool] | None = None
    ) -> DocumentResult:
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGPROF})
        while True:
            pass


def make_deaf(rules: LoadedRules, settings: Settings) -> DocumentChecker:
    return Deaf()


@pytest.mark.skipif(sys.platform == "win32", reason="the system bounds no process there")
def test_what_heeds_no_signal_is_ended_by_the_system() -> None:
    options = RunOptions(
        make_checker=make_deaf, guard=Guard(time.process_time, 0.05), apart=Apart(0)
    )
    (result,) = outcomes(["Et bord."], options)
    assert result.unreadable is not None
    assert result.unreadable.reason == "time"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux counts the memory of a process")
def test_what_takes_too_much_memory_is_told_of(tmp_path: Path) -> None:
    options = RunOptions(make_checker=make_greedy, guard=Guard(memory=50_000_000), apart=Apart(0))
    first, second = outcomes(["Et bord.", "Et bord til."], options)
    assert first.unreadable is not None and second.unreadable is not None
    assert (first.unreadable.reason, second.unreadable.reason) == ("memory", "memory")


class Greedy(WordChecker):
    """Takes more memory than there is to take."""

    def check(
        self, document: Document, *, expired: Callable[[], bool] | None = None
    ) -> DocumentResult:
        held = [bytearray(20_000_000) for _ in range(100)]
        raise AssertionError(len(held))


def make_greedy(rules: LoadedRules, settings: Settings) -> DocumentChecker:
    return Greedy()


@pytest.mark.skipif(sys.platform == "win32", reason="no timers that signal there")
def test_an_interrupt_waits_for_no_process() -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, 0.5)
    try:
        with pytest.raises(KeyboardInterrupt):
            outcomes(["Et bord."], RunOptions(make_checker=make_deaf, apart=Apart(0)))
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert not multiprocessing.active_children()


class Ending:
    """Stands in for a pool whose process dies over every document, after so many seconds."""

    spent: ClassVar[float] = 0
    made: ClassVar[list[tuple[object, ...]]] = []

    def __init__(self, jobs: int, _work: object, _start: object, arguments: object) -> None:
        self.made.append((jobs, arguments))

    def alone(self, item: Input) -> Crashed:
        times = os.times()
        later = (*times[:2], times[2] + self.spent / 2, times[3] + self.spent / 2, times[4])
        self.patch.setattr(os, "times", lambda: os.times_result(later))
        return Crashed()

    def close(self) -> None:
        self.made.append(("closed",))

    patch: ClassVar[pytest.MonkeyPatch]


@pytest.fixture
def ending(monkeypatch: pytest.MonkeyPatch) -> type[Ending]:
    Ending.patch = monkeypatch
    Ending.made.clear()
    monkeypatch.setattr(pool, "ProcessPool", Ending)
    return Ending


def reason(guard: Guard, apart: Apart, *arguments: object) -> str:
    result = apart.packed(given("Et bord."), lambda _: b"", print, arguments, guard)
    assert isinstance(result, DocumentResult) and result.unreadable is not None
    return result.unreadable.reason


@pytest.mark.parametrize(
    ("spent", "guard", "told"),
    [
        (35, Guard(time.process_time, 30), "crashed"),
        (37, Guard(time.process_time, 30), "time"),
        (37, Guard(seconds=30), "crashed"),
        (0, Guard(seconds=30), "crashed"),
    ],
)
def test_a_process_that_was_ended_when_its_time_was_up_ran_out_of_time(
    spent: float, guard: Guard, told: str, ending: type[Ending], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ending, "spent", spent)
    assert reason(guard, Apart()) == told


def test_there_is_one_process_and_other_rules_get_a_new_one(ending: type[Ending]) -> None:
    apart = Apart()
    for rules in ("a", "a", "b"):
        reason(Guard(), apart, rules)
    apart.close()
    apart.close()
    assert ending.made == [(1, ("a",)), ("closed",), (1, ("b",)), ("closed",)]


def test_a_format_that_is_named_says_whether_a_file_is_packed() -> None:
    item = given("", "a", LARGE // 8)
    assert Apart().takes(replace(item, format="docx"))
    assert not Apart().takes(replace(item, format="docx", size=item.size - 1))
    assert not Apart().takes(replace(item, format="txt"))
