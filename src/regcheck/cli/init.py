"""`regcheck init`: a commented config to start from."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from regcheck.cli import options as shared
from regcheck.cli.terminal import say
from regcheck.errors import UsageError


def init(
    *,
    folder: Annotated[
        str, typer.Argument(metavar="FOLDER", help="Where to write it; by default here.")
    ] = ".",
    force: Annotated[bool, typer.Option("--force", help="Write over a config.")] = False,
    locale: Annotated[
        str,
        typer.Option("--locale", metavar="auto|nb|nn|en", help="The language of the comments."),
    ] = "auto",
    debug: shared.Debug = False,
) -> None:
    """Write a commented regcheck.yaml to start from."""
    from regcheck.config.places import NAME
    from regcheck.config.starter import STARTERS
    from regcheck.reports.files import ReportFile

    starter = STARTERS[shared.locale_of(locale)]
    if not Path(folder).is_dir():
        raise UsageError(f"{folder}: no such folder")
    target = Path(folder, NAME)
    if os.path.lexists(target) and not force:
        raise UsageError(f"{target} is there already; --force writes over it")
    with ReportFile(str(target)) as file:
        file.write(starter)
    say(f"{target}\n")
