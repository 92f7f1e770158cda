"""Options of commands, each described once: how it is typed, what it may be, what holds without it.

A command names in its signature what it takes, with one of the types below:

    def tree(file: File, as_json: AsJson, stdin_format: StdinFormat) -> None: ...

What an option is for stands by its name in the texts `options`; a table with the name of a command
holds the texts of that command's own options, and of those that mean something else there. Options
with a `key` may also be said in the config: a command takes them together, as an `Asked`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Final

from regcheck.base.errors import UsageError
from regcheck.base.text.printable import cut
from regcheck.base.texts.locales import AUTO
from regcheck.base.texts.message import message
from regcheck.readers.registry import NAMES
from regcheck.results.config.keys import MOST, SETTINGS

MOST_PORT: Final = 65_535
REQUIRED: Final = object()
"""Stands for the default of an argument that must be given."""


@dataclass(frozen=True, slots=True)
class Option:
    """An option, or without `flags` an argument.

    `flags` are as they are typed, with spaces between; `metavar` stands for the value, and is made
    from what is `allowed` when it is not given. An option with neither is a switch. `many` may be
    given several times. `read` makes the value of what was typed, and gets the first flag to name
    in an error. `key` is that of the config. A function says what is `allowed` where that is known
    to modules that cost time to import.
    """

    name: str
    flags: str = ""
    metavar: str = ""
    default: Any = ""
    allowed: tuple[str, ...] | Callable[[], Sequence[str]] = ()
    many: bool = False
    read: Callable[[str, Any], Any] | None = None
    key: str = ""

    @property
    def choices(self) -> Sequence[str]:
        """What is allowed; nothing for anything."""
        return self.allowed() if callable(self.allowed) else self.allowed

    @property
    def shown(self) -> str:
        """What stands for the value in help; empty for a switch."""
        return self.metavar or "|".join(self.choices)

    @property
    def is_switch(self) -> bool:
        """Whether the option is given without a value."""
        return bool(self.flags) and not (self.metavar or self.allowed)

    @property
    def default_shown(self) -> str:
        """What help says of the default; empty where there is nothing to say."""
        if self.is_switch:
            return ""
        if isinstance(self.default, bool):
            return "on" if self.default else "off"
        return str(self.default) if self.default and isinstance(self.default, str | int) else ""

    def value(self, typed: Any) -> Any:
        """The value, from what was typed; None is nothing. Raises UsageError for what cannot be."""
        if typed is None:
            return self.default
        flag = self.flags.partition(" ")[0]
        if self.allowed:
            one_of(flag, typed, self.choices)
        if self.read is not None:
            return self.read(flag, typed)
        return tuple(typed) if self.many else typed


def one_of(flag: str, value: str, allowed: Sequence[str]) -> str:
    """`value`, if it is allowed for the option. Raises UsageError otherwise."""
    if value not in allowed:
        raise UsageError(
            message("cli.not_allowed", flag=flag, value=_shown(value), allowed=", ".join(allowed))
        )
    return value


def on_or_off(_: str, value: str) -> bool:
    """Whether the option is on."""
    return value == "on"


def whole_number(flag: str, value: str, least: int = 1, most: int = MOST) -> int:
    """The value of an option as a whole number from 1. Raises UsageError for anything else."""
    digits = value.lstrip("0")[:9] or value[:1]
    if not value.isdecimal() or not value.isascii() or not least <= int(digits) <= most:
        told = _shown(cut(value, 60))
        raise UsageError(message("cli.no_number", flag=flag, value=told, least=least, most=most))
    return int(digits)


def count(flag: str, value: str) -> int:
    """The value of an option as a whole number from 0. Raises UsageError for anything else."""
    return whole_number(flag, value, 0)


def port(flag: str, value: str) -> int:
    """The value of an option as a port; 0 for one that is free. Raises UsageError likewise."""
    return whole_number(flag, value, 0, MOST_PORT)


def day(flag: str, value: str) -> date:
    """The value of an option as a day. Raises UsageError for what is none."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        pass
    raise UsageError(message("cli.no_day", flag=flag, value=_shown(value)))


def names(_: str, values: Iterable[str]) -> tuple[str, ...]:
    """Values that may be repeated and may hold several names with commas between, each once."""
    found = (name.strip() for value in values for name in value.split(","))
    return tuple(dict.fromkeys(name for name in found if name))


def locale_or(locale: str, default: str = "nb") -> str:
    """The locale for what has no document to take it from."""
    return default if locale == AUTO else locale


def _shown(value: str) -> object:
    return value or message("cli.empty")


def _setting(name: str, flags: str, metavar: str = "", *, key: str = "", **more: Any) -> Option:
    """An option that the config may give a value too, under its own name or another."""
    known = SETTINGS[key or name.replace("_", "-")]
    return Option(
        name,
        flags,
        metavar,
        **{"default": known.default, "allowed": known.choices, "key": known.name} | more,
    )


def _off(_: str, no_cache: bool) -> str:
    return "off" if no_cache else "on"


