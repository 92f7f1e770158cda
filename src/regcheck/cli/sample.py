"""`regcheck sample`: draw a rule's hits for a reader to mark, and read the marks back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass, replace
from pathlib import Path
from typing import Annotated

from regcheck.base.datafiles.data_files import read_bytes
from regcheck.base.errors import ExitCode, UsageError
from regcheck.base.texts.catalogue import Texts
from regcheck.base.texts.message import message
from regcheck.cli import options as shared
from regcheck.cli.delivery import deliver
from regcheck.cli.options import argument, option, settings
from regcheck.cli.progress import with_progress
from regcheck.cli.rules import find_rule
from regcheck.cli.setup import RunSetup, SettingsRequest
from regcheck.cli.terminal import processors, say_line, warn, warn_of_missing
from regcheck.packs.select import select_rules
from regcheck.quality.evaluation.lines import fault
from regcheck.quality.evaluation.sample import (
    Hit,
    Mark,
    Sampler,
    hits_of,
    precision_of,
    precision_record,
    record_file,
)
from regcheck.quality.evaluation.sheet import MAX_BYTES, read_sheet, sheet_format, write_sheet
from regcheck.readers.inputs import Inputs
from regcheck.results.result import Settings
from regcheck.run.check import CheckJob, choose_jobs
from regcheck.run.options import RunOptions
from regcheck.run.rules import LoadedRules

_LARGEST_SEED = 2**63


def seed_of(_: str, value: str) -> int:
    """The value of an option as a seed. Raises UsageError for what is not one."""
    whole = value.isdecimal() and value.isascii() and len(value) < 20
    if not whole or int(value) >= _LARGEST_SEED:
        raise UsageError(fault("wrong_seed", value=value or fault("empty")))
    return int(value)


@dataclass(frozen=True, slots=True)
class Store:
    """The options that say where marks are kept, and what was sampled when."""

    store: Annotated[str, option("FOLDER")]
    corpus: Annotated[str, option("NAME")]
    date: Annotated[str, option("YYYY-MM-DD")]


def sample(
    *,
    rule: Annotated[str, argument("RULE", "")],
    paths: shared.Paths,
    number: Annotated[int, option("N", "-n --number", 30)],
    seed: Annotated[int, option("N", default=1, read=seed_of)],
    output: Annotated[str, option("FILE", "-o --output")],
    read: Annotated[str, option("SHEET")],
    store: Store,
    request: Annotated[
        SettingsRequest, settings("packs language nlp rank locale jobs config-choice")
    ],
) -> int:
    """Draw a sample of a rule's hits for a reader to mark, or `read` how many were right."""
    setup = request.resolve(paths)
    shown = shared.locale_or(setup.values.locale)
    words = Texts("evaluation", shown)
    if read:
        if rule or paths or output:
            raise UsageError(message("evaluation.read_alone"))
        return _read_back(read, store, words)
    if any(astuple(store)):
        raise UsageError(message("evaluation.only_with_read"))
    if not rule or not paths:
        raise UsageError(message("evaluation.name_rule_and_paths"))
    settings = replace(setup.settings, locale=shown, severity=(), overrides=())
    form = new_sheet(output, sheet_format)
    sampler: Sampler[Hit] = Sampler(number, seed)
    library, wanted = find_rule(rule, setup.values.packs)
    rules = LoadedRules.of(select_rules(library, select=[wanted.id], preview=True))
    inputs = setup.find_documents()
    missing = 0
    results = plain_job(setup, rules, settings, inputs).results(inputs)
    for result in with_progress(results, len(inputs.entries)):
        missing += warn_of_missing([result.unreadable], result.skipped)
        for hit in hits_of(result):
            sampler.add(hit, hit.place)
    hits = sampler.sample()
    deliver([write_sheet(hits, form)], output)
    warn(words.sampled.format(rule=wanted.id, n=len(hits), seen=sampler.seen))
    if missing:
        warn(words.unread.format(n=missing))
    return ExitCode.of(whole=not missing)


def plain_job(setup: RunSetup, rules: LoadedRules, settings: Settings, inputs: Inputs) -> CheckJob:
    """A job that keeps the text of documents, and takes the time that it takes."""
    number = choose_jobs(setup.values.jobs, inputs, processors())
    debug = setup.request.debug
    options = RunOptions(number, inputs.limits, reraise=debug, keep_text=True)
    return CheckJob(rules, settings, options)


def new_sheet(output: str, format_of: Callable[[str], str]) -> str:
    """The format of the sheet. Raises UsageError for a file that exists."""
    if output in ("", "-"):
        return "csv"
    form = format_of(output)
    if Path(output).is_file():
        raise UsageError(fault("sheet_exists", file=output))
    return form


def _read_back(sheet: str, store: Store, words: Texts) -> int:
    marked = read_sheet(read_bytes(sheet, MAX_BYTES), sheet)
    found = precision_of(marked.marks)
    kept = _keep(store, marked.rule, marked.marks)
    said = words.precision.format(
        rule=marked.rule,
        value=words.percent(found.value),
        right=found.right,
        n=found.n,
        low=words.percent(found.low),
        high=words.percent(found.high),
    )
    say_line(said)
    if marked.unmarked:
        say_line(words.unmarked.format(n=marked.unmarked))
    if kept:
        say_line(words.stored.format(file=kept))
    return ExitCode.OK


def _keep(store: Store, rule: str, marks: Sequence[Mark]) -> str:
    """Write the record of the marks where they are to be kept; returns the file's name."""
    if not store.store:
        if any(astuple(store)):
            raise UsageError(message("evaluation.only_with_store"))
        return ""
    file = str(record_file(Path(store.store), rule))
    deliver([precision_record(rule, store.corpus, store.date, marks)], file, force=True)
    return file
