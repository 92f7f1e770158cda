"""The baseline of a run: which file it is, and what it makes known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from regcheck.cli.terminal import warn
from regcheck.errors import UsageError

if TYPE_CHECKING:
    from regcheck.packs.model import RuleSet
    from regcheck.run.baseline_file import Baseline
    from regcheck.run.earlier import PathOf
    from regcheck.run.result import DocumentResult

Stage = Callable[[Iterable["DocumentResult"]], Iterator["DocumentResult"]]
"""Something that the results of a run pass through before any report sees them."""


@dataclass(frozen=True, slots=True)
class Known:
    """A baseline that was read: its file, and what reports call it."""

    file: Path
    shown: str
    baseline: Baseline

    @property
    def path_of(self) -> PathOf:
        """From paths as reports show them to paths as the baseline has them."""
        from regcheck.run.baseline import paths_from

        return paths_from(self.file.parent, Path.cwd())

    def stage(self, rule_set: RuleSet) -> Stage:
        """What tells known findings from new ones."""
        from regcheck.run.baseline import earlier_findings

        return earlier_findings(self.baseline, rule_set, self.path_of).settle


def choose_baseline(named: str, off: bool, configured: str = "") -> Known | None:
    """The baseline of a run: the one that is named on the command line, else the one that the
    config file names, else the one found upward from here; None for none, or with `off`.

    Raises UsageError when both are asked for, DataError when the file cannot be used.
    """
    if named and off:
        raise UsageError("--baseline and --no-baseline: give one of them")
    if off:
        return None
    wanted = named or configured
    file = Path(wanted) if wanted else find_baseline()
    return read_baseline(file) if file else None


def find_baseline() -> Path | None:
    """The baseline in this folder or, inside a repository, one above it."""
    from regcheck.run.baseline import find_upward

    return find_upward(Path.cwd())


def read_baseline(file: Path) -> Known:
    """Read a baseline, and say so if entries stand twice. Raises DataError."""
    from regcheck.reports.layout import printable
    from regcheck.run.baseline_file import load_baseline

    place, shown = place_of(file)
    baseline = load_baseline(place, shown)
    if baseline.duplicates:
        warn(
            f"note: {printable(shown)}: {baseline.duplicates} known findings stand twice and "
            "count once; regcheck baseline update takes them out"
        )
    return Known(place, shown, baseline)


def place_of(file: Path) -> tuple[Path, str]:
    """A file without symbolic links, and what reports call it: relative where that is short."""
    from regcheck.readers.walk import printable_path

    here = Path.cwd()
    try:
        place = (here / file).parent.resolve() / file.name
    except (OSError, ValueError, RuntimeError) as fault:
        raise UsageError(f"{printable_path(str(file))}: is no path of a file") from fault
    for steps, folder in enumerate([here, *here.parents][:-1]):
        if place.is_relative_to(folder):
            return place, printable_path("../" * steps + str(place.relative_to(folder)))
    return place, printable_path(str(place))
