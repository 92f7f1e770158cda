"""`regcheck check`: read documents, run rules, report."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from regcheck.cli import options as shared
from regcheck.cli.terminal import caches, processors, warn

if TYPE_CHECKING:
    from regcheck.readers.inputs import Inputs
    from regcheck.run.document import Guard
    from regcheck.run.findings_cache import FindingsCache
    from regcheck.run.result import Settings
    from regcheck.run.rules import LoadedRules


def check(
    *,
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
    since: shared.Since = "",
    debug: shared.Debug = False,
) -> int:
    """Check documents.

    Exit codes: 0 nothing new at or above --fail-on, 1 something new, 2 nothing was run,
    3 incomplete (something could not be read or run).
    """
    from regcheck.cli.delivery import carry_out, destinations, warn_of_missing
    from regcheck.cli.documents import find_documents
    from regcheck.cli.known import Against, choose_baseline
    from regcheck.cli.since import find_since
    from regcheck.run.check import RunOptions
    from regcheck.run.rules import load_rules
    from regcheck.run.totals import exit_code

    choice = shared.rule_choice(collection, select, ignore, pack, preview)
    settings = shared.settings(
        choice, language=lang, locale=locale, nlp=nlp, fail_on=fail_on, show_info=show_info
    ).tracking(tracked_changes)
    wanted = destinations(format, output, report or (), force=force)
    guard = _guard(time_limit)
    paths = paths or (["."] if since else [])
    inputs = find_documents(paths, stdin_format, stdin_filename)
    against = Against(choose_baseline(baseline, no_baseline), find_since(since, inputs, paths))
    settings, inputs = against.settings(settings, since), against.inputs(inputs)
    rules = load_rules(choice, caches())
    cache = None if no_cache else _open_cache(rules, settings, inputs)
    plan = RunOptions(_jobs(jobs, inputs), inputs.limits, guard, debug, cache=cache)
    result = carry_out(inputs, rules, settings, plan, wanted, against=against)
    if wanted[0].name != "text" or wanted[0].file:
        warn_of_missing(result)
    return exit_code(result, allow_incomplete=allow_incomplete)


def _jobs(jobs: str, inputs: Inputs) -> int:
    from regcheck.run.check import choose_jobs

    asked = shared.whole_number("--jobs", jobs) if jobs else 0
    return choose_jobs(asked, inputs, processors())


def _guard(time_limit: str) -> Guard:
    from regcheck.run.document import Guard

    return Guard(time.monotonic, shared.whole_number("--time-limit", time_limit))


def _open_cache(rules: LoadedRules, settings: Settings, inputs: Inputs) -> FindingsCache | None:
    from regcheck.run.findings_cache import open_cache

    return open_cache(caches(), rules.rule_set, settings, inputs.limits, _without_cache)


def _without_cache(why: str) -> None:
    """Say that findings are not kept between runs."""
    warn(f"note: findings are not kept between runs: {why} (--no-cache leaves this out)")
