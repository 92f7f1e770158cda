"""`regcheck config`: what a check here would run with, and the JSON Schema of a config."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from regcheck.cli import options as shared
from regcheck.cli.lean import LeanCommand, make_app
from regcheck.cli.option_sets import CARRYING_OUT, CONFIG, RULES, takes
from regcheck.cli.terminal import say

if TYPE_CHECKING:
    from regcheck.cli.configured import Resolved
    from regcheck.findings.policy import PathOverride


def make_config_app() -> typer.Typer:
    """The command with its subcommands."""
    app = make_app("Show the config that holds, or print its schema.", no_args_is_help=True)
    app.callback()(config)
    app.command("show", cls=LeanCommand)(show)
    app.command("schema", cls=LeanCommand)(schema)
    return app


def config() -> None:
    """Show the config that holds, or print its schema."""


@takes(RULES, before="locale")
@takes(CARRYING_OUT, before="config")
@takes(CONFIG, before="debug")
def show(
    *,
    context: typer.Context,
    path: Annotated[
        str, typer.Argument(metavar="[PATH]", help="The file or folder that would be checked.")
    ] = "",
    as_json: shared.AsJson = False,
    locale: shared.Locale = "auto",
    nlp: shared.Nlp = "on",
    fail_on: shared.FailOn = "error",
    show_info: shared.ShowInfo = False,
    report: shared.Reports = None,
    no_cache: shared.NoCache = False,
    debug: shared.Debug = False,
) -> None:
    """Print each value that `regcheck check` would run with, and where it is from."""
    from regcheck.cli.configured import resolved_settings

    resolved = resolved_settings(context, [path] if path else [])
    say(_as_json(resolved) if as_json else _as_table(resolved))


def schema() -> None:
    """Print the JSON Schema of regcheck.yaml, for editors."""
    from regcheck.config.schema import config_schema_text

    say(config_schema_text())


def _as_json(resolved: Resolved) -> str:
    values = {
        key: {
            "value": _plain(key, setting.value),
            "origin": {
                "kind": setting.origin.kind,
                "path": setting.origin.path or None,
                "line": setting.origin.line or None,
            },
        }
        for key, setting in resolved.values.items()
    }
    found = {
        "schema_version": 1,
        "config": resolved.config.path or None,
        "files": list(resolved.config.files),
        "values": values,
    }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _as_table(resolved: Resolved) -> str:
    from regcheck.reports.layout import printable

    rows = [
        (key, printable(_shown(_plain(key, setting.value))), printable(str(setting.origin)))
        for key, setting in resolved.values.items()
    ]
    first, second = (max(len(row[column]) for row in rows) for column in (0, 1))
    second = min(second, 60)
    lines = [f"{key:<{first}}  {value:<{second}}  {origin}\n" for key, value, origin in rows]
    return f"config: {printable(', '.join(resolved.config.files)) or 'none'}\n\n{''.join(lines)}"


def _plain(key: str, value: Any) -> Any:
    """A value as the config file would have it."""
    if key == "severity":
        return dict(value)
    if key == "reports":
        return dict(one.partition("=")[::2] for one in value)
    if key == "overrides":
        return [_override(one) for one in value]
    if key == "jobs":
        return value or None
    if key in ("nlp", "cache") and value in ("on", "off"):
        return value == "on"
    return list(value) if isinstance(value, tuple) else value


def _override(override: PathOverride) -> dict[str, Any]:
    found: dict[str, Any] = {"paths": list(override.paths), "base": override.base}
    for key in ("select", "ignore"):
        if getattr(override, key):
            found[key] = list(getattr(override, key))
    if override.severity:
        found["severity"] = dict(override.severity)
    return found


def _shown(value: Any) -> str:
    """A value on one line."""
    if value in (None, "", [], {}):
        return "–"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return ", ".join(value)
    if isinstance(value, dict) and all(isinstance(one, str) for one in value.values()):
        return ", ".join(f"{key}: {one}" for key, one in value.items())
    return str(value) if isinstance(value, str | int) else json.dumps(value, ensure_ascii=False)
