"""What the findings of a run are seen against: a baseline, an earlier revision, both or neither."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from regcheck.base.values import Value
from regcheck.changes.baseline_file import Baseline
from regcheck.changes.earlier import Earlier, former_ids
from regcheck.changes.marks import mark_of, renamed
from regcheck.packs.model import RuleSet
from regcheck.readers.inputs import STDIN, Inputs
from regcheck.results.result import DocumentResult, RunResult, Settings

if TYPE_CHECKING:
    from regcheck.changes.since import Since

INSIDE = "!/"
"""Stands between an archive and its member in a path."""


class KnownFindings(Value, frozen=True):
    """A baseline that was read, its file, and the folder that paths in reports start from."""

    file: Path
    shown: str
    baseline: Baseline
    here: Path

    def path_of(self, shown: str) -> str:
        """The path in the baseline of one that a report shows."""
        if shown == STDIN:
            return shown
        file, inside, member = shown.partition(INSIDE)
        whole = os.path.normpath(os.path.join(self.here, file))  # noqa: PTH118 - keeps odd names
        with contextlib.suppress(ValueError):  # on another drive
            whole = os.path.relpath(whole, self.file.parent)
        return whole.replace(os.sep, "/") + inside + member

    def exists(self, path: str) -> bool:
        """Whether a path in the baseline leads to a file or into an archive."""
        try:
            return (self.file.parent / path.partition(INSIDE)[0]).exists()
        except (OSError, ValueError):
            return False

    def earlier(self, rule_set: RuleSet) -> Earlier:
        """The known findings, ready to be matched with those of a run."""
        return Earlier(renamed(self.baseline.marks, former_ids(rule_set)), self.path_of)


class Comparison(Value, frozen=True):
    """A baseline and an earlier revision, as stages of a run. With `alone` each document is
    compared by itself, as in an editor."""

    known: KnownFindings | None = None
    since: Since | None = None
    alone: bool = False

    def settings(self, settings: Settings, revision: str = "") -> Settings:
        """The settings of the run, which name the baseline and the revision."""
        return replace(settings, baseline=self.known.shown if self.known else "", since=revision)

    def inputs(self, inputs: Inputs) -> Inputs:
        """What is to be checked of the inputs."""
        return self.since.inputs if self.since else inputs

    def apply(
        self, results: Iterator[DocumentResult], rule_set: RuleSet
    ) -> Iterator[DocumentResult]:
        """The results with the status that the revision and then the baseline give findings."""
        if self.since is not None:
            results = self.since.apply(results)
        if self.known is None:
            return results
        earlier = self.known.earlier(rule_set)
        return _each_alone(earlier, results) if self.alone else earlier.apply(results)

    def finish(self, run: RunResult) -> RunResult:
        """The totals with what the change since the revision removed."""
        return self.since.with_removed(run) if self.since else run

    @property
    def unseen(self) -> Sequence[tuple[str, str]]:
        """Earlier versions that could not be read, with the reason, once the run is over."""
        return self.since.unseen if self.since else ()


def _each_alone(earlier: Earlier, results: Iterator[DocumentResult]) -> Iterator[DocumentResult]:
    marks = earlier.matching.earlier
    for result in results:
        found = (mark_of(finding, "", "") for finding in result.findings)
        contents = {(mark.rule, mark.content) for mark in found}
        alike = [mark for mark in marks if (mark.rule, mark.content) in contents]
        yield from Earlier(alike, earlier.path_of).apply([result])
