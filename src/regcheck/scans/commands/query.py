"""`regcheck query`: questions to a scan."""

from __future__ import annotations

from typing import Annotated

import typer

from regcheck.cli import options as shared
from regcheck.cli.terminal import say
from regcheck.errors import ExitCode


def query(
    *,
    folder: Annotated[str, typer.Argument(metavar="SCAN", help="The folder of a scan.")],
    sql: Annotated[str, typer.Argument(metavar="SQL", help="A select from its tables.")],
    format: Annotated[
        str, typer.Option("--format", metavar="table|json|csv", help="How to answer.")
    ] = "table",
    output: shared.OutputFile = "",
    debug: shared.Debug = False,
) -> int:
    """Ask a scan in SQL: the tables are findings, documents and unreadable.

    Nothing can be changed, and no file or address reached, from the question.

    Exit codes: 0 answered, 2 nothing was done.
    """
    from regcheck.reports.files import ReportFile
    from regcheck.reports.rows import ROW_FORMATS
    from regcheck.scans.results import scan_results

    shared.one_of("--format", format, tuple(ROW_FORMATS))
    answer = scan_results(folder).ask(sql)
    pieces = ROW_FORMATS[format](answer.columns, answer.rows)
    if not output:
        for piece in pieces:
            say(piece)
        return ExitCode.OK
    with ReportFile(output) as file:
        for piece in pieces:
            file.write(piece)
    return ExitCode.OK
