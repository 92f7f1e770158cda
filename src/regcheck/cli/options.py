"""Options that several commands share, and what their values may be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated

import typer

from regcheck.errors import UsageError

Select = Annotated[
    list[str] | None,
    typer.Option("--select", metavar="RULE", help="Run only these: ids, categories or globs."),
]
Ignore = Annotated[
    list[str] | None,
    typer.Option("--ignore", metavar="RULE", help="Leave these out."),
]
Packs = Annotated[
    list[str] | None,
    typer.Option("--pack", metavar="PATH", help="Further rules: a folder or a file of YAML."),
]
Collection = Annotated[
    str, typer.Option("--collection", metavar="NAME", help="Which collection of rules to run.")
]
Preview = Annotated[bool, typer.Option("--preview", help="Run preview rules too.")]
Language = Annotated[
    str,
    typer.Option("--lang", metavar="auto|nb|nn|en", help="What the documents are written in."),
]
Locale = Annotated[
    str,
    typer.Option("--locale", metavar="auto|nb|nn|en", help="The language of messages."),
]
Nlp = Annotated[
    str, typer.Option("--nlp", metavar="on|off", help="Use the trained language pipeline.")
]
StdinFormat = Annotated[
    str, typer.Option("--stdin-format", metavar="xml|md|txt", help="The format of stdin.")
]
StdinFilename = Annotated[
    str, typer.Option("--stdin-filename", metavar="PATH", help="What to call stdin.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show a traceback when regcheck fails.")]

LOCALES = ("auto", "nb", "nn", "en")
STDIN_FORMATS = ("xml", "md", "txt")


def one_of(option: str, value: str, allowed: Sequence[str]) -> str:
    """`value`, if it is allowed for the option. Raises UsageError otherwise."""
    if value not in allowed:
        raise UsageError(f"{option} {value or '(empty)'}: use one of {', '.join(allowed)}")
    return value


def on_or_off(option: str, value: str) -> bool:
    """Whether the option is on. Raises UsageError for anything but `on` and `off`."""
    return one_of(option, value, ("on", "off")) == "on"


def whole_number(option: str, value: str) -> int:
    """The value of an option as a whole number from 1. Raises UsageError for anything else."""
    if not value.isdecimal() or not value.isascii() or not 1 <= int(value[:9]) <= 10_000:
        raise UsageError(f"{option} {value or '(empty)'}: give a whole number from 1 to 10000")
    return int(value)


def names(values: Iterable[str] | None) -> tuple[str, ...]:
    """Values that may be repeated and may hold several names with commas between, each once."""
    found = (name.strip() for value in values or () for name in value.split(","))
    return tuple(dict.fromkeys(name for name in found if name))
