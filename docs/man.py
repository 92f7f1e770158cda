"""Write the manual page from the command line itself: `build/man/regcheck.1`, or where it is told.

    python docs/man.py [FILE]          (or: make man)

The same version gives the same bytes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from regcheck import __version__
from regcheck.cli.commands import make_app
from regcheck.cli.help import describe, paragraphs, usage
from regcheck.cli.main import COMMANDS
from regcheck.cli.terminal import speak

PROJECT = Path(__file__).resolve().parents[1]
TARGET = PROJECT / "build" / "man" / "regcheck.1"
CODES = {
    "0": "everything was read, and nothing reached the threshold",
    "1": "at least one finding reached the threshold",
    "2": "nothing was run; the message on stderr says why",
    "3": "incomplete: something could not be read or run",
    "130, 141, 143": "interrupted, the reader of the output went away, terminated",
}
FILES = {
    "regcheck.yaml, pyproject.toml": "the config, the nearest one up to the repository's root",
    "regcheck.ignore.yaml": "suppressions for texts that nobody may edit",
    "regcheck.baseline.json": "the findings that are known",
}
VARIABLES = {
    "XDG_CACHE_HOME": "the folder in which compiled rules and findings are kept",
    "NO_COLOR, FORCE_COLOR": "whether the text report has colours",
}


def page() -> Iterator[str]:
    """The lines of the page."""
    speak(lambda: "en")
    yield f'.TH REGCHECK 1 "" "regcheck {__version__}" "User Commands"'
    yield from section("NAME", "regcheck \\- a linter for Norwegian legal text")
    yield ".SH SYNOPSIS"
    yield "\\fBregcheck\\fR \\fICOMMAND\\fR [\\fIOPTIONS\\fR] \\fIPATH\\fR..."
    yield from section(
        "DESCRIPTION",
        "Finds what stands in the way of digitalisation-friendly regulation, provision by "
        "provision, in acts, regulations and drafts. No text leaves the machine.",
    )
    yield ".SH COMMANDS"
    yield from commands(make_app(COMMANDS), "regcheck")
    for heading, table in (("EXIT STATUS", CODES), ("ENVIRONMENT", VARIABLES), ("FILES", FILES)):
        yield f".SH {heading}"
        for name, words in table.items():
            yield from (".TP", f"\\fB{roff(name)}\\fR", roff(words))


def section(heading: str, words: str) -> tuple[str, str]:
    """A section of one paragraph, whose words are roff."""
    return f".SH {heading}", words


def commands(group: Any, path: str) -> Iterator[str]:
    """Each command of a group with its options, groups inside it after it."""
    for name, command in group.commands.items():
        context = command.context_class(command, info_name=f"{path} {name}")
        params = command.get_params(context)
        describe(command.help, params)
        shown = " ".join(map(roff, usage(params)[1:]))
        yield f".SS {roff(f'{path} {name}')} {shown}".rstrip()
        for paragraph in paragraphs(command.help):
            yield from (".PP", roff(paragraph))
        if hasattr(command, "commands"):
            yield from commands(command, f"{path} {name}")
        for option in params:
            record = option.get_help_record(context)
            if record is not None and option.param_type_name == "option":
                yield from (".TP", f"\\fB{roff(record[0])}\\fR", roff(record[1]))


def roff(words: str) -> str:
    """Words that mean nothing to roff but themselves, on one line."""
    plain = " ".join(words.split()).replace("\\", "\\e").replace("-", "\\-")
    return "\\&" + plain if plain.startswith((".", "'")) else plain


def main() -> int:
    """Write the page."""
    target = Path(sys.argv[1]) if sys.argv[1:] else TARGET
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("\n".join(page()) + "\n", encoding="utf-8")
    print(target)
    return 0


if __name__ == "__main__":
    sys.exit(main())
