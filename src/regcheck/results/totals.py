"""Counting while results pass by, and what the counts mean for the exit code."""

from __future__ import annotations

from collections import Counter

from regcheck.base.errors import ExitCode
from regcheck.document.model import Unreadable
from regcheck.packs.categories import category_labels
from regcheck.packs.model import RuleSet, Severity
from regcheck.results.result import (
    DocumentResult,
    NotChecked,
    NotesCounted,
    RunResult,
    Settings,
    SkippedRule,
)
from regcheck.results.shown import NEW_STATUSES, SEVERITY_WORDS, TRANSLATED, left_out

STATUSES = ("new", "known", "moved", "suppressed")
FIXABLE = "fixable"


class Totals:
    """Takes each `DocumentResult` in turn and gives the `RunResult` at the end."""

    def __init__(self, settings: Settings, rule_set: RuleSet) -> None:
        self._settings = settings
        self._digest = rule_set.digest
        self._categories = category_labels(rule_set.packs)
        self._documents = self._words = self._left_out = 0
        self._counts: Counter[tuple[str, Severity]] = Counter()
        self._open: Counter[tuple[str, Severity]] = Counter()
        self._statuses: Counter[str] = Counter()
        self._new: Counter[Severity] = Counter()
        self._by_rule: Counter[tuple[str, str]] = Counter()
        self._not_checked: dict[tuple[str, str], NotChecked] = {}
        self._unreadable: list[Unreadable] = []
        self._skipped: list[SkippedRule] = []

    def add(self, result: DocumentResult) -> None:
        """Count one document."""
        if result.unreadable is not None:
            self._unreadable.append(result.unreadable)
            return
        self._documents += 1
        self._words += int(result.measures.get("words", 0))
        self._skipped.extend(result.skipped)
        self._left_out += left_out(result, self._settings)
        for part in result.not_checked:
            key = (part.kind, part.language)
            before = self._not_checked.get(key, part._replace(words=0, places=0))
            words, places = before.words + part.words, before.places + part.places
            self._not_checked[key] = part._replace(words=words, places=places)
        for notes in result.counted:
            self._count(notes, Severity.INFO, "new")
        for one in result.findings:
            safe = one.fix is not None and one.fix.applicability == "safe"
            foreign = one.role == TRANSLATED
            counted = NotesCounted(one.rule.id, one.rule.category, foreign, safe, 1)
            self._count(counted, one.severity, one.status)

    def _count(self, some: NotesCounted, severity: Severity, status: str) -> None:
        """Count findings of one rule that have everything in common."""
        self._counts[some.category, severity] += some.number
        self._statuses[status] += some.number
        if status not in NEW_STATUSES:
            return
        told = Severity.INFO if some.translated else severity
        self._open[some.category, told] += some.number
        self._by_rule[some.rule, told.word] += some.number
        self._by_rule[some.rule, FIXABLE] += some.number * some.fixable
        self._new[severity] += some.number * (not some.translated)

    def result(self) -> RunResult:
        """The totals so far."""
        by_both = self._by_both(self._counts)
        return RunResult(
            settings=self._settings,
            rule_set_digest=self._digest,
            categories=self._categories,
            documents=self._documents,
            words=self._words,
            by_severity={word: sum(by[word] for by in by_both.values()) for word in SEVERITY_WORDS},
            by_category={category: sum(by.values()) for category, by in by_both.items()},
            unreadable=tuple(self._unreadable),
            skipped=tuple(self._skipped),
            new={severity.word: self._new[severity] for severity in reversed(Severity)},
            by_status={status: self._statuses[status] for status in STATUSES},
            open_by_both=self._by_both(self._open),
            by_rule={
                rule: {word: self._by_rule[rule, word] for word in (*SEVERITY_WORDS, FIXABLE)}
                for rule in sorted({rule for rule, _ in self._by_rule})
            },
            left_out=self._left_out,
            not_checked=tuple(self._not_checked[key] for key in sorted(self._not_checked)),
        )

    def _by_both(self, counts: Counter[tuple[str, Severity]]) -> dict[str, dict[str, int]]:
        found = {category for category, _ in counts}
        ordered = [*filter(found.__contains__, self._categories)]
        return {
            category: {s.word: counts[category, s] for s in reversed(Severity)}
            for category in (*ordered, *sorted(found - set(ordered)))
        }


def exit_code(result: RunResult, *, allow_incomplete: bool = False) -> ExitCode:
    """3 for an incomplete run, 1 for findings over the thresholds, else 0."""
    if not result.complete and not allow_incomplete:
        return ExitCode.INCOMPLETE
    threshold, most = result.settings.fail_on, result.settings.max_warnings
    if most is not None and result.new.get(Severity.WARNING.word, 0) > most:
        return ExitCode.FINDINGS
    never = threshold not in SEVERITY_WORDS
    reached = () if never else SEVERITY_WORDS[: SEVERITY_WORDS.index(threshold) + 1]
    failed = any(result.new.get(word, 0) for word in reached)
    return ExitCode.FINDINGS if failed else ExitCode.OK
