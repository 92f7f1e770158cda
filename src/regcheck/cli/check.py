"""`regcheck check`: read documents, run rules, report."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from regcheck.cli import options as shared
from regcheck.cli.configured import Asked, Resolved, find_resolved_documents
from regcheck.cli.options import Option
from regcheck.cli.suppressing import suppressing
from regcheck.cli.terminal import note, processors, warn_of_missing
from regcheck.texts.message import message

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from regcheck.cli.destinations import Destination
    from regcheck.cli.known import Against
    from regcheck.readers.inputs import Inputs
    from regcheck.reports.report import Report
    from regcheck.results.result import RunResult, Settings
    from regcheck.run.check import RunOptions
    from regcheck.run.rules import LoadedRules


def check(
    *,
    paths: shared.Paths,
    asked: Annotated[
        Asked,
        shared.FORMAT,
        shared.RULES,
        shared.LOCALE,
        shared.FAIL_ON,
        shared.SHOW_INFO,
        shared.REPORT,
        shared.NLP,
        shared.NO_CACHE,
        shared.CARRYING_OUT,
        shared.CONCEPTS,
        shared.KNOWN,
        shared.CONFIG,
    ],
    output: shared.Output,
    force: shared.Force,
    tracked_changes: shared.TrackedChanges,
    fix: Annotated[bool, Option("fix", "--fix", default=False)],
    diff: Annotated[bool, Option("diff", "--diff", default=False)],
    fix_xml: Annotated[bool, Option("fix_xml", "--fix-xml", default=False)],
    stdin_format: shared.StdinFormat,
    stdin_filename: shared.StdinFilename,
    allow_incomplete: shared.AllowIncomplete,
    today: shared.Today,
    since: shared.Since,
    debug: shared.Debug,
) -> int:
    """Check documents and report."""
    from regcheck.cli.destinations import wanted_reports
    from regcheck.cli.fixing import check_and_fix, fix_choice
    from regcheck.cli.known import Against, baseline_of, find_since
    from regcheck.results.totals import exit_code

    resolved = asked.resolve(paths := paths or ((".",) if since else ()))
    wanted = wanted_reports(resolved.format, output, resolved.reports, force=force)
    fixes = fix_choice(paths, wanted, fix=fix, diff=diff, xml=fix_xml)
    inputs = find_resolved_documents(resolved, paths, stdin_format, stdin_filename)
    against = Against(baseline_of(resolved), find_since(since, inputs, paths))
    settings = against.settings(resolved.settings.tracking(tracked_changes), since)
    inputs, rules = against.inputs(inputs), resolved.load_rules()
    plan = plan_run(resolved, rules, settings, inputs, debug)
    seen = _Seen(rules, settings, plan, against, paths, today)
    result = check_and_fix(fixes, seen.run, inputs, wanted)
    if fixes or wanted[0].name != "text" or wanted[0].file:
        warn_of_missing(result)
    return exit_code(result, allow_incomplete=allow_incomplete)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What documents are checked with, and what their findings are seen against."""

    rules: LoadedRules
    settings: Settings
    plan: RunOptions
    against: Against
    paths: Sequence[str]
    today: date | None

    def run(
        self, inputs: Inputs, wanted: Sequence[Destination], further: Sequence[Report]
    ) -> RunResult:
        """Check documents, and tell the wanted reports and further ones."""
        from regcheck.cli.delivery import carry_out

        return carry_out(
            inputs,
            self.rules,
            self.settings,
            self.plan,
            wanted,
            suppress=suppressing(self.rules.rule_set, self.settings, self.paths, self.today),
            against=self.against,
            further=further,
        )


def plan_run(
    resolved: Resolved, rules: LoadedRules, settings: Settings, inputs: Inputs, debug: bool
) -> RunOptions:
    """How the run is carried out: processes, time, and where findings are kept between runs."""
    from regcheck.run.check import RunOptions, choose_jobs
    from regcheck.run.document import Guard
    from regcheck.run.findings_cache import open_cache

    def told(why: str) -> None:
        note(message("cli.findings_not_kept", why=why))

    place = resolved.findings_cache
    cache = open_cache(place, rules.rule_set, settings, inputs.limits, told)
    number = choose_jobs(resolved.jobs, inputs, processors())
    guard = Guard(time.process_time, resolved.time_limit)
    return RunOptions(number, inputs.limits, guard, debug, cache=cache)
