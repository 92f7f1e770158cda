"""What a command runs with: its own options, then the config, then the defaults."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from regcheck.cli import options as shared
from regcheck.cli.documents import find_documents
from regcheck.cli.terminal import caches
from regcheck.config.keys import DEFAULTS
from regcheck.config.model import COMMAND_LINE, DEFAULT, Config, Setting
from regcheck.errors import UnknownRuleError, UsageError

if TYPE_CHECKING:
    from regcheck.readers.inputs import Inputs
    from regcheck.results.result import Settings
    from regcheck.run.rules import LoadedRules, RuleChoice

OPTIONS = {
    "collection": "collection",
    "pack": "packs",
    "select": "select",
    "ignore": "ignore",
    "preview": "preview",
    "lang": "lang",
    "locale": "locale",
    "nlp": "nlp",
    "fail_on": "fail-on",
    "show_info": "show-info",
    "format": "format",
    "report": "reports",
    "concepts": "concepts",
    "baseline": "baseline",
    "no_cache": "cache",
    "jobs": "jobs",
    "time_limit": "time-limit",
}
"""The parameters of commands by name, each with the key of the config that it wins over."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """The values that a command runs with, by the keys of the config, each with its origin."""

    values: Mapping[str, Setting]
    config: Config

    def value(self, key: str) -> Any:
        """The value of a key."""
        return self.values[key].value

    @property
    def choice(self) -> RuleChoice:
        """The rules that are asked for."""
        from regcheck.run.rules import RuleChoice

        overrides = self.value("overrides")
        return RuleChoice(
            collection=self.value("collection"),
            select=self.value("select"),
            ignore=self.value("ignore"),
            packs=self.value("packs"),
            preview=self.value("preview"),
            severity=self.value("severity"),
            named=tuple(
                name
                for one in overrides
                for name in (*one.select, *one.ignore, *(level[0] for level in one.severity))
            ),
        )

    @property
    def settings(self) -> Settings:
        """The settings of the run. Raises UsageError for a value that is not allowed."""
        settings = shared.settings(
            self.choice,
            language=self.value("lang"),
            locale=self.value("locale"),
            nlp=self.value("nlp"),
            fail_on=self.value("fail-on"),
            show_info=self.value("show-info"),
        )
        return replace(
            settings,
            config=self.config.path,
            severity=self.value("severity"),
            overrides=self.value("overrides"),
            concepts=self.value("concepts"),
            concepts_digest=_digest(self.value("concepts")),
        )

    @property
    def baseline(self) -> str:
        """The baseline that is named, relative to the folder the run was started in, or empty."""
        return str(self.value("baseline"))

    @property
    def findings_cache(self) -> Path | None:
        """The folder where findings may be kept; None when they may not, or there is none."""
        wanted = self.value("cache")
        if wanted == "off":
            return None
        return caches() if wanted == "on" else Path(wanted)

    def load_rules(self) -> LoadedRules:
        """The rules that are asked for, compiled. A name in the config that means no rule is told
        with its place. Raises PackError and UsageError as `run.rules.load_rules` does."""
        from regcheck.run.rules import load_rules

        try:
            return load_rules(self.choice, caches())
        except UnknownRuleError as fault:
            raise self.placed(fault) from fault

    def placed(self, fault: UnknownRuleError) -> UsageError:
        """The fault with the place in the config where the name stands, when it stands there."""
        given = (self.values[key] for key in ("select", "ignore"))
        typed = any(s.origin == COMMAND_LINE and fault.name in s.value for s in given)
        origin = None if typed else self.config.selectors.get(fault.name)
        return UsageError(f"{origin}: {fault}") if origin else fault


def resolved_settings(
    context: typer.Context,
    paths: Sequence[str] | None = None,
    defaults: Mapping[str, Any] | None = None,
) -> Resolved:
    """What a command runs with.

    The command's parameters named in `OPTIONS`, and `config` and `no_config`, are read from its
    context: what was typed wins over the config, the config over the parameters' own defaults.
    The config is looked for from the first of `paths`. `defaults`, by key, are for what is no
    option of the command. Raises ConfigError for a faulty config.
    """
    given = context.params
    config = chosen_config(paths or (), given.get("config") or "", bool(given.get("no_config")))
    own = {
        key: _from_option(option, given[option])
        for option, key in OPTIONS.items()
        if option in given
    }
    typed = {OPTIONS[option] for option in OPTIONS if option in given and _typed(context, option)}
    values = {}
    for key, default in DEFAULTS.items():
        if key in typed:
            values[key] = Setting(own[key], COMMAND_LINE)
        elif key in config.settings:
            values[key] = config.settings[key]
        else:
            values[key] = Setting(own.get(key, (defaults or {}).get(key, default)), DEFAULT)
    _check_reports(values)
    return Resolved(values, config)


def chosen_config(paths: Sequence[str], file: str, no_config: bool) -> Config:
    """The config that is named, or the nearest to the first path and then to the current folder;
    an empty one when there is none. Raises ConfigError and UsageError."""
    from regcheck.config.places import find_config

    if file and no_config:
        raise UsageError("--config and --no-config exclude each other")
    if no_config:
        return Config()
    cwd = Path.cwd()
    found: Path | None = cwd / file if file else None
    if found is None:
        found = find_config(start_folder(paths, cwd), cwd) or find_config(cwd, cwd)
    if found is None:
        return Config()
    from regcheck.config.load import load_config

    return load_config(Path(os.path.normpath(found)), cwd)


def find_resolved_documents(
    resolved: Resolved,
    paths: Sequence[str],
    stdin_format: str = "",
    stdin_filename: str = "",
) -> Inputs:
    """What the paths lead to, without what the config leaves out of folders and archives; a file
    that is named itself is always in. Raises UsageError when that is nothing at all."""
    include, exclude = resolved.value("include"), resolved.value("exclude")
    if not include and not exclude:
        return find_documents(paths, stdin_format, stdin_filename)
    from regcheck.results.policies import Globs, PathMatcher

    base = os.path.relpath(resolved.config.folder)
    included = PathMatcher(Globs(include or ("**",), base))
    excluded = PathMatcher(Globs(exclude, base))
    named = {os.path.realpath(path) for path in paths if Path(path).is_file()}

    def wanted(path: str) -> bool:
        file, is_archive, member = path.partition("!/")
        if os.path.realpath(file) in named:
            return True
        if excluded(file):
            return False
        return (is_archive and not member) or (included(path) and not excluded(path))

    return find_documents(paths, stdin_format, stdin_filename, wanted=wanted)


def start_folder(paths: Sequence[str], cwd: Path) -> Path:
    """The folder to look for a config from: that of the first path."""
    first = Path(os.path.normpath(cwd / paths[0])) if paths and paths[0] != "-" else cwd
    return first if first.is_dir() else first.parent


def _typed(context: typer.Context, option: str) -> bool:
    source = context.get_parameter_source(option)
    return source is not None and source.name == "COMMANDLINE"


def _from_option(option: str, value: Any) -> Any:
    """The value of a parameter as the config would have it."""
    if option in ("select", "ignore"):
        return shared.names(value)
    if option in ("pack", "report"):
        return tuple(value or ())
    if option == "no_cache":
        return "off" if value else "on"
    if option == "jobs":
        return shared.whole_number("--jobs", value) if value else 0
    if option == "time_limit":
        return shared.whole_number("--time-limit", value)
    return value


def _digest(index: str) -> str:
    """What is in an index of concepts; empty when none is named."""
    if not index:
        return ""
    from regcheck.concepts.index import digest_of

    return digest_of(index)


def _check_reports(values: Mapping[str, Setting]) -> None:
    """Names of reports in a config, which are not known where it is read."""
    from regcheck.reports.registry import find_report, report_names

    named = [("format", values["format"].value)]
    named += [("reports", one.partition("=")[0]) for one in values["reports"].value]
    for key, name in named:
        origin = values[key].origin
        if origin.kind == "file" and find_report(name) is None:
            from regcheck.datafiles.fields import did_you_mean

            hint = did_you_mean(name, report_names())
            raise UsageError(f"{origin}: {key}: no such report as «{name}» ({hint})")
