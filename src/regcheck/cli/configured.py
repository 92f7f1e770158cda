"""What a command runs with: its own options, then the config, then the defaults."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from regcheck.base.errors import ConfigError, UnknownRuleError, UsageError
from regcheck.base.texts.locales import LOCALES
from regcheck.base.texts.message import Message, message
from regcheck.cli.documents import find_documents
from regcheck.cli.terminal import caches, note, speak, user_place
from regcheck.results.config.keys import SETTINGS
from regcheck.results.config.model import COMMAND_LINE, DEFAULT, Config, Origin

if TYPE_CHECKING:
    from regcheck.base.files.sealed import CacheFolder
    from regcheck.findings.policy import PathOverride
    from regcheck.readers.inputs import Inputs
    from regcheck.results.config.trust import TrustStore
    from regcheck.results.result import Settings
    from regcheck.run.rules import LoadedRules, RuleChoice


@dataclass(frozen=True, slots=True)
class Resolved:
    """The values that a command runs with, each key of the config by its name, and the origin of
    each. With `no_baseline` none is used, whatever is named or lies there. `ignored` says what of
    the config is ignored for want of trust."""

    collection: str
    packs: tuple[str, ...]
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    preview: bool
    severity: tuple[tuple[str, str], ...]
    overrides: tuple[PathOverride, ...]
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    lang: str
    locale: str
    nlp: bool
    rank: bool
    fail_on: str
    max_warnings: int | None
    show_info: bool
    first: int
    sort: str
    max: int | None
    statistics: bool
    format: str
    reports: tuple[str, ...]
    concepts: str
    baseline: str
    cache: str
    jobs: int
    time_limit: int
    memory_limit: int
    config: Config
    origins: Mapping[str, Origin]
    no_baseline: bool = False
    ignored: Message | None = None
    _told: set[str] = field(default_factory=set, compare=False)

    def value(self, key: str) -> Any:
        """The value of a key of the config."""
        return getattr(self, _field(key))

    @property
    def choice(self) -> RuleChoice:
        """The rules that are asked for."""
        from regcheck.run.rules import RuleChoice

        return RuleChoice(
            collection=self.collection,
            select=self.select,
            ignore=self.ignore,
            packs=self.packs,
            preview=self.preview,
            severity=self.severity,
            named=tuple(
                name
                for one in self.overrides
                for name in (*one.select, *one.ignore, *(level[0] for level in one.severity))
            ),
            unsure=self._unsure,
        )

    @property
    def _unsure(self) -> tuple[str, ...]:
        """The names in the config that may be of rules which are ignored for want of trust."""
        if {"packs", "extends"}.isdisjoint(one.key for one in self.config.ignored):
            return ()
        named = {self.collection} if self.origins["collection"].kind == "file" else set()
        return tuple(sorted(named.union(self.config.selectors).difference(self._typed)))

    @property
    def _typed(self) -> set[str]:
        """The selectors that were typed."""
        typed = [key for key in ("select", "ignore") if self.origins[key] == COMMAND_LINE]
        return {name for key in typed for name in self.value(key)}

    @property
    def settings(self) -> Settings:
        """The settings of the run."""
        from regcheck.results.result import Settings

        shared = ({_field(key) for key in SETTINGS} - {"baseline"}).intersection(
            Settings.__struct_fields__
        )
        return Settings(
            language=self.lang,
            most=self.max,
            config=self.config.path,
            concepts_digest=_digest(self.concepts),
            **{name: getattr(self, name) for name in shared},
        )

    @property
    def findings_cache(self) -> CacheFolder | None:
        """The folder where findings may be kept; None when they may not, or there is none."""
        folder = "" if self.cache == "on" else self.cache
        return None if self.cache == "off" else caches(folder, self._told)

    def load_rules(self, level: str = "info") -> LoadedRules:
        """The rules that are asked for, compiled, without those whose findings are all below
        `level`. A name in the config that means no rule is reported with its place. Raises
        PackError and UsageError as `run.rules.load_rules` does."""
        from regcheck.packs.model import Severity
        from regcheck.run.rules import load_rules, meaning_nothing

        choice = replace(self.choice, level=Severity[level.upper()])
        folder = caches(told=self._told)
        if folder is None and self.cache != "off" and (place := user_place(state=True)):
            note(message("cli.not_kept", why=message("cli.cannot_keep", folder=place)))
        try:
            rules = load_rules(choice, folder)
        except UnknownRuleError as fault:
            raise self.placed(fault) from fault
        if choice.unsure and (lost := meaning_nothing(choice.unsure, rules.rule_set.names)):
            note(message("cli.of_ignored_packs", names=", ".join(lost)))
        return rules

    def placed(self, fault: UnknownRuleError) -> UsageError:
        """The fault with the place in the config where the name stands, when it stands there."""
        origin = self.config.selectors.get(fault.name)
        if origin is None or fault.name in self._typed:
            return fault
        return UsageError(message("cli.at", place=origin, text=fault.message))


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for on the command line of what the config may say too.

    `typed` holds what was typed and `defaults` what the command does without, both by the keys of
    the config.
    """

    typed: Mapping[str, Any]
    defaults: Mapping[str, Any]
    config: str = ""
    no_config: bool = False
    no_baseline: bool = False
    trust: bool = False

    def resolve(self, paths: Sequence[str] = (), *, tell: bool = True) -> Resolved:
        """What the command runs with: what was typed wins over the config, the config over the
        defaults. The config is the one that is named, or the nearest to the first of `paths`; its
        language is spoken from now on, and unless `tell` is off a remark says what of it is ignored
        for want of trust. Raises UsageError, and ConfigError for a faulty config."""
        if self.config and self.no_config:
            raise UsageError(message("cli.config_or_none"))
        config = (
            Config() if self.no_config else find_the_config(paths, self.config, trust=self.trust)
        )
        values, origins = {}, {}
        for name, key in SETTINGS.items():
            if name in self.typed:
                values[name], origins[name] = self.typed[name], COMMAND_LINE
            elif (said := config.settings.get(name)) is not None:
                values[name], origins[name] = said.value, said.origin
            else:
                values[name], origins[name] = self.defaults.get(name, key.default), DEFAULT
        _check_reports(values, origins)
        if values["locale"] in LOCALES:
            speak(lambda: str(values["locale"]))
        ignored = self._ignored(config)
        if tell and ignored:
            note(ignored)
        return Resolved(
            **{_field(name): value for name, value in values.items()},
            config=config,
            origins=origins,
            no_baseline=self.no_baseline,
            ignored=ignored,
        )

    def _ignored(self, config: Config) -> Message | None:
        """What of a config would change what this command does, were it trusted."""
        concerned = {"extends", "packs", "concepts", *self.defaults}.difference(self.typed)
        asked = [one for one in config.ignored if one.key in concerned]
        if not asked:
            return None
        what = ", ".join(dict.fromkeys(f"{one.key} ({one.origin})" for one in asked))
        return message("cli.ignored", what=what, folder=os.path.relpath(config.folder))

    def without_files(self) -> Asked:
        """The same without config, packs and choice of rules, for when these are faulty."""
        left_out = ("packs", "select", "ignore", "collection")
        typed = {key: value for key, value in self.typed.items() if key not in left_out}
        return replace(self, typed=typed, config="", no_config=True)


