"""A whole run: every input through the pipeline, in one process or several, in path order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from regcheck.base.values import Record, member
from regcheck.changes.suppressions.suppressing import Suppressing
from regcheck.document.model import Document, Unreadable
from regcheck.readers.inputs import Input, Inputs
from regcheck.results.result import DocumentResult, RunResult, Settings
from regcheck.results.shown import told
from regcheck.results.totals import Totals
from regcheck.results.wire import pack, rule_index, unpack
from regcheck.run.guard import given_up, unread
from regcheck.run.options import RunOptions
from regcheck.run.rules import LoadedRules

if TYPE_CHECKING:
    from regcheck.changes.answers import Answering
    from regcheck.packs.model import RuleSet
    from regcheck.run.document import DocumentRun


FEW_FILES = 30
SMALL_SIZE = 8_000_000
"""Below both, several processes would take longer to start than they save."""

Results = Iterator[DocumentResult]


class Comparison(Protocol):
    """What the results of a run are seen against, such as a baseline or an earlier revision."""

    def apply(self, results: Results, rule_set: RuleSet) -> Results:
        """The results in the same order, their findings with a status."""

    def finish(self, run: RunResult) -> RunResult:
        """The totals with what only the whole run shows."""


class Report(Protocol):
    """A report in the making. Findings are never kept, unless the format cannot do without."""

    def begin(self, settings: Settings, rule_set: RuleSet) -> None:
        """The run starts."""

    def document(self, result: DocumentResult) -> None:
        """One document is done; documents come in path order."""

    def end(self, run: RunResult) -> None:
        """All documents are done."""


class CheckJob(Record):
    """What documents are checked with, and what becomes of their findings; it may be given inputs
    again and again. Without `suppressing` only suppressions inside documents hold."""

    rules: LoadedRules
    settings: Settings
    options: RunOptions = member(default_factory=RunOptions)
    suppressing: Suppressing | None = None
    compared: Comparison | None = None
    answering: Answering | None = None
    _run: DocumentRun | None = None

    def results(self, inputs: Iterable[Input | Unreadable]) -> Results:
        """The result of each input, in the order given."""
        return self._through_stages(self._checked(inputs))

    def check(self, document: Document) -> DocumentResult:
        """The result of a document that was read already."""
        return next(self._through_stages(iter([self._here.checker.check(document)])))

    def run(self, inputs: Inputs, reports: Sequence[Report] = ()) -> RunResult:
        """Check the inputs, tell the reports of each document, and give the totals."""
        totals = Totals(self.settings, self.rules.rule_set)
        for report in reports:
            report.begin(self.settings, self.rules.rule_set)
        for result in self.results(inputs):
            totals.add(result)
            shown = told(result, self.settings)
            for report in reports:
                report.document(shown)
        outcome = totals.result()
        if self.compared is not None:
            outcome = self.compared.finish(outcome)
        for report in reports:
            report.end(outcome)
        return outcome

    def _through_stages(self, results: Results) -> Results:
        for _, stage in RUN_STAGES:
            results = stage(self, results)
        return results

    @property
    def _here(self) -> DocumentRun:
        """What checks documents in this process, made ready when first asked for."""
        self._run = self._run or document_run(self.rules, self.settings, self.options)
        return self._run

    def _checked(self, inputs: Iterable[Input | Unreadable]) -> Results:
        several = self.options.jobs > 1 or self.options.cluster is not None
        try:
            yield from _in_processes(self, inputs) if several else self._in_this_process(inputs)
        except KeyboardInterrupt:
            from regcheck.run.pool import end_all

            end_all()
            raise
        finally:
            if self.options.cache:
                self.options.cache.close()
            if self.options.apart is not None and not self.options.apart.lasting:
                self.options.apart.close()

    def _in_this_process(self, inputs: Iterable[Input | Unreadable]) -> Results:
        cache = self.options.cache
        for item in inputs:
            if isinstance(item, Unreadable):
                yield unread(item)
                continue
            result = cache.find(item) if cache else None
            if result is None:
                result = self._one(item)
                if cache:
                    cache.keep(item, result)
            yield result

    def _one(self, item: Input) -> DocumentResult:
        apart = self.options.apart
        if apart is None or not apart.takes(item):
            return self._here(item)
        done = apart.packed(item, _work, _start, self._arguments, self.options.guard)
        return unpack(done, self.rules.rule_set) if isinstance(done, bytes) else done

    @property
    def _arguments(self) -> tuple[LoadedRules, Settings, RunOptions]:
        """What other processes are made ready with."""
        return self.rules, self.settings, self.options.for_workers


def suppress(job: CheckJob, results: Results) -> Results:
    """Findings that people have answered, marked so; faults in their answers as findings."""
    stage = job.suppressing or Suppressing(job.rules.rule_set, job.settings)
    return stage.apply(results)


def compare(job: CheckJob, results: Results) -> Results:
    """Findings known, moved or new, seen against an earlier revision and a baseline."""
    return results if job.compared is None else job.compared.apply(results, job.rules.rule_set)


def answer(job: CheckJob, results: Results) -> Results:
    """Findings with what was answered to them before."""
    return results if job.answering is None else job.answering.apply(results, job.rules.rule_set)


RUN_STAGES = (("suppress", suppress), ("answer", answer), ("compare", compare))
"""What the results of a run pass after the pipeline, in order, before they are counted."""


def choose_jobs(asked: int, inputs: Inputs, processors: int) -> int:
    """How many processes to use: as asked, or by the work for 0, and never more than processors."""
    most = max(1, min(processors, len(inputs.entries)))
    if not asked and inputs.files < FEW_FILES and inputs.size < SMALL_SIZE:
        return 1
    return min(asked or most, most)


def document_run(rules: LoadedRules, settings: Settings, options: RunOptions) -> DocumentRun:
    """What reads and checks one document after another."""
    from regcheck.run.document import DocumentRun
    from regcheck.run.pipeline import Pipeline

    checker = (options.make_checker or Pipeline)(rules, settings)
    if options.remember and isinstance(checker, Pipeline):
        checker.remember()
    return DocumentRun(checker, settings, options)


def _in_processes(job: CheckJob, inputs: Iterable[Input | Unreadable]) -> Results:
    from regcheck.run.pool import Crashed, ProcessPool

    options, arguments = job.options, job._arguments
    cache = options.cache

    def known(task: Input | Unreadable) -> DocumentResult | None:
        if isinstance(task, Unreadable):
            return unread(task)
        return cache.find(task) if cache else None

    results: Iterator[tuple[Input | Unreadable, DocumentResult | bytes | Crashed]]
    if options.cluster is not None:
        prepare = _start, arguments
        results = options.cluster.results(inputs, _work, prepare, known, options.limits)
    else:
        pool: ProcessPool[Input | Unreadable, DocumentResult | bytes]
        pool = ProcessPool(options.jobs, _work, _start, arguments, known)
        results = pool.results(inputs)
    for task, done in results:
        if isinstance(done, Crashed):
            yield unread(given_up(task.path, "died_twice"))
        elif isinstance(done, DocumentResult):
            yield done
        else:
            result = unpack(done, job.rules.rule_set)
            if cache and isinstance(task, Input):
                cache.keep(task, result, done)
            yield result


_worker: list[Callable[[Input], bytes]] = []
"""In a worker process, what it was made ready for."""


def _start(rules: LoadedRules, settings: Settings, options: RunOptions) -> None:
    run, index = document_run(rules, settings, options), rule_index(rules.rule_set)
    _worker[:] = [lambda task: pack(run(task), index)]


def _work(task: Any) -> bytes:
    return _worker[0](task)
