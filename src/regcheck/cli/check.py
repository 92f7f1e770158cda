"""`regcheck check`: read documents, run rules, report."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Annotated

from regcheck.cli import options as shared
from regcheck.cli.job import comparison_of, make_job, warn_of_lost
from regcheck.cli.options import settings
from regcheck.cli.setup import SettingsRequest
from regcheck.cli.terminal import warn_of_missing
from regcheck.cli.versions import tell_astray


def check(
    *,
    paths: shared.Paths,
    request: Annotated[
        SettingsRequest,
        settings(
            "format rule-choice locale fail_on max_warnings shown reports "
            "nlp rank cache limits concepts known config-choice"
        ),
    ],
    output: shared.Output,
    force: bool,
    tracked_changes: shared.TrackedChanges,
    fix: bool,
    diff: bool,
    fix_xml: bool,
    stdin_format: shared.StdinFormat,
    stdin_filename: shared.StdinFilename,
    allow_incomplete: bool,
    answers: shared.Answers,
    today: shared.Today,
    as_of: shared.AsOf,
    since: shared.Since,
    debug: bool,
) -> int:
    """Check documents and report."""
    from regcheck.cli.delivery import run_and_report, shows_no_notes, wanted_reports
    from regcheck.cli.fixing import check_and_fix, fix_choice
    from regcheck.results.totals import exit_code

    setup = request.resolve(paths := paths or ((".",) if since else ()))
    wanted = wanted_reports(setup.values.format, output, setup.values.reports, force=force)
    fixes = fix_choice(paths, wanted, fix=fix, diff=diff, xml=fix_xml)
    inputs = setup.find_documents(stdin_format, stdin_filename)
    comparison = comparison_of(setup, inputs, since)
    inputs, given = comparison.inputs(inputs), inputs
    settings = comparison.settings(setup.settings.tracking(tracked_changes, as_of), since)
    if shows_no_notes(settings, wanted) and not fixes and not answers and not settings.compares:
        settings = replace(settings, count_notes=True)
    job = make_job(
        setup,
        inputs,
        settings=settings,
        compared=comparison,
        answers=answers,
        today=today,
        debug=debug,
    )
    run = partial(check_and_fix, fixes) if fixes else run_and_report
    result = run(job, inputs, wanted)
    warn_of_lost(job, comparison)
    tell_astray(comparison, given)
    if fixes or wanted[0].name != "text" or wanted[0].file:
        warn_of_missing(result)
    return exit_code(result, allow_incomplete=allow_incomplete)
