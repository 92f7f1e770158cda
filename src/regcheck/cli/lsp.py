"""`regcheck lsp`: findings in an editor while one writes."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated, BinaryIO, cast

from regcheck.base.errors import RegcheckError, UsageError
from regcheck.base.texts.message import message
from regcheck.changes.comparison import Comparison
from regcheck.cli import options as shared
from regcheck.cli.job import baseline_of, make_suppressing
from regcheck.cli.lsp_files import Answers, Law, folder_of
from regcheck.cli.options import option, settings
from regcheck.cli.setup import RunSetup, SettingsRequest
from regcheck.cli.terminal import spoken
from regcheck.desk.editor.checks import Checks
from regcheck.readers.limits import MEGABYTE
from regcheck.results.policies import PathMatcher
from regcheck.run.apart import Apart
from regcheck.run.check import CheckJob
from regcheck.run.guard import Guard, Stop
from regcheck.run.options import RunOptions
from regcheck.run.pool import end_all

SECONDS = 10.0
"""How long one document may take."""
SOON = 0.3
"""Seconds in which a thread ends that has nothing to do."""


def lsp(
    request: Annotated[
        SettingsRequest, settings("rule-choice locale show_info first nlp rank known config-choice")
    ],
    answers: shared.Answers,
    law: Annotated[str, option("PATH")],
) -> int:
    """Serve an editor over stdin and stdout (Language Server Protocol)."""
    try:
        from regcheck.desk.editor.answering import FramedInput
        from regcheck.desk.editor.server import make_server
    except ModuleNotFoundError as fault:
        if (fault.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        raise UsageError(message("editor.no_pygls")) from fault
    framed = cast("BinaryIO", FramedInput(sys.stdin.buffer))
    make_server(partial(make_checks, request, answers, law)).start_io(framed)
    _leave_at_once()
    return 0


def _leave_at_once() -> None:
    """End the process if a check still goes on, which Python would wait for."""
    end_all()
    others = [one for one in threading.enumerate() if one is not threading.main_thread()]
    for one in others:
        if not one.daemon:
            one.join(SOON)
        if one.daemon or not one.is_alive():
            continue
        with contextlib.suppress(OSError, ValueError):
            sys.stdout.flush()
        os._exit(0)


def make_checks(
    request: SettingsRequest, answers: Sequence[str], law: str, folder: Path | None
) -> Checks:
    """The checks for a workspace; faults are shown, and what can be checked is."""
    if folder is not None and folder.is_dir():
        os.chdir(folder)
    try:
        return _checks(request.resolve(["."], tell=False), answers, law)
    except RegcheckError as fault:
        return _checks(request.without_files().resolve(["."]), answers, law, fault)


def _checks(
    setup: RunSetup, answers: Sequence[str], law: str, fault: RegcheckError | None = None
) -> Checks:
    from regcheck.desk.editor.checks import Checks, no_law

    rules, settings = setup.load_rules(), setup.settings
    suppressing = make_suppressing(["."], rules, settings, date.today())
    try:
        known = baseline_of(setup)
    except RegcheckError as wrong:
        known, fault = None, fault or wrong

    apart = Apart(0, lasting=True)
    stop = Stop()
    guard = Guard(time.process_time, SECONDS, setup.values.memory_limit * MEGABYTE, stop=stop)
    options = RunOptions(guard=guard, apart=apart, remember=True)
    job = CheckJob(rules, settings, options, suppressing, Comparison(known, alone=True))
    answered = Answers(job, answers)
    try:
        answered.read()
    except RegcheckError as wrong:
        fault = fault or wrong

    return Checks(
        check=lambda item: next(job.results([item])),
        settings=settings,
        wanted=_wanted(setup),
        stop=stop,
        message=f"regcheck: {fault.said(spoken())}" if fault else "",
        remark=f"regcheck: {setup.ignored.said(spoken())}" if setup.ignored else "",
        baseline=Path(setup.values.baseline).name,
        locale=spoken(),
        folder=partial(folder_of, setup),
        law=Law(law) if law else no_law,
        answers=answered.file,
        answer=answered.keep,
        close=apart.close,
    )


def _wanted(setup: RunSetup) -> Callable[[str], bool]:
    """Whether the config leaves a document in."""
    base = str(setup.config.folder) if setup.config.path else "."
    include = setup.values.include
    included = PathMatcher(include, base)
    excluded = PathMatcher(setup.values.exclude, base)
    return lambda path: not excluded(path) and (not include or included(path))
