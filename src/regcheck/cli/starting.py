"""Writing files that people start from."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from regcheck.cli.terminal import say
from regcheck.errors import UsageError

Comments = Annotated[
    str,
    typer.Option("--locale", metavar="auto|nb|nn|en", help="The language of the comments."),
]


def write_start(target: Path, text: str, *, force: bool) -> None:
    """Write a file to start from and say where it is. Raises UsageError where there is one
    already, unless `force` is given."""
    from regcheck.reports.files import ReportFile

    if os.path.lexists(target) and not force:
        raise UsageError(f"{target} is there already; --force writes over it")
    with ReportFile(str(target)) as file:
        file.write(text)
    say(f"{target}\n")
