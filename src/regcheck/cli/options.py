"""Options that several commands share, and what their values may be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from regcheck.errors import UsageError

if TYPE_CHECKING:
    from regcheck.results.result import Settings
    from regcheck.run.rules import RuleChoice

Paths = Annotated[
    list[str] | None,
    typer.Argument(metavar="PATH...", help="Files, folders, archives, or - for stdin."),
]
Files = Annotated[
    list[str] | None,
    typer.Argument(metavar="PATH...", help="Files, folders or archives."),
]
RuleName = Annotated[str, typer.Argument(metavar="RULE", help="A rule id, or a YAML file.")]
Format = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="NAME",
        help="The main report: {reports}.",
    ),
]
FailOn = Annotated[
    str,
    typer.Option(
        "--fail-on",
        metavar="error|warning|info|never",
        help="The least severity that makes the exit code 1.",
    ),
]
ShowInfo = Annotated[
    bool, typer.Option("--show-info/--no-show-info", help="Show notes in the text report.")
]
Output = Annotated[
    str, typer.Option("--output", "-o", metavar="FILE", help="Where the main report goes.")
]
OutputFile = Annotated[
    str, typer.Option("--output", "-o", metavar="FILE", help="Where it goes; else stdout.")
]
Reports = Annotated[
    list[str] | None,
    typer.Option("--report", metavar="NAME=FILE", help="A further report; repeatable."),
]
Force = Annotated[
    bool, typer.Option("--force", help="Let a Word report take the place of a file that is there.")
]
NoCache = Annotated[
    bool, typer.Option("--no-cache/--cache", help="Do not take findings from a cache.")
]
ConfigFile = Annotated[
    str,
    typer.Option("--config", metavar="FILE", help="The config; by default the nearest one."),
]
NoConfig = Annotated[bool, typer.Option("--no-config", help="Read no config.")]
Jobs = Annotated[
    str, typer.Option("--jobs", metavar="N", help="Processes; by default as suits the work.")
]
TimeLimit = Annotated[
    str, typer.Option("--time-limit", metavar="SECONDS", help="CPU time for each document.")
]
AllowIncomplete = Annotated[
    bool,
    typer.Option("--allow-incomplete", help="Do not fail for documents that were not read."),
]
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
Preview = Annotated[bool, typer.Option("--preview/--no-preview", help="Run preview rules too.")]
Language = Annotated[
    str,
    typer.Option("--lang", metavar="auto|nb|nn|en", help="What the documents are written in."),
]
Locale = Annotated[
    str,
    typer.Option("--locale", metavar="auto|nb|nn|en", help="The language of messages."),
]
TrackedChanges = Annotated[
    str,
    typer.Option(
        "--tracked-changes",
        metavar="accepted|original|inserted",
        help="How to read tracked changes in Word: as if accepted, as if rejected, or as if "
        "accepted and show findings in inserted text only.",
    ),
]
Nlp = Annotated[
    str, typer.Option("--nlp", metavar="on|off", help="Use the trained language pipeline.")
]
StdinFormat = Annotated[
    str,
    typer.Option("--stdin-format", metavar="docx|odt|pdf|xml|md|txt", help="The format of stdin."),
]
StdinFilename = Annotated[
    str, typer.Option("--stdin-filename", metavar="PATH", help="What to call stdin.")
]
Fix = Annotated[
    bool, typer.Option("--fix", help="Carry out safe fixes in the files; stdin goes to stdout.")
]
Diff = Annotated[
    bool, typer.Option("--diff", help="Show what --fix would change, and change nothing.")
]
FixXml = Annotated[
    bool, typer.Option("--fix-xml", help="With --fix or --diff: fix XML too, not drafts alone.")
]
Baseline = Annotated[
    str,
    typer.Option(
        "--baseline",
        metavar="FILE",
        help="The baseline; by default the nearest regcheck.baseline.json in this folder or, "
        "inside a repository, above it.",
    ),
]
Concepts = Annotated[
    str,
    typer.Option(
        "--concepts",
        metavar="INDEX",
        help="Compare defined terms with those of an index that concepts build made.",
    ),
]
NoBaseline = Annotated[
    bool, typer.Option("--no-baseline", help="Take every finding for new: use no baseline.")
]
Since = Annotated[
    str,
    typer.Option(
        "--since",
        metavar="REV",
        help="Only what has changed since a Git branch, tag or commit, and what the change brings.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show a traceback when regcheck fails.")]

LOCALES = ("auto", "nb", "nn", "en")
STDIN_FORMATS = ("docx", "odt", "pdf", "xml", "md", "txt")
THRESHOLDS = ("error", "warning", "info", "never")


def settings(
    choice: RuleChoice,
    *,
    language: str,
    locale: str,
    nlp: str,
    fail_on: str,
    show_info: bool,
) -> Settings:
    """The settings of a run. Raises UsageError for a value that is not allowed."""
    from regcheck.results.result import Settings

    return Settings(
        locale=one_of("--locale", locale, LOCALES),
        language=one_of("--lang", language, LOCALES),
        nlp=on_or_off("--nlp", nlp),
        fail_on=one_of("--fail-on", fail_on, THRESHOLDS),
        collection=choice.collection,
        select=choice.select,
        ignore=choice.ignore,
        packs=choice.packs,
        show_info=show_info,
        preview=choice.preview,
    )


def one_of(option: str, value: str, allowed: Sequence[str]) -> str:
    """`value`, if it is allowed for the option. Raises UsageError otherwise."""
    if value not in allowed:
        raise UsageError(f"{option} {value or '(empty)'}: use one of {', '.join(allowed)}")
    return value


def locale_of(value: str) -> str:
    """The locale asked for, Bokmål for `auto`. Raises UsageError for one there is none of."""
    return locale_or(one_of("--locale", value, LOCALES))


def locale_or(locale: str, default: str = "nb") -> str:
    """The locale for what has no document to take it from."""
    return default if locale == "auto" else locale


def tracked(value: str) -> str:
    """How to read tracked changes. Raises UsageError for a way there is none of."""
    from regcheck.results.result import TRACKED_CHANGES

    return one_of("--tracked-changes", value, TRACKED_CHANGES)


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
