"""What the findings of a run are seen against: a baseline, an earlier revision, both or neither."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from regcheck.base.values import Value

if TYPE_CHECKING:
    from regcheck.changes.baseline import OneByOne
    from regcheck.changes.baseline_file import Baseline
    from regcheck.changes.earlier import PathOf
    from regcheck.changes.since import Since
    from regcheck.packs.model import RuleSet
    from regcheck.readers.inputs import Inputs
    from regcheck.results.result import DocumentResult, RunResult, Settings


class KnownFindings(Value, frozen=True):
    """A baseline that was read, its file, and the folder that paths in reports start from."""

    file: Path
    shown: str
    baseline: Baseline
    here: Path

    @property
    def path_of(self) -> PathOf:
        """From paths as reports show them to paths as the baseline has them."""
        from regcheck.changes.baseline import paths_from

        return paths_from(self.file.parent, self.here)

    def one_by_one(self, rule_set: RuleSet) -> OneByOne:
        """What it knows of documents that come alone, as in an editor."""
        from regcheck.changes.baseline import OneByOne

        return OneByOne(self.baseline, rule_set, self.path_of)


class Comparison(Value, frozen=True):
    """A baseline and an earlier revision, as stages of a run."""

    known: KnownFindings | None = None
    since: Since | None = None

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
        if self.known is not None:
            from regcheck.changes.baseline import earlier_findings

            known = earlier_findings(self.known.baseline, rule_set, self.known.path_of)
            results = known.apply(results)
        return results

    def finish(self, run: RunResult) -> RunResult:
        """The totals with what the change since the revision removed."""
        return self.since.with_removed(run) if self.since else run

    @property
    def unseen(self) -> Sequence[tuple[str, str]]:
        """Earlier versions that could not be read, with the reason, once the run is over."""
        return self.since.unseen if self.since else ()
