"""A line for each finding: `path:line:column: severity rule address message`. Lines without line
and column are about a document: what was not read, run or checked of it."""

from __future__ import annotations

from regcheck.base.text.printable import printable
from regcheck.reports.finding_text import address_of, caveats, missing_from, shortened
from regcheck.reports.report import BaseReport
from regcheck.results.result import DocumentResult, RunResult
from regcheck.results.shown import severity_of, shown_findings


class ConciseReport(BaseReport[str]):
    """Writes each document at once and keeps nothing."""

    def document(self, result: DocumentResult) -> None:
        """Write what is missing of a document, its findings and what was not checked."""
        words = self.locales.of_result(result)
        path = printable(result.path)
        for missing in missing_from(result, words):
            self.write(f"{path}: error: {missing.title}: {shortened(missing.text)}\n")
        for finding in shown_findings(result, self.settings):
            place = f"{path}:{finding.line}:{finding.column}"
            severity, rule = severity_of(finding).word, finding.rule.id
            address, text = shortened(address_of(finding, words)), shortened(finding.message)
            self.write(f"{place}: {severity} {rule} {address}: {text}\n")
        for text in caveats(result, words):
            self.write(f"{path}: {words.note}: {shortened(text)}\n")

    def end(self, run: RunResult) -> None:
        """Write how many findings are left out, if any are."""
        if run.left_out:
            self.write(f"{self.locales.of_all().count('left_out', run.left_out)}\n")