def find_the_config(paths: Sequence[str], file: str = "", *, trust: bool = False) -> Config:
    """The config that is named, or the nearest to the first path and then to the current folder;
    an empty one when there is none. What takes trust holds with `trust`, when the user's
    environment says so, and in folders that were trusted with just that. Raises ConfigError
    and UsageError."""
    from regcheck.results.config.places import ALLOW, find_config

    cwd = Path.cwd()
    found: Path | None = cwd / file if file else None
    if found is None:
        found = find_config(start_folder(paths, cwd), cwd) or find_config(cwd, cwd)
    if found is None:
        return Config()
    from regcheck.results.config.load import load_config

    given = os.environ.get(ALLOW, "").split(os.pathsep)
    allowed = [Path(folder) for folder in given if os.path.isabs(folder)]  # noqa: PTH117
    path = Path(os.path.normpath(found))
    config = load_config(path, cwd, allowed)
    if not config.requests:
        return config
    from regcheck.results.config.trust import VARIABLE, digest_of

    if trust or os.environ.get(VARIABLE) == "1":
        return load_config(path, cwd, allowed, trusted=True)
    store = trust_store()
    known = store.digests().get(os.path.realpath(config.folder)) if store else None
    if known is not None:
        with suppress(ConfigError):  # what it builds on outside may be faulty by now
            whole = load_config(path, cwd, allowed, trusted=True)
            return whole if digest_of(whole) == known else config
    return config


def trust_store() -> TrustStore | None:
    """The folders that the user trusts; None when there is no place to keep them."""
    from regcheck.results.config.trust import TrustStore

    place = user_place(state=True)
    return None if place is None else TrustStore(place)


def find_resolved_documents(
    resolved: Resolved,
    paths: Sequence[str],
    stdin_format: str = "",
    stdin_filename: str = "",
) -> Inputs:
    """What the paths lead to, without what the config leaves out of folders and archives; a file
    that is named itself is always in. Raises UsageError when that is nothing at all."""
    include, exclude = resolved.include, resolved.exclude
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


def _field(key: str) -> str:
    return key.replace("-", "_")


def _digest(index: str) -> str:
    """What is in an index of concepts; empty when none is named."""
    if not index:
        return ""
    from regcheck.concepts.index import digest_of

    return digest_of(index)


def _check_reports(values: Mapping[str, Any], origins: Mapping[str, Origin]) -> None:
    """Names of reports in a config, which are not known where it is read."""
    from regcheck.reports.registry import find_report, report_names

    named = [("format", values["format"])]
    named += [("reports", one.partition("=")[0]) for one in values["reports"]]
    for key, name in named:
        if origins[key].kind == "file" and find_report(name) is None:
            from regcheck.base.datafiles.fields import did_you_mean

            hint = did_you_mean(name, report_names())
            raise UsageError(
                message("cli.no_report", place=origins[key], setting=key, name=name, hint=hint)
            )
