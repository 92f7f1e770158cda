"""`regcheck lsp`: findings in an editor while one writes."""

from __future__ import annotations

import contextlib
import getpass
import os
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated, BinaryIO, Final, cast

from regcheck.base.errors import RegcheckError, UsageError
from regcheck.base.texts.message import message
from regcheck.changes.answers import Answering, Given
from regcheck.changes.baseline_file import Entry, load_baseline, render_baseline
from regcheck.changes.comparison import Comparison
from regcheck.cli.documents import find_documents
from regcheck.cli.job import answering_of, baseline_of, make_suppressing
from regcheck.cli.options import option, settings
from regcheck.cli.setup import RunSetup, SettingsRequest
from regcheck.cli.terminal import spoken
from regcheck.cli.versions import law_by_id
from regcheck.desk.editor.checks import Checks, format_of, no_law
from regcheck.document.model import Document
from regcheck.readers.inputs import Input, Inputs
from regcheck.readers.limits import MEGABYTE
from regcheck.reports.files import ReportFile
from regcheck.results.config.places import own
from regcheck.results.policies import PathMatcher
from regcheck.run.apart import Apart
from regcheck.run.check import CheckJob
from regcheck.run.guard import Guard, Stop
from regcheck.run.options import RunOptions
from regcheck.run.pool import end_all

ANSWERS: Final = "regcheck-svar.json"
"""The file that answers are kept in where none is named; reports save theirs under that name."""
SECONDS = 10.0
"""How long one document may take."""
SOON = 0.3
"""Seconds in which a thread ends that has nothing to do."""


def lsp(
    request: Annotated[
        SettingsRequest,
        settings("rule-choice locale notes first nlp rank known config-choice answers"),
    ],
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
    make_server(partial(make_checks, request, law)).start_io(framed)
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


def make_checks(request: SettingsRequest, law: str, folder: Path | None) -> Checks:
    """The checks for a workspace; faults are shown, and what can be checked is."""
    if folder is not None and folder.is_dir():
        os.chdir(folder)
    try:
        return _checks(request.resolve(["."], tell=False), law)
    except RegcheckError as fault:
        return _checks(request.without_files().resolve(["."]), law, fault)


def _checks(setup: RunSetup, law: str, fault: RegcheckError | None = None) -> Checks:
    rules, settings = setup.load_rules(), setup.settings
    suppressing = make_suppressing(setup, rules, settings)
    try:
        known = baseline_of(setup)
    except RegcheckError as wrong:
        known, fault = None, fault or wrong

    apart = Apart(0, lasting=True)
    stop = Stop()
    guard = Guard(time.process_time, SECONDS, setup.values.memory_limit * MEGABYTE, stop=stop)
    options = RunOptions(guard=guard, apart=apart, remember=True)
    job = CheckJob(rules, settings, options, suppressing, Comparison(known, alone=True))
    answered = Answers(job, setup.request.answers)
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


def folder_of(setup: RunSetup) -> list[Input]:
    """The files of text in this folder that the config leaves in."""
    try:
        found = setup.find_documents().entries
    except RegcheckError:
        return []
    return [one for one in found if isinstance(one, Input) and format_of(one.path, "")]


@dataclass(slots=True)
class Law:
    """Law in a folder, by id, read when it is first asked for."""

    path: str
    _inputs: Inputs | None = None
    _known: dict[str, tuple[Input, Document] | None] = field(default_factory=dict)

    def __call__(self, refid: str) -> tuple[Input, Document] | None:
        """The document with an id and what it was read from, with its bytes; None for none."""
        if refid not in self._known:
            self._known[refid] = self._find(refid)
        return self._known[refid]

    def _find(self, refid: str) -> tuple[Input, Document] | None:
        if self._inputs is None:
            try:
                self._inputs = find_documents([self.path])
            except RegcheckError:
                return None
        files = {one.path: one for one in self._inputs.entries if isinstance(one, Input)}
        # Files are mostly named by the day of the act: those first, since many others cite it.
        day = "".join(refid.partition("/")[2].split("-")[:3])
        ordered = sorted(files.values(), key=lambda one: day not in one.path.replace("-", ""))
        law = replace(self._inputs, entries=tuple(ordered))
        for item, document in law_by_id(law, {refid}):
            if item.path in files:
                return replace(item, location=files[item.path].location), document
        return None


@dataclass(slots=True)
class Answers:
    """The answers to a job's findings in files; new ones go to `file`."""

    job: CheckJob
    files: Sequence[str]

    @property
    def file(self) -> str:
        """Where answers are kept."""
        return next((one for one in self.files if one.endswith(".json")), ANSWERS)

    def read(self) -> None:
        """Give the job the answers. Raises DataError and UsageError as `read_answers` does."""
        there = [one for one in self.files if one != self.file]
        if self._place().exists():
            there.append(self.file)
        self.job.answering = answering_of(self.job, there, alone=True)

    def keep(self, entry: Entry) -> None:
        """Keep one more answer, given here and now. Raises DataError and UsageError."""
        if entry.answered is None:
            return
        answered = replace(entry.answered, by=_user(), day=date.today().isoformat())
        entry = entry._replace(answered=answered)
        file = self._place()
        before = load_baseline(file, self.file).entries if file.exists() else ()
        with ReportFile(self.file, force=True) as written:
            written.write(render_baseline((*before, entry)))
        earlier = self.job.answering.entries if self.job.answering else ()
        self.job.answering = Answering(Given((*earlier, entry)), self.file, alone=True)

    def _place(self) -> Path:
        """Where that file lies. Raises UsageError for a link out of the repository."""
        place = Path(self.file)
        return place if self.file in self.files else own(place.absolute())


def _user() -> str:
    """Who is logged in; empty where the system does not say."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
