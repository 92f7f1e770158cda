"""`regcheck evaluate` and `suggest`: how good rules are on labelled provisions."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from regcheck.base.datafiles.fields import did_you_mean
from regcheck.base.errors import ExitCode, UsageError
from regcheck.base.texts.catalogue import Texts
from regcheck.cli import options as shared
from regcheck.cli.options import argument, option, settings
from regcheck.cli.progress import with_progress
from regcheck.cli.rate import (
    Measurement,
    Portion,
    measure_ratings,
    settings_record,
)
from regcheck.cli.setup import RunSetup, SettingsRequest
from regcheck.cli.terminal import caches, deliver, look_of, painter, processors, warn_not_run
from regcheck.packs.categories import category_labels
from regcheck.packs.load import load_manifests
from regcheck.quality.evaluation.gold import (
    DEFINITION,
    LabelledProvision,
    choose_provisions,
    find_gold,
    parse_fold,
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
from regcheck.results.settings import SETTINGS
from regcheck.run.check import choose_jobs
from regcheck.run.options import RunOptions
from regcheck.run.rules import LoadedRules, RuleChoice, load_rules, pack_places

SCHEMA_VERSION = 1
Gold = Annotated[tuple[str, ...], argument("GOLD")]
Split = Annotated[str, option("all|NAME", default="all")]
Fold = Annotated[str, option("K/N")]
Percent = Annotated[int, option("PERCENT", default=30)]


def evaluate(
    *,
    gold: Gold,
    split: Split,
    fold: Fold,
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
    debug: bool,
) -> int:
    """Measure rules on labelled provisions, or on findings that readers have rated."""
    if json_to == markdown_to == "-":
        raise UsageError(fault("one_to_stdout"))
    if ratings and definitions:
        raise UsageError(fault("definitions_of_gold"))
    setup = request.resolve(gold if ratings else ())
    part = Portion(split, fold, setup.values.jobs, debug)
    if ratings:
        measured = measure_ratings(ratings, gold, setup, part, misses)
    else:
        measured = _measure_gold(gold, setup, part, misses, definitions=definitions)
    _tell(measured, json_to, markdown_to, force=force)
    return measured.exit_code


def _tell(measured: Measurement, json_to: str, markdown_to: str, *, force: bool) -> None:
    """Write the record and the Markdown where asked for; text unless one goes to stdout."""
    if json_to:
        head = {"schema_version": SCHEMA_VERSION, "tool": TOOL}
        deliver([pretty_json(head | rounded(measured.record))], json_to, force=force)
    if markdown_to:
        deliver(as_markdown(measured.parts), markdown_to, force=force)
    if "-" not in (json_to, markdown_to):
        painter(look_of(sys.stdout))(as_lines(measured.parts))


def _measure_gold(
    gold: Sequence[str], setup: RunSetup, part: Portion, misses: int, *, definitions: bool
) -> Measurement:
    words = Texts("evaluation", shared.locale_or(setup.values.locale))
    settings = Settings(
        locale="nb",
        nlp=setup.values.nlp,
        rank=setup.values.rank,
        config=setup.config.path,
        severity=setup.values.severity,
    )
    choice = setup.choice
    done = _flag_gold(gold, choice, settings, part, definitions=definitions)
    scores = score(
        done.provisions,
        done.flags,
        categories=categories_in(
            done.rules.rules, tuple(pack_places(choice)), definitions=definitions
        ),
        names=category_labels(done.rules.rule_set.packs),
        rules=[*(rule.id for rule in done.rules.rules), TERM],
    )
    facts = {
        "gold": {"digest": done.digest, "split": part.split, "fold": part.fold or None},
        "rule_set": {"digest": done.rules.rule_set.digest, "rules": len(done.rules.rules)},
        "settings": {**settings_record(choice, settings), "definitions": definitions},
    }
    parts = tuple(score_parts(scores, words, misses))
    return Measurement(parts, {**facts, **scores.to_dict()}, exit_code(done.skipped))


def suggest(
    *,
    gold: Gold,
    category: Annotated[
        tuple[str, ...],
        option("NAME", kind="names"),
    ],
    min_support: Annotated[int, option("N", default=3)],
    min_precision: Percent,
    most: Annotated[int, option("N", "-n --number", 30, param="number")],
    split: Split,
    fold: Fold,
    select: Annotated[tuple[str, ...], SETTINGS["select"]],
    ignore: Annotated[tuple[str, ...], SETTINGS["ignore"]],
    pack: Annotated[tuple[str, ...], SETTINGS["packs"]],
    collection: Annotated[str, SETTINGS["collection"]],
    preview: Annotated[bool, SETTINGS["preview"]],
    nlp: shared.Nlp,
    locale: shared.Locale,
    jobs: shared.Jobs,
    debug: bool,
) -> int:
    """Suggest what to write rules about: word sequences in labels that no rule finds."""
    words = Texts("evaluation", shared.locale_or(locale))
    settings = Settings(locale="nb", nlp=nlp)
    choice = RuleChoice(collection, select, ignore, pack, preview)
    places = tuple(pack_places(choice))
    wanted = _categories(category, places)
    part = Portion(split, fold, jobs, debug)
    done = _flag_gold(gold, choice, settings, part, definitions=DEFINITION in wanted)
    found = suggestions(
        done.provisions,
        done.flags,
        wanted,
        min_support=min_support,
        min_precision=min_precision / 100,
    )
    names = category_labels(load_manifests(places))
    painter(look_of(sys.stdout))(suggestion_lines(found, names, most, words))
    return exit_code(done.skipped)


def _categories(names: Sequence[str], places: tuple[Path, ...]) -> list[str]:
    """The categories asked for, or all that rules are about, in the order of reports."""
    known = categories_of(places, definitions=True)
    for name in names:
        if name not in known:
            hint = did_you_mean(name, known)
            raise UsageError(fault("unknown_category", value=name, hint=hint))
    return [one for one in known if one in names] or [*categories_of(places, definitions=False)]


@dataclass(frozen=True, slots=True)
class _GoldFlags:
    """Chosen provisions, the flags of labelled ones by id, and the rules."""

    provisions: list[LabelledProvision]
    flags: dict[str, list[Flag]]
    rules: LoadedRules
    skipped: list[SkippedRule]
    digest: str


def _flag_gold(
    places: Sequence[str],
    choice: RuleChoice,
    settings: Settings,
    part: Portion,
    *,
    definitions: bool = False,
) -> _GoldFlags:
    """Read a gold standard, choose from it, and check what was chosen."""
    fold = parse_fold(part.fold) if part.fold else None
    gold = read_gold(*find_gold(places), tuple(pack_places(choice)))
    provisions = choose_provisions(gold, part.split, fold)
    rules = load_rules(choice, caches())
    labelled = [provision for provision in provisions if provision.labels is not None]
    number = choose_jobs(part.jobs, unit_inputs(labelled), processors())
    plan = RunOptions(number, reraise=part.debug)
    skipped: list[SkippedRule] = []
    checked = check_provisions(labelled, rules, settings, plan, skipped, definitions=definitions)
    flags = {unit.id: found for unit, found in with_progress(checked, len(labelled))}
    return _GoldFlags(provisions, flags, rules, skipped, gold.digest)


def exit_code(skipped: Sequence[SkippedRule]) -> int:
    """The exit code, after a warning for each rule that did not run."""
    for one in skipped:
        warn_not_run(one.path, one.rule, one.reason)
    return ExitCode.of(whole=not skipped)
