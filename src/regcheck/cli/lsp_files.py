"""What the language server reads and writes besides open documents: the folder, law, answers."""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Final

from regcheck.base.errors import RegcheckError
from regcheck.changes.answers import Answering
from regcheck.changes.baseline_file import Entry, load_baseline, render_baseline
from regcheck.cli.documents import find_documents
from regcheck.cli.job import answering_of
from regcheck.cli.setup import RunSetup
from regcheck.cli.versions import law_by_id
from regcheck.document.model import Document
from regcheck.readers.inputs import Input, Inputs
from regcheck.reports.files import ReportFile
from regcheck.results.config.places import own
from regcheck.run.check import CheckJob

ANSWERS: Final = "regcheck-svar.json"
"""The file that answers are kept in where none is named; reports save theirs under that name."""


def folder_of(setup: RunSetup) -> list[Input]:
    """The files of text in this folder that the config leaves in."""
    from regcheck.desk.editor.checks import format_of

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
        self.job.answering = Answering((*earlier, entry), self.file, alone=True)

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
