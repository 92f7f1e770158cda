"""`regcheck evaluate` and `suggest`: how good rules are on labelled provisions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, NamedTuple

from regcheck.base.datafiles.fields import did_you_mean
from regcheck.base.errors import ExitCode, UsageError
from regcheck.base.texts.catalogue import Texts
from regcheck.cli import options as shared
from regcheck.cli.delivery import deliver
from regcheck.cli.options import option, settings
from regcheck.cli.progress import with_progress
from regcheck.cli.rate import (
    Measurement,
    Portion,
    measure_ratings,
    settings_record,
)
from regcheck.cli.setup import RunSetup, SettingsRequest
from regcheck.cli.terminal import caches, processors, show, warn_of_missing
from regcheck.packs.categories import category_labels
from regcheck.packs.load import load_manifests
from regcheck.quality.evaluation.gold import (
    DEFINITION,
    LabelledProvision,
    choose_provisions,
    find_gold,
    read_gold,
)
from regcheck.quality.evaluation.gold_run import TERM, check_provisions, unit_inputs
from regcheck.quality.evaluation.lines import fault
from regcheck.quality.evaluation.reports import score_parts, suggestion_lines
from regcheck.quality.evaluation.reports_tables import as_lines, as_markdown
from regcheck.quality.evaluation.scores import (
    Flag,
    categories_in,
    categories_of,
    rounded,
    score,
)
from regcheck.quality.evaluation.suggest import suggest as suggestions
from regcheck.reports.records import TOOL, pretty_json
from regcheck.results.result import Settings, SkippedRule
from regcheck.run.check import choose_jobs
from regcheck.run.options import RunOptions
from regcheck.run.rules import LoadedRules, load_rules, pack_places

SCHEMA_VERSION = 1
Percent = Annotated[int, option("PERCENT", default=30)]


def evaluate(
    *,
    portion: Portion,
    request: Annotated[
        SettingsRequest,
        settings("select ignore packs collection preview nlp rank locale jobs config-choice"),
    ],
    definitions: Annotated[bool, option(flags="--definitions/--no-definitions")],
    ratings: Annotated[tuple[str, ...], option("FILE")],
    misses: Annotated[int, option("N", default=0)],
    json_to: Annotated[str, option("FILE|-", "--json")],
    markdown_to: Annotated[str, option("FILE|-", "--markdown")],
    force: bool,
) -> int:
    """Measure rules on labelled provisions, or on findings that readers have rated."""
    if json_to == markdown_to == "-":
        raise UsageError(fault("one_to_stdout"))
    if ratings and definitions:
        raise UsageError(fault("definitions_of_gold"))
    setup = request.resolve(portion.gold if ratings else ())
    if ratings:
        measured = measure_ratings(ratings, setup, portion, misses)
    else:
        measured = _measure_gold(setup, portion, misses, definitions=definitions)
    if json_to:
        head = {"schema_version": SCHEMA_VERSION, "tool": TOOL}
        deliver([pretty_json(head | rounded(measured.record))], json_to, force=force)
    if markdown_to:
        deliver(as_markdown(measured.parts), markdown_to, force=force)
    if "-" not in (json_to, markdown_to):
        show(as_lines(measured.parts))
    return ExitCode.of(whole=measured.whole)


def _measure_gold(
    setup: RunSetup, portion: Portion, misses: int, *, definitions: bool
) -> Measurement:
    words = Texts("evaluation", shared.locale_or(setup.values.locale))
    done = _flag_gold(setup, portion, definitions=definitions)
    loaded = done.rules.rules
    scores = score(
        done.provisions,
        done.flags,
        categories=categories_in(loaded, tuple(pack_places(setup.choice)), definitions=definitions),
        names=category_labels(done.rules.rule_set.packs),
        rules=[*(rule.id for rule in loaded), TERM],
    )
    facts = {
        "gold": {"digest": done.digest, **portion.record},
        "rule_set": {"digest": done.rules.rule_set.digest, "rules": len(loaded)},
        "settings": {**settings_record(setup, done.settings), "definitions": definitions},
    }
    parts = tuple(score_parts(scores, words, misses))
    return Measurement(parts, {**facts, **scores.to_dict()}, not warn_of_missing((), done.skipped))


def suggest(
    *,
    category: shared.Names,
    min_support: Annotated[int, option("N", default=3)],
    min_precision: Percent,
    most: Annotated[int, option("N", "-n --number", 30, param="number")],
    portion: Portion,
    request: Annotated[
        SettingsRequest, settings("select ignore packs collection preview nlp locale jobs")
    ],
) -> int:
    """Suggest what to write rules about: word sequences in labels that no rule finds."""
    setup = replace(request, no_config=True).resolve()
    words = Texts("evaluation", shared.locale_or(setup.values.locale))
    places = tuple(pack_places(setup.choice))
    wanted = _categories(category, places)
    done = _flag_gold(setup, portion, definitions=DEFINITION in wanted)
    found = suggestions(
        done.provisions,
        done.flags,
        wanted,
        min_support=min_support,
        min_precision=min_precision / 100,
    )
    names = category_labels(load_manifests(places))
    show(suggestion_lines(found, names, most, words))
    return ExitCode.of(whole=not warn_of_missing((), done.skipped))


def _categories(names: Sequence[str], places: tuple[Path, ...]) -> list[str]:
    """The categories asked for, or all that rules are about, in the order of reports."""
    known = categories_of(places, definitions=True)
    for name in names:
        if name not in known:
            hint = did_you_mean(name, known)
            raise UsageError(fault("unknown_category", value=name, hint=hint))
    return [one for one in known if one in names] or [*categories_of(places, definitions=False)]


class _GoldFlags(NamedTuple):
    """Chosen provisions, the flags of labelled ones by id, and the rules."""

    provisions: list[LabelledProvision]
    flags: dict[str, list[Flag]]
    rules: LoadedRules
    settings: Settings
    skipped: list[SkippedRule]
    digest: str


def _flag_gold(setup: RunSetup, portion: Portion, *, definitions: bool) -> _GoldFlags:
    """Read a gold standard, choose from it, and check what was chosen."""
    gold = read_gold(*find_gold(portion.gold), tuple(pack_places(setup.choice)))
    provisions = choose_provisions(gold, portion.split, portion.of)
    rules = load_rules(setup.choice, caches())
    labelled = [provision for provision in provisions if provision.labels is not None]
    number = choose_jobs(setup.values.jobs, unit_inputs(labelled), processors())
    plan = RunOptions(number, reraise=setup.request.debug)
    skipped: list[SkippedRule] = []
    settings = replace(setup.settings, locale="nb")
    checked = check_provisions(labelled, rules, settings, plan, skipped, definitions=definitions)
    flags = {unit.id: found for unit, found in with_progress(checked, len(labelled))}
    return _GoldFlags(provisions, flags, rules, settings, skipped, gold.digest)