def report_name(flag: str, value: str) -> str:
    """The name of a report. Raises UsageError when there is none of that name."""
    from regcheck.reports.registry import report_format

    return report_format(value, flag).name


def _tracked_changes() -> Sequence[str]:
    from regcheck.results.result import TRACKED_CHANGES

    return TRACKED_CHANGES


def _stdin_formats() -> Sequence[str]:
    from regcheck.readers.registry import readable

    return [one.name for one in readable()]


# Settings: what the config may say too.
FORMAT = _setting("format", "--format", "NAME", read=report_name)
SELECT = _setting("select", "--select", "RULE", many=True, read=names)
IGNORE = _setting("ignore", "--ignore", "RULE", many=True, read=names)
PACK = _setting("pack", "--pack", "PATH", key="packs", many=True)
COLLECTION = _setting("collection", "--collection", "NAME")
PREVIEW = _setting("preview", "--preview/--no-preview")
LANG = _setting("lang", "--lang")
LOCALE = _setting("locale", "--locale")
FAIL_ON = _setting("fail_on", "--fail-on")
MAX_WARNINGS = _setting("max_warnings", "--max-warnings", "N", read=count)
FIRST = _setting("first", "--first", "N", read=count)
SORT = _setting("sort", "--sort")
MOST_SHOWN = _setting("max", "--max", "N", read=count)
STATISTICS = _setting("statistics", "--statistics/--no-statistics")
SHOW_INFO = _setting("show_info", "--show-info/--no-show-info")
REPORT = _setting("report", "--report", "NAME=FILE", key="reports", many=True)
NLP = _setting("nlp", "--nlp", allowed=("on", "off"), read=on_or_off)
RANK = _setting("rank", "--rank", allowed=("on", "off"), read=on_or_off)
NO_CACHE = _setting("no_cache", "--no-cache/--cache", key="cache", read=_off)
JOBS = _setting("jobs", "--jobs", "N", read=whole_number)
TIME_LIMIT = _setting("time_limit", "--time-limit", "SECONDS", read=whole_number)
MEMORY_LIMIT = _setting("memory_limit", "--memory-limit", "MB", read=whole_number)
CONCEPTS = _setting("concepts", "--concepts", "INDEX")
BASELINE = _setting("baseline", "--baseline", "FILE")

# Which config, and which baseline: an `Asked` takes them too.
CONFIG_FILE = Option("config", "--config", "FILE")
NO_CONFIG = Option("no_config", "--no-config", default=False)
NO_BASELINE = Option("no_baseline", "--no-baseline", default=False)
TRUST = Option("trust", "--trust", default=False)

RULES = (SELECT, IGNORE, PACK, COLLECTION, PREVIEW, LANG)
"""Which rules are run, and for which written standard."""
SHOWN = (SHOW_INFO, FIRST, SORT, MOST_SHOWN, STATISTICS)
"""What reports for people show of the findings."""
CARRYING_OUT = (JOBS, TIME_LIMIT, MEMORY_LIMIT)
"""How a run is carried out."""
CONFIG = (CONFIG_FILE, NO_CONFIG, TRUST)
"""Which config holds, and whether all of it."""
KNOWN = (BASELINE, NO_BASELINE)
"""Which findings are known."""

# Switches and values of single commands.
DEBUG = Option("debug", "--debug", default=False)

Paths = Annotated[tuple[str, ...], Option("paths", "", "PATH...", (), many=True)]
Files = Annotated[tuple[str, ...], Option("files", "", "PATH...", (), many=True)]
File = Annotated[str, Option("file", "", "FILE", REQUIRED)]
RuleName = Annotated[str, Option("rule", "", "RULE", REQUIRED)]
Output = Annotated[str, Option("output", "--output -o", "FILE")]
Force = Annotated[bool, Option("force", "--force", default=False)]
AllowIncomplete = Annotated[bool, Option("allow_incomplete", "--allow-incomplete", default=False)]
StdinFormat = Annotated[
    str, Option("stdin_format", "--stdin-format", "|".join(NAMES), allowed=_stdin_formats)
]
StdinFilename = Annotated[str, Option("stdin_filename", "--stdin-filename", "PATH")]
TrackedChanges = Annotated[
    str, Option("tracked_changes", "--tracked-changes", "", "accepted", _tracked_changes)
]
Today = Annotated[date | None, Option("today", "--today", "YYYY-MM-DD", None, read=day)]
AsOf = Annotated[date | None, Option("as_of", "--as-of", "YYYY-MM-DD", None, read=day)]
Answers = Annotated[tuple[str, ...], Option("answers", "--answers", "FILE", (), many=True)]
Since = Annotated[str, Option("since", "--since", "REV")]
AsJson = Annotated[bool, Option("as_json", "--json", default=False)]
Debug = Annotated[bool, DEBUG]
Locale = Annotated[str, LOCALE]
Nlp = Annotated[bool, NLP]
Jobs = Annotated[int, JOBS]
