"""`regcheck scan-diff`: two scans set against each other."""

from __future__ import annotations

from typing import Annotated

import typer

from regcheck.cli import options as shared
from regcheck.cli.terminal import say
from regcheck.errors import ExitCode

FORMATS = ("text", "json", "csv")


def scan_diff(
    *,
    old: Annotated[str, typer.Argument(metavar="OLD", help="The folder of the earlier scan.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The folder of the later scan.")],
    format: Annotated[str, typer.Option("--format", metavar="text|json|csv")] = "text",
    output: shared.OutputFile = "",
    locale: shared.Locale = "auto",
    debug: shared.Debug = False,
) -> int:
    """Show what has changed between two scans, by ministry and rule.

    Exit codes: 0 shown, 2 nothing was done.
    """
    from regcheck.reports.files import ReportFile
    from regcheck.scans.diff import diff_csv, diff_json, diff_scans, diff_text
    from regcheck.scans.ministries import load_ministries
    from regcheck.scans.results import scan_results

    shared.one_of("--format", format, FORMATS)
    shown = shared.locale_of(locale)
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
