"""`regcheck explain`: everything a rule file says."""

from __future__ import annotations

import sys

import typer

from regcheck.cli import options as shared
from regcheck.cli.configured import resolved_settings
from regcheck.cli.library import find_rule
from regcheck.cli.terminal import look_of, painter, say


def explain(
    *,
    context: typer.Context,
    rule: shared.RuleName,
    pack: shared.Packs = None,
    locale: shared.Locale = "auto",
    as_json: shared.AsJson = False,
    config: shared.ConfigFile = "",
    no_config: shared.NoConfig = False,
    debug: shared.Debug = False,
) -> None:
    """Explain a rule: what it finds and why, what to write instead, examples, patterns."""
    from regcheck.reports.records import to_json
    from regcheck.reports.rule_text import rule_lines, rule_record

    settings = resolved_settings(context).settings
    shown = shared.locale_or(settings.locale)
    library, found = find_rule(rule, settings.packs)
    if as_json:
        say(to_json(rule_record(found)) + "\n")
        return
    source = library.files[f"rule:{found.id}"].read_text("utf-8", "replace")
    look = look_of(sys.stdout)
    painter(look)(rule_lines(found, source, shown, min(look.width, 100)))
