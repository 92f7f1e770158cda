"""`regcheck lsp`: findings in an editor while one writes."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO, cast

from regcheck.base.errors import RegcheckError, UsageError
from regcheck.base.texts.message import message
from regcheck.cli import options as shared
from regcheck.cli.configured import Asked, Resolved
from regcheck.cli.options import Option
from regcheck.cli.terminal import spoken

if TYPE_CHECKING:
    from regcheck.desk.editor.checks import Checks

SECONDS = 10.0
"""How long one document may take."""
SOON = 0.3
"""Seconds in which a thread ends that has nothing to do."""


def lsp(
    asked: Annotated[
        Asked,
        shared.RULES,
        shared.LOCALE,
        shared.SHOW_INFO,
        shared.FIRST,
        shared.NLP,
        shared.RANK,
        shared.KNOWN,
        shared.CONFIG,
    ],
    answers: shared.Answers,
    law: Annotated[str, Option("law", "--law", "PATH")],
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
    make_server(partial(make_checks, asked, answers, law)).start_io(framed)
    _leave_at_once()
    return 0


def _leave_at_once() -> None:
    """End the process if a check still goes on: nobody waits for it, it writes nothing, and Python
    would see it to its end first."""
    from regcheck.run.pool import end_all

    end_all()
    others = [one for one in threading.enumerate() if one is not threading.main_thread()]
    for one in others:
        if one.daemon or _ends(one):
            continue
        with contextlib.suppress(OSError, ValueError):
            sys.stdout.flush()
        os._exit(0)


def _ends(thread: threading.Thread) -> bool:
    """Whether a thread ends by itself, as one does that has nothing to do."""
    thread.join(SOON)
    return not thread.is_alive()


def make_checks(asked: Asked, answers: Sequence[str], law: str, folder: Path | None) -> Checks:
    """The checks for a workspace. Paths in options and configs start from its folder. A fault in
    them is shown in the editor, and what can be checked without them is."""
    if folder is not None and folder.is_dir():
        os.chdir(folder)
    try:
        return _checks(asked.resolve(["."], tell=False), answers, law)
    except RegcheckError as fault:
        return _checks(asked.without_files().resolve(["."]), answers, law, fault)


def _checks(
    resolved: Resolved, answers: Sequence[str], law: str, fault: RegcheckError | None = None
) -> Checks:
    from datetime import date

    from regcheck.changes.suppressions.suppressing import Suppressing
    from regcheck.cli.job import baseline_of, nearest_sidecar
    from regcheck.cli.lsp_files import Answers, Law, folder_of
    from regcheck.desk.editor.checks import Checks, no_law
    from regcheck.readers.limits import MEGABYTE
    from regcheck.run.apart import Apart
    from regcheck.run.check import CheckJob, RunOptions
    from regcheck.run.guard import Guard, Stop

    rules, settings = resolved.load_rules(), resolved.settings
    rule_set = rules.rule_set
    suppressing = Suppressing(rule_set, settings, nearest_sidecar(["."]), date.today())
    try:
        known = baseline_of(resolved)
    except RegcheckError as wrong:
        known, fault = None, fault or wrong

    apart = Apart(0, lasting=True)
    stop = Stop()
    guard = Guard(time.process_time, SECONDS, resolved.memory_limit * MEGABYTE, stop=stop)
    options = RunOptions(guard=guard, apart=apart, remember=True)
    compared = known.one_by_one(rule_set) if known else None
    job = CheckJob(rules, settings, options, suppressing, compared)
    answered = Answers(job, answers)
    try:
        answered.read()
    except RegcheckError as wrong:
        fault = fault or wrong

    return Checks(
        check=lambda item: next(job.results([item])),
        settings=settings,
        wanted=_wanted(resolved),
        stop=stop,
        message=f"regcheck: {fault.said(spoken())}" if fault else "",
        remark=f"regcheck: {resolved.ignored.said(spoken())}" if resolved.ignored else "",
        baseline=Path(resolved.baseline).name,
        locale=spoken(),
        folder=partial(folder_of, resolved),
        law=Law(law) if law else no_law,
        answers=answered.file,
        answer=answered.keep,
        close=apart.close,
    )


def _wanted(resolved: Resolved) -> Callable[[str], bool]:
    """Whether the config leaves a document in."""
    from regcheck.results.policies import Globs, PathMatcher

    base = str(resolved.config.folder) if resolved.config.path else "."
    included = PathMatcher(Globs(resolved.include or ("**",), base))
    excluded = PathMatcher(Globs(resolved.exclude, base))
    has_include = bool(resolved.include)
    return lambda path: not excluded(path) and (not has_include or included(path))
