"""What commands need to leave suppressed findings aside: the sidecar and the day it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from regcheck.cli.configured import start_folder

if TYPE_CHECKING:
    from regcheck.packs.model import RuleSet
    from regcheck.results.result import Settings
    from regcheck.suppressions.sidecar import Sidecar
    from regcheck.suppressions.suppressing import Suppressing


def suppressing(
    rule_set: RuleSet, settings: Settings, paths: Sequence[str], today: date | None = None
) -> Suppressing:
    """The stage of a run that suppresses findings as of a day, by default the one it is, with the
    sidecar nearest to the first path. Raises ConfigError for a faulty sidecar."""
    from regcheck.suppressions.suppressing import Suppressing

    return Suppressing(rule_set, settings, nearest_sidecar(paths), today or date.today())


def nearest_sidecar(paths: Sequence[str]) -> Sidecar:
    """The sidecar nearest to the first path, then to the current folder; an empty one for none."""
    from regcheck.config.places import find_named
    from regcheck.suppressions.sidecar import NAME, Sidecar, load_sidecar

    cwd = Path.cwd()
    found = find_named(NAME, start_folder(paths, cwd), cwd) or find_named(NAME, cwd, cwd)
    return load_sidecar(found, cwd) if found else Sidecar()
