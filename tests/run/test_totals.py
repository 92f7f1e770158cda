"""Counts and exit codes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fake_checks import OTHER, RULES, make_finding
from regcheck.base.errors import ExitCode
from regcheck.document.model import Unreadable
from regcheck.findings.model import Finding, ProposedFix
from regcheck.law.metadata import DocumentMeta
from regcheck.packs.model import Severity
from regcheck.results.result import DocumentResult, NotChecked, RunResult, Settings, SkippedRule
from regcheck.results.totals import Totals, exit_code
from regcheck.run.guard import unread

ERROR = make_finding()
INFO = make_finding(rule=OTHER, severity=Severity.INFO)
KNOWN = make_finding(status="known")
TRANSLATED = make_finding(role="foreign")
SKIPPED = SkippedRule("*", "time", "a")


def totals(*results: DocumentResult, fail_on: str = "error") -> RunResult:
    counting = Totals(Settings(fail_on=fail_on), RULES.rule_set)
    for result in results:
        counting.add(result)
    return counting.result()


def result(*findings: Finding, skipped: tuple[SkippedRule, ...] = ()) -> DocumentResult:
    return DocumentResult("a", "txt", "", DocumentMeta(), findings, {"words": 5}, skipped)


WARNING = make_finding(severity=Severity.WARNING)


@pytest.mark.parametrize(
    ("most", "code"),
    [(None, ExitCode.OK), (0, ExitCode.FINDINGS), (1, ExitCode.FINDINGS), (2, ExitCode.OK)],
)
@pytest.mark.parametrize("fail_on", ["error", "never"])
def test_more_new_warnings_than_allowed_fail(
    most: int | None, code: ExitCode, fail_on: str
) -> None:
    aside = [WARNING._replace(status="known"), WARNING._replace(role="foreign"), INFO]
    counting = Totals(Settings(fail_on=fail_on, max_warnings=most), RULES.rule_set)
    counting.add(result(WARNING, WARNING, *aside))
    assert exit_code(counting.result()) is code


def test_findings_are_counted_by_rule() -> None:
    fixed = WARNING._replace(fix=ProposedFix("safe", 0, 4, "pult"))
    run = totals(result(ERROR, fixed, WARNING, KNOWN), result(INFO))
    assert run.by_rule == {
        "house/other": {"error": 0, "warning": 0, "info": 1, "fixable": 0},
        "house/table": {"error": 1, "warning": 2, "info": 0, "fixable": 1},
    }


def test_what_was_not_checked_is_summed_up() -> None:
    table, danish = NotChecked("table", 7, 1), NotChecked("language", 9, 0, "da")
    run = totals(*(replace(result(), not_checked=parts) for parts in ((table, danish), (table,))))
    assert run.not_checked == (danish, NotChecked("table", 14, 2))


def test_totals_count_documents_words_and_findings() -> None:
    run = totals(result(ERROR, INFO), result(KNOWN), unread(Unreadable("b", "size", "large")))
    assert (run.documents, run.words) == (2, 10)
    assert dict(run.by_severity) == {"error": 2, "warning": 0, "info": 1}
    assert dict(run.by_category) == {"house": 3}
    assert dict(run.new) == {"error": 1, "warning": 0, "info": 1}
    assert [item.path for item in run.unreadable] == ["b"]
    assert not run.complete


@pytest.mark.parametrize(
    ("findings", "fail_on", "code"),
    [
        ((), "info", ExitCode.OK),
        ((ERROR,), "error", ExitCode.FINDINGS),
        ((ERROR,), "never", ExitCode.OK),
        ((INFO,), "error", ExitCode.OK),
        ((INFO,), "warning", ExitCode.OK),
        ((INFO,), "info", ExitCode.FINDINGS),
        ((KNOWN,), "info", ExitCode.OK),
        ((TRANSLATED,), "info", ExitCode.OK),
        ((TRANSLATED, INFO), "info", ExitCode.FINDINGS),
    ],
)
def test_the_exit_code_is_for_new_findings_from_the_threshold_on(
    findings: tuple[Finding, ...], fail_on: str, code: ExitCode
) -> None:
    assert exit_code(totals(result(*findings), fail_on=fail_on)) == code


@pytest.mark.parametrize(
    "missing", [unread(Unreadable("b", "size", "large")), result(skipped=(SKIPPED,))]
)
def test_an_incomplete_run_outranks_findings(missing: DocumentResult) -> None:
    run = totals(result(ERROR), missing)
    assert exit_code(run) == ExitCode.INCOMPLETE
    assert exit_code(run, allow_incomplete=True) == ExitCode.FINDINGS
    assert exit_code(totals(missing, fail_on="never")) == ExitCode.INCOMPLETE
    assert exit_code(totals(missing), allow_incomplete=True) == ExitCode.OK
