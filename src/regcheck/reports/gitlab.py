"""GitLab's code quality report: a list of findings, each with a fingerprint of its own."""

from __future__ import annotations

from hashlib import sha256

from regcheck.base.texts.catalogue import Texts
from regcheck.findings.model import Finding
from regcheck.packs.model import RuleSet, Severity
from regcheck.reports.finding_text import OTHER_LANGUAGE, in_a_line, missing_from, other_language
from regcheck.reports.records import JsonList, Record
from regcheck.reports.report import BaseReport, Write
from regcheck.results.result import DocumentResult, RunResult, Settings
from regcheck.results.shown import carried_findings, is_open, severity_of

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


class GitlabReport(BaseReport[str]):
    """Writes each finding at once. What was not read or run is a blocker on the first line."""

    def __init__(self, write: Write) -> None:
        super().__init__(write)
        self._issues = JsonList(write)

    def begin(self, settings: Settings, rule_set: RuleSet) -> None:
        """Open the list."""
        super().begin(settings, rule_set)
        self.write("[")

    def document(self, result: DocumentResult) -> None:
        """Write the findings of a document."""
        words = self.locales.of_result(result)
        path = result.path.removeprefix("./")
        for missing in missing_from(result, words):
            text = f"{missing.title}: {missing.text}"
            self._issues.add(_of_document(path, missing.kind, text, "blocker", missing.rule))
        if told := other_language(result, words):
            self._issues.add(_of_document(path, OTHER_LANGUAGE, told, "info"))
        for finding in filter(is_open, carried_findings(result, self.settings)):
            self._issues.add(_issue(finding, path, words))

    def end(self, run: RunResult) -> None:
        """Close the list."""
        self._issues.end("\n")


def _of_document(path: str, kind: str, text: str, severity: str, rule: str = "") -> Record:
    name = f"regcheck/{kind}"
    return {
        "description": text,
        "check_name": name,
        "fingerprint": _fingerprint(path, name, rule),
        "severity": severity,
        "location": {"path": path, "lines": {"begin": 1}},
    }


def _issue(finding: Finding, path: str, words: Texts) -> Record:
    end = {"end": finding.end_line} if finding.end_line else {}
    return {
        "description": in_a_line(finding, words),
        "check_name": finding.rule.id,
        "fingerprint": _fingerprint(path, finding.fingerprint),
        "severity": _SEVERITIES[severity_of(finding)],
        "location": {"path": path, "lines": {"begin": finding.line} | end},
    }


def _fingerprint(*parts: str) -> str:
    """A name that no other finding in the report has; the path sets documents apart."""
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
