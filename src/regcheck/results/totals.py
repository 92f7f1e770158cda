"""Counting while results pass by, and what the counts mean for the exit code."""

from __future__ import annotations

from collections import Counter

from regcheck.base.errors import ExitCode, UsageError
from regcheck.base.texts.message import message
from regcheck.document.model import Unreadable
from regcheck.packs.categories import category_labels
from regcheck.packs.model import RuleSet, Severity
from regcheck.results.result import DocumentResult, NotChecked, RunResult, Settings, SkippedRule
from regcheck.results.shown import SEVERITY_WORDS, TRANSLATED, is_open, left_out, severity_of

NEVER = "never"
STATUSES = ("new", "known", "moved", "suppressed")
FIXABLE = "fixable"


class Totals:
    """Takes each `DocumentResult` in turn and gives the `RunResult` at the end."""

    def __init__(self, settings: Settings, rule_set: RuleSet) -> None:
        self._settings = settings
        self._digest = rule_set.digest
        self._packs = tuple((pack.name, pack.version) for pack in rule_set.packs)
        self._categories = category_labels(rule_set.packs)
        self._documents = 0
        self._words = 0
        self._counts: Counter[tuple[str, Severity]] = Counter()
        self._open: Counter[tuple[str, Severity]] = Counter()
        self._statuses: Counter[str] = Counter()
        self._new: Counter[Severity] = Counter()
        self._by_rule: Counter[tuple[str, str]] = Counter()
        self._left_out = 0
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
        for one in result.not_checked:
            key = (one.kind, one.language)
            before = self._not_checked.get(key, one._replace(words=0, places=0))
            words, places = before.words + one.words, before.places + one.places
            self._not_checked[key] = one._replace(words=words, places=places)
        for rule, category, translated, fixable, number in result.counted:
            self._counts[category, Severity.INFO] += number
            self._statuses["new"] += number
            self._open[category, Severity.INFO] += number
            self._by_rule[rule, Severity.INFO.word] += number
            self._by_rule[rule, FIXABLE] += number * fixable
            self._new[Severity.INFO] += number * (not translated)
        for finding in result.findings:
            self._counts[finding.rule.category, finding.severity] += 1
            self._statuses[finding.status] += 1
            if not is_open(finding):
                continue
            self._open[finding.rule.category, severity_of(finding)] += 1
            self._by_rule[finding.rule.id, severity_of(finding).word] += 1
            if finding.fix is not None and finding.fix.applicability == "safe":
                self._by_rule[finding.rule.id, FIXABLE] += 1
            if finding.role != TRANSLATED:
                self._new[finding.severity] += 1

    def result(self) -> RunResult:
        """The totals so far."""
        by_both = self._by_both(self._counts)
        return RunResult(
            settings=self._settings,
            rule_set_digest=self._digest,
            packs=self._packs,
            categories=self._categories,
            documents=self._documents,
            words=self._words,
            by_severity={
                word: sum(counts[word] for counts in by_both.values()) for word in SEVERITY_WORDS
            },
            by_category={category: sum(by_both[category].values()) for category in by_both},
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
    """3 for an incomplete run, 1 for findings over the thresholds, else 0. Raises UsageError."""
    if not result.complete and not allow_incomplete:
        return ExitCode.INCOMPLETE
    threshold, most = result.settings.fail_on, result.settings.max_warnings
    if most is not None and result.new.get(Severity.WARNING.word, 0) > most:
        return ExitCode.FINDINGS
    if threshold == NEVER:
        return ExitCode.OK
    if threshold not in SEVERITY_WORDS:
        allowed = ", ".join((*SEVERITY_WORDS, NEVER))
        raise UsageError(
            message("cli.not_allowed", flag="--fail-on", value=threshold, allowed=allowed)
        )
    reached = SEVERITY_WORDS[: SEVERITY_WORDS.index(threshold) + 1]
    failed = any(result.new.get(word, 0) for word in reached)
    return ExitCode.FINDINGS if failed else ExitCode.OK
