"""`regcheck check`: read documents, run rules, report."""

from __future__ import annotations

import typer

from regcheck.cli import options as shared
from regcheck.cli.job import Today, comparison_of, make_job, warn_of_unseen
from regcheck.cli.option_sets import CARRYING_OUT, CONFIG, RULES, takes
from regcheck.cli.terminal import warn_of_missing


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
    from regcheck.results.totals import exit_code

    resolved = resolved_settings(context, paths := paths or (["."] if since else []))
    wanted = wanted_reports(
        resolved.value("format"), output, resolved.value("reports"), force=force
    )
    fixes = fix_choice(paths, wanted, fix=fix, diff=diff, xml=fix_xml)
    inputs = find_resolved_documents(resolved, paths, stdin_format, stdin_filename)
    comparison = comparison_of(
        *(resolved, inputs, paths), baseline=baseline, no_baseline=no_baseline, since=since
    )
    inputs = comparison.inputs(inputs)
    settings = comparison.settings(resolved.settings.tracking(tracked_changes), since)
    job = make_job(
        *(resolved, settings, inputs, paths), compared=comparison, today=today, debug=debug
    )
    result = check_and_fix(fixes, job, inputs, wanted)
    warn_of_unseen(comparison)
    if fixes or wanted[0].name != "text" or wanted[0].file:
        warn_of_missing(result)
    return exit_code(result, allow_incomplete=allow_incomplete)
