"""`regcheck readiness`: questions on a draft, answered as far as its text shows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

from regcheck.cli import options as shared
from regcheck.cli.configured import Asked, find_resolved_documents
from regcheck.cli.options import Option
from regcheck.cli.terminal import say
from regcheck.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from regcheck.readers.inputs import Inputs
    from regcheck.reports.report import Report
    from regcheck.results.result import RunResult, Settings
    from regcheck.run.check import RunOptions
    from regcheck.run.rules import LoadedRules


def readiness(
    *,
    paths: shared.Paths,
    output: shared.Output,
    format: Annotated[str, Option("format", "--format", allowed=("html", "docx", "json"))],
    asked: Annotated[
        Asked, shared.LANG, shared.LOCALE, shared.NLP, shared.CARRYING_OUT, shared.CONFIG
    ],
    stdin_format: shared.StdinFormat,
    stdin_filename: shared.StdinFilename,
    allow_incomplete: shared.AllowIncomplete,
    debug: shared.Debug,
) -> int:
    """Answer questions on readiness for digitalisation as far as the text shows."""
    from regcheck.cli.check import plan_run
    from regcheck.cli.destinations import refuse_what_is_read
    from regcheck.cli.terminal import warn_of_missing
    from regcheck.readiness.questions import load_questions
    from regcheck.readiness.report import ReadinessReport

    kind = format or _by_name(output)
    if kind == "docx" and output in ("", "-"):
        raise UsageError("a Word file needs a place: --output FILE.docx")
    resolved = asked.resolve(paths)
    inputs = find_resolved_documents(resolved, paths, stdin_format, stdin_filename)
    refuse_what_is_read(output, inputs)
    rules = resolved.load_rules()
    settings = replace(resolved.settings, fail_on="never")
    plan = plan_run(resolved, rules, settings, inputs, debug)
    report = ReadinessReport(load_questions(), kind)
    outcome = _carry_out(report, inputs, rules, settings, plan)
    _write(report.file, output)
    warn_of_missing(outcome)
    return ExitCode.of(whole=allow_incomplete or outcome.complete)


def _by_name(output: str) -> str:
    """The format that the end of a file's name means."""
    ending = output.rpartition(".")[2].lower()
    return ending if ending in ("docx", "json") else "html"


def _carry_out(
    report: Report, inputs: Inputs, rules: LoadedRules, settings: Settings, plan: RunOptions
) -> RunResult:
    from regcheck.results.totals import Totals
    from regcheck.run.check import run_check

    totals = Totals(settings, rules.rule_set)
    report.begin(settings, rules.rule_set)
    for result in run_check(inputs, rules, settings, plan):
        totals.add(result)
        report.document(result)
    outcome = totals.result()
    report.end(outcome)
    return outcome


def _write(data: bytes, output: str) -> None:
    if output in ("", "-"):
        say(data.decode("utf-8"))
        return
    from regcheck.reports.files import ReportFile

    with ReportFile(output) as file:
        file.write_bytes(data)
