"""Runs, in one process and in several."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from fake_checks import RULES, WORD, make_word_checker
from regcheck.document.model import Unreadable
from regcheck.readers.inputs import Input, Inputs
from regcheck.readers.limits import Limits
from regcheck.results.result import DocumentResult, Settings
from regcheck.run.check import CheckJob, RunOptions, choose_jobs
from regcheck.run.guard import Guard

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
needs_signals = pytest.mark.skipif(os.name == "nt", reason="a process cannot be killed so")


def text(path: str, body: str) -> Input:
    data = f"§ 1. Inventar\n\n{body}\n".encode()
    return Input(path, "", "txt", len(data), data)


def run(items: list[Input | Unreadable], jobs: int, **options: object) -> list[DocumentResult]:
    plan = RunOptions(jobs=jobs, make_checker=make_word_checker, **options)  # type: ignore[arg-type]
    return list(CheckJob(RULES, Settings(nlp=False), plan).results(items))


def reasons(results: list[DocumentResult]) -> list[str]:
    return [r.unreadable.reason if r.unreadable else "" for r in results]


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_the_order_of_the_inputs(jobs: int) -> None:
    items: list[Input | Unreadable] = [text(f"{n}.txt", f"Et {WORD} til. " * n) for n in range(40)]
    items.insert(7, Unreadable("7x", "not-found", "no such file"))
    results = run(items, jobs)
    assert [r.path for r in results] == [item.path for item in items]
    assert [len(r.findings) for r in results if not r.unreadable] == list(range(40))
    assert results[7].unreadable == items[7]


def test_the_number_of_processes_changes_nothing() -> None:
    items: list[Input | Unreadable] = [text(f"{n}.txt", f"Et {WORD} til. " * n) for n in range(9)]
    assert run(items, 1) == run(items, 2) == run(items, 3)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_fault_in_one_document_leaves_the_others(jobs: int) -> None:
    results = run([text("a", WORD), text("b", "velt nå"), text("c", WORD)], jobs)
    assert reasons(results) == ["", "internal", ""]
    fault = results[1].unreadable
    assert fault is not None
    assert str(fault.detail) == "internal error in regcheck (ValueError: veltet helt)"
    assert "report" in str(fault.hint)


def test_a_fault_can_be_let_through() -> None:
    with pytest.raises(ValueError, match="veltet"):
        run([text("b", "velt nå")], 1, reraise=True)


@needs_signals
def test_a_document_that_kills_its_process_is_given_up_alone() -> None:
    items: list[Input | Unreadable] = [text(f"{n}", WORD) for n in range(50)]
    items[20] = text("20", "dø nå")
    items[21] = text("21", "dø nå")
    results = run(items, 2)
    assert [r.path for r in results] == [item.path for item in items]
    assert [n for n, reason in enumerate(reasons(results)) if reason] == [20, 21]
    assert reasons(results)[20] == "crashed"


@needs_signals
def test_a_process_that_dies_once_is_forgiven(tmp_path: Path) -> None:
    items: list[Input | Unreadable] = [text(f"{n}", WORD) for n in range(6)]
    items[3] = text("3", f"{WORD} dø etter {tmp_path / 'gang'}")
    results = run(items, 2)
    assert reasons(results) == [""] * 6
    assert [len(r.findings) for r in results] == [1] * 6


def test_time_that_is_up_is_a_skipped_rule() -> None:
    ticks = iter([0.0, 31.0])
    (result,) = run([text("a", WORD)], 1, guard=Guard(lambda: next(ticks), 30.0))
    (skipped,) = result.skipped
    assert (skipped.rule, skipped.reason, skipped.path) == ("*", "time", "a")


def test_a_forced_language_is_what_the_result_says() -> None:
    plan = RunOptions(make_checker=make_word_checker)
    (result,) = CheckJob(RULES, Settings(language="nn"), plan).results([text("a", "Eit bord")])
    assert result.meta.language == "nn"


def test_an_empty_document_is_read() -> None:
    (result,) = run([Input("tom.txt", "", "txt", 0, b"")], 1)
    assert result.unreadable is None
    assert result.findings == ()


def test_few_small_files_are_checked_in_one_process() -> None:
    def inputs(number: int, size: int) -> Inputs:
        return Inputs(tuple(Input(f"{n}.txt", "x", "", size) for n in range(number)), Limits())

    assert choose_jobs(0, inputs(3, 1000), 8) == 1
    assert choose_jobs(0, inputs(300, 1000), 8) == 8
    assert choose_jobs(0, inputs(3, 9_000_000), 8) == 8
    assert choose_jobs(5, inputs(3, 1000), 8) == 5
