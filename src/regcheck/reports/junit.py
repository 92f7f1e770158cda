"""JUnit XML: a suite for each document, whose first test passes if it was read and lists findings
that do not fail the run; a failure for each other, a skipped test for each suppressed one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from regcheck.base.texts.catalogue import Texts
from regcheck.findings.model import Finding
from regcheck.packs.model import RuleSet
from regcheck.reports.finding_text import (
    address_of,
    caveats,
    in_a_line,
    missing_from,
    remarks,
    shortened,
)
from regcheck.reports.report import BaseReport
from regcheck.reports.xml_text import tag, xml_text
from regcheck.results.result import DocumentResult, RunResult, Settings
from regcheck.results.shown import carried_findings, fails, is_open

SUPPRESSED = "suppressed"


class JunitReport(BaseReport[str]):
    """Writes each document at once and keeps nothing."""

    def begin(self, settings: Settings, rule_set: RuleSet) -> None:
        """Write the head."""
        super().begin(settings, rule_set)
        self.write('<?xml version="1.0" encoding="UTF-8"?>\n')
        self.write(tag("testsuites", {"name": "regcheck"}) + "\n")

    def document(self, result: DocumentResult) -> None:
        """Write the suite of a document."""
        words = self.locales.of_result(result)
        threshold = self.settings.fail_on
        found = carried_findings(result, self.settings)
        suite = _Suite(result.path, words)
        below = [one for one in found if one.status != SUPPRESSED and not fails(one, threshold)]
        suite.document(result, below)
        for finding in found:
            if finding.status == SUPPRESSED:
                suite.skipped(finding)
            elif fails(finding, threshold):
                suite.failure(finding)
        self.write(suite.text())

    def end(self, run: RunResult) -> None:
        """Write the end."""
        self.write("</testsuites>\n")


class _Suite:
    """The tests of one document, with their counts."""

    def __init__(self, path: str, words: Texts) -> None:
        self._path = path
        self._words = words
        self._ci = Texts("ci", words.locale)
        self._cases: list[str] = []
        self._counts: Counter[str] = Counter()
        self._names: Counter[str] = Counter()

    def document(self, result: DocumentResult, below: Sequence[Finding]) -> None:
        """The tests that stand for the document, with findings that do not fail the run, and for
        rules that did not run."""
        lines = caveats(result, self._words)
        lines += (self._ci.below, *map(self._quiet, below)) if below else ()
        text = xml_text("\n".join(lines))
        if result.unreadable is None:
            self._case(self._ci.checked, [f"<system-out>{text}\n</system-out>"] if lines else [])
        for missing in missing_from(result, self._words):
            self._counts["errors"] += 1
            told = {"message": missing.line, "type": missing.kind}
            name = f"{missing.title}: {missing.rule}" if missing.rule else missing.title
            self._case(name, [tag("error", told, empty=True)])

    def failure(self, finding: Finding) -> None:
        """A finding that makes the run fail."""
        self._counts["failures"] += 1
        place = f"{self._path}:{finding.line}:{finding.column}"
        lines = (place, finding.excerpt, finding.message, *remarks(finding, self._words))
        text = "\n".join(shortened(line) for line in lines)
        told = {"message": shortened(finding.message), "type": finding.rule.id}
        body = f"{tag('failure', told)}{xml_text(text)}\n</failure>"
        self._case(self._name(finding), [body], finding.line)

    def skipped(self, finding: Finding) -> None:
        """A suppressed finding."""
        self._counts["skipped"] += 1
        why = shortened(finding.justification) or self._ci.no_reason
        body = tag("skipped", {"message": f"{self._ci.suppressed}: {why}"}, empty=True)
        self._case(self._name(finding), [body], finding.line)

    def text(self) -> str:
        """The suite as XML."""
        numbers = {key: self._counts[key] for key in ("failures", "errors", "skipped")}
        head = {"name": self._path, "tests": len(self._cases), **numbers, "time": "0"}
        return "\n".join((tag("testsuite", head), *self._cases, "</testsuite>\n"))

    def _name(self, finding: Finding) -> str:
        title = finding.rule.title.get(self._words.locale)
        return f"{address_of(finding, self._words)}: {title} ({finding.rule.id})"

    def _quiet(self, finding: Finding) -> str:
        words = self._words
        known = "" if is_open(finding) else f", {self._ci.known}"
        severity = words.table("severities")[finding.severity.word]
        place = f"{finding.line}:{finding.column}"
        return f"{place} {severity}{known}: {in_a_line(finding, words)} ({finding.rule.id})"

    def _case(self, name: str, inner: Sequence[str], line: int | None = None) -> None:
        """A test. Repeated names are numbered, since consumers take equal names for one test."""
        name = shortened(name)
        self._names[name] += 1
        if self._names[name] > 1:
            name = f"{name} #{self._names[name]}"
        told = {"classname": self._path, "name": name, "file": self._path, "line": line, "time": 0}
        lines = [
            tag("testcase", told, empty=not inner),
            *inner,
            *(["</testcase>"] if inner else []),
        ]
        self._cases.append("\n".join(lines))
