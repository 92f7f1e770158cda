"""What becomes of the entries of a baseline after a run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from regcheck.base.text.printable import clipped
from regcheck.changes.baseline_file import MOST_SENTENCE, Entry
from regcheck.changes.comparison import INSIDE, KnownFindings
from regcheck.changes.earlier import SUPPRESSED
from regcheck.changes.marks import NOBODY, Grade, mark_of
from regcheck.findings.model import Finding
from regcheck.packs.model import RuleSet
from regcheck.results.result import DocumentResult, RunResult


@dataclass(frozen=True, slots=True)
class Rewritten:
    """What a baseline holds after a run, and how many entries came, moved and went."""

    entries: tuple[Entry, ...]
    added: int = 0
    moved: int = 0
    dropped: int = 0


class Rewriting:
    """Takes the results of a run and says what a baseline should hold afterwards."""

    def __init__(self, known: KnownFindings, rule_set: RuleSet) -> None:
        self._known = known
        self._entries = known.baseline.entries
        self._earlier = known.earlier(rule_set)
        self._rules = {rule.id for rule in rule_set.rules}
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
        return self._rewritten(self._here(), added=True)

    def pruned(self) -> Rewritten:
        """The entries that a finding stands behind, and those of what was not checked."""
        still = (Grade.EQUAL, Grade.MOVED)
        grades = self._earlier.matching.grades
        known = [e for e, grade in zip(self._here(), grades, strict=True) if grade in still]
        return self._rewritten(known, added=False)

    def _noted(self, results: Iterable[DocumentResult]) -> Iterator[DocumentResult]:
        for result in results:
            path, refid = self._known.path_of(result.path), result.meta.refid
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
        for entry, partner in zip(self._now, self._earlier.matching.partners, strict=True):
            was = None if partner == NOBODY else self._entries[partner]
            if entry is not None and was is not None and entry.answered is None:
                entry = entry._replace(answered=was.answered, reason=was.reason)  # noqa: PLW2901
            yield entry

    def _was_checked(self, entry: Entry, *, gone: bool) -> bool:
        """Whether the run would have found the entry if it were there. With `gone`, what lies in
        a file that no longer exists counts as checked."""
        mark = entry.mark
        if not self._known.exists(mark.path) and (gone or mark.document in self._documents):
            return True
        if mark.rule not in self._rules:
            return False
        archive, inside, _ = mark.path.partition(INSIDE)
        return mark.path in self._paths or (bool(inside) and archive in self._archives)

    def _rewritten(self, here: Iterable[Entry | None], *, added: bool) -> Rewritten:
        matching = self._earlier.matching
        left = (self._entries[n]._replace(mark=matching.earlier[n]) for n in self._earlier.gone)
        kept = tuple(entry for entry in here if entry is not None)
        kept += tuple(entry for entry in left if not self._was_checked(entry, gone=not added))
        there = [n for n, entry in enumerate(self._now) if entry is not None]
        fresh = sum(matching.grades[n] in (Grade.NEW, Grade.CHANGED) for n in there)
        moved = sum(matching.grades[n] is Grade.MOVED for n in there)
        fresh = fresh if added else 0
        dropped = len(self._entries) - (len(kept) - fresh)
        return Rewritten(kept, fresh, moved, dropped)


def entry_of(finding: Finding, refid: str, path: str) -> Entry:
    """The entry of a finding, with what was answered to it."""
    mark = mark_of(finding, refid, path)
    entry = Entry(mark, refid, clipped(finding.excerpt, MOST_SENTENCE))
    if finding.answered is None:
        return entry
    return entry._replace(answered=finding.answered, reason=finding.justification)
