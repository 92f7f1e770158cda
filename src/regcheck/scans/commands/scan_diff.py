"""`regcheck scan-diff`: two scans set against each other."""

from __future__ import annotations

from typing import Annotated

from regcheck.cli import options as shared
from regcheck.cli.options import Option
from regcheck.cli.terminal import say
from regcheck.errors import ExitCode


def scan_diff(
    old: Annotated[str, Option("old", "", "OLD", shared.REQUIRED)],
    new: Annotated[str, Option("new", "", "NEW", shared.REQUIRED)],
    format: Annotated[str, Option("format", "--format", "", "text", ("text", "json", "csv"))],
    output: shared.Output,
    locale: shared.Locale,
) -> int:
    """Show what has changed between two scans, by ministry and rule."""
    from regcheck.reports.files import ReportFile
    from regcheck.scans.diff import diff_scans
    from regcheck.scans.ministries import load_ministries
    from regcheck.scans.reports import diff_csv, diff_json, diff_text
    from regcheck.scans.results import scan_results

    shown = shared.locale_or(locale)
    found, ministries = diff_scans(scan_results(old), scan_results(new)), load_ministries()
    if format == "json":
        pieces = diff_json(found, ministries)
    elif format == "csv":
        pieces = diff_csv(found)
    else:
        pieces = diff_text(found, ministries, shown)
    if not output:
        for piece in pieces:
            say(piece)
        return ExitCode.OK
    with ReportFile(output) as file:
        for piece in pieces:
            file.write(piece)
    return ExitCode.OK
