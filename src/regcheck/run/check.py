"""A whole run: every input checked, in one process or several, results in path order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from regcheck.concepts.draft_rules import concepts_of
from regcheck.document.model import Unreadable
from regcheck.errors import InternalError
from regcheck.findings.check import Checker
from regcheck.readers.inputs import Input, Inputs
from regcheck.readers.limits import Limits
from regcheck.results.policies import Policies
from regcheck.results.result import DocumentResult, Settings
from regcheck.results.wire import pack, rule_index, unpack
from regcheck.run.document import DocumentChecker, DocumentRun, Guard, died_twice, unread
from regcheck.run.findings_cache import FindingsCache
from regcheck.run.rules import LoadedRules
from regcheck.search.shelf import shelf

if TYPE_CHECKING:
    from regcheck.run.cluster import Cluster, ClusterPool

FEW_FILES = 30
SMALL_SIZE = 8_000_000
"""Below both, several processes would take longer to start than they save."""

CheckerMaker = Callable[[LoadedRules, Settings], DocumentChecker]


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How a run is carried out; nothing here can change what is found, save `guard` when time runs
    out. With `keep_text` results hold the documents' text too, with `keep_original` the bytes of
    files made of parts.

    `make_checker` must be a module-level function, so that it can be sent to other processes.
    `cache` is closed at the end of the run. With `cluster` its workers do what processes would.
    """

    jobs: int = 1
    limits: Limits = field(default_factory=Limits)
    guard: Guard = field(default_factory=Guard)
    reraise: bool = False
    make_checker: CheckerMaker | None = None
    keep_text: bool = False
    keep_original: bool = False
    cache: FindingsCache | None = None
    cluster: Cluster | None = None


def run_check(
    inputs: Iterable[Input | Unreadable],
    rules: LoadedRules,
    settings: Settings,
    options: RunOptions | None = None,
) -> Iterator[DocumentResult]:
    """The result of each input in the order given, whatever the number of processes."""
    options = options or RunOptions()
    several = options.jobs > 1 or options.cluster is not None
    carry_out = _in_processes if several else _in_this_process
    try:
        yield from carry_out(inputs, rules, settings, options)
    finally:
        if options.cache:
            options.cache.close()


def choose_jobs(asked: int, inputs: Inputs, processors: int) -> int:
    """How many processes to use: as many as asked, or by what there is to do for 0."""
    if asked > 0:
        return asked
    if inputs.files < FEW_FILES and inputs.size < SMALL_SIZE:
        return 1
    return max(1, processors)


def make_checker(rules: LoadedRules, settings: Settings) -> DocumentChecker:
    """The checker for a rule set and the settings of a run."""
    return Checker(
        rules.rule_set,
        locale=settings.locale,
        language=settings.language,
        nlp=settings.nlp,
        compiled=rules.compiled,
        policy_of=Policies(settings, rules.rules).of,
        further=concepts_of(rules.rule_set, settings),
    )


def _document_run(rules: LoadedRules, settings: Settings, options: RunOptions) -> DocumentRun:
    checker = (options.make_checker or make_checker)(rules, settings)
    return DocumentRun(
        checker,
        settings,
        options.limits,
        options.guard,
        options.reraise,
        options.keep_text,
        options.keep_original,
    )


def _in_this_process(
    inputs: Iterable[Input | Unreadable],
    rules: LoadedRules,
    settings: Settings,
    options: RunOptions,
) -> Iterator[DocumentResult]:
    run: DocumentRun | None = None
    cache = options.cache
    try:
        for item in inputs:
            if isinstance(item, Unreadable):
                yield unread(item)
                continue
            result = cache.find(item) if cache else None
            if result is None:
                run = run or _document_run(rules, settings, options)
                result = run(item)
                if cache:
                    cache.keep(item, result)
            yield result
    finally:
        shelf().write()


def _in_processes(
    inputs: Iterable[Input | Unreadable],
    rules: LoadedRules,
    settings: Settings,
    options: RunOptions,
) -> Iterator[DocumentResult]:
    from regcheck.run.pool import Crashed, ProcessPool

    cache = options.cache

    def known(task: Input | Unreadable) -> DocumentResult | None:
        if isinstance(task, Unreadable):
            return unread(task)
        return cache.find(task) if cache else None

    arguments = (rules, settings, replace(options, jobs=1, cache=None, cluster=None))
    pool: ProcessPool[Input | Unreadable, DocumentResult | bytes] | ClusterPool
    if options.cluster is not None:
        pool = options.cluster(_work, _start, arguments, known, options.limits)
    else:
        pool = ProcessPool(options.jobs, _work, _start, arguments, known)
    for task, done in pool.results(inputs):
        if isinstance(done, Crashed):
            yield unread(died_twice(task.path))
        elif isinstance(done, DocumentResult):
            yield done
        else:
            result = unpack(done, rules.rule_set)
            if cache and isinstance(task, Input):
                cache.keep(task, result, done)
            yield result


@dataclass(slots=True)
class _Worker:
    """What a worker process keeps between tasks."""

    run: DocumentRun | None = None
    rule_index: dict[str, int] = field(default_factory=dict)


_worker = _Worker()


def _start(rules: LoadedRules, settings: Settings, options: RunOptions) -> None:
    _worker.run = _document_run(rules, settings, options)
    _worker.rule_index = rule_index(rules.rule_set)


def _work(task: Input | Unreadable) -> bytes:
    if isinstance(task, Unreadable) or _worker.run is None:
        raise InternalError("a worker process was not made ready; please report this")
    return pack(_worker.run(task), _worker.rule_index)
