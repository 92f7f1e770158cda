"""From a file that was dropped to a report and a commented copy, in the desk's own folder."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from threading import Lock
from types import MappingProxyType
from typing import TYPE_CHECKING

from regcheck.base.errors import RegcheckError, UsageError
from regcheck.base.texts.catalogue import Texts
from regcheck.base.texts.locales import LOCALES
from regcheck.base.texts.message import Message, message
from regcheck.desk.names import safe_name, stem_of
from regcheck.findings.model import Finding
from regcheck.readers.inputs import Input
from regcheck.readers.limits import Limits
from regcheck.readers.registry import format_of_path, is_archive
from regcheck.reports.files import ReportFile
from regcheck.reports.finding_text import why_unread
from regcheck.reports.registry import report_format
from regcheck.results.result import DocumentResult, NotChecked, RunResult, Settings
from regcheck.results.shown import first_of, set_aside
from regcheck.results.totals import Totals
from regcheck.run.apart import Apart
from regcheck.run.check import CheckJob, Report
from regcheck.run.guard import Guard
from regcheck.run.options import RunOptions
from regcheck.run.rules import LoadedRules, RuleChoice, load_rules

if TYPE_CHECKING:
    from regcheck.changes.answers import Answering
    from regcheck.changes.suppressions.suppressing import Suppressing

COLLECTIONS = ("default", "klarsprak", "digdir")
AUTO = "auto"
"""Reports are in the language of the draft."""
RULES, CONCEPTS, EARLIER, ANSWERS = "rules", "concepts", "earlier", "answers"
LENT = (RULES, CONCEPTS, EARLIER, ANSWERS)
"""What a file may be lent as: rules of one's own, an index of concepts, the version that drafts are
compared with, or answers to findings."""
KEPT = 50
"""Results that are kept at a time; older ones are thrown away."""

FILES = MappingProxyType(
    {
        "report.html": "-rapport.html",
        "copy.docx": "-kommentert.docx",
        "form.docx": "-skjema.docx",
        "findings.xlsx": "-funn.xlsx",
    }
)
"""What can be had of a result, and what is added to the name of the draft where it is saved."""

LoadRules = Callable[[RuleChoice], LoadedRules]
MakeSuppressing = Callable[[LoadedRules, Settings], "Suppressing"]


@dataclass(frozen=True, slots=True)
class Wish:
    """What was chosen on the page, in `locale`; `report` is the language of reports, or `auto`.
    For the `pane` in Word nothing is written or kept."""

    collection: str = "default"
    notes: bool = False
    tracked_changes: str = "accepted"
    locale: str = "nb"
    report: str = AUTO
    pane: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file, or its `problem`; `aside` counts known and answered findings."""

    name: str
    number: int = 0
    title: str = ""
    language: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    remarks: tuple[str | Message, ...] = ()
    first: tuple[Finding, ...] = ()
    not_checked: tuple[NotChecked, ...] = ()
    has_copy: bool = False
    complete: bool = True
    problem: str = ""
    aside: int = 0
    pane: Mapping[str, object] | None = None


