"""What commands need to leave suppressed findings aside: the sidecar and the day it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from regcheck.cli.configured import start_folder
from regcheck.errors import UsageError

if TYPE_CHECKING:
    from regcheck.packs.model import RuleSet
    from regcheck.results.result import Settings
    from regcheck.suppressions.sidecar import Sidecar
    from regcheck.suppressions.suppressing import Suppressing

Today = Annotated[
    str,
    typer.Option("--today", metavar="YYYY-MM-DD", help="The day that suppressions are judged by."),
]


def suppressing(
    rule_set: RuleSet, settings: Settings, paths: Sequence[str], today: str = ""
) -> Suppressing:
    """The stage of a run that suppresses findings, with the sidecar nearest to the first path.

    Raises ConfigError for a faulty sidecar and UsageError for what is no day.
    """
    from regcheck.suppressions.suppressing import Suppressing

    return Suppressing(rule_set, settings, nearest_sidecar(paths), day_of(today))


def nearest_sidecar(paths: Sequence[str]) -> Sidecar:
    """The sidecar nearest to the first path, then to the current folder; an empty one for none."""
    from regcheck.config.places import find_named
    from regcheck.suppressions.sidecar import NAME, Sidecar, load_sidecar

    cwd = Path.cwd()
    found = find_named(NAME, start_folder(paths, cwd), cwd) or find_named(NAME, cwd, cwd)
    return load_sidecar(found, cwd) if found else Sidecar()


def day_of(today: str) -> date:
    """The day that is named, or the one it is."""
    if not today:
        return date.today()
    try:
        if len(today) != 10:
            raise ValueError
        return date.fromisoformat(today)
    except ValueError:
        raise UsageError(f"--today {today}: write the day as 2027-12-31") from None
