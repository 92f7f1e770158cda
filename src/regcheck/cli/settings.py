"""`regcheck init`, `config`, `trust` and `cache`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any

from regcheck.base.errors import UsageError, system_reason
from regcheck.base.text.printable import json_text, printable
from regcheck.base.texts.catalogue import Texts
from regcheck.base.texts.message import message
from regcheck.cli import options as shared
from regcheck.cli.delivery import write_start
from regcheck.cli.options import argument, option, settings
from regcheck.cli.setup import RunSetup, SettingsRequest, find_the_config, trust_store
from regcheck.cli.terminal import say, say_line, spoken, user_place
from regcheck.findings.policy import PathOverride
from regcheck.results.config.model import Config
from regcheck.results.config.places import NAME
from regcheck.results.config.schema import config_schema_text, starter
from regcheck.results.config.trust import digest_of
from regcheck.results.settings import SETTINGS, SWITCH, Option
from regcheck.run.findings_cache import FINDINGS, MAX_KEPT_BYTES
from regcheck.run.rule_cache import RULES


def init(
    folder: Annotated[str, argument("FOLDER", ".")],
    force: bool,
    locale: shared.Locale,
) -> None:
    """Write a commented regcheck.yaml to start from."""
    if not Path(folder).is_dir():
        raise UsageError(message("cli.no_folder", folder=folder))
    write_start(Path(folder, NAME), starter(shared.locale_or(locale)), force=force)


def show(
    path: Annotated[str, argument("PATH", "")],
    as_json: shared.AsJson,
    request: Annotated[
        SettingsRequest,
        settings(
            "rule-choice locale nlp rank fail_on max_warnings shown reports "
            "cache limits config-choice"
        ),
    ],
) -> None:
    """Print each value that `regcheck check` would run with, and where it is from."""
    setup = request.resolve([path] if path else [], tell=False)
    say(_as_json(setup) if as_json else _as_table(setup))


def schema() -> None:
    """Print the JSON Schema of regcheck.yaml."""
    say(config_schema_text())


def show_cache() -> None:
    """Print where the caches lie and how large they are."""
    folder = _cache_folder()
    findings, rules = (_files(folder / inner) for inner in (FINDINGS, RULES))
    say(f"{folder}\n")
    size, most = _megabytes(sum(findings.values())), _megabytes(MAX_KEPT_BYTES)
    say_line(message("cli.kept_findings", n=len(findings), size=size, most=most))
    choices = sum(path.suffix == ".bin" for path in rules)
    size = _megabytes(sum(rules.values()))
    say_line(message("cli.kept_rules", n=choices, size=size))


def clear_cache() -> None:
    """Delete the caches. Nothing is lost but time."""
    folder = _cache_folder()
    try:
        kept = _files(folder / FINDINGS) | _files(folder / RULES)
        for path in kept:
            path.unlink()
    except OSError as fault:
        file, reason = fault.filename or folder, system_reason(fault)
        raise UsageError(message("cli.not_deleted", file=file, reason=reason)) from None
    size = _megabytes(sum(kept.values()))
    say_line(message("cli.cleared", size=size, folder=folder))


def _files(folder: Path) -> dict[Path, int]:
    """The files in a folder for caches, and their bytes."""
    return {path: path.lstat().st_size for path in sorted(folder.glob("*"))}


def _cache_folder() -> Path:
    folder = user_place()
    if folder is None:
        raise UsageError(message("cli.no_cache_folder"))
    return folder


def _megabytes(size: int) -> str:
    return f"{Texts('cli', spoken()).decimal(size / 1e6)} MB"


def _as_json(setup: RunSetup) -> str:
    values = {}
    for name, setting in SETTINGS.items():
        origin = setup.origins[setting.name]
        values[setting.name] = {
            "value": _plain(setting, getattr(setup.values, name)),
            "origin": {
                "kind": origin.kind,
                "path": origin.path or None,
                "line": origin.line or None,
            },
        }
    found = {
        "schema_version": 1,
        "config": setup.config.path or None,
        "files": list(setup.config.files),
        "trusted": setup.config.trusted,
        "ignored": [
            {"key": one.key, "value": one.value, "path": one.origin.path, "line": one.origin.line}
            for one in setup.config.ignored
        ],
        "values": values,
    }
    return json_text(found, indent=1) + "\n"


def _as_table(setup: RunSetup) -> str:
    words = Texts("cli", spoken())
    rows = []
    for name, setting in SETTINGS.items():
        value = printable(_shown(_plain(setting, getattr(setup.values, name))))
        origin = setup.origins[setting.name]
        place = str(origin) if origin.path else words.table("origins")[origin.kind]
        rows.append((setting.name, value, printable(place)))
    first, second = (max(len(row[column]) for row in rows) for column in (0, 1))
    second = min(second, 60)
    lines = [f"{key:<{first}}  {value:<{second}}  {place}\n" for key, value, place in rows]
    files = printable(", ".join(setup.config.files)) or words.no_config
    left = [f"{one.key:<{first}}  {one.value}  {one.origin}" for one in setup.config.ignored]
    if left:
        lines += ["\n", f"{words.ignored_here}\n", *(f"{printable(one)}\n" for one in left)]
    return f"config: {files}\n\n{''.join(lines)}"


def _plain(setting: Option, value: Any) -> Any:
    """A value as the config file would have it."""
    if setting.kind == "levels":
        return dict(value)
    if setting.kind == "reports":
        return dict(one.partition("=")[::2] for one in value)
    if setting.kind == "overrides":
        return [_override(one) for one in value]
    if setting.kind == "whole":
        return value or None
    if setting.kind == "cache" and value in SWITCH:
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


def trust(
    path: Annotated[str, argument("PATH", ".")],
    list_all: Annotated[bool, option(flags="--list")],
    revoke: bool,
) -> None:
    """Let the config of a folder write, reach out and do more, as it is now; or take that back."""
    store = trust_store()
    if store is None:
        raise UsageError(message("cli.no_state_folder"))
    digests = store.digests()
    if list_all:
        for folder in sorted(digests):
            say_line(printable(folder))
        return
    config = Config() if revoke and not Path(path).exists() else find_the_config([path], trust=True)
    folder = os.path.realpath(config.folder or path)
    if revoke:
        there = digests.pop(folder, None) or digests.pop(os.path.realpath(path), None)
        if there is None:
            raise UsageError(message("cli.not_trusted", folder=folder))
    elif not config.requests:
        say_line(message("cli.nothing_to_trust", folder=folder))
        return
    else:
        for one in config.requests:
            say_line(printable(f"{one.origin}: {one.key}: {one.value}"))
        digests[folder] = digest_of(config)
    if not store.keep(digests):
        raise UsageError(message("cli.cannot_keep", folder=store.folder))
    say_line(message("cli.trust_revoked" if revoke else "cli.now_trusted", folder=folder))
