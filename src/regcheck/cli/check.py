"""`regcheck check`: read documents, run rules, report."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer

from regcheck.cli import options as shared
from regcheck.cli.option_sets import CARRYING_OUT, CONFIG, RULES, takes
from regcheck.cli.suppressing import Today, suppressing
from regcheck.cli.terminal import processors, warn, warn_of_missing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from regcheck.cli.configured import Resolved
    from regcheck.cli.destinations import Destination
    from regcheck.cli.known import Against
    from regcheck.readers.inputs import Inputs
    from regcheck.reports.report import Report
    from regcheck.results.result import RunResult, Settings
    from regcheck.run.check import RunOptions
    from regcheck.run.rules import LoadedRules


@takes(RULES, before="locale")
@takes(CARRYING_OUT, before="stdin_format")
@takes(CONFIG, before="since")
def check(
    *,
    context: typer.Context,
    paths: shared.Paths = None,
    format: shared.Format = "text",
    locale: shared.Locale = "auto",
    fail_on: shared.FailOn = "error",
    show_info: shared.ShowInfo = False,
    output: shared.Output = "",
    report: shared.Reports = None,
    force: shared.Force = False,
    nlp: shared.Nlp = "on",
    tracked_changes: shared.TrackedChanges = "accepted",
    fix: shared.Fix = False,
    diff: shared.Diff = False,
    fix_xml: shared.FixXml = False,
    no_cache: shared.NoCache = False,
    stdin_format: shared.StdinFormat = "",
    stdin_filename: shared.StdinFilename = "",
    allow_incomplete: shared.AllowIncomplete = False,
    concepts: shared.Concepts = "",
    baseline: shared.Baseline = "",
    no_baseline: shared.NoBaseline = False,
    today: Today = "",
    since: shared.Since = "",
    debug: shared.Debug = False,
) -> int:
    """Check documents. What the command line does not say, the config may: see regcheck config.

    Exit codes: 0 nothing new at or above --fail-on, 1 something new, 2 nothing was run,
    3 incomplete (something could not be read or run).
    """
    from regcheck.cli.configured import find_resolved_documents, resolved_settings
    from regcheck.cli.destinations import wanted_reports
    from regcheck.cli.fixing import check_and_fix, fix_choice
    from regcheck.cli.known import Against, baseline_of
    from regcheck.cli.since import find_since
    from regcheck.results.totals import exit_code

    resolved = resolved_settings(context, paths := paths or (["."] if since else []))
    wanted = wanted_reports(
        resolved.value("format"), output, resolved.value("reports"), force=force
    )
    fixes = fix_choice(paths, wanted, fix=fix, diff=diff, xml=fix_xml)
    inputs = find_resolved_documents(resolved, paths, stdin_format, stdin_filename)
    known = baseline_of(resolved, context.params)
    against = Against(known, find_since(context.params["since"] or "", inputs, paths))
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
    today: str

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
        warn(f"note: findings are not kept between runs: {why} (--no-cache leaves this out)")

    place = resolved.findings_cache
    cache = open_cache(place, rules.rule_set, settings, inputs.limits, told)
    number = choose_jobs(resolved.value("jobs"), inputs, processors())
    guard = Guard(time.process_time, resolved.value("time-limit"))
    return RunOptions(number, inputs.limits, guard, debug, cache=cache)
