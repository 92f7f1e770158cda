"""What was found until the time was up is kept and marked, in every report."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from regcheck.base.texts.localised import Localised
from regcheck.matching.deadline import NO_MEMORY, NO_TIME
from regcheck.matching.document_matcher import DocumentMatcher
from regcheck.packs.model import Confidence, Rule, RuleSet, Severity, Terminal
from regcheck.readers.inputs import Input
from regcheck.reports.registry import report_format
from regcheck.results.result import DocumentResult, Settings
from regcheck.results.totals import Totals
from regcheck.run.document import DocumentRun
from regcheck.run.guard import Guard
from regcheck.run.options import RunOptions
from regcheck.run.pipeline import Pipeline
from regcheck.run.rules import LoadedRules

SAID = Localised("Ordet er funnet.", "Ordet er funne.", "The word is found.")
RULES = LoadedRules.of(
    RuleSet(
        (
            Rule(
                id="paper/letter",
                title=SAID,
                message=SAID,
                match=Terminal("phrase", "nb", ("brev",)),
                severity=Severity.ERROR,
                confidence=Confidence.HIGH,
            ),
        )
    )
)
SETTINGS = Settings(nlp=False, rank=False, locale="en")
MANY = 1000
TEXT = "# Lov om naust\n\n" + "".join(
    f"## § {n}. Naust\n\nNaust {n} skal meldes i brev.\n\n" for n in range(1, MANY + 1)
)


@dataclass
class Ticks:
    """A clock that goes on a second each time it is asked."""

    now: float = 0

    def __call__(self) -> float:
        self.now += 1
        return self.now


def checked(seconds: float, clock: Callable[[], float]) -> DocumentResult:
    run = DocumentRun(Pipeline(RULES, SETTINGS), SETTINGS, RunOptions(guard=Guard(clock, seconds)))
    return run(Input("a.md", data=TEXT.encode()))


@pytest.fixture(scope="module")
def whole() -> DocumentResult:
    found = checked(1e6, time.process_time)
    assert len(found.findings) == MANY
    assert not found.skipped
    return found


@pytest.fixture(scope="module")
def part() -> DocumentResult:
    return checked(7, Ticks())


@pytest.mark.parametrize("seconds", [3, 9, 10])
def test_the_first_findings_are_kept(seconds: float, whole: DocumentResult) -> None:
    """However far the work has come: matching, judging or building."""
    found = checked(seconds, Ticks())
    assert found.unreadable is None
    (skipped,) = found.skipped
    assert (skipped.rule, skipped.reason.partition(",")[0]) == ("*", NO_TIME)
    assert ("%" in skipped.reason) is (seconds == 3), "matching says how far it has come"
    assert 0 < len(found.findings) < MANY
    assert found.findings == whole.findings[: len(found.findings)]


@pytest.mark.parametrize("form", ["json", "jsonl", "sarif", "text", "html", "markdown"])
def test_reports_say_that_some_is_missing(form: str, part: DocumentResult) -> None:
    totals = Totals(SETTINGS, RULES.rule_set)
    totals.add(part)
    run = totals.result()
    assert not run.complete
    written: list[str] = []
    report = report_format(form).make(written.append)
    report.begin(SETTINGS, RULES.rule_set)
    report.document(part)
    report.end(run)
    told = "".join(written)
    assert NO_TIME in told
    if form == "sarif":
        (invocation,) = json.loads(told)["runs"][0]["invocations"]
        assert invocation["executionSuccessful"] is False


def test_what_was_found_before_memory_ran_out_is_kept(
    monkeypatch: pytest.MonkeyPatch, whole: DocumentResult
) -> None:
    def greedy(_: DocumentMatcher) -> None:
        raise MemoryError

    monkeypatch.setattr(DocumentMatcher, "check_whole", greedy)
    found = checked(1e6, time.process_time)
    assert [(one.rule, one.reason) for one in found.skipped] == [("*", NO_MEMORY)]
    assert found.findings == whole.findings
