"""`regcheck readiness`: questions on a draft, answered as far as its text shows."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from regcheck.cli import options as shared
from regcheck.cli.option_sets import CARRYING_OUT, CONFIG, takes
from regcheck.cli.terminal import say
from regcheck.errors import ExitCode, UsageError
from regcheck.texts.message import message

Output = Annotated[
    str, typer.Option("--output", "-o", metavar="FILE", help="Where the questions go.")
]
Format = Annotated[
    str,
    typer.Option("--format", metavar="html|docx|json", help="By default as the file's name ends."),
]


@takes(CARRYING_OUT, before="config")
@takes(CONFIG, before="stdin_format")
def readiness(
    *,
    context: typer.Context,
    paths: shared.Paths = None,
    output: Output = "",
    format: Format = "",
    lang: shared.Language = "auto",
    locale: shared.Locale = "auto",
    nlp: shared.Nlp = "on",
    stdin_format: shared.StdinFormat = "",
    stdin_filename: shared.StdinFilename = "",
    allow_incomplete: shared.AllowIncomplete = False,
    debug: shared.Debug = False,
) -> int:
    """Answer questions on readiness for digitalisation as far as the text shows.

    The rest is left open, for people to fill in. Exit codes: 0 made, 2 nothing was run,
    3 incomplete (something could not be read or run).
    """
    from regcheck.cli.configured import find_resolved_documents, resolved_settings
    from regcheck.cli.job import make_job
    from regcheck.cli.report_targets import refuse_what_is_read
    from regcheck.cli.terminal import warn_of_missing
    from regcheck.readiness.questions import load_questions
    from regcheck.readiness.report import FORMATS, ReadinessReport

    kind = shared.one_of("--format", format or _by_name(output), FORMATS)
    if kind == "docx" and output in ("", "-"):
        raise UsageError(message("readiness.needs_file"))
    resolved = resolved_settings(context, paths or ())
    inputs = find_resolved_documents(resolved, paths or (), stdin_format, stdin_filename)
    refuse_what_is_read(output, inputs)
    settings = replace(resolved.settings, fail_on="never")
    report = ReadinessReport(load_questions(), kind)
    outcome = make_job(resolved, settings, inputs, paths or (), debug=debug).run(inputs, [report])
    _write(report.file, output)
    warn_of_missing(outcome)
    return ExitCode.of(whole=allow_incomplete or outcome.complete)


def _by_name(output: str) -> str:
    """The format that the end of a file's name means."""
    ending = output.rpartition(".")[2].lower()
    return ending if ending in ("docx", "json") else "html"


def _write(data: bytes, output: str) -> None:
    if output in ("", "-"):
        say(data.decode("utf-8"))
        return
    from regcheck.reports.files import ReportFile

    with ReportFile(output) as file:
        file.write_bytes(data)
