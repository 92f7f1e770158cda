"""`regcheck init`, `config` and `cache`: the config that holds, one to begin with, and what is kept
between runs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from regcheck.base.errors import UsageError, system_reason
from regcheck.base.text.printable import json_text
from regcheck.base.texts.catalogue import Texts
from regcheck.base.texts.message import message
from regcheck.cli import options as shared
from regcheck.cli.configured import Asked
from regcheck.cli.delivery import write_start
from regcheck.cli.options import Option
from regcheck.cli.terminal import say, say_line, spoken, user_place

if TYPE_CHECKING:
    from regcheck.cli.configured import Resolved
    from regcheck.findings.policy import PathOverride
    from regcheck.results.config.model import Origin


def init(
    folder: Annotated[str, Option("folder", "", "FOLDER", ".")],
    force: shared.Force,
    locale: shared.Locale,
) -> None:
    """Write a commented regcheck.yaml to start from."""
    from regcheck.results.config.places import NAME
    from regcheck.results.config.schema import starter

    if not Path(folder).is_dir():
        raise UsageError(message("cli.no_folder", folder=folder))
    write_start(Path(folder, NAME), starter(shared.locale_or(locale)), force=force)


def show(
    path: Annotated[str, Option("path", "", "PATH")],
    as_json: shared.AsJson,
    asked: Annotated[
        Asked,
        shared.RULES,
        shared.LOCALE,
        shared.NLP,
        shared.RANK,
        shared.FAIL_ON,
        shared.MAX_WARNINGS,
        shared.SHOWN,
        shared.REPORT,
        shared.NO_CACHE,
        shared.CARRYING_OUT,
        shared.CONFIG,
    ],
) -> None:
    """Print each value that `regcheck check` would run with, and where it is from."""
    resolved = asked.resolve([path] if path else [], tell=False)
    say(_as_json(resolved) if as_json else _as_table(resolved))


def schema() -> None:
    """Print the JSON Schema of regcheck.yaml."""
    from regcheck.results.config.schema import config_schema_text

    say(config_schema_text())


def show_cache() -> None:
    """Print where the caches lie and how large they are."""
    from regcheck.run.cache_store import MAX_BYTES, measure
    from regcheck.run.findings_cache import findings_folder
    from regcheck.run.rule_cache import rules_folder

    folder = _cache_folder()
    number, size = measure(findings_folder(folder))
    compiled = sorted(rules_folder(folder).glob("*"))
    choices = sum(path.suffix == ".bin" for path in compiled)
    rules = sum(path.lstat().st_size for path in compiled)
    say(f"{folder}\n")
    most = _megabytes(MAX_BYTES)
    say_line(message("cli.kept_findings", n=number, size=_megabytes(size), most=most))
    say_line(message("cli.kept_rules", n=choices, size=_megabytes(rules)))


def clear_cache() -> None:
    """Delete the caches. Nothing is lost but time."""
    from regcheck.run.cache_store import remove
    from regcheck.run.findings_cache import findings_folder
    from regcheck.run.rule_cache import rules_folder

    folder = _cache_folder()
    try:
        size = remove(findings_folder(folder))
        for path in sorted(rules_folder(folder).glob("*")):
            size += path.lstat().st_size
            path.unlink()
    except OSError as fault:
        file, reason = fault.filename or folder, system_reason(fault)
        raise UsageError(message("cli.not_deleted", file=file, reason=reason)) from None
    say_line(message("cli.cleared", size=_megabytes(size), folder=folder))


def _cache_folder() -> Path:
    folder = user_place()
    if folder is None:
        raise UsageError(message("cli.no_cache_folder"))
    return folder


def _megabytes(size: int) -> str:
    return f"{Texts('cli', spoken()).decimal(size / 1e6)} MB"


def _as_json(resolved: Resolved) -> str:
    values = {
        key: {
            "value": _plain(key, resolved.value(key)),
            "origin": {
                "kind": origin.kind,
                "path": origin.path or None,
                "line": origin.line or None,
            },
        }
        for key, origin in resolved.origins.items()
    }
    found = {
        "schema_version": 1,
        "config": resolved.config.path or None,
        "files": list(resolved.config.files),
        "trusted": resolved.config.trusted,
        "ignored": [
            {"key": one.key, "value": one.value, "path": one.origin.path, "line": one.origin.line}
            for one in resolved.config.ignored
        ],
        "values": values,
    }
    return json_text(found, indent=1) + "\n"


def _as_table(resolved: Resolved) -> str:
    from regcheck.base.text.printable import printable

    words = Texts("cli", spoken())
    rows = [
        (key, printable(_shown(_plain(key, resolved.value(key)))), printable(_place(origin, words)))
        for key, origin in resolved.origins.items()
    ]
    first, second = (max(len(row[column]) for row in rows) for column in (0, 1))
    second = min(second, 60)
    lines = [f"{key:<{first}}  {value:<{second}}  {origin}\n" for key, value, origin in rows]
    files = printable(", ".join(resolved.config.files)) or words.no_config
    left = [f"{one.key:<{first}}  {one.value}  {one.origin}" for one in resolved.config.ignored]
    if left:
        lines += ["\n", f"{words.ignored_here}\n", *(f"{printable(one)}\n" for one in left)]
    return f"config: {files}\n\n{''.join(lines)}"


def _place(origin: Origin, words: Texts) -> str:
    return str(origin) if origin.path else words.table("origins")[origin.kind]


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
    if key == "cache" and value in ("on", "off"):
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
    return str(value) if isinstance(value, str | int) else json_text(value)
