"""`regcheck check`: read documents, run rules, report."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from regcheck.cli import options as shared
from regcheck.cli.configured import Asked, find_resolved_documents
from regcheck.cli.job import comparison_of, make_job, warn_of_lost
from regcheck.cli.options import Option
from regcheck.cli.terminal import warn_of_missing
from regcheck.cli.versions import tell_astray


def check(
    *,
    paths: shared.Paths,
    asked: Annotated[
        Asked,
        shared.FORMAT,
        shared.RULES,
        shared.LOCALE,
        shared.FAIL_ON,
        shared.MAX_WARNINGS,
        shared.SHOWN,
        shared.REPORT,
        shared.NLP,
        shared.RANK,
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
    answers: shared.Answers,
    today: shared.Today,
    as_of: shared.AsOf,
    since: shared.Since,
    debug: shared.Debug,
) -> int:
    """Check documents and report."""
    from regcheck.cli.delivery import run_and_report, wanted_reports
    from regcheck.cli.fixing import check_and_fix, fix_choice
    from regcheck.results.totals import exit_code

    resolved = asked.resolve(paths := paths or ((".",) if since else ()))
    wanted = wanted_reports(resolved.format, output, resolved.reports, force=force)
    fixes = fix_choice(paths, wanted, fix=fix, diff=diff, xml=fix_xml)
    inputs = find_resolved_documents(resolved, paths, stdin_format, stdin_filename)
    comparison = comparison_of(resolved, inputs, paths, since)
    inputs, given = comparison.inputs(inputs), inputs
    settings = comparison.settings(resolved.settings.tracking(tracked_changes, as_of), since)
    job = make_job(
        *(resolved, settings, inputs, paths),
        compared=comparison,
        answers=answers,
        today=today,
        debug=debug,
    )
    result = (partial(check_and_fix, fixes) if fixes else run_and_report)(job, inputs, wanted)
    warn_of_lost(job, comparison)
    tell_astray(comparison, given)
    if fixes or wanted[0].name != "text" or wanted[0].file:
        warn_of_missing(result)
    return exit_code(result, allow_incomplete=allow_incomplete)
