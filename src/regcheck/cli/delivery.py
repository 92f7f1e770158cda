"""Getting results to where they are wanted: stdout, files, a progress bar."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING

from regcheck.cli.destinations import Destination
from regcheck.cli.progress import Bar
from regcheck.cli.report_targets import check_targets
from regcheck.cli.terminal import look_of, painter, say
from regcheck.reports.registry import report_format
from regcheck.run.check import CheckJob, Report, RunOptions

if TYPE_CHECKING:
    from regcheck.readers.inputs import Inputs
    from regcheck.results.result import RunResult


def run_and_report(
    job: CheckJob,
    inputs: Inputs,
    wanted: Sequence[Destination],
    further: Sequence[Report] = (),
) -> RunResult:
    """Run a job and tell every report of it, the wanted ones and `further` ones that are made
    already; files appear when all is done. Raises UsageError where a report may not go."""
    job = replace(job, options=_for_reports(job.options, wanted))
    check_targets(wanted, inputs)
    with ExitStack() as stack:
        reports = [*(_open(destination, stack) for destination in wanted), *further]
        if not _is_on_screen(wanted):
            reports.append(stack.enter_context(Bar(len(inputs.entries))))
        return job.run(inputs, reports)


def _is_on_screen(wanted: Sequence[Destination]) -> bool:
    """Whether a report is written where a bar would be seen."""
    return any(not destination.file for destination in wanted) and sys.stdout.isatty()


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
