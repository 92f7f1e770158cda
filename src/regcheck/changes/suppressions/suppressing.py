"""Suppressing findings while results pass by, by documents themselves and a sidecar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from regcheck.base.texts.locales import AUTO, locale_for
from regcheck.base.values import Value
from regcheck.changes.suppressions.suppress import (
    Known,
    fault_findings,
    faults_of,
    known_of,
    suppress,
)
from regcheck.findings.suppression import Suppression
from regcheck.packs.model import RuleSet
from regcheck.results.policies import Policies
from regcheck.results.result import DocumentResult, Settings


class Sidecar(Value, frozen=True):
    """A file of suppressions; entries go by the id or path of the document."""

    path: str = ""
    entries: tuple[tuple[str, Suppression], ...] = ()


@dataclass
class Suppressing:
    """Applies suppressions to results. `today` decides which have expired; without it none has."""

    rule_set: RuleSet
    settings: Settings
    sidecar: Sidecar = field(default_factory=Sidecar)
    today: date | None = None

    def __post_init__(self) -> None:
        self._rules = {rule.id: rule for rule in self.rule_set.rules}
        self._outside: dict[str, list[Suppression]] = {}
        for document, one in self.sidecar.entries:
            self._outside.setdefault(document, []).append(one)
        self._policies = Policies(self.settings, self.rule_set)

    def apply(self, results: Iterable[DocumentResult]) -> Iterator[DocumentResult]:
        """The results, suppressed findings marked, with findings about faulty suppressions."""
        for result in results:
            yield self.apply_to(result)

    def apply_to(self, result: DocumentResult) -> DocumentResult:
        """One result, as `apply` gives it."""
        suppressions = self.of(result)
        if result.unreadable is not None or not suppressions:
            return result
        policy = self._policies.of(result.path)
        skipped = {skipped.rule for skipped in result.skipped}
        known = known_of(self.rule_set, policy.off | skipped)
        findings, faults = suppress(result.findings, suppressions, known, self.today)
        if "*" in skipped:
            faults = list(faults_of(suppressions, known, self.today))
        locale = self.settings.locale
        locale = locale_for(result.meta.language) if locale == AUTO else locale
        rules = {name: rule for name, rule in self._rules.items() if name not in policy.off}
        about = [
            one._replace(severity=policy.severity(one.rule.id, one.severity, None))
            for one in fault_findings(faults, rules, result.meta.refid or result.path, locale)
        ]
        found = sorted([*findings, *about], key=lambda f: (f.span.start, f.span.end, f.rule.id))
        return replace(result, findings=tuple(found if about else findings))

    def state(self, one: Suppression, known: Known) -> str:
        """How a suppression stands by itself: `active`, or the name of the rule it breaks."""
        faults = faults_of([one], known, self.today)
        return next((fault.rule.partition("/")[2] for fault in faults), "active")

    def of(self, result: DocumentResult) -> list[Suppression]:
        """The suppressions that are about a document; addresses of external ones are whole."""
        refid = result.meta.refid
        outside = [
            replace(one, address="/".join(part for part in (refid, one.address) if part))
            for document in dict.fromkeys((refid, result.path))
            for one in self._outside.get(document, ())
        ]
        return [*result.suppressions, *outside]
