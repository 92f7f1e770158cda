"""Findings get their status from earlier ones while results pass by; one whose words stand among
the earlier ones of another place waits for the end of the run."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from regcheck.changes.marks import Grade, Mark, Matching, mark_of
from regcheck.findings.model import Finding
from regcheck.packs.model import RuleSet
from regcheck.results.result import DocumentResult

SUPPRESSED = "suppressed"
PathOf = Callable[[str], str]
"""From a path as a report shows it to the one that marks carry."""
Settle = Callable[[Finding, Grade, int], Finding]


class Earlier:
    """Findings of an earlier time, matched with those of a run. Documents are the same when
    their ids are, or without `by_id` their paths; `settle` makes of a finding, its grade and the
    place of the earlier mark what passes on."""

    def __init__(
        self,
        marks: Iterable[Mark],
        path_of: PathOf,
        *,
        by_id: bool = True,
        settle: Settle | None = None,
    ) -> None:
        self.path_of = path_of
        self._by_id = by_id
        self._settle = settle or _settled
        self.matching = Matching(list(map(self._mark, marks)))
        # Whether a sentence was rewritten only shows at the end; a status does not rest on it.
        self._rewritten = frozenset(mark.document for mark in self.matching.earlier if settle)

    def apply(self, results: Iterable[DocumentResult]) -> Iterator[DocumentResult]:
        """The results, their findings known, moved or new; suppressed ones stay so."""
        waiting: deque[tuple[DocumentResult, range]] = deque()
        for result in results:
            waiting.append((result, self._add(result)))
            while waiting and not self._waits(*waiting[0]):
                yield self._with_status(*waiting.popleft())
        self.matching.finish()
        for result, numbers in waiting:
            yield self._with_status(result, numbers)

    @property
    def gone(self) -> list[int]:
        """The places of earlier marks without a finding; final once all results have passed."""
        return self.matching.left_over

    def _mark(self, mark: Mark) -> Mark:
        return mark if self._by_id else mark._replace(document=mark.path)

    def _add(self, result: DocumentResult) -> range:
        path, refid = self.path_of(result.path), result.meta.refid
        first = len(self.matching.later)
        for finding in result.findings:
            self.matching.add(self._mark(mark_of(finding, refid, path)))
        return range(first, first + len(result.findings))

    def _waits(self, result: DocumentResult, numbers: range) -> bool:
        name = (self._by_id and result.meta.refid) or self.path_of(result.path)
        return name in self._rewritten or any(map(self.matching.may_still_match, numbers))

    def _with_status(self, result: DocumentResult, numbers: range) -> DocumentResult:
        if not result.findings:
            return result
        grades, partners = self.matching.grades, self.matching.partners
        findings = tuple(
            self._settle(finding, grades[number], partners[number])
            for finding, number in zip(result.findings, numbers, strict=True)
        )
        return replace(result, findings=findings)


def _settled(finding: Finding, grade: Grade, _: int) -> Finding:
    status = grade.status
    if status == "new" or finding.status != "new":
        return finding
    return finding._replace(status=status)


def former_ids(rule_set: RuleSet) -> Mapping[str, str]:
    """The present id of each rule by former ones that no other rule bears now."""
    present = {rule.id for rule in rule_set.rules}
    return {
        alias: rule.id for rule in rule_set.rules for alias in rule.aliases if alias not in present
    }
