"""`regcheck evaluate` and `regcheck suggest`: how good rules are on labelled provisions, and which
words to write rules about next."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from regcheck.cli import options as shared
from regcheck.cli.option_sets import CONFIG, takes
from regcheck.cli.progress import with_progress
from regcheck.cli.terminal import caches, deliver, look_of, painter, processors, warn
from regcheck.errors import ExitCode, UsageError
from regcheck.texts.catalogue import Texts
from regcheck.texts.message import message

if TYPE_CHECKING:
    from regcheck.evaluation.gold import Provision
    from regcheck.evaluation.scores import Flag
    from regcheck.results.result import Settings, SkippedRule
    from regcheck.run.rules import LoadedRules, RuleChoice

Gold = Annotated[
    list[str],
    typer.Argument(
        metavar="GOLD", help="A folder with provisions.jsonl and labels.jsonl, or the two files."
    ),
]
Split = Annotated[
    str, typer.Option("--split", metavar="all|NAME", help="Which provisions, such as train or dev.")
]
Fold = Annotated[
    str,
    typer.Option("--fold", metavar="K/N", help="Part K of N by document; -K/N for the others."),
]
Definitions = Annotated[
    bool, typer.Option("--definitions/--no-definitions", help="Score the terms that are defined.")
]
Misses = Annotated[
    str, typer.Option("--misses", metavar="N", help="Show N misses and wrong flags per category.")
]
JsonTo = Annotated[str, typer.Option("--json", metavar="FILE|-", help="Write everything as JSON.")]
Category = Annotated[
    list[str] | None, typer.Option("--category", metavar="NAME", help="Only this category.")
]
MinSupport = Annotated[
    str, typer.Option("--min-support", metavar="N", help="In at least N missed labels.")
]
MinPrecision = Annotated[
    str, typer.Option("--min-precision", metavar="PERCENT", help="At least so often in a label.")
]
Most = Annotated[
    str, typer.Option("-n", "--number", metavar="N", help="At most so many per category.")
]


@takes(CONFIG, before="debug")
def evaluate(
    *,
    context: typer.Context,
    gold: Gold,
    split: Split = "all",
    fold: Fold = "",
    select: shared.Select = None,
    ignore: shared.Ignore = None,
    pack: shared.Packs = None,
    collection: shared.Collection = "default",
    preview: shared.Preview = False,
    nlp: shared.Nlp = "on",
    definitions: Definitions = False,
    misses: Misses = "",
    json_to: JsonTo = "",
    locale: shared.Locale = "auto",
    jobs: shared.Jobs = "",
    debug: shared.Debug = False,
) -> int:
    """Measure rules on labelled provisions: precision, recall and F1.

    Exit codes: 0 measured, 2 nothing was measured (faulty labels, an unknown name), 3 measured,
    but some rule did not run everywhere.
    """
    from regcheck.cli.configured import resolved_settings
    from regcheck.evaluation.gold_run import TERM
    from regcheck.evaluation.reports import score_lines, score_record
    from regcheck.evaluation.scores import categories_of, score
    from regcheck.reports.records import pretty_json
    from regcheck.results.result import Settings

    resolved = resolved_settings(context)
    asked = resolved.settings
    words = Texts("evaluation", shared.locale_or(asked.locale))
    settings = Settings(locale="nb", nlp=asked.nlp, config=asked.config, severity=asked.severity)
    most = shared.whole_number("--misses", misses) if misses else 0
    choice = resolved.choice
    part = _Part(split, fold, str(resolved.value("jobs") or ""), debug)
    done = _flag_gold(gold, choice, settings, part, definitions=definitions)
    scores = score(
        done.provisions,
        done.flags,
        categories=categories_of(definitions=definitions),
        rules=[*(rule.id for rule in done.rules.rules), TERM],
    )
    if json_to:
        facts = {
            "gold": {"digest": done.digest, "split": split, "fold": fold or None},
            "rule_set": {"digest": done.rules.rule_set.digest, "rules": len(done.rules.rules)},
            "settings": {**_settings_record(choice, settings), "definitions": definitions},
        }
        deliver([pretty_json(score_record(scores, facts))], json_to)
    if json_to != "-":
        painter(look_of(sys.stdout))(score_lines(scores, words, most))
    return _exit_code(done.skipped)


def suggest(
    *,
    gold: Gold,
    category: Category = None,
    min_support: MinSupport = "3",
    min_precision: MinPrecision = "30",
    most: Most = "30",
    split: Split = "all",
    fold: Fold = "",
    select: shared.Select = None,
    ignore: shared.Ignore = None,
    pack: shared.Packs = None,
    collection: shared.Collection = "default",
    preview: shared.Preview = False,
    nlp: shared.Nlp = "off",
    locale: shared.Locale = "auto",
    jobs: shared.Jobs = "",
    debug: shared.Debug = False,
) -> int:
    """Suggest what to write rules about: word sequences in labels that no rule finds.

    Tells how many labels they stand in and how often they lie in one.

    Exit codes: 0 done, 2 nothing was measured, 3 done, but some rule did not run everywhere.
    """
    from regcheck.evaluation.reports import suggestion_lines
    from regcheck.evaluation.scores import DEFINITION
    from regcheck.evaluation.suggest import suggest as suggestions
    from regcheck.results.result import Settings
    from regcheck.run.rules import RuleChoice

    words = Texts("evaluation", shared.locale_of(locale))
    settings = Settings(locale="nb", nlp=shared.on_or_off("--nlp", nlp))
    support = shared.whole_number("--min-support", min_support)
    precision = shared.whole_number("--min-precision", min_precision) / 100
    number = shared.whole_number("-n", most)
    wanted = _categories(category)
    choice = RuleChoice(
        collection, shared.names(select), shared.names(ignore), tuple(pack or ()), preview
    )
    part = _Part(split, fold, jobs, debug)
    done = _flag_gold(gold, choice, settings, part, definitions=DEFINITION in wanted)
    found = suggestions(
        done.provisions,
        done.flags,
        wanted,
        min_support=support,
        min_precision=precision,
    )
    painter(look_of(sys.stdout))(suggestion_lines(found, number, words))
    return _exit_code(done.skipped)


def _settings_record(choice: RuleChoice, settings: Settings) -> dict[str, Any]:
    configured = {"config": settings.config, "severity": dict(settings.severity)}
    return {
        "collection": choice.collection,
        "select": list(choice.select),
        "ignore": list(choice.ignore),
        "packs": list(choice.packs),
        "preview": choice.preview,
        "nlp": settings.nlp,
        **(configured if settings.config else {}),
    }


def _categories(asked: list[str] | None) -> list[str]:
    """The categories asked for, or all that rules are about, in the order of reports."""
    from regcheck.datafiles.fields import did_you_mean
    from regcheck.evaluation.gold import CATEGORIES
    from regcheck.evaluation.lines import fault
    from regcheck.evaluation.scores import categories_of

    names = shared.names(asked)
    for name in names:
        if name not in CATEGORIES:
            hint = did_you_mean(name, CATEGORIES)
            raise UsageError(fault("unknown_category", value=name, hint=hint))
    return [c for c in categories_of(definitions=True) if c in names] or [
        *categories_of(definitions=False)
    ]


@dataclass(frozen=True, slots=True)
class _Part:
    """Which provisions are checked, as on the command line, and how."""

    split: str
    fold: str
    jobs: str
    debug: bool


@dataclass(frozen=True, slots=True)
class _Flagged:
    """The provisions chosen from a gold standard, what is flagged in those with labels, by id, and
    the rules; `digest` is that of the gold standard."""

    provisions: list[Provision]
    flags: dict[str, list[Flag]]
    rules: LoadedRules
    skipped: list[SkippedRule]
    digest: str


def _flag_gold(
    places: Sequence[str],
    choice: RuleChoice,
    settings: Settings,
    part: _Part,
    *,
    definitions: bool = False,
) -> _Flagged:
    """Read a gold standard, choose from it, and check what was chosen."""
    from regcheck.evaluation.gold import choose_provisions, find_gold, parse_fold, read_gold
    from regcheck.evaluation.gold_run import check_provisions, unit_inputs
    from regcheck.run.check import RunOptions, choose_jobs
    from regcheck.run.rules import load_rules

    fold = parse_fold(part.fold) if part.fold else None
    asked = shared.whole_number("--jobs", part.jobs) if part.jobs else 0
    gold = read_gold(*find_gold(places))
    provisions = choose_provisions(gold, part.split, fold)
    rules = load_rules(choice, caches())
    labelled = [provision for provision in provisions if provision.labels is not None]
    number = choose_jobs(asked, unit_inputs(labelled), processors())
    plan = RunOptions(number, reraise=part.debug)
    skipped: list[SkippedRule] = []
    checked = check_provisions(labelled, rules, settings, plan, skipped, definitions=definitions)
    flags = {unit.id: found for unit, found in with_progress(checked, len(labelled))}
    return _Flagged(provisions, flags, rules, skipped, gold.digest)


def _exit_code(skipped: Sequence[SkippedRule]) -> int:
    """The exit code, after a warning for each rule that did not run."""
    from regcheck.reports.layout import printable

    for one in skipped:
        place = printable(f"{one.path}: {one.rule}")
        warn(message("evaluation.not_run", place=place, reason=one.reason))
    return ExitCode.of(whole=not skipped)
