"""`regcheck evaluate`: precision and recall on labelled provisions."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

from regcheck.cli import options as shared
from regcheck.cli.configured import Asked
from regcheck.cli.options import Option
from regcheck.cli.terminal import deliver, look_of, painter
from regcheck.evaluation.commands import gold as on_gold
from regcheck.texts.catalogue import Texts

if TYPE_CHECKING:
    from regcheck.results.result import Settings
    from regcheck.run.rules import RuleChoice


def evaluate(
    *,
    gold: on_gold.Places,
    split: on_gold.Split,
    fold: on_gold.Fold,
    asked: Annotated[
        Asked,
        shared.SELECT,
        shared.IGNORE,
        shared.PACK,
        shared.COLLECTION,
        shared.PREVIEW,
        shared.NLP,
        shared.LOCALE,
        shared.JOBS,
        shared.CONFIG,
    ],
    definitions: Annotated[
        bool, Option("definitions", "--definitions/--no-definitions", default=False)
    ],
    misses: Annotated[int, Option("misses", "--misses", "N", 0, read=shared.whole_number)],
    json_to: Annotated[str, Option("json_to", "--json", "FILE|-")],
    debug: shared.Debug,
) -> int:
    """Measure rules on labelled provisions: precision, recall and F1."""
    from regcheck.evaluation.gold_run import TERM
    from regcheck.evaluation.reports.scores import score_lines, score_record
    from regcheck.evaluation.scores import categories_of, score
    from regcheck.reports.records import pretty_json
    from regcheck.results.result import Settings

    resolved = asked.resolve()
    words = Texts("evaluation", shared.locale_or(resolved.locale))
    settings = Settings(
        locale="nb", nlp=resolved.nlp, config=resolved.config.path, severity=resolved.severity
    )
    choice = resolved.choice
    part = on_gold.Part(split, fold, resolved.jobs, debug)
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
        painter(look_of(sys.stdout))(score_lines(scores, words, misses))
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
