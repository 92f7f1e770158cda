"""What a run is compared with: a baseline, an earlier revision, both or neither."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from regcheck.cli.terminal import note
from regcheck.config.model import COMMAND_LINE
from regcheck.errors import UsageError
from regcheck.texts.message import message

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
        if self.since is None:
            return run
        for path, why in self.since.unseen:
            note(message("cli.earlier_unread", path=path, why=why))
        return self.since.told(run)


def baseline_of(resolved: Resolved) -> Known | None:
    """The baseline of a run: the one that is named on the command line, else the one that the
    config file names, else the one found upward from here; None for none, or when none is wanted.

    Raises UsageError when both are asked for, DataError when the file cannot be used.
    """
    if resolved.no_baseline:
        if resolved.baseline and resolved.origins["baseline"] == COMMAND_LINE:
            raise UsageError(message("cli.baseline_or_none"))
        return None
    file = Path(resolved.baseline) if resolved.baseline else find_baseline()
    return read_baseline(file) if file else None


def find_baseline() -> Path | None:
    """The baseline in this folder or, inside a repository, one above it."""
    from regcheck.config.places import BASELINE, find_named

    return find_named(BASELINE, Path.cwd(), Path.cwd())


def read_baseline(file: Path) -> Known:
    """Read a baseline, and say so if entries stand twice. Raises DataError."""
    from regcheck.changes.baseline_file import load_baseline

    place, shown = place_of(file)
    baseline = load_baseline(place, shown)
    if baseline.duplicates:
        note(message("cli.known_twice", file=shown, n=baseline.duplicates))
    return Known(place, shown, baseline)


def place_of(file: Path) -> tuple[Path, str]:
    """A file without symbolic links, and what reports call it: relative where that is short."""
    from regcheck.readers.walk import printable_path

    here = Path.cwd()
    try:
        place = (here / file).parent.resolve() / file.name
    except (OSError, ValueError, RuntimeError) as fault:
        raise UsageError(message("cli.no_file_path", path=printable_path(str(file)))) from fault
    for steps, folder in enumerate([here, *here.parents][:-1]):
        if place.is_relative_to(folder):
            return place, printable_path("../" * steps + str(place.relative_to(folder)))
    return place, printable_path(str(place))


def find_since(revision: str, inputs: Inputs, paths: Sequence[str]) -> Since | None:
    """What has changed of the inputs since a revision; None when none is named. Raises UsageError
    when Git, the repository or the revision is not there."""
    if not revision:
        return None
    from regcheck.changes.git import find_git, work_tree
    from regcheck.changes.since import find_changes, real_paths

    here = Path.cwd()
    asked = real_paths(paths, here)
    git = find_git(_start(asked, here), os.environ)
    top = work_tree(git)
    since = find_changes(replace(git, folder=top), top, revision, inputs, asked)
    if since.outside:
        note(message("cli.outside_repository", paths=", ".join(since.outside)))
    if not since.changed:
        note(message("cli.none_changed", revision=revision))
    return since


def _start(asked: Sequence[str], here: Path) -> str:
    """The folder to look for a repository from: that of the first path, for what is checked may
    lie elsewhere than where one stands."""
    if not asked:
        return str(here)
    first = Path(asked[0])
    return str(first if first.is_dir() else first.parent)