@dataclass
class Checks:
    """Checks files one at a time, writing only in `folder`. `suppressing` applies suppressions,
    `load` loads the rules of a choice, and `apart` is the process in which files are worked on."""

    folder: Path
    suppressing: MakeSuppressing
    guard: Guard = field(default_factory=Guard)
    limits: Limits = field(default_factory=Limits)
    nlp: bool = False
    apart: Apart | None = None
    load: LoadRules = load_rules
    before: int = 0

    def __post_init__(self) -> None:
        self._lock = Lock()
        self._rules: dict[str, LoadedRules] = {}
        self._outcomes: dict[int, Outcome] = {}
        self._number = self.before
        self._results: dict[int, tuple[DocumentResult, RunResult, LoadedRules]] = {}
        self._lent: dict[str, dict[str, Path]] = {kind: {} for kind in LENT}

    def warm(self) -> None:
        """Load the rules that most will use, before anybody asks."""
        with self._lock:
            rules = self._loaded(COLLECTIONS[0])
            if self.apart is not None:
                list(
                    self._job(rules, self._settings(Wish())).results([Input("", "", "txt", 0, b"")])
                )

    def close(self) -> None:
        """End the process in which files are checked."""
        if self.apart is not None:
            self.apart.close()

    def check(self, given: str, data: bytes, wish: Wish) -> Outcome:
        """Check a file of that name. Raises UsageError for a wish that cannot be met."""
        name = safe_name(given)
        if is_archive(name):
            return Outcome(name, problem=Texts("desk", wish.locale).archive)
        with self._lock:
            return self._check(name, data, wish)

    def kept(self) -> tuple[Outcome, ...]:
        """What came of files so far, the first first."""
        return tuple(self._outcomes.values())

    def forget(self, number: int) -> None:
        """Throw a result away."""
        self._results.pop(number, None)
        if self._outcomes.pop(number, None) is not None:
            shutil.rmtree(self._place(number), ignore_errors=True)

    def file(self, number: int, name: str) -> tuple[str, bytes] | None:
        """What one of `FILES` is saved as, and its bytes; None for one that is not to be had."""
        from regcheck.corpus.readiness.questions import load_questions
        from regcheck.corpus.readiness.report import ReadinessReport
        from regcheck.reports.findings_workbook import findings_workbook

        outcome, kept = self._outcomes.get(number), self._results.get(number)
        if outcome is None or kept is None:
            return None
        result, run, rules = kept
        try:
            if name == "form.docx":
                form = ReadinessReport(load_questions(), "docx")
                _tell(form, result, run, rules)
                data = form.file
            elif name == "findings.xlsx":
                data = findings_workbook(result, run.settings)
            else:
                data = (self._place(number) / name).read_bytes()
        except (OSError, UsageError):
            return None
        return stem_of(outcome.name) + FILES[name], data

    def lend(self, kind: str, given: str, data: bytes) -> None:
        """Use a file from the next check on. Raises RegcheckError if it is of no use."""
        if kind not in LENT:
            raise UsageError(message("desk.no_such_use", name=kind))
        with self._lock:
            folder = self.folder / "lent" / kind
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            name = safe_name(given)
            if kind not in (RULES, ANSWERS):
                self._take_back(kind)
            (folder / name).write_bytes(data)
            self._lent[kind][name] = folder / name
            try:
                self._try_out(kind)
            except RegcheckError:
                self._lent[kind].pop(name).unlink()
                raise

    def take_back(self, kind: str) -> None:
        """Use what was lent as this no longer."""
        with self._lock:
            self._take_back(kind)

    def lent(self) -> dict[str, list[str]]:
        """The names of what is lent."""
        return {kind: list(files) for kind, files in self._lent.items()}

    def _take_back(self, kind: str) -> None:
        for file in self._lent.get(kind, {}).values():
            file.unlink(missing_ok=True)
        self._lent[kind] = {}
        if kind == RULES:
            self._rules.clear()

    def _try_out(self, kind: str) -> None:
        if kind == RULES:
            self._rules.clear()
            self._loaded(COLLECTIONS[0])
        elif kind == CONCEPTS:
            from regcheck.concepts.index import digest_of

            digest_of(str(next(iter(self._lent[kind].values()))))
        elif kind == ANSWERS:
            self._answering(self._job(self._loaded(COLLECTIONS[0]), self._settings(Wish())))

    def _answering(self, job: CheckJob, item: Input | None = None) -> Answering | None:
        """The answers that are lent, those in documents as a job finds them, after those that the
        file to be checked carries."""
        from regcheck.changes.answers import Answering, given_in, given_of, joined

        carried = [] if item is None else [given_of(item)]
        lent = [
            given_in(file, name, partial(_results, job, name, file))
            for name, file in self._lent[ANSWERS].items()
        ]
        given = joined([*carried, *lent])
        shown = ", ".join(self._lent[ANSWERS]) or (item.path if item else "")
        return Answering(given, shown) if any(given) else None

    def _compared(
        self, job: CheckJob, name: str, result: DocumentResult
    ) -> DocumentResult | Outcome:
        """The result, with what the earlier version has too as known; where that cannot be read,
        the outcome that says so."""
        from regcheck.changes.earlier import Earlier
        from regcheck.changes.marks import mark_of

        for shown, file in self._lent[EARLIER].items():
            data = file.read_bytes()
            (old,) = job.results([Input(name, "", format_of_path(shown), len(data), data)])
            if old.unreadable is not None:
                return Outcome(shown, problem=str(old.unreadable.detail))
            marks = [mark_of(one, old.meta.refid, name) for one in old.findings]
            (result,) = Earlier(marks, str, by_id=False).apply([result])
        return result

    def _check(self, name: str, data: bytes, wish: Wish) -> Outcome:
        if wish.report not in (AUTO, *LOCALES):
            raise UsageError(message("desk.no_such_language", name=wish.report))
        rules = self._loaded(wish.collection)
        settings = self._settings(wish)
        job = self._job(rules, settings)
        item = Input(name, "", "", len(data), data)
        job.answering = self._answering(job, None if wish.pane else item)
        (result,) = job.results([item])
        if result.unreadable is not None:
            why = why_unread(result.unreadable, Texts("report", wish.locale))
            return Outcome(name, problem=f"{why[:1].upper()}{why[1:]}.")
        compared = self._compared(job, name, result)
        if isinstance(compared, Outcome):
            return compared
        result = compared
        totals = Totals(settings, rules.rule_set)
        totals.add(result)
        run = totals.result()
        if wish.pane:
            from regcheck.desk.pane import pane_record

            return Outcome(name, counts=run.open_by_severity, pane=pane_record(result, settings))
        self._number += 1
        number = self._number
        place = self._place(number)
        place.mkdir(mode=0o700)
        self._write("html", place / "report.html", result, run, rules)
        try:
            self._write("word", place / "copy.docx", result, run, rules)
            has_copy = True
        except UsageError:
            has_copy = False
        outcome = Outcome(
            name,
            number,
            result.meta.title or name,
            result.meta.language,
            run.open_by_severity,
            result.notes,
            tuple(first_of(result, settings)),
            result.not_checked,
            has_copy,
            run.complete,
            aside=set_aside(run),
        )
        self._outcomes[number] = outcome
        self._results[number] = replace(result, blocks=(), original=None), run, rules
        for oldest in list(self._outcomes)[:-KEPT]:
            self.forget(oldest)
        return outcome

    def _settings(self, wish: Wish) -> Settings:
        settings = Settings(
            locale=wish.report,
            nlp=self.nlp,
            fail_on="never",
            collection=wish.collection,
            show_info=wish.notes,
            concepts=next((str(file) for file in self._lent[CONCEPTS].values()), ""),
        )
        return settings.tracking(wish.tracked_changes)

    def _job(self, rules: LoadedRules, settings: Settings) -> CheckJob:
        plan = RunOptions(
            limits=self.limits,
            guard=self.guard,
            keep_text=True,
            keep_original=True,
            keep_terms=True,
            apart=self.apart,
        )
        return CheckJob(rules, settings, plan, self.suppressing(rules, settings))

    def _loaded(self, collection: str) -> LoadedRules:
        if collection not in COLLECTIONS:
            raise UsageError(message("desk.no_such_collection", name=collection))
        if collection not in self._rules:
            own = (str(self.folder / "lent" / RULES),) if self._lent[RULES] else ()
            self._rules[collection] = self.load(RuleChoice(collection, packs=own))
        return self._rules[collection]

    def _place(self, number: int) -> Path:
        return self.folder / str(number)

    def _write(
        self, name: str, file: Path, result: DocumentResult, run: RunResult, rules: LoadedRules
    ) -> None:
        """Write a report of a document. Raises UsageError where it cannot be made."""
        with ReportFile(str(file)) as target:
            form = report_format(name)
            _tell(
                form.make(target.write_bytes if form.binary else target.write), result, run, rules
            )


def _tell(report: Report, result: DocumentResult, run: RunResult, rules: LoadedRules) -> None:
    """Tell a report of a run with one document."""
    report.begin(run.settings, rules.rule_set)
    report.document(result)
    report.end(run)


def _results(job: CheckJob, name: str, file: Path) -> Iterator[DocumentResult]:
    data = file.read_bytes()
    return job.results([Input(name, "", format_of_path(name), len(data), data)])
