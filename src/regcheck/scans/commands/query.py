"""`regcheck query`: questions to a scan."""

from __future__ import annotations

from typing import Annotated

from regcheck.cli import options as shared
from regcheck.cli.options import Option
from regcheck.cli.terminal import say
from regcheck.errors import ExitCode


def query(
    folder: Annotated[str, Option("folder", "", "SCAN", shared.REQUIRED)],
    sql: Annotated[str, Option("sql", "", "SQL", shared.REQUIRED)],
    format: Annotated[str, Option("format", "--format", "", "table", ("table", "json", "csv"))],
    output: shared.Output,
) -> int:
    """Ask a scan in SQL: the tables are findings, documents and unreadable. Nothing can be changed,
    and no file or address reached, from the question."""
    from regcheck.reports.files import ReportFile
    from regcheck.reports.rows import ROW_FORMATS
    from regcheck.scans.results import scan_results

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
