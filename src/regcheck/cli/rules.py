"""`regcheck rules`: list the rules; `rules new`: begin one; `rules schema`: what one may say."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from regcheck.cli import options as shared
from regcheck.cli.configured import resolved_settings
from regcheck.cli.lean import LeanCommand, make_app
from regcheck.cli.starting import Comments, write_start
from regcheck.cli.terminal import say
from regcheck.errors import UsageError

if TYPE_CHECKING:
    from regcheck.packs.model import Rule


def make_rules_app() -> typer.Typer:
    """The command with its subcommands."""
    app = make_app("List the rules, begin one of your own, or print the schema of rule files.")
    app.callback(invoke_without_command=True)(rules)
    app.command("new", cls=LeanCommand)(new)
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
    """List the rules, preview and deprecated ones too; `new` begins one of your own."""
    if context.invoked_subcommand:
        return
    from regcheck.datafiles.fields import did_you_mean
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


def new(
    *,
    rule: Annotated[
        str, typer.Argument(metavar="RULE", help="What to call it: category/name in small letters.")
    ],
    output: Annotated[
        str,
        typer.Option("--output", "-o", metavar="FILE", help="By default its name, here."),
    ] = "",
    force: Annotated[bool, typer.Option("--force", help="Write over a file.")] = False,
    locale: Comments = "auto",
    debug: shared.Debug = False,
) -> None:
    """Write a commented rule to start from; its examples hold as it stands."""
    from regcheck.datafiles.fields import RULE_ID
    from regcheck.packs.starter import rule_starter
    from regcheck.run.rules import RuleChoice, load_library

    if not RULE_ID.match(rule):
        raise UsageError(f"«{rule}» is no rule id: write category/name, such as egne/ringperm")
    if rule in load_library(RuleChoice()).rules:
        raise UsageError(f"there is a rule {rule} already; regcheck explain {rule} shows it")
    target = Path(output or f"{rule.partition('/')[2]}.yaml")
    if target.suffix not in (".yaml", ".yml"):
        raise UsageError(f"--output {output}: a rule lies in a file that ends in .yaml")
    text = rule_starter(rule, target.name, shared.locale_of(locale))
    write_start(target, text, force=force)


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
