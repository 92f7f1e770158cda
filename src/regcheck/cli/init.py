"""`regcheck init`: a commented config to start from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from regcheck.cli import options as shared
from regcheck.cli.starting import Comments, write_start
from regcheck.errors import UsageError


def init(
    *,
    folder: Annotated[
        str, typer.Argument(metavar="FOLDER", help="Where to write it; by default here.")
    ] = ".",
    force: Annotated[bool, typer.Option("--force", help="Write over a config.")] = False,
    locale: Comments = "auto",
    debug: shared.Debug = False,
) -> None:
    """Write a commented regcheck.yaml to start from."""
    from regcheck.config.places import NAME
    from regcheck.config.starter import starter

    text = starter(shared.locale_of(locale))
    if not Path(folder).is_dir():
        raise UsageError(f"{folder}: no such folder")
    write_start(Path(folder, NAME), text, force=force)
