"""`regcheck readiness`: questions about a draft, answered as far as its text shows."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from regcheck.base.errors import ExitCode, UsageError
from regcheck.base.texts.message import message
from regcheck.cli import options as shared
from regcheck.cli.delivery import Target
from regcheck.cli.documents import Source, refuse_what_is_read
from regcheck.cli.job import make_job
from regcheck.cli.options import option, settings
from regcheck.cli.setup import SettingsRequest
from regcheck.cli.terminal import warn_of_missing
from regcheck.corpus.readiness.questions import load_questions
from regcheck.corpus.readiness.report import ReadinessReport, form_at
from regcheck.reports.finding_text import shortened

_SHOWN = 80


def readiness(
    *,
    target: Target,
    format: Annotated[str, option(kind="choice", choices=("html", "docx", "json"))],
    request: Annotated[
        SettingsRequest, settings("language locale nlp rank limits config-choice answers today")
    ],
    tracked_changes: shared.TrackedChanges,
    source: Source,
) -> int:
    """Answer questions on readiness for digitalisation as far as the text shows."""
    ending = target.output.rpartition(".")[2].lower()
    kind = format or (ending if ending in ("docx", "json") else "html")
    if kind == "docx" and target.is_stdout:
        raise UsageError(message("readiness.needs_file"))
    setup = request.resolve(source.paths)
    inputs = setup.find_documents(source.stdin_format, source.stdin_filename)
    refuse_what_is_read(target.output, inputs)
    settings = replace(setup.settings.tracking(tracked_changes), fail_on="never")
    questions = load_questions()
    form = form_at(target.output, kind, questions)
    if form.outside and not target.force:
        lost = shortened(form.outside[0], _SHOWN)
        raise UsageError(message("readiness.outside", path=target.output, lost=lost))
    report = ReadinessReport(questions, kind, form.said)
    outcome = make_job(setup, inputs, settings=settings).run(inputs, [report])
    if form.said and list(form.drafts) != report.drafts and not target.force:
        about = ", ".join(shortened(one, _SHOWN) for one in form.drafts)
        raise UsageError(message("readiness.other_draft", path=target.output, drafts=about))
    target.write(report.file, force=bool(form.said))
    warn_of_missing(outcome.unreadable, outcome.skipped)
    return ExitCode.of(whole=source.allow_incomplete or outcome.complete)
