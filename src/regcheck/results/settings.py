"""The settings of a run, each described once: for command line, help, config, schema, `config show`
and the cache of findings. What one is for is in the texts `options` and `config`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from regcheck.base.datafiles.keys import Key
from regcheck.base.errors import UsageError
from regcheck.base.texts.locales import AUTO, LOCALES
from regcheck.base.texts.message import message

if TYPE_CHECKING:
    from regcheck.findings.policy import PathOverride

SEVERITIES: Final = ("error", "warning", "info")
"""As rules have them; said again, since their module takes longer to import than `--help`."""
OFF: Final = "off"
SWITCH: Final = ("on", OFF)
LANGUAGES: Final = (AUTO, *LOCALES)
LEVELS: Final = (*SEVERITIES, OFF)
SORTS: Final = ("address", "usefulness", "rule")
"""What reports for people list findings by."""
TRACKED_CHANGES: Final = ("accepted", "original", "inserted")
"""How tracked changes in a Word file may be read."""
MAX_NUMBER: Final = 10_000
"""The largest number in a config."""
REQUIRED: Final = object()
"""Stands for the default of an argument that must be given."""


@dataclass(frozen=True, slots=True)
class Option(Key):
    """A setting, or an option of a single command. `name` is the key of the config, `param` the
    name of its text and parameter, `flags` are as typed, `read` makes the value of what was typed.
    `found` says what an untrusted config may set: `anything`, paths `inside` its repository, `less`
    than the default, a `switch` or `nothing`. Findings do not depend on what `finds` nothing."""

    default: Any = None
    flags: str = ""
    metavar: str = ""
    param: str = ""
    read: Callable[[str, Any], Any] | None = None
    slow_choices: Callable[[], Sequence[str]] | None = None
    positional: bool = False
    found: str = "anything"
    finds: bool = True

    def takes_trust(self, value: Any) -> bool:
        """Whether a value holds only in a trusted config; paths are judged one by one."""
        if self.found == "less":
            return bool(value > self.default)
        return self.found == "nothing" or (self.found == "switch" and value not in SWITCH)

    @property
    def many(self) -> bool:
        """Whether the option may be given several times."""
        return self.kind in ("texts", "names", "paths", "selectors", "reports")

    @property
    def is_switch(self) -> bool:
        """Whether the option is given without a value."""
        return self.kind in ("truth", "cache")


def _setting(kind: str, default: Any = "", metavar: str = "", **more: Any) -> Any:
    return field(
        default=default, metadata={"kind": kind, "default": default, "metavar": metavar, **more}
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a run is asked for, those with a key of the config in the order of `config show`.
    With `count_notes` notes are only counted, where nothing in the document suppresses any; `told`
    is the level (`warning`, `info`) of every report, or empty for that of its format. `since` is
    the revision a change is seen against, `as_of` (`YYYY-MM-DD`) the day the text is read on. None
    is no limit; limits are in seconds and megabytes. 0 jobs are as many as suit the work."""

    collection: str = _setting("text", "default", "NAME")
    packs: tuple[str, ...] = _setting("paths", (), "PATH", flags="--pack", found="inside")
    select: tuple[str, ...] = _setting("selectors", (), "RULE")
    ignore: tuple[str, ...] = _setting("selectors", (), "RULE")
    preview: bool = _setting("truth", False)
    severity: tuple[tuple[str, str], ...] = _setting("levels", ())
    overrides: tuple[PathOverride, ...] = _setting("overrides", ())
    include: tuple[str, ...] = _setting("globs", (), finds=False)
    exclude: tuple[str, ...] = _setting("globs", (), finds=False)
    language: str = _setting("choice", AUTO, choices=LANGUAGES, name="lang")
    locale: str = _setting("choice", AUTO, choices=LANGUAGES)
    nlp: bool = _setting("switch", False, choices=SWITCH)
    rank: bool = _setting("switch", True, choices=SWITCH)
    fail_on: str = _setting("choice", "error", choices=(*SEVERITIES, "never"), finds=False)
    max_warnings: int | None = _setting("count", None, "N", finds=False)
    show_info: bool = _setting("truth", False, finds=False)
    first: int = _setting("count", 7, "N", finds=False)
    sort: str = _setting("choice", SORTS[0], choices=SORTS, finds=False)
    most: int | None = _setting("count", None, "N", name="max", finds=False)
    statistics: bool = _setting("truth", False, finds=False)
    redline: bool = _setting("truth", False, finds=False)
    format: str = _setting("report", "text", "NAME", finds=False)
    reports: tuple[str, ...] = _setting(
        "reports", (), "NAME=FILE", flags="--report", found="nothing", finds=False
    )
    concepts: str = _setting("file", "", "INDEX", found="inside")
    baseline: str = _setting("target", "", "FILE", found="inside", finds=False)
    cache: str = _setting("cache", "on", flags="--no-cache/--cache", found="switch", finds=False)
    jobs: int = _setting("whole", 0, "N", finds=False)
    time_limit: int = _setting("whole", 30, "SECONDS", found="less", finds=False)
    memory_limit: int = _setting("whole", 4096, "MB", found="less", finds=False)
    tracked_changes: str = "accepted"
    config: str = field(default="", metadata={"finds": False})
    since: str = field(default="", metadata={"finds": False})
    concepts_digest: str = ""
    level: str = "info"
    told: str = field(default="", metadata={"finds": False})
    count_notes: bool = False
    as_of: str = ""

    def tracking(self, how: str, as_of: date | None = None) -> Settings:
        """The settings with this way of reading and day. Raises UsageError for an unknown way."""
        if how not in TRACKED_CHANGES:
            allowed = ", ".join(TRACKED_CHANGES)
            flag, value = "--tracked-changes", how or message("cli.empty")
            raise UsageError(message("cli.not_allowed", flag=flag, value=value, allowed=allowed))
        return replace(self, tracked_changes=how, as_of=as_of.isoformat() if as_of else "")

    @property
    def compares(self) -> bool:
        """Whether findings are known or new against something earlier."""
        return bool(self.baseline or self.since)


def _described(name: str, described: dict[str, Any]) -> Option:
    key = described.pop("name", name.replace("_", "-"))
    flag = f"--{key}"
    flags = described.pop("flags", f"{flag}/--no-{key}" if described["kind"] == "truth" else flag)
    param = flags.partition("/")[0].removeprefix("--").replace("-", "_")
    return Option(key, flags=flags, param=param, **described)


SETTINGS: Final = MappingProxyType(
    {
        one.name: _described(one.name, dict(one.metadata))
        for one in fields(Settings)
        if "kind" in one.metadata
    }
)
"""The settings that a config may say, by the name of their field."""
CONFIG_KEYS: Final = (Option("extends", "texts", default=(), found="inside"), *SETTINGS.values())
OVERRIDE_KEYS: Final = (
    Key("paths", "globs", required=True),
    Key("severity", "levels"),
    Key("select", "selectors"),
    Key("ignore", "selectors"),
)
"""The keys of an item of `overrides`."""
