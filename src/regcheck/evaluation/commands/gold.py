"""What the commands that measure on labelled provisions share: options, and checking them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from regcheck.cli.options import REQUIRED, Option
from regcheck.cli.progress import with_progress
from regcheck.cli.terminal import caches, processors, warn
from regcheck.errors import ExitCode

if TYPE_CHECKING:
    from regcheck.evaluation.gold import Provision
    from regcheck.evaluation.scores import Flag
    from regcheck.results.result import Settings, SkippedRule
    from regcheck.run.rules import LoadedRules, RuleChoice

Places = Annotated[tuple[str, ...], Option("gold", "", "GOLD", REQUIRED, many=True)]
Split = Annotated[str, Option("split", "--split", "all|NAME", "all")]
Fold = Annotated[str, Option("fold", "--fold", "K/N")]


@dataclass(frozen=True, slots=True)
class Part:
    """Which provisions are checked, as the command line says it, and how."""

    split: str
    fold: str
    jobs: int
    debug: bool


@dataclass(frozen=True, slots=True)
class Flagged:
    """The provisions chosen from a gold standard, what is flagged in those with labels, by id, and
    with which rules; `digest` is that of the gold standard."""

    provisions: list[Provision]
    flags: dict[str, list[Flag]]
    rules: LoadedRules
    skipped: list[SkippedRule]
    digest: str


def flag_gold(
    places: Sequence[str],
    choice: RuleChoice,
    settings: Settings,
    part: Part,
    *,
    definitions: bool = False,
) -> Flagged:
    """Read a gold standard, choose from it, and check what was chosen."""
    from regcheck.evaluation.gold import choose_provisions, find_gold, parse_fold, read_gold
    from regcheck.evaluation.gold_run import check_provisions, unit_inputs
    from regcheck.run.check import RunOptions, choose_jobs
    from regcheck.run.rules import load_rules

    fold = parse_fold(part.fold) if part.fold else None
    gold = read_gold(*find_gold(places))
    provisions = choose_provisions(gold, part.split, fold)
    rules = load_rules(choice, caches())
    labelled = [provision for provision in provisions if provision.labels is not None]
    number = choose_jobs(part.jobs, unit_inputs(labelled), processors())
    plan = RunOptions(number, reraise=part.debug)
    skipped: list[SkippedRule] = []
    checked = check_provisions(labelled, rules, settings, plan, skipped, definitions=definitions)
    flags = {unit.id: found for unit, found in with_progress(checked, len(labelled))}
    return Flagged(provisions, flags, rules, skipped, gold.digest)


def exit_code(skipped: Sequence[SkippedRule]) -> int:
    """Say which rules did not run; gives the exit code."""
    from regcheck.reports.layout import printable

    for one in skipped:
        warn(printable(f"not run: {one.path}: {one.rule}: {one.reason}"))
    return ExitCode.of(whole=not skipped)
