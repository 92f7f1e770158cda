"""`regcheck rate`: findings for readers to rate, their answers as facts, and measuring them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any

from regcheck.base.errors import ExitCode, UsageError
from regcheck.base.texts.catalogue import Texts
from regcheck.cli import options as shared
from regcheck.cli.options import option, settings
from regcheck.cli.progress import with_progress
from regcheck.cli.sample import new_sheet, seed_of
from regcheck.cli.setup import RunSetup, SettingsRequest
from regcheck.cli.terminal import deliver, processors, warn, warn_not_run, warn_unread
from regcheck.packs.categories import category_labels
from regcheck.quality.evaluation.gold import parse_fold
from regcheck.quality.evaluation.lines import fault
from regcheck.quality.evaluation.rating_draw import Draw
from regcheck.quality.evaluation.rating_files import read_ratings
from regcheck.quality.evaluation.rating_places import locate
from regcheck.quality.evaluation.rating_scores import RatingScores, agreement, by_finding, see
from regcheck.quality.evaluation.rating_sheet import rating_format, rating_sheet
from regcheck.quality.evaluation.ratings import choose_ratings, facts_lines, given
from regcheck.quality.evaluation.reports_ratings import (
    RatingComparison,
    rating_parts,
    rating_record,
)
from regcheck.quality.evaluation.reports_tables import Part
from regcheck.readers.inputs import Inputs
from regcheck.results.result import DocumentResult, Settings
from regcheck.run.check import CheckJob, choose_jobs
from regcheck.run.options import RunOptions
from regcheck.run.rules import RuleChoice


@dataclass(frozen=True, slots=True)
class Portion:
    """What part of a gold standard or of ratings is measured, as on the command line, and how."""

    split: str
    fold: str
    jobs: int
    debug: bool


@dataclass(frozen=True, slots=True)
class Measurement:
    """A measurement: its report for people, its record for machines, and the exit code."""

    parts: Sequence[Part]
    record: dict[str, Any]
    exit_code: int


def settings_record(choice: RuleChoice, settings: Settings) -> dict[str, Any]:
    """What a measurement was made with, for machines."""
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
    output: shared.Output,
    force: bool,
    number: Annotated[int, option("N", "-n --number", 100)],
    per_document: Annotated[int, option("N", default=3)],
    seed: Annotated[int, option("N", default=1, read=seed_of)],
    reader: Annotated[str, option("NAME")],
    split: Annotated[str, option("NAME")],
    answers: Annotated[tuple[str, ...], option("FILE")],
    request: Annotated[
        SettingsRequest, settings("rule-choice show_info nlp rank locale jobs config-choice")
    ],
) -> int:
    """Draw findings for readers to rate; with `answers`, turn what they answered into facts."""
    for flag, name in (("--reader", reader), ("--split", split)):
        if name and (not name.isprintable() or name == "all" or len(name) > 80):
            raise UsageError(fault("wrong_name", flag=flag, value=name))
    if answers:
        if paths:
            raise UsageError(fault("answers_alone"))
        return _keep_answers(answers, output, reader, split, force=force)
    if not paths:
        raise UsageError(fault("name_paths_to_rate"))
    return _draw(request.resolve(paths), paths, output, (number, per_document, seed, split, reader))


def _keep_answers(
    answers: Sequence[str], output: str, reader: str, split: str, *, force: bool
) -> int:
    ratings = read_ratings(answers)
    deliver(facts_lines(given(ratings.rated, reader, split)), output, force=force)
    warn(fault("rated", n=len(ratings.rated), unrated=ratings.unrated))
    return ExitCode.OK


def _draw(
    setup: RunSetup,
    paths: Sequence[str],
    output: str,
    chosen: tuple[int, int, int, str, str],
) -> int:
    number, per_document, seed, split, reader = chosen
    form = new_sheet(output, rating_format)
    settings = _in_own_language(setup)
    draw = Draw(number, per_document, seed, split, settings)
    inputs = setup.find_documents()
    job = _job(setup, settings, inputs)
    missing = 0
    for result in with_progress(job.results(inputs), len(inputs.entries)):
        missing += _warn(result)
        draw.add(result)
    shown = draw.drawn()
    words = Texts("rating", shared.locale_or(setup.values.locale))
    data = rating_sheet(shown, form, words, reader)
    deliver(data, output)
    documents = len({one.facts.text for one in shown})
    warn(fault("drawn", n=len(shown), seen=draw.seen, documents=documents))
    return ExitCode.of(whole=not missing)


def _in_own_language(setup: RunSetup) -> Settings:
    """The settings with messages in each document's language, as readers saw them."""
    return replace(setup.settings, locale="auto")


def _job(setup: RunSetup, settings: Settings, inputs: Inputs, *, debug: bool = False) -> CheckJob:
    number = choose_jobs(setup.values.jobs, inputs, processors())
    options = RunOptions(number, inputs.limits, reraise=debug, keep_text=True)
    return CheckJob(setup.load_rules(), settings, options)


def _warn(result: DocumentResult) -> bool:
    """Whether a document could not be read, or not be checked to the end; says so on stderr."""
    if result.unreadable is not None:
        warn_unread(result.unreadable)
    for one in result.skipped:
        warn_not_run(result.path, one.rule, one.reason)
    return result.unreadable is not None or bool(result.skipped)


def measure_ratings(
    places: Sequence[str],
    paths: Sequence[str],
    setup: RunSetup,
    part: Portion,
    misses: int,
) -> Measurement:
    """Check the documents whose findings were rated, of those at some paths, and compare."""
    ratings = read_ratings(places)
    fold = parse_fold(part.fold) if part.fold else None
    rated = choose_ratings(ratings.rated, part.split, fold)
    once = [readers[0] for readers in by_finding(rated).values()]
    located = locate(once, setup.find_documents())
    for unread in located.unreadable:
        warn_unread(unread)
    settings = _in_own_language(setup)
    job = _job(setup, settings, located.inputs, debug=part.debug)
    missing = len(located.unreadable)
    seen = []
    results = with_progress(job.results(located.inputs), len(located.placed))
    for placed, result in zip(located.placed, results, strict=True):
        missing += _warn(result)
        seen += see(placed, result)
    compared = RatingComparison(RatingScores(tuple(seen)), located, agreement(rated))
    rule_set = job.rules.rule_set
    facts = {
        "ratings": {"digest": ratings.digest, "split": part.split, "fold": part.fold or None},
        "rule_set": {"digest": rule_set.digest, "rules": len(rule_set.rules)},
        "settings": settings_record(setup.choice, settings),
    }
    words = Texts("rating", shared.locale_or(setup.values.locale))
    names = category_labels(rule_set.packs)
    return Measurement(
        tuple(rating_parts(compared, names, words, misses)),
        {**facts, **rating_record(compared)},
        ExitCode.of(whole=not missing),
    )
