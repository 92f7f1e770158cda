"""`regcheck readiness`: questions about a draft, answered as far as its text shows."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from regcheck.base.errors import ExitCode, UsageError
from regcheck.base.texts.message import message
from regcheck.cli import options as shared
from regcheck.cli.configured import Asked, find_resolved_documents
from regcheck.cli.options import Option
from regcheck.cli.terminal import say


def readiness(
    *,
    paths: shared.Paths,
    output: shared.Output,
    force: shared.Force,
    format: Annotated[str, Option("format", "--format", allowed=("html", "docx", "json"))],
    asked: Annotated[
        Asked,
        shared.LANG,
        shared.LOCALE,
        shared.NLP,
        shared.RANK,
        shared.CARRYING_OUT,
        shared.CONFIG,
    ],
    stdin_format: shared.StdinFormat,
    stdin_filename: shared.StdinFilename,
    allow_incomplete: shared.AllowIncomplete,
    debug: shared.Debug,
) -> int:
    """Answer questions on readiness for digitalisation as far as the text shows."""
    from regcheck.cli.delivery import refuse_what_is_read
    from regcheck.cli.job import make_job
    from regcheck.cli.terminal import warn_of_missing
    from regcheck.corpus.readiness.earlier import answers_at
    from regcheck.corpus.readiness.questions import load_questions
    from regcheck.corpus.readiness.report import ReadinessReport

    kind = format or _by_name(output)
    if kind == "docx" and output in ("", "-"):
        raise UsageError(message("readiness.needs_file"))
    resolved = asked.resolve(paths)
    inputs = find_resolved_documents(resolved, paths, stdin_format, stdin_filename)
    refuse_what_is_read(output, inputs)
    settings = replace(resolved.settings, fail_on="never")
    questions = load_questions()
    report = ReadinessReport(questions, kind, earlier := answers_at(output, kind, questions))
    outcome = make_job(resolved, settings, inputs, paths, debug=debug).run(inputs, [report])
    _write(report.file, output, force=force or bool(earlier))
    warn_of_missing(outcome)
    return ExitCode.of(whole=allow_incomplete or outcome.complete)


def _by_name(output: str) -> str:
    """The format that the suffix of a file's name indicates."""
    ending = output.rpartition(".")[2].lower()
    return ending if ending in ("docx", "json") else "html"


def _write(data: bytes, output: str, *, force: bool) -> None:
    if output in ("", "-"):
        say(data.decode("utf-8"))
        return
    from regcheck.reports.files import ReportFile

    with ReportFile(output, force=force) as file:
        file.write_bytes(data)
