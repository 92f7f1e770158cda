"""`regcheck evaluate`: precision and recall on labelled provisions."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from regcheck.cli import options as shared
from regcheck.cli.option_sets import CONFIG, takes
from regcheck.cli.terminal import deliver, look_of, painter
from regcheck.evaluation.commands import gold as on_gold
from regcheck.texts.catalogue import Texts

if TYPE_CHECKING:
    from regcheck.results.result import Settings
    from regcheck.run.rules import RuleChoice

Definitions = Annotated[
    bool, typer.Option("--definitions/--no-definitions", help="Score the terms that are defined.")
]
Misses = Annotated[
    str, typer.Option("--misses", metavar="N", help="Show N misses and wrong flags per category.")
]
JsonTo = Annotated[str, typer.Option("--json", metavar="FILE|-", help="Write everything as JSON.")]


@takes(CONFIG, before="debug")
def evaluate(
    *,
    context: typer.Context,
    gold: on_gold.Places,
    split: on_gold.Split = "all",
    fold: on_gold.Fold = "",
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
    from regcheck.evaluation.reports.scores import score_lines, score_record
    from regcheck.evaluation.scores import categories_of, score
    from regcheck.reports.records import pretty_json
    from regcheck.results.result import Settings

    resolved = resolved_settings(context)
    asked = resolved.settings
    words = Texts("evaluation", shared.locale_or(asked.locale))
    settings = Settings(locale="nb", nlp=asked.nlp, config=asked.config, severity=asked.severity)
    most = shared.whole_number("--misses", misses) if misses else 0
    choice = resolved.choice
    part = on_gold.Part(split, fold, str(resolved.value("jobs") or ""), debug)
    done = on_gold.flag_gold(gold, choice, settings, part, definitions=definitions)
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
    return on_gold.exit_code(done.skipped)


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
