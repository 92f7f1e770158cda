"""Findings get their status from earlier ones while results pass by; one whose words stand among
the earlier ones of another place waits for the end of the run."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from regcheck.base.errors import InternalError
from regcheck.base.texts.message import message
from regcheck.changes.marks import Grade, Mark, Matching, mark_of
from regcheck.findings.model import Finding
from regcheck.packs.model import RuleSet
from regcheck.results.result import DocumentResult

SUPPRESSED = "suppressed"
PathOf = Callable[[str], str]
"""From a path as a report shows it to the one that marks carry."""
Settle = Callable[[Finding, Grade, int], Finding]


@dataclass(frozen=True, slots=True)
class Graded:
    """A result, and the numbers of its findings in the matching."""

    result: DocumentResult
    numbers: range


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
        self._settle = settle or _settled
        marks = list(marks)
        # Whether a sentence was rewritten only shows at the end; a status does not rest on it.
        self._rewritten = frozenset(mark.document for mark in marks if settle)
        self._by_id = by_id
        self.matching = Matching(marks if by_id else [by_path(mark) for mark in marks])
        self._path_of = path_of
        self._finished = False

    def apply(self, results: Iterable[DocumentResult]) -> Iterator[DocumentResult]:
        """The results, their findings known, moved or new; suppressed ones stay so."""
        waiting: deque[Graded] = deque()
        for result in results:
            waiting.append(self._add(result))
            while waiting and not self._is_open(waiting[0]):
                yield self._with_status(waiting.popleft())
        self.matching.finish()
        self._finished = True
        for graded in waiting:
            yield self._with_status(graded)

    @property
    def gone(self) -> list[int]:
        """The places of earlier marks without a finding; known once all results have passed."""
        if not self._finished:
            raise InternalError(message("errors.unreachable", what="asked too early what is gone"))
        return self.matching.left_over

    def _add(self, result: DocumentResult) -> Graded:
        path, refid = self._path_of(result.path), result.meta.refid
        first = len(self.matching.later)
        for finding in result.findings:
            mark = mark_of(finding, refid, path)
            self.matching.add(mark if self._by_id else by_path(mark))
        return Graded(result, range(first, first + len(result.findings)))

    def _is_open(self, graded: Graded) -> bool:
        later = self.matching.later
        return any(
            self.matching.may_still_match(number) or later[number].document in self._rewritten
            for number in graded.numbers
        )

    def _with_status(self, graded: Graded) -> DocumentResult:
        result = graded.result
        if not result.findings:
            return result
        grades, partners = self.matching.grades, self.matching.partners
        findings = tuple(
            self._settle(finding, grades[number], partners[number])
            for finding, number in zip(result.findings, graded.numbers, strict=True)
        )
        return replace(result, findings=findings)


def by_path(mark: Mark) -> Mark:
    """The mark in a document that goes by its path, whatever id it has."""
    return mark._replace(document=mark.path)


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
