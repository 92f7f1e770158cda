"""`regcheck check`: read documents, run rules, report."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import typer

from regcheck.cli import options as shared
from regcheck.cli.suppressing import Today, suppressing
from regcheck.cli.terminal import processors, warn

if TYPE_CHECKING:
    from regcheck.cli.configured import Resolved
    from regcheck.readers.inputs import Inputs
    from regcheck.run.check import RunOptions
    from regcheck.run.result import Settings
    from regcheck.run.rules import LoadedRules


def check(
    *,
    context: typer.Context,
    paths: shared.Paths = None,
    format: shared.Format = "text",
    select: shared.Select = None,
    ignore: shared.Ignore = None,
    pack: shared.Packs = None,
    collection: shared.Collection = "default",
    preview: shared.Preview = False,
    lang: shared.Language = "auto",
    locale: shared.Locale = "auto",
    fail_on: shared.FailOn = "error",
    show_info: shared.ShowInfo = False,
    output: shared.Output = "",
    report: shared.Reports = None,
    force: shared.Force = False,
    nlp: shared.Nlp = "on",
    tracked_changes: shared.TrackedChanges = "accepted",
    no_cache: shared.NoCache = False,
    jobs: shared.Jobs = "",
    time_limit: shared.TimeLimit = "30",
    stdin_format: shared.StdinFormat = "",
    stdin_filename: shared.StdinFilename = "",
    allow_incomplete: shared.AllowIncomplete = False,
    baseline: shared.Baseline = "",
    no_baseline: shared.NoBaseline = False,
    today: Today = "",
    config: shared.ConfigFile = "",
    no_config: shared.NoConfig = False,
    since: shared.Since = "",
    debug: shared.Debug = False,
) -> int:
    """Check documents. What the command line does not say, the config may: see regcheck config.

    Exit codes: 0 nothing new at or above --fail-on, 1 something new, 2 nothing was run,
    3 incomplete (something could not be read or run).
    """
    from regcheck.cli.configured import find_resolved_documents, resolved_settings
    from regcheck.cli.delivery import carry_out, destinations, warn_of_missing
    from regcheck.cli.known import Against, choose_baseline
    from regcheck.cli.since import find_since
    from regcheck.run.totals import exit_code

    paths = paths or (["."] if since else [])
    resolved = resolved_settings(context, paths)
    reports = resolved.value("reports")
    wanted = destinations(resolved.value("format"), output, reports, force=force)
    inputs = find_resolved_documents(resolved, paths, stdin_format, stdin_filename)
    known = choose_baseline(baseline, no_baseline, resolved.baseline)
    against = Against(known, find_since(since, inputs, paths))
    chosen = resolved.settings.tracking(tracked_changes)
    settings, inputs = against.settings(chosen, since), against.inputs(inputs)
    rules = resolved.load_rules()
    plan = _plan(resolved, rules, settings, inputs, debug)
    suppress = suppressing(rules.rule_set, settings, paths, today)
    result = carry_out(inputs, rules, settings, plan, wanted, suppress=suppress, against=against)
    if wanted[0].name != "text" or wanted[0].file:
        warn_of_missing(result)
    return exit_code(result, allow_incomplete=allow_incomplete)


def _plan(
    resolved: Resolved, rules: LoadedRules, settings: Settings, inputs: Inputs, debug: bool
) -> RunOptions:
    """How the run is carried out."""
    from regcheck.run.check import RunOptions, choose_jobs
    from regcheck.run.document import Guard
    from regcheck.run.findings_cache import open_cache

    guard = Guard(time.monotonic, resolved.value("time-limit"))
    place = resolved.findings_cache
    cache = open_cache(place, rules.rule_set, settings, inputs.limits, _without_cache)
    number = choose_jobs(resolved.value("jobs"), inputs, processors())
    return RunOptions(number, inputs.limits, guard, debug, cache=cache)


def _without_cache(why: str) -> None:
    """Say that findings are not kept between runs."""
    warn(f"note: findings are not kept between runs: {why} (--no-cache leaves this out)")
