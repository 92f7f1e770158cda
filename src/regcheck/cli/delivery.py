"""Getting results to where they are wanted: stdout, files, a progress bar."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING

from regcheck.cli.destinations import Destination
from regcheck.cli.known import Passage
from regcheck.cli.progress import with_progress
from regcheck.cli.report_targets import check_targets
from regcheck.cli.terminal import look_of, painter, say
from regcheck.reports.registry import report_format
from regcheck.reports.report import Report

if TYPE_CHECKING:
    from regcheck.readers.inputs import Inputs
    from regcheck.results.result import DocumentResult, RunResult, Settings
    from regcheck.run.check import RunOptions
    from regcheck.run.rules import LoadedRules
    from regcheck.suppressions.suppressing import Suppressing


def carry_out(
    inputs: Inputs,
    rules: LoadedRules,
    settings: Settings,
    plan: RunOptions,
    wanted: Sequence[Destination],
    *,
    suppress: Suppressing | None = None,
    against: Passage | None = None,
    further: Sequence[Report] = (),
) -> RunResult:
    """Run the check and tell every report of it, the wanted ones and `further` ones that are made
    already; files appear when all is done. Results pass what suppresses findings, and then what
    they are seen against, before they are counted and told."""
    from regcheck.results.totals import Totals
    from regcheck.run.check import run_check

    plan = _for_reports(plan, wanted)
    check_targets(wanted, inputs)
    totals = Totals(settings, rules.rule_set)
    with ExitStack() as stack:
        reports = [*(_open(destination, stack) for destination in wanted), *further]
        for report in reports:
            report.begin(settings, rules.rule_set)
        results = run_check(inputs, rules, settings, plan)
        if suppress is not None:
            results = suppress.settle(results)
        if against is not None:
            results = against.passing(results, rules.rule_set)
        for result in _with_progress(results, inputs, wanted):
            totals.add(result)
            for report in reports:
                report.document(result)
        outcome = totals.result()
        if against is not None:
            outcome = against.ending(outcome)
        for report in reports:
            report.end(outcome)
    return outcome


def _for_reports(plan: RunOptions, wanted: Sequence[Destination]) -> RunOptions:
    """The plan with what the reports want of each document; text is not kept between runs."""
    formats = [report_format(destination.name) for destination in wanted]
    if not any(one.with_text for one in formats):
        return plan
    if plan.cache:
        plan.cache.close()
    original = any(one.with_original for one in formats)
    return replace(plan, keep_text=True, keep_original=original, cache=None)


def _open(destination: Destination, stack: ExitStack) -> Report:
    shown = report_format(destination.name)
    if destination.file:
        from regcheck.reports.files import ReportFile

        file = stack.enter_context(ReportFile(destination.file))
        return shown.make(file.write_bytes if shown.binary else file.write)
    if shown.name == "text":
        from regcheck.reports.text import TextReport

        look = look_of(sys.stdout)
        return TextReport(painter(look), look.width)
    return shown.make(say)


def _with_progress(
    results: Iterator[DocumentResult], inputs: Inputs, wanted: Sequence[Destination]
) -> Iterator[DocumentResult]:
    """The results, with a bar on the terminal while nothing else is written there."""
    on_screen = any(not destination.file for destination in wanted) and sys.stdout.isatty()
    return results if on_screen else with_progress(results, len(inputs.entries))
