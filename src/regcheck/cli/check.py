"""`regcheck check`: read documents, run rules, report."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from regcheck.base.texts.message import message
from regcheck.cli import options as shared
from regcheck.cli.delivery import Target, run_and_report, shows_no_notes, wanted_reports
from regcheck.cli.documents import Source
from regcheck.cli.job import comparison_of, make_job
from regcheck.cli.options import settings
from regcheck.cli.setup import SettingsRequest
from regcheck.cli.terminal import note, warn_of_missing
from regcheck.cli.versions import tell_astray
from regcheck.results.totals import exit_code


def check(
    *,
    request: Annotated[
        SettingsRequest,
        settings(
            "format rule-choice locale fail_on max_warnings shown reports "
            "nlp rank cache limits concepts known config-choice answers today"
        ),
    ],
    target: Target,
    tracked_changes: shared.TrackedChanges,
    fix: bool,
    diff: bool,
    fix_xml: bool,
    source: Source,
    as_of: shared.AsOf,
    since: shared.Since,
) -> int:
    """Check documents and report."""
    paths = source.paths or ((".",) if since else ())
    setup = request.resolve(paths)
    wanted = wanted_reports(setup.values.format, target, setup.values.reports)
    fixes = None
    if fix or diff or fix_xml:
        from regcheck.cli.fixing import fixes_of

        fixes = fixes_of(paths, wanted, fix=fix, diff=diff, xml=fix_xml)
    given = setup.find_documents(source.stdin_format, source.stdin_filename)
    comparison = comparison_of(setup, given, since)
    inputs = comparison.inputs(given)
    settings = comparison.settings(setup.settings.tracking(tracked_changes, as_of), since)
    counts = not (fixes or request.answers or settings.compares)
    if counts and shows_no_notes(settings, wanted):
        settings = replace(settings, count_notes=True)
    job = make_job(setup, inputs, settings=settings, compared=comparison)
    carry_out = fixes.carry_out if fixes else run_and_report
    result = carry_out(job, inputs, wanted)
    for path, why in comparison.unseen:
        note(message("cli.earlier_unread", path=path, why=why))
    tell_astray(comparison, given)
    if fixes or wanted[0].name != "text" or wanted[0].file:
        warn_of_missing(result.unreadable, result.skipped)
    return exit_code(result, allow_incomplete=source.allow_incomplete)
