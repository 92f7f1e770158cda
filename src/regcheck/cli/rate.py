"""`regcheck sample` and `rate`: findings for readers to mark, and what their marks say of rules."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass, replace
from pathlib import Path
from typing import Annotated, Any

from regcheck.base.datafiles.data_files import read_bytes
from regcheck.base.errors import ExitCode, UsageError
from regcheck.base.texts.catalogue import Texts
from regcheck.base.texts.message import message
from regcheck.cli import options as shared
from regcheck.cli.delivery import Target, deliver
from regcheck.cli.options import argument, option, settings
from regcheck.cli.progress import with_progress
from regcheck.cli.rules import find_rule
from regcheck.cli.setup import RunSetup, SettingsRequest
from regcheck.cli.terminal import processors, say_line, warn, warn_of_missing
from regcheck.packs.categories import category_labels
from regcheck.packs.select import select_rules
from regcheck.quality.evaluation.gold import Fold, parse_fold
from regcheck.quality.evaluation.lines import fault
from regcheck.quality.evaluation.rating_draw import Draw
from regcheck.quality.evaluation.rating_places import locate
from regcheck.quality.evaluation.rating_scores import RatingScores, agreement, by_finding, see
from regcheck.quality.evaluation.rating_sheet import rating_format, rating_sheet, read_ratings
from regcheck.quality.evaluation.ratings import choose_ratings, facts_lines, given
from regcheck.quality.evaluation.reports_ratings import (
    RatingComparison,
    rating_parts,
    rating_record,
)
from regcheck.quality.evaluation.reports_tables import Part
from regcheck.quality.evaluation.sample import (
    Mark,
    Sampler,
    place_of,
    precision_of,
    precision_record,
    record_file,
)
from regcheck.quality.evaluation.sheet import (
    MAX_BYTES,
    hit_of,
    read_sheet,
    sheet_format,
    write_sheet,
)
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
    sampler: Sampler[dict[str, str]] = Sampler(number, seed)
    library, wanted = find_rule(rule, setup.values.packs)
    rules = LoadedRules.of(select_rules(library, select=[wanted.id], preview=True))
    inputs = setup.find_documents()
    missing = 0
    results = plain_job(setup, rules, settings, inputs).results(inputs)
    for result in with_progress(results, len(inputs.entries)):
        missing += warn_of_missing([result.unreadable], result.skipped)
        for finding in result.findings:
            sampler.add(hit_of(finding, result), place_of(finding, result.path))
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


@dataclass(frozen=True, slots=True)
class Portion:
    """The options that say which labels or ratings are measured: of what, of a split and a fold."""

    gold: Annotated[tuple[str, ...], argument("GOLD")]
    split: Annotated[str, option("all|NAME", default="all")]
    fold: Annotated[str, option("K/N")]

    @property
    def of(self) -> Fold | None:
        """The fold. Raises UsageError for what is none."""
        return parse_fold(self.fold) if self.fold else None

    @property
    def record(self) -> dict[str, str | None]:
        """Split and fold, for machines."""
        return {"split": self.split, "fold": self.fold or None}


@dataclass(frozen=True, slots=True)
class Measurement:
    """A measurement: its report for people, its record for machines, and whether it is whole."""

    parts: Sequence[Part]
    record: dict[str, Any]
    whole: bool


def settings_record(setup: RunSetup, settings: Settings) -> dict[str, Any]:
    """What a measurement was made with, for machines."""
    choice = setup.choice
    configured = {"config": settings.config, "severity": dict(settings.severity)}
    return {
        "collection": choice.collection,
        "select": list(choice.select),
        "ignore": list(choice.ignore),
        "packs": list(choice.packs),
        "preview": choice.preview,
        "nlp": settings.nlp,
        "rank": settings.rank,
        **(configured if settings.config else {}),
    }


def rate(
    *,
    paths: shared.Paths,
    target: Target,
    number: Annotated[int, option("N", "-n --number", 100)],
    per_document: Annotated[int, option("N", default=3)],
    seed: Annotated[int, option("N", default=1, read=seed_of)],
    reader: Annotated[str, option("NAME")],
    split: Annotated[str, option("NAME")],
    request: Annotated[
        SettingsRequest,
        settings("answers rule-choice show_info nlp rank locale jobs config-choice"),
    ],
) -> int:
    """Draw findings for readers to rate; with `answers`, turn what they answered into facts."""
    for flag, name in (("--reader", reader), ("--split", split)):
        if name and (not name.isprintable() or name == "all" or len(name) > 80):
            raise UsageError(fault("wrong_name", flag=flag, value=name))
    if request.answers:
        if paths:
            raise UsageError(fault("answers_alone"))
        ratings = read_ratings(request.answers)
        target.write(facts_lines(given(ratings.rated, reader, split)))
        warn(fault("rated", n=len(ratings.rated), unrated=ratings.unrated))
        return ExitCode.OK
    if not paths:
        raise UsageError(fault("name_paths_to_rate"))
    setup = request.resolve(paths)
    form = new_sheet(target.output, rating_format)
    inputs = setup.find_documents()
    job = _job(setup, inputs)
    draw = Draw(number, per_document, seed, split, job.settings)
    missing = 0
    for result in with_progress(job.results(inputs), len(inputs.entries)):
        missing += warn_of_missing([result.unreadable], result.skipped)
        draw.add(result)
    shown = draw.drawn()
    words = Texts("rating", shared.locale_or(setup.values.locale))
    deliver(rating_sheet(shown, form, words, reader), target.output)
    documents = len({one.facts.text for one in shown})
    warn(fault("drawn", n=len(shown), seen=draw.seen, documents=documents))
    return ExitCode.of(whole=not missing)


def _job(setup: RunSetup, inputs: Inputs) -> CheckJob:
    """What checks documents, with messages in the language of each, as readers saw them."""
    settings = replace(setup.settings, locale="auto")
    return plain_job(setup, setup.load_rules(), settings, inputs)


def measure_ratings(
    places: Sequence[str], setup: RunSetup, portion: Portion, misses: int
) -> Measurement:
    """Check the documents whose findings were rated, of those at some paths, and compare."""
    ratings = read_ratings(places)
    rated = choose_ratings(ratings.rated, portion.split, portion.of)
    once = [readers[0] for readers in by_finding(rated).values()]
    located = locate(once, setup.find_documents())
    job = _job(setup, located.inputs)
    missing = warn_of_missing(located.unreadable, ())
    seen = []
    results = with_progress(job.results(located.inputs), len(located.placed))
    for placed, result in zip(located.placed, results, strict=True):
        missing |= warn_of_missing([result.unreadable], result.skipped)
        seen += see(placed, result)
    compared = RatingComparison(RatingScores(tuple(seen)), located, agreement(rated))
    rule_set = job.rules.rule_set
    facts = {
        "ratings": {"digest": ratings.digest, **portion.record},
        "rule_set": {"digest": rule_set.digest, "rules": len(rule_set.rules)},
        "settings": settings_record(setup, job.settings),
    }
    words = Texts("rating", shared.locale_or(setup.values.locale))
    parts = rating_parts(compared, category_labels(rule_set.packs), words, misses)
    return Measurement(tuple(parts), {**facts, **rating_record(compared)}, not missing)
