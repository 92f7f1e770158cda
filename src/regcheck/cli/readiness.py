"""`regcheck readiness`: questions about a draft, answered as far as its text shows."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from regcheck.base.errors import ExitCode, UsageError
from regcheck.base.texts.message import message
from regcheck.cli import options as shared
from regcheck.cli.delivery import refuse_what_is_read
from regcheck.cli.job import make_job
from regcheck.cli.options import option, settings
from regcheck.cli.setup import SettingsRequest
from regcheck.cli.terminal import deliver, warn_of_missing
from regcheck.corpus.readiness.questions import load_questions
from regcheck.corpus.readiness.report import ReadinessReport, answers_at


def readiness(
    *,
    paths: shared.Paths,
    output: shared.Output,
    force: bool,
    format: Annotated[str, option(kind="choice", choices=("html", "docx", "json"))],
    request: Annotated[SettingsRequest, settings("language locale nlp rank limits config-choice")],
    stdin_format: shared.StdinFormat,
    stdin_filename: shared.StdinFilename,
    allow_incomplete: bool,
    debug: bool,
) -> int:
    """Answer questions on readiness for digitalisation as far as the text shows."""
    ending = output.rpartition(".")[2].lower()
    kind = format or (ending if ending in ("docx", "json") else "html")
    if kind == "docx" and output in ("", "-"):
        raise UsageError(message("readiness.needs_file"))
    setup = request.resolve(paths)
    inputs = setup.find_documents(stdin_format, stdin_filename)
    refuse_what_is_read(output, inputs)
    settings = replace(setup.settings, fail_on="never")
    questions = load_questions()
    report = ReadinessReport(questions, kind, earlier := answers_at(output, kind, questions))
    outcome = make_job(setup, inputs, settings=settings, debug=debug).run(inputs, [report])
    deliver(report.file, output, force=force or bool(earlier))
    warn_of_missing(outcome)
    return ExitCode.of(whole=allow_incomplete or outcome.complete)
