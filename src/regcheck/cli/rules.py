"""`regcheck rules`: list the rules; `regcheck rules schema`: the JSON Schema of a rule file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from regcheck.cli import options as shared
from regcheck.cli.configured import resolved_settings
from regcheck.cli.lean import LeanCommand, make_app
from regcheck.cli.terminal import say
from regcheck.errors import UsageError

if TYPE_CHECKING:
    from regcheck.packs.model import Rule


def make_rules_app() -> typer.Typer:
    """The command with its subcommand."""
    app = make_app("List the rules, or print the schema of rule files.")
    app.callback(invoke_without_command=True)(rules)
    app.command("schema", cls=LeanCommand)(schema)
    return app


def rules(
    *,
    context: typer.Context,
    as_json: shared.AsJson = False,
    category: Annotated[
        list[str] | None, typer.Option("--category", metavar="NAME", help="Only this category.")
    ] = None,
    pack: shared.Packs = None,
    locale: shared.Locale = "auto",
    config: shared.ConfigFile = "",
    no_config: shared.NoConfig = False,
    debug: shared.Debug = False,
) -> None:
    """List the rules, preview and deprecated ones too."""
    if context.invoked_subcommand:
        return
    from regcheck.packs.fields import did_you_mean
    from regcheck.run.rules import RuleChoice, load_library

    settings = resolved_settings(context).settings
    shown = shared.locale_or(settings.locale)
    library = load_library(RuleChoice(packs=settings.packs))
    wanted = shared.names(category)
    known = {rule.category for rule in library.rules.values()}
    for name in wanted:
        if name not in known:
            hint = did_you_mean(name, known)
            raise UsageError(f"there is no category «{name}»{f' ({hint})' if hint else ''}")
    chosen = [r for r in library.rules.values() if not wanted or r.category in wanted]
    say(_as_json(chosen) if as_json else _as_table(chosen, shown))


def schema() -> None:
    """Print the JSON Schema of rule files, for editors."""
    from regcheck.packs.schema import rule_schema_text

    say(rule_schema_text().rstrip("\n") + "\n")


def _as_json(chosen: list[Rule]) -> str:
    from regcheck.reports.records import to_json
    from regcheck.reports.rule_text import rule_record

    lines = ",\n".join(to_json(rule_record(rule)) for rule in chosen)
    return f"[\n{lines}\n]\n" if lines else "[]\n"


def _as_table(chosen: list[Rule], locale: str) -> str:
    width = max((len(rule.id) for rule in chosen), default=0)
    lines = []
    for rule in chosen:
        status = "" if rule.status.value == "stable" else f"  [{rule.status.value}]"
        lines.append(
            f"{rule.id:<{width}}  {rule.severity.word:<7}  {rule.title.get(locale)}{status}\n"
        )
    return "".join(lines)
