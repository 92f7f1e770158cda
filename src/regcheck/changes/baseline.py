"""What becomes of a baseline: the paths in it, and its entries after a run."""

from __future__ import annotations

import contextlib
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from regcheck.base.text.printable import clipped
from regcheck.changes.baseline_file import MOST_SENTENCE, MOST_WORDS, Baseline, Entry
from regcheck.changes.earlier import SUPPRESSED, Earlier, PathOf, former_ids
from regcheck.changes.marks import NOBODY, Grade, Mark, mark_of, renamed
from regcheck.findings.model import Finding
from regcheck.packs.model import RuleSet
from regcheck.readers.inputs import STDIN
from regcheck.results.result import DocumentResult, RunResult

INSIDE = "!/"
"""Stands between an archive and its member in a path."""
Exists = Callable[[str], bool]
"""Whether there is a file at a path as a baseline has it."""


def paths_from(folder: Path, base: Path) -> PathOf:
    """Paths as a report shows them, which start at `base`, told from the baseline's `folder`."""

    def path_of(shown: str) -> str:
        if shown == STDIN:
            return shown
        file, inside, member = shown.partition(INSIDE)
        whole = os.path.normpath(os.path.join(base, file))  # noqa: PTH118 - keeps odd names
        with contextlib.suppress(ValueError):  # on another drive
            whole = os.path.relpath(whole, folder)
        return whole.replace(os.sep, "/") + inside + member

    return path_of


def exists_in(folder: Path) -> Exists:
    """Whether a path of a baseline in `folder` leads to a file or into an archive."""

    def exists(path: str) -> bool:
        try:
            return (folder / path.partition(INSIDE)[0]).exists()
        except (OSError, ValueError):
            return False

    return exists


def earlier_findings(baseline: Baseline, rule_set: RuleSet, path_of: PathOf) -> Earlier:
    """The findings of a baseline, ready to be matched with those of a run."""
    return Earlier(renamed(baseline.marks, former_ids(rule_set)), path_of)


class OneByOne:
    """A baseline for documents that come again and again, as in an editor."""

    def __init__(self, baseline: Baseline, rule_set: RuleSet, path_of: PathOf) -> None:
        self._path_of = path_of
        self._marks: dict[tuple[str, str], list[Mark]] = defaultdict(list)
        for mark in renamed(baseline.marks, former_ids(rule_set)):
            self._marks[mark.rule, mark.content].append(mark)

    def apply(self, results: Iterator[DocumentResult], _: RuleSet) -> Iterator[DocumentResult]:
        """The results with the status that the baseline gives their findings."""
        for result in results:
            found = (mark_of(finding, "", "") for finding in result.findings)
            contents = dict.fromkeys((mark.rule, mark.content) for mark in found)
            marks = [mark for content in contents for mark in self._marks.get(content, ())]
            yield from Earlier(marks, self._path_of).apply([result])

    def finish(self, run: RunResult) -> RunResult:
        """The totals as they are."""
        return run


@dataclass(frozen=True, slots=True)
class Rewritten:
    """What a baseline holds after a run, and how many entries came, moved and went."""

    entries: tuple[Entry, ...]
    added: int = 0
    moved: int = 0
    dropped: int = 0


class Rewriting:
    """Takes the results of a run and says what a baseline should hold afterwards."""

    def __init__(
        self, baseline: Baseline, rule_set: RuleSet, path_of: PathOf, exists: Exists
    ) -> None:
        self._baseline = baseline
        self._earlier = earlier_findings(baseline, rule_set, path_of)
        self._rules = {rule.id for rule in rule_set.rules}
        self._path_of = path_of
        self._exists = exists
        self._now: list[Entry | None] = []
        self._paths: set[str] = set()
        self._archives: set[str] = set()
        self._documents: set[str] = set()

    def apply(self, results: Iterator[DocumentResult], _: RuleSet) -> Iterator[DocumentResult]:
        """The results, noted, with the status that the baseline gives their findings."""
        return self._earlier.apply(self._noted(results))

    def finish(self, run: RunResult) -> RunResult:
        """The totals as they are."""
        return run

    def updated(self) -> Rewritten:
        """Every finding there is now, and the entries of what was not checked this time."""
        kept = [e for e in self._left_over() if not self._was_checked(e, gone=False)]
        return self._rewritten([*self._here(), *kept], added=True)

    def pruned(self) -> Rewritten:
        """The entries that a finding stands behind, and those of what was not checked."""
        still = (Grade.EQUAL, Grade.MOVED)
        grades = self._earlier.matching.grades
        known = [e for e, grade in zip(self._here(), grades, strict=True) if grade in still]
        kept = [e for e in self._left_over() if not self._was_checked(e, gone=True)]
        return self._rewritten([*known, *kept], added=False)

    def _noted(self, results: Iterable[DocumentResult]) -> Iterator[DocumentResult]:
        for result in results:
            path, refid = self._path_of(result.path), result.meta.refid
            self._now += [
                None if finding.status == SUPPRESSED else entry_of(finding, refid, path)
                for finding in result.findings
            ]
            if result.unreadable is None and not result.skipped:
                self._paths.add(path)
                self._archives.add(path.partition(INSIDE)[0])
                self._documents.add(refid or path)
            yield result

    def _here(self) -> Iterator[Entry | None]:
        """What was found, with what people answered before."""
        for entry, partner in zip(self._now, self._earlier.matching.partners, strict=True):
            was = None if partner == NOBODY else self._baseline.entries[partner]
            if entry is not None and was is not None and entry.answered is None:
                entry = entry._replace(answered=was.answered, reason=was.reason)  # noqa: PLW2901
            yield entry

    def _left_over(self) -> list[Entry]:
        """The entries without a finding, with their rules' present ids."""
        matching, entries = self._earlier.matching, self._baseline.entries
        return [
            entries[number]._replace(mark=matching.earlier[number]) for number in matching.left_over
        ]

    def _was_checked(self, entry: Entry, *, gone: bool) -> bool:
        """Whether the run would have found the entry if it were there. With `gone`, what lies in
        a file that no longer exists counts as checked."""
        mark = entry.mark
        if not self._exists(mark.path) and (gone or mark.document in self._documents):
            return True
        if mark.rule not in self._rules:
            return False
        archive, inside, _ = mark.path.partition(INSIDE)
        return mark.path in self._paths or (bool(inside) and archive in self._archives)

    def _rewritten(self, entries: Iterable[Entry | None], *, added: bool) -> Rewritten:
        matching = self._earlier.matching
        kept = tuple(entry for entry in entries if entry is not None)
        there = [n for n, entry in enumerate(self._now) if entry is not None]
        fresh = sum(matching.grades[n] in (Grade.NEW, Grade.CHANGED) for n in there)
        moved = sum(matching.grades[n] is Grade.MOVED for n in there)
        fresh = fresh if added else 0
        dropped = len(self._baseline.entries) - (len(kept) - fresh)
        return Rewritten(kept, fresh, moved, dropped)


def entry_of(finding: Finding, refid: str, path: str) -> Entry:
    """The entry of a finding, with what was answered to it."""
    words, sentence = finding.quote, finding.excerpt
    mark = mark_of(finding, refid, path)
    entry = Entry(mark, refid, clipped(words, MOST_WORDS), clipped(sentence, MOST_SENTENCE))
    if finding.answered is None:
        return entry
    return entry._replace(answered=finding.answered, reason=finding.justification)
