"""The baseline of a run: which file it is, and what it makes known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from regcheck.cli.terminal import warn
from regcheck.errors import UsageError

if TYPE_CHECKING:
    from regcheck.changes.baseline import OneByOne
    from regcheck.changes.baseline_file import Baseline
    from regcheck.changes.earlier import PathOf
    from regcheck.changes.since import Since
    from regcheck.cli.configured import Resolved
    from regcheck.packs.model import RuleSet
    from regcheck.readers.inputs import Inputs
    from regcheck.results.result import DocumentResult, RunResult, Settings


class Passage(Protocol):
    """Something that the results of a run pass through before any report sees them."""

    def passing(
        self, results: Iterator[DocumentResult], rule_set: RuleSet
    ) -> Iterator[DocumentResult]:
        """The results in the same order."""

    def ending(self, run: RunResult) -> RunResult:
        """The totals, once all results have passed."""


@dataclass(frozen=True, slots=True)
class Known:
    """A baseline that was read: its file, and what reports call it."""

    file: Path
    shown: str
    baseline: Baseline

    @property
    def path_of(self) -> PathOf:
        """From paths as reports show them to paths as the baseline has them."""
        from regcheck.changes.baseline import paths_from

        return paths_from(self.file.parent, Path.cwd())

    def one_by_one(self, rule_set: RuleSet) -> OneByOne:
        """What it knows of documents that come alone."""
        from regcheck.changes.baseline import OneByOne

        return OneByOne(self.baseline, rule_set, self.path_of)


@dataclass(frozen=True, slots=True)
class Against:
    """What a run is seen against: a baseline, an earlier revision, both or neither."""

    known: Known | None = None
    since: Since | None = None

    def settings(self, settings: Settings, revision: str) -> Settings:
        """The settings of the run, which name the baseline and the revision."""
        return replace(settings, baseline=self.known.shown if self.known else "", since=revision)

    def inputs(self, inputs: Inputs) -> Inputs:
        """What is to be checked of the inputs."""
        return self.since.inputs if self.since else inputs

    def passing(
        self, results: Iterator[DocumentResult], rule_set: RuleSet
    ) -> Iterator[DocumentResult]:
        """The results with the status that the revision and the baseline give their findings."""
        if self.since is not None:
            results = self.since.settle(results)
        if self.known is not None:
            from regcheck.changes.baseline import earlier_findings

            known = self.known
            results = earlier_findings(known.baseline, rule_set, known.path_of).settle(results)
        return results

    def ending(self, run: RunResult) -> RunResult:
        """The totals with what they were seen against; says on stderr which earlier versions could
        not be read."""
        from regcheck.reports.layout import printable

        if self.since is None:
            return run
        for path, why in self.since.unseen:
            told = f"the earlier version cannot be read, so all findings are new: {why}"
            warn(printable(f"note: {path}: {told}"))
        return self.since.told(run)


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


def baseline_of(resolved: Resolved, given: Mapping[str, Any]) -> Known | None:
    """The baseline of a run with these options, as `choose_baseline` has it."""
    named, off = given.get("baseline") or "", bool(given.get("no_baseline"))
    return choose_baseline(named, off, resolved.baseline)


def find_baseline() -> Path | None:
    """The baseline in this folder or, inside a repository, one above it."""
    from regcheck.config.places import BASELINE, find_named

    return find_named(BASELINE, Path.cwd(), Path.cwd())


def read_baseline(file: Path) -> Known:
    """Read a baseline, and say so if entries stand twice. Raises DataError."""
    from regcheck.changes.baseline_file import load_baseline
    from regcheck.reports.layout import printable

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
