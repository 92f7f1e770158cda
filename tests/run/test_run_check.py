"""Runs, in one process and in several."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from fake_checks import RULES, WORD, make_word_checker
from regcheck.base.files.sealed import SIZE, CacheFolder
from regcheck.document.model import Unreadable
from regcheck.packs.model import RuleSet
from regcheck.readers.inputs import Input, Inputs
from regcheck.readers.limits import Limits
from regcheck.results.result import DocumentResult, RunResult, Settings
from regcheck.run import pool
from regcheck.run.apart import Apart
from regcheck.run.check import CheckJob, Results, choose_jobs, document_run
from regcheck.run.cluster import Cluster
from regcheck.run.findings_cache import FINDINGS, FindingsCache
from regcheck.run.guard import Guard
from regcheck.run.options import DocumentChecker, RunOptions
from regcheck.run.rules import LoadedRules, RuleChoice

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
needs_signals = pytest.mark.skipif(os.name == "nt", reason="a process cannot be killed so")

KEY = b"k" * SIZE


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


@pytest.mark.parametrize(
    ("asked", "files", "size", "processors", "jobs"),
    [
        (0, 3, 1000, 8, 1),
        (0, 29, 275_000, 8, 1),
        (0, 30, 1, 8, 8),
        (0, 1, 7_999_999, 8, 1),
        (0, 9, 8_000_000, 8, 8),
        (0, 1, 8_000_000, 8, 1),
        (0, 300, 1000, 1, 1),
        (0, 300, 1000, 0, 1),
        (1, 300, 1000, 8, 1),
        (5, 3, 1000, 8, 3),
        (10_000, 300, 1000, 8, 8),
        (2, 300, 1000, 1, 1),
    ],
)
def test_few_small_files_are_checked_in_one_process(
    asked: int, files: int, size: int, processors: int, jobs: int
) -> None:
    entries = tuple(Input(f"{n}.txt", "x", "", size) for n in range(files))
    assert choose_jobs(asked, Inputs(entries, Limits()), processors) == jobs


class Told:
    """A report, and a comparison, that note what they are told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def begin(self, settings: Settings, rule_set: RuleSet) -> None:
        self.told.append("begin")

    def document(self, result: DocumentResult) -> None:
        self.told.append(f"{result.path} {result.path in self.told}")

    def end(self, run: RunResult) -> None:
        self.told.append(f"end {run.documents} {dict(run.removed)}")

    def apply(self, results: Iterator[DocumentResult], rule_set: RuleSet) -> Results:
        for result in results:
            self.told.append(result.path)
            yield result

    def finish(self, run: RunResult) -> RunResult:
        return replace(run, removed={"error": 1})


def test_reports_are_told_of_each_document_as_it_is_done_and_compared() -> None:
    told = Told()
    inputs = Inputs((text("a", WORD), text("b", WORD)), Limits())
    plan = RunOptions(make_checker=make_word_checker)
    job = CheckJob(RULES, Settings(), plan, compared=told, answering=told)  # type: ignore[arg-type]
    outcome = job.run(inputs, [told])
    assert told.told == ["begin", "a", "a", "a True", "b", "b", "b True", "end 2 {'error': 1}"]
    assert (outcome.documents, outcome.removed) == (2, {"error": 1})
    plain = CheckJob(RULES, Settings(), plan).run(inputs)
    assert (plain.documents, plain.removed) == (2, {})


def test_what_was_made_ready_for_the_first_inputs_is_kept() -> None:
    made: list[DocumentChecker] = []

    def make(rules: LoadedRules, settings: Settings) -> DocumentChecker:
        made.append(make_word_checker(rules, settings))
        return made[-1]

    job = CheckJob(RULES, Settings(), RunOptions(make_checker=make))
    for _ in range(2):
        assert [len(one.findings) for one in job.results([text("a", WORD)])] == [1]
    assert len(made) == 1


FLAGS = ("reraise", "keep_text", "keep_original", "keep_terms", "tables")


@pytest.mark.parametrize("flag", ["", *FLAGS])
def test_what_is_asked_of_a_run_is_asked_of_each_document(flag: str) -> None:
    """Here and in other processes, and nothing else."""
    asked: dict[str, Any] = {flag: "all" if flag == "tables" else True} if flag else {}
    options = RunOptions(make_checker=make_word_checker, **asked)
    for given in (options, options.for_workers):
        made = document_run(RULES, Settings(), given)
        assert [name for name in FLAGS if getattr(made.options, name)] == [flag][: len(flag)]


def test_other_processes_have_none_themselves_and_may_be_ended_unless_others_use_them() -> None:
    plain = RunOptions(jobs=4, apart=Apart()).for_workers
    assert (plain.jobs, plain.apart, plain.cluster, plain.guard.alone) == (1, None, None, True)
    assert not RunOptions(cluster=Cluster("tcp://h:1")).for_workers.guard.alone
    assert not RunOptions().guard.alone


def test_an_interrupt_ends_every_process_and_closes_what_was_kept(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ended: list[bool] = []
    monkeypatch.setattr(pool, "end_all", lambda: ended.append(True))
    cache = FindingsCache(CacheFolder(tmp_path, KEY), RULES.rule_set, Settings(), Limits())

    def inputs() -> Iterator[Input]:
        yield text("a", WORD)
        raise KeyboardInterrupt

    plan = RunOptions(make_checker=make_word_checker, cache=cache)
    with pytest.raises(KeyboardInterrupt):
        list(CheckJob(RULES, Settings(), plan).results(inputs()))
    assert ended == [True]
    assert len(list((tmp_path / FINDINGS).iterdir())) == 1


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (RunOptions(), "jobs"),
        (RuleChoice(), "packs"),
        (Guard(), "seconds"),
        (Cluster("tcp://h:1"), "scheduler"),
        (RULES, "rule_set"),
        (document_run(RULES, Settings(), RunOptions(make_checker=make_word_checker)), "options"),
    ],
)
def test_what_was_asked_for_cannot_change_under_way(value: object, name: str) -> None:
    """Threads and processes share it."""
    assert hasattr(value, name)
    with pytest.raises(AttributeError):
        setattr(value, name, None)
