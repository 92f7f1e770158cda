"""`regcheck suggest`: words that labels show and no rule finds."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from regcheck.cli import options as shared
from regcheck.cli.terminal import look_of, painter
from regcheck.errors import UsageError
from regcheck.evaluation.commands import gold as on_gold
from regcheck.texts.catalogue import Texts

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


def suggest(
    *,
    gold: on_gold.Places,
    category: Category = None,
    min_support: MinSupport = "3",
    min_precision: MinPrecision = "30",
    most: Most = "30",
    split: on_gold.Split = "all",
    fold: on_gold.Fold = "",
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

    from regcheck.evaluation.reports.suggestions import suggestion_lines
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
    part = on_gold.Part(split, fold, jobs, debug)
    done = on_gold.flag_gold(gold, choice, settings, part, definitions=DEFINITION in wanted)
    found = suggestions(
        done.provisions,
        done.flags,
        wanted,
        min_support=support,
        min_precision=precision,
    )
    painter(look_of(sys.stdout))(suggestion_lines(found, number, words))
    return on_gold.exit_code(done.skipped)


def _categories(asked: list[str] | None) -> list[str]:
    """The categories asked for, or all that rules are about, in the order of reports."""
    from regcheck.datafiles.fields import did_you_mean
    from regcheck.evaluation.gold import CATEGORIES
    from regcheck.evaluation.scores import categories_of

    names = shared.names(asked)
    for name in names:
        if name not in CATEGORIES:
            raise UsageError(f"--category {name}: {did_you_mean(name, CATEGORIES)}")
    return [c for c in categories_of(definitions=True) if c in names] or [
        *categories_of(definitions=False)
    ]
