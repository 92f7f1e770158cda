"""`regcheck explain`: everything a rule file says."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from regcheck.cli import options as shared
from regcheck.cli.library import find_rule, locale_or
from regcheck.cli.terminal import look_of, painter, say


def explain(
    rule: Annotated[str, typer.Argument(metavar="RULE", help="A rule id, or a YAML file.")],
    pack: shared.Packs = None,
    locale: shared.Locale = "auto",
    as_json: shared.AsJson = False,
    debug: shared.Debug = False,
) -> None:
    """Explain a rule: what it finds and why, what to write instead, examples, patterns."""
    from regcheck.reports.records import to_json
    from regcheck.reports.rule_text import rule_lines, rule_record

    shown = locale_or(shared.one_of("--locale", locale, shared.LOCALES))
    library, found = find_rule(rule, tuple(pack or ()))
    if as_json:
        say(to_json(rule_record(found)) + "\n")
        return
    source = library.files[f"rule:{found.id}"].read_text("utf-8", "replace")
    look = look_of(sys.stdout)
    painter(look)(rule_lines(found, source, shown, min(look.width, 100)))
