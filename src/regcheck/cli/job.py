"""From setup options to a job that takes documents through the pipeline: for every command."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from regcheck.base.errors import UsageError
from regcheck.base.texts.message import message
from regcheck.changes.baseline_file import load_baseline
from regcheck.changes.comparison import Comparison, KnownFindings
from regcheck.changes.suppressions.sidecar import load_sidecar
from regcheck.changes.suppressions.suppressing import Sidecar, Suppressing
from regcheck.cli.documents import find_documents
from regcheck.cli.setup import RunSetup, start_folder
from regcheck.cli.terminal import note, processors
from regcheck.packs.library import needs_pipeline
from regcheck.readers.inputs import Input, Inputs
from regcheck.readers.limits import MEGABYTE
from regcheck.readers.walk import printable_path
from regcheck.results.config.model import COMMAND_LINE
from regcheck.results.config.places import BASELINE, SIDECAR, find_named
from regcheck.results.result import DocumentResult, Settings
from regcheck.run.apart import Apart
from regcheck.run.check import CheckJob, choose_jobs
from regcheck.run.check import Comparison as Compared
from regcheck.run.findings_cache import FindingsCache
from regcheck.run.guard import Guard
from regcheck.run.options import RunOptions
from regcheck.run.rules import LoadedRules

if TYPE_CHECKING:
    from regcheck.changes.answers import Answering, Given
    from regcheck.changes.since import Since


def make_job(
    setup: RunSetup,
    inputs: Inputs,
    *,
    settings: Settings | None = None,
    rules: LoadedRules | None = None,
    compared: Compared | None = None,
    keep: bool = True,
) -> CheckJob:
    """The job of a command, with the nearest sidecar and the answers to findings; `keep` allows
    findings to be kept between runs. Raises PackError, ConfigError and UsageError."""
    settings, rules = settings or setup.settings, rules or setup.load_rules()
    if not settings.nlp and (silent := [rule.id for rule in rules.rules if needs_pipeline(rule)]):
        note(message("cli.needs_nlp", rules=", ".join(silent)))
    suppressing = make_suppressing(setup, rules, settings)
    carried = answers_carried(inputs)
    if suppressing.sidecar.entries or carried:
        settings = replace(settings, count_notes=False)
    options = run_options(setup, rules, settings, inputs, keep=keep)
    job = CheckJob(rules, settings, options, suppressing, compared)
    job.answering = answering_of(job, setup.request.answers, carried)
    return job


def make_suppressing(
    setup: RunSetup, rules: LoadedRules, settings: Settings, *, dated: bool = True
) -> Suppressing:
    """What applies suppressions as they stand today or on the day that is named, unless `dated` is
    off and none is; with the nearest sidecar. Raises ConfigError for a faulty one."""
    cwd, today = Path.cwd(), setup.request.today
    place = find_named(SIDECAR, start_folder(setup.paths, cwd), cwd)
    place = place or find_named(SIDECAR, cwd, cwd)
    sidecar = load_sidecar(place, cwd) if place else Sidecar()
    today = today or (date.today() if dated else None)
    return Suppressing(rules.rule_set, settings, sidecar, today)


def answering_of(
    job: CheckJob,
    files: Sequence[str],
    carried: Mapping[str, Given] = MappingProxyType({}),
    *,
    alone: bool = False,
) -> Answering | None:
    """What gives findings the answers in files and those that documents carry, documents one by one
    if `alone`; or None."""
    if not files and not carried:
        return None
    from regcheck.changes.answers import Answering, joined

    given = joined([*carried.values(), *read_answers(job, files)])
    for odd in given.notes if alone else ():
        note(odd)
    shown = [*carried, *(place_of(Path(one))[1] for one in files)]
    return Answering(given, ", ".join(shown), alone=alone)


def answers_carried(inputs: Inputs) -> dict[str, Given]:
    """The answers that Word files to be checked carry, by path; those that cannot be used are told
    of."""
    from regcheck.changes.answers import given_of

    files = [one for one in inputs.entries if isinstance(one, Input) and one.data is None]
    found = ((one.path, given_of(one)) for one in files)
    return {path: given for path, given in found if any(given)}


def read_answers(job: CheckJob, files: Sequence[str]) -> Iterator[Given]:
    """The answers in each file: in replies to comments, and those that it carries. Raises DataError
    and UsageError."""
    from regcheck.changes.answers import given_in

    for file in files:
        place, shown = place_of(Path(file))
        yield given_in(place, shown, partial(_checked, job, file))


def _checked(job: CheckJob, file: str) -> Iterator[DocumentResult]:
    return replace(job, compared=None, answering=None).results(find_documents([file]))


def run_options(
    setup: RunSetup, rules: LoadedRules, settings: Settings, inputs: Inputs, *, keep: bool = True
) -> RunOptions:
    """How the run is carried out: processes, time, and where findings are kept between runs."""
    place = setup.findings_cache if keep else None
    cache = FindingsCache(place, rules.rule_set, settings, inputs.limits) if place else None
    number = choose_jobs(setup.values.jobs, inputs, processors())
    # Seconds of the processor: a busy machine shall not make a run find less.
    memory = setup.values.memory_limit * MEGABYTE
    guard = Guard(time.process_time, setup.values.time_limit, memory)
    debug = setup.request.debug
    return RunOptions(number, inputs.limits, guard, debug, cache=cache, apart=Apart())


def comparison_of(setup: RunSetup, inputs: Inputs, since: str = "") -> Comparison:
    """What a run is compared with: its baseline, and the revision `since`."""
    return Comparison(baseline_of(setup), find_since(since, inputs, setup.paths))


def baseline_of(setup: RunSetup) -> KnownFindings | None:
    """The baseline that is named, else the config's, else the nearest; None for none, or when none
    is wanted. Raises UsageError when both are asked for, DataError for one that cannot be used."""
    if setup.request.no_baseline:
        if setup.values.baseline and setup.origins["baseline"] == COMMAND_LINE:
            raise UsageError(message("cli.baseline_or_none"))
        return None
    return find_baseline(setup.values.baseline)


def find_baseline(named: str) -> KnownFindings | None:
    """The baseline that is named, else the one in this folder or, inside a repository, above it.
    Says so if entries stand twice. Raises DataError."""
    file = Path(named) if named else find_named(BASELINE, Path.cwd(), Path.cwd())
    if file is None:
        return None
    place, shown = place_of(file)
    baseline = load_baseline(place, shown)
    if baseline.duplicates:
        note(message("cli.known_twice", file=shown, n=baseline.duplicates))
    return KnownFindings(place, shown, baseline, Path.cwd())


def place_of(file: Path) -> tuple[Path, str]:
    """A file without symbolic links, and what reports call it: relative where that is short."""
    here = Path.cwd()
    try:
        place = (here / file).parent.resolve() / file.name
    except (OSError, ValueError, RuntimeError) as fault:
        raise UsageError(message("cli.no_file_path", path=printable_path(str(file)))) from fault
    for steps, folder in enumerate([here, *here.parents][:-1]):
        if place.is_relative_to(folder):
            return place, printable_path("../" * steps + str(place.relative_to(folder)))
    return place, printable_path(str(place))


def find_since(revision: str, inputs: Inputs, paths: Sequence[str]) -> Since | None:
    """What has changed of the inputs since a revision, or None. Raises UsageError."""
    if not revision:
        return None
    from regcheck.changes.git import find_git, work_tree
    from regcheck.changes.since import find_changes, real_paths

    here = Path.cwd()
    asked = real_paths(paths, here)
    # What is checked may lie elsewhere than where one stands.
    first = Path(asked[0]) if asked else here
    git = find_git(str(first if first.is_dir() else first.parent), os.environ)
    top = work_tree(git)
    since = find_changes(replace(git, folder=top), top, revision, inputs, asked)
    if since.outside:
        note(message("cli.outside_repository", paths=", ".join(since.outside)))
    if not since.changed:
        note(message("cli.none_changed", revision=revision))
    return since
