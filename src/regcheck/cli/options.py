"""Options of commands: a parameter of a command is one of its own name, of a kind that follows from
its type, unless an annotation says otherwise; settings are named together, as in `Annotated[
SettingsRequest, settings("rules locale config")]`. The texts `options` say what each is for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Annotated, Any, Final

from regcheck.base.errors import UsageError
from regcheck.base.text.printable import cut
from regcheck.base.texts.locales import AUTO
from regcheck.base.texts.message import message
from regcheck.readers.registry import NAMES
from regcheck.results.settings import MAX_NUMBER, REQUIRED, SETTINGS, TRACKED_CHANGES, Option

MAX_PORT: Final = 65_535


def option(metavar: str = "", flags: str = "", default: Any = None, **more: Any) -> Option:
    """An option of a single command; its own name is that of the parameter."""
    return Option("", more.pop("kind", ""), default=default, flags=flags, metavar=metavar, **more)


def argument(metavar: str, default: Any = REQUIRED, **more: Any) -> Option:
    """An argument of a command."""
    return option(metavar, default=default, positional=True, **more)


def choice(*choices: str, default: str | None = None) -> Option:
    """An option that takes one of these values, the first by default."""
    return option(default=default or choices[0], kind="choice", choices=choices)


def described(option: Option, param: str, kind: Any) -> Option:
    """The option that a parameter of a command stands for, of a Python type."""
    if option.name:
        return option
    kinds: dict[Any, str] = {tuple[str, ...]: "texts", bool: "truth", int: "whole"}
    kinds |= {int | None: "whole", date | None: "day"}
    known = option.kind or kinds.get(kind, "text")
    empty = {"texts": (), "names": (), "truth": False, "text": "", "choice": ""}
    default = empty.get(known) if option.default is None else option.default
    flags = option.flags or f"--{param.replace('_', '-')}"
    flags = "" if option.positional else flags
    return replace(option, kind=known, param=option.param or param, flags=flags, default=default)


def settings(names: str) -> tuple[Option, ...]:
    """The settings that a command takes, by their names or those of a group of them."""
    known = {**SETTINGS, **_WITHOUT_KEY}
    found = (_GROUPS.get(name, name) for name in names.split())
    return tuple(known[name] for group in found for name in group.split())


def default_shown(option: Option) -> str:
    """What help says of the default; empty where there is nothing to say."""
    if option.is_switch:
        return ""
    if isinstance(option.default, bool):
        return "on" if option.default else "off"
    return str(option.default) if option.default and isinstance(option.default, str | int) else ""


def typed_value(option: Option, typed: Any) -> Any:
    """The value, from what was typed; None is nothing. Raises UsageError for what cannot be."""
    if typed is None:
        return option.default
    flag = option.flags.partition(" ")[0]
    choices = option.slow_choices() if option.slow_choices else option.choices
    if choices:
        one_of(flag, typed, choices)
    read = option.read or _READERS.get(option.kind)
    return read(flag, typed) if read else typed


def one_of(flag: str, value: str, allowed: Sequence[str]) -> str:
    """`value`, if it is allowed for the option. Raises UsageError otherwise."""
    if value not in allowed:
        raise UsageError(
            message("cli.not_allowed", flag=flag, value=_shown(value), allowed=", ".join(allowed))
        )
    return value


def whole_number(flag: str, value: str, least: int = 1, most: int = MAX_NUMBER) -> int:
    """The value of an option as a whole number from 1. Raises UsageError for anything else."""
    digits = value.lstrip("0")[:9] or value[:1]
    if not value.isdecimal() or not value.isascii() or not least <= int(digits) <= most:
        told = _shown(cut(value, 60))
        raise UsageError(message("cli.no_number", flag=flag, value=told, least=least, most=most))
    return int(digits)


def _day(flag: str, value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        pass
    raise UsageError(message("cli.no_day", flag=flag, value=_shown(value)))


def _names(_: str, values: Iterable[str]) -> tuple[str, ...]:
    """Values that may be repeated and may hold several names with commas between, each once."""
    found = (name.strip() for value in values for name in value.split(","))
    return tuple(dict.fromkeys(name for name in found if name))


def _report_name(flag: str, value: str) -> str:
    from regcheck.reports.registry import report_format

    return report_format(value, flag).name


_READERS: Mapping[str, Callable[[str, Any], Any]] = MappingProxyType(
    {
        "switch": lambda _, typed: typed == "on",
        "cache": lambda _, no_cache: "off" if no_cache else "on",
        "whole": whole_number,
        "count": lambda flag, typed: whole_number(flag, typed, 0),
        "port": lambda flag, typed: whole_number(flag, typed, 0, MAX_PORT),
        "day": _day,
        "report": _report_name,
        "names": _names,
        "selectors": _names,
        "texts": lambda _, typed: tuple(typed),
        "paths": lambda _, typed: tuple(typed),
        "reports": lambda _, typed: tuple(typed),
    }
)
"""What makes the value of what was typed, by the kind of option; 0 is a port that is free."""


def locale_or(locale: str, default: str = "nb") -> str:
    """The locale for what has no document to take it from."""
    return default if locale == AUTO else locale


def _shown(value: str) -> object:
    return value or message("cli.empty")


def _stdin_formats() -> Sequence[str]:
    from regcheck.readers.registry import readable

    return [one.name for one in readable()]


DEBUG: Final = described(option(), "debug", bool)
_WITHOUT_KEY: Mapping[str, Option] = MappingProxyType(
    {
        "config": described(option("FILE"), "config", str),
        "no_config": described(option(), "no_config", bool),
        "trust": described(option(), "trust", bool),
        "no_baseline": described(option(), "no_baseline", bool),
        "level": described(option(kind="choice", choices=("warning", "info")), "level", str),
        "answers": described(option("FILE"), "answers", tuple[str, ...]),
        "today": described(option("YYYY-MM-DD"), "today", date | None),
    }
)
"""What a run is asked for that no config says."""
_GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "rule-choice": "select ignore packs collection preview language",
        "notes": "show_info level",
        "shown": "show_info level first sort most statistics redline",
        "limits": "jobs time_limit memory_limit",
        "known": "baseline no_baseline",
        "config-choice": "config no_config trust",
    }
)
LAST: Final = ("allow_incomplete", "answers", "today", "as_of", "since", "debug")
"""Options that help shows last, wherever a command takes them from."""

Paths = Annotated[tuple[str, ...], argument("PATH...", ())]
Files = Annotated[tuple[str, ...], argument("PATH...", (), param="files")]
File = Annotated[str, argument("FILE")]
RuleName = Annotated[str, argument("RULE")]
Versions = Annotated[tuple[str, ...], argument("OLD NEW", param="versions")]
Output = Annotated[str, option("FILE", "--output -o")]
Names = Annotated[tuple[str, ...], option("NAME", kind="names")]
StdinFormat = Annotated[str, option("|".join(NAMES), slow_choices=_stdin_formats)]
StdinFilename = Annotated[str, option("PATH")]
TrackedChanges = Annotated[str, choice(*TRACKED_CHANGES)]
AsOf = Annotated[date | None, option("YYYY-MM-DD")]
Since = Annotated[str, option("REV")]
AsJson = Annotated[bool, option(flags="--json")]
Locale = Annotated[str, SETTINGS["locale"]]
Nlp = Annotated[bool, SETTINGS["nlp"]]
Jobs = Annotated[int, SETTINGS["jobs"]]
TimeLimit = Annotated[int, SETTINGS["time_limit"]]
