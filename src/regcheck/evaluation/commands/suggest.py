"""`regcheck suggest`: words that labels show and no rule finds."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated

from regcheck.cli import options as shared
from regcheck.cli.options import Option
from regcheck.cli.terminal import look_of, painter
from regcheck.errors import UsageError
from regcheck.evaluation.commands import gold as on_gold
from regcheck.texts.catalogue import Texts

Percent = Annotated[
    int, Option("min_precision", "--min-precision", "PERCENT", 30, read=shared.whole_number)
]


def suggest(
    *,
    gold: on_gold.Places,
    category: Annotated[
        tuple[str, ...],
        Option("category", "--category", "NAME", (), many=True, read=shared.names),
    ],
    min_support: Annotated[
        int, Option("min_support", "--min-support", "N", 3, read=shared.whole_number)
    ],
    min_precision: Percent,
    most: Annotated[int, Option("number", "-n --number", "N", 30, read=shared.whole_number)],
    split: on_gold.Split,
    fold: on_gold.Fold,
    select: Annotated[tuple[str, ...], shared.SELECT],
    ignore: Annotated[tuple[str, ...], shared.IGNORE],
    pack: Annotated[tuple[str, ...], shared.PACK],
    collection: Annotated[str, shared.COLLECTION],
    preview: Annotated[bool, shared.PREVIEW],
    nlp: Annotated[bool, shared.NLP_OFF],
    locale: shared.Locale,
    jobs: shared.Jobs,
    debug: shared.Debug,
) -> int:
    """Suggest what to write rules about: word sequences in labels that no rule finds."""
    from regcheck.evaluation.reports.suggestions import suggestion_lines
    from regcheck.evaluation.scores import DEFINITION
    from regcheck.evaluation.suggest import suggest as suggestions
    from regcheck.results.result import Settings
    from regcheck.run.rules import RuleChoice

    words = Texts("evaluation", shared.locale_or(locale))
    settings = Settings(locale="nb", nlp=nlp)
    wanted = _categories(category)
    choice = RuleChoice(collection, select, ignore, pack, preview)
    part = on_gold.Part(split, fold, jobs, debug)
    done = on_gold.flag_gold(gold, choice, settings, part, definitions=DEFINITION in wanted)
    found = suggestions(
        done.provisions,
        done.flags,
        wanted,
        min_support=min_support,
        min_precision=min_precision / 100,
    )
    painter(look_of(sys.stdout))(suggestion_lines(found, most, words))
    return on_gold.exit_code(done.skipped)


def _categories(names: Sequence[str]) -> list[str]:
    """The categories asked for, or all that rules are about, in the order of reports."""
    from regcheck.datafiles.fields import did_you_mean
    from regcheck.evaluation.gold import CATEGORIES
    from regcheck.evaluation.scores import categories_of

    for name in names:
        if name not in CATEGORIES:
            raise UsageError(f"--category {name}: {did_you_mean(name, CATEGORIES)}")
    return [c for c in categories_of(definitions=True) if c in names] or [
        *categories_of(definitions=False)
    ]
