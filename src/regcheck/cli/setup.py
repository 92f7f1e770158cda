"""What a command runs with: its own options, then the config, then the defaults."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from regcheck.base.errors import ConfigError, UnknownRuleError, UsageError
from regcheck.base.texts.locales import LOCALES
from regcheck.base.texts.message import Message, message
from regcheck.cli.documents import find_documents
from regcheck.cli.terminal import caches, note, speak, user_place
from regcheck.results.config.model import COMMAND_LINE, DEFAULT, Config, Origin
from regcheck.results.settings import SETTINGS, Settings

if TYPE_CHECKING:
    from regcheck.base.files.sealed import CacheFolder
    from regcheck.packs.fetched import PackStore
    from regcheck.readers.inputs import Inputs
    from regcheck.results.config.trust import TrustStore
    from regcheck.run.rules import LoadedRules, RuleChoice


@dataclass(frozen=True, slots=True)
class RunSetup:
    """What a command runs with on some paths: values, where each is from, and what of the config is
    `ignored` for want of trust."""

    paths: Sequence[str]
    values: Settings
    config: Config
    origins: Mapping[str, Origin]
    request: SettingsRequest
    ignored: Message | None
    _complaints: set[str] = field(default_factory=set, compare=False)

    @property
    def choice(self) -> RuleChoice:
        """The rules that are asked for."""
        from regcheck.run.rules import RuleChoice

        values = self.values
        return RuleChoice(
            collection=values.collection,
            select=values.select,
            ignore=values.ignore,
            packs=self.packs,
            preview=values.preview,
            severity=values.severity,
            named=tuple(
                name
                for one in values.overrides
                for name in (*one.select, *one.ignore, *(level[0] for level in one.severity))
            ),
            unsure=self._unsure,
        )

    @property
    def packs(self) -> tuple[str, ...]:
        """Where the packs lie. Raises UsageError for one not fetched."""
        return tuple(map(_pack_place, self.values.packs))

    @property
    def _unsure(self) -> tuple[str, ...]:
        """The names in the config that may be of rules which are ignored for want of trust."""
        if {"packs", "extends"}.isdisjoint(one.key for one in self.config.ignored):
            return ()
        named = {self.values.collection} if self.origins["collection"].kind == "file" else set()
        return tuple(sorted(named.union(self.config.selectors).difference(self._typed)))

    @property
    def _typed(self) -> set[str]:
        """The selectors that were typed."""
        typed = [key for key in ("select", "ignore") if self.origins[key] == COMMAND_LINE]
        return {name for key in typed for name in getattr(self.values, key)}

    @property
    def settings(self) -> Settings:
        """The settings of the run, which is compared with no baseline."""
        index = self.values.concepts
        if index:
            from regcheck.concepts.index import digest_of

            index = digest_of(index)
        values, level = self.values, self.request.level
        if level:
            values = replace(values, show_info=level == "info", told=level)
        return replace(
            values, packs=self.packs, baseline="", config=self.config.path, concepts_digest=index
        )

    @property
    def findings_cache(self) -> CacheFolder | None:
        """The folder where findings may be kept; None when they may not, or there is none."""
        cache = self.values.cache
        return None if cache == "off" else caches("" if cache == "on" else cache, self._complaints)

    def find_documents(self, stdin_format: str = "", stdin_filename: str = "") -> Inputs:
        """What the paths lead to and the config leaves in. Raises UsageError for nothing."""
        include, exclude = self.values.include, self.values.exclude
        if not include and not exclude:
            return find_documents(self.paths, stdin_format, stdin_filename)
        from regcheck.results.policies import PathMatcher

        base = os.path.relpath(self.config.folder)
        included = PathMatcher(include or ("**",), base)
        excluded = PathMatcher(exclude, base)
        named = {os.path.realpath(path) for path in self.paths if Path(path).is_file()}

        def wanted(path: str) -> bool:
            file, is_archive, member = path.partition("!/")
            if os.path.realpath(file) in named:
                return True
            if excluded(file):
                return False
            return (is_archive and not member) or (included(path) and not excluded(path))

        return find_documents(self.paths, stdin_format, stdin_filename, wanted=wanted)

    def load_rules(self, level: str = "info") -> LoadedRules:
        """The rules that are asked for, compiled, without those whose findings are all below
        `level`. Raises PackError and UsageError, with the place of a name in the config."""
        from regcheck.packs.model import Severity
        from regcheck.run.rules import load_rules, meaning_nothing

        choice = replace(self.choice, level=Severity[level.upper()])
        folder = caches(complaints=self._complaints)
        if folder is None and self.values.cache != "off" and (place := user_place(state=True)):
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
class SettingsRequest:
    """What was typed, by the keys of the config, and which of them the command takes; and what of a
    run no config says: the level of its reports, answers to findings, the day that suppressions are
    judged on."""

    typed: Mapping[str, Any]
    taken: frozenset[str]
    config: str = ""
    no_config: bool = False
    no_baseline: bool = False
    trust: bool = False
    level: str = ""
    answers: tuple[str, ...] = ()
    today: date | None = None
    debug: bool = False

    def resolve(self, paths: Sequence[str] = (), *, tell: bool = True) -> RunSetup:
        """What was typed wins over the config, the nearest to the first path, and that over
        defaults. Unless `tell` is off, says what is ignored for want of trust. Raises UsageError,
        ConfigError."""
        if self.config and self.no_config:
            raise UsageError(message("cli.config_or_none"))
        config = (
            Config() if self.no_config else find_the_config(paths, self.config, trust=self.trust)
        )
        values, origins = {}, {}
        for name, setting in SETTINGS.items():
            key, origin = setting.name, DEFAULT
            if key in self.typed:
                values[name], origin = self.typed[key], COMMAND_LINE
            elif (said := config.settings.get(key)) is not None:
                values[name], origin = said.value, said.origin
            origins[key] = origin
        settings = Settings(**values)
        _check_reports(settings, origins)
        if settings.locale in LOCALES:
            speak(lambda: settings.locale)
        ignored = self._ignored(config)
        if tell and ignored:
            note(ignored)
        return RunSetup(paths, settings, config, origins, self, ignored)

    def _ignored(self, config: Config) -> Message | None:
        """What of a config would change what this command does, were it trusted."""
        concerned = {"extends", "packs", "concepts", *self.taken}.difference(self.typed)
        requests = [one for one in config.ignored if one.key in concerned]
        if not requests:
            return None
        what = ", ".join(dict.fromkeys(f"{one.key} ({one.origin})" for one in requests))
        return message("cli.ignored", what=what, folder=os.path.relpath(config.folder))

    def without_files(self) -> SettingsRequest:
        """The same without config, packs and choice of rules, for when these are faulty."""
        left_out = ("packs", "select", "ignore", "collection")
        typed = {key: value for key, value in self.typed.items() if key not in left_out}
        return replace(self, typed=typed, config="", no_config=True)


def find_the_config(paths: Sequence[str], file: str = "", *, trust: bool = False) -> Config:
    """The config that is named, or the nearest to the first path, then to the current folder, or an
    empty one; trusted if asked for, by the environment or the store. Raises ConfigError,
    UsageError."""
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


def _pack_place(pack: str) -> str:
    """Where a pack lies, which may be an address. Raises UsageError for one not fetched."""
    from regcheck.packs.fetched import is_shared, shared_pack

    return str(pack_store().place(shared_pack(pack))) if is_shared(pack) else pack


def pack_store() -> PackStore:
    """Where shared packs are kept. Raises UsageError when there is no place to keep them."""
    from regcheck.packs.fetched import PackStore

    place = user_place(state=True)
    folder = caches(str(place)) if place else None
    if folder is None:
        raise UsageError(message("cli.no_state_folder"))
    return PackStore(folder)


def trust_store() -> TrustStore | None:
    """The folders that the user trusts; None when there is no place to keep them."""
    from regcheck.results.config.trust import TrustStore

    place = user_place(state=True)
    return None if place is None else TrustStore(place)


def start_folder(paths: Sequence[str], cwd: Path) -> Path:
    """The folder to look for a config from: that of the first path."""
    first = Path(os.path.normpath(cwd / paths[0])) if paths and paths[0] != "-" else cwd
    return first if first.is_dir() else first.parent


def _check_reports(settings: Settings, origins: Mapping[str, Origin]) -> None:
    """Names of reports in a config, which are not known where it is read."""
    from regcheck.reports.registry import find_report, report_names

    named = [("format", settings.format)]
    named += [("reports", one.partition("=")[0]) for one in settings.reports]
    for key, name in named:
        if origins[key].kind == "file" and find_report(name) is None:
            from regcheck.base.datafiles.fields import did_you_mean

            hint = did_you_mean(name, report_names())
            raise UsageError(
                message("cli.no_report", place=origins[key], setting=key, name=name, hint=hint)
            )
