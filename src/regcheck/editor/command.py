"""`regcheck lsp`: findings in an editor while one writes."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from regcheck.cli import options as shared
from regcheck.cli.option_sets import BASELINE, CONFIG, RULES, takes
from regcheck.errors import RegcheckError, UsageError

if TYPE_CHECKING:
    from regcheck.cli.configured import Resolved
    from regcheck.editor.checks import CheckInput, Checks

SECONDS = 10.0
"""How long one document may take."""
SOON = 0.3
"""Seconds in which a thread ends that has nothing to do."""


@takes(RULES, before="locale")
@takes(BASELINE, before="debug")
@takes(CONFIG, before="debug")
def lsp(
    *,
    context: typer.Context,
    locale: shared.Locale = "auto",
    show_info: shared.ShowInfo = False,
    nlp: shared.Nlp = "on",
    debug: shared.Debug = False,
) -> int:
    """Serve an editor over stdin and stdout (Language Server Protocol). Editors start this.

    With --nlp on, the trained pipeline is used when a document is opened or saved.
    """
    try:
        from regcheck.editor.server import make_server
    except ModuleNotFoundError as fault:
        if (fault.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        raise UsageError("lsp: pygls is missing: pip install 'regcheck[lsp]'") from fault
    make_server(partial(make_checks, context)).start_io()
    _leave_at_once()
    return 0


def _leave_at_once() -> None:
    """End the process if a check still goes on: nobody waits for it, it writes nothing, and Python
    would see it to its end first."""
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


def make_checks(context: typer.Context, folder: Path | None) -> Checks:
    """The checks for a workspace. Paths in options and configs start from its folder. A fault in
    them is told in the editor, and what can be checked without them is."""
    from regcheck.cli.configured import resolved_settings

    if folder is not None and folder.is_dir():
        os.chdir(folder)
    try:
        return _checks(resolved_settings(context, ["."]), context.params)
    except RegcheckError as fault:
        bare = typer.Context(context.command, info_name=context.info_name)
        bare.params = {**context.params, "config": "", "no_config": True, "pack": None}
        bare.params |= {"select": None, "ignore": None, "collection": "default"}
        return _checks(resolved_settings(bare, ["."]), bare.params, f"regcheck: {fault}")


def _checks(resolved: Resolved, given: Mapping[str, Any], message: str = "") -> Checks:
    from dataclasses import replace

    from regcheck.cli.job import choose_baseline, day_of, nearest_sidecar
    from regcheck.editor.checks import Checks
    from regcheck.run.check import CheckJob, RunOptions
    from regcheck.run.document import Guard
    from regcheck.suppressions.suppressing import Suppressing

    rules, settings = resolved.load_rules(), resolved.settings
    rule_set = rules.rule_set
    suppressing = Suppressing(rule_set, settings, nearest_sidecar(["."]), day_of(""))
    try:
        known = choose_baseline(
            given.get("baseline") or "", bool(given.get("no_baseline")), resolved.baseline
        )
    except RegcheckError as fault:
        known, message = None, message or f"regcheck: {fault}"

    def check(nlp: bool) -> CheckInput:
        options = RunOptions(guard=Guard(time.monotonic, SECONDS))
        compared = known.one_by_one(rule_set) if known else None
        job = CheckJob(rules, replace(settings, nlp=nlp), options, suppressing, compared)
        return lambda item: next(job.results([item]))

    return Checks(
        quick=check(nlp=False),
        thorough=check(nlp=True) if settings.nlp else None,
        settings=settings,
        wanted=_wanted(resolved),
        message=message,
        baseline=Path(resolved.baseline).name,
    )


def _wanted(resolved: Resolved) -> Callable[[str], bool]:
    """Whether the config leaves a document in."""
    from regcheck.results.policies import Globs, PathMatcher

    base = str(resolved.config.folder) if resolved.config.path else "."
    included = PathMatcher(Globs(resolved.value("include") or ("**",), base))
    excluded = PathMatcher(Globs(resolved.value("exclude"), base))
    has_include = bool(resolved.value("include"))
    return lambda path: not excluded(path) and (not has_include or included(path))
