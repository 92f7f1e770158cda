"""The report that reviewdog reads: columns count bytes of UTF-8, and ends are exclusive."""

from __future__ import annotations

from regcheck.base.texts.catalogue import Texts
from regcheck.findings.model import Finding
from regcheck.packs.model import RuleSet
from regcheck.reports.finding_text import (
    OTHER_LANGUAGE,
    address_of,
    missing_from,
    other_language,
    remarks,
    shortened,
)
from regcheck.reports.records import JsonList, Record
from regcheck.reports.report import BaseReport, Write
from regcheck.results.result import DocumentResult, RunResult, Settings
from regcheck.results.shown import carried_findings, is_open, severity_of


class RdjsonReport(BaseReport[str]):
    """Writes each finding at once and keeps nothing."""

    def __init__(self, write: Write) -> None:
        super().__init__(write)
        self._diagnostics = JsonList(write)

    def begin(self, settings: Settings, rule_set: RuleSet) -> None:
        """Open the list of diagnostics."""
        super().begin(settings, rule_set)
        self.write('{"source":{"name":"regcheck"},\n"diagnostics":[')

    def document(self, result: DocumentResult) -> None:
        """Write the findings of a document."""
        words = self.locales.of_result(result)
        for missing in missing_from(result, words):
            text = f"{missing.title}: {missing.text}"
            self._diagnostics.add(_of_document(missing.path, missing.kind, text, "ERROR"))
        if told := other_language(result, words):
            self._diagnostics.add(_of_document(result.path, OTHER_LANGUAGE, told, "INFO"))
        for finding in filter(is_open, carried_findings(result, self.settings)):
            self._diagnostics.add(_diagnostic(finding, result.path, words))

    def end(self, run: RunResult) -> None:
        """Close the list and the object."""
        self._diagnostics.end("}\n")


def _diagnostic(finding: Finding, path: str, words: Texts) -> Record:
    title = f"{address_of(finding, words)}: {shortened(finding.message)}"
    where = _range(finding)
    url = next((source.url for source in finding.rule.sources if source.url), "")
    found: Record = {
        "message": "\n".join((title, *remarks(finding, words))),
        "location": {"path": path, "range": where},
        "severity": severity_of(finding).word.upper(),
        "code": {"value": finding.rule.id} | ({"url": url} if url else {}),
    }
    fix = finding.fix
    if (
        fix is not None
        and fix.applicability != "display"
        and "end" in where
        and (fix.start, fix.end) == (finding.start, finding.end)
    ):
        found["suggestions"] = [{"range": where, "text": fix.replacement}]
    return found


def _range(finding: Finding) -> Record:
    """The matched words; only the line if the columns in bytes are unknown."""
    if not finding.byte_column:
        return {"start": {"line": finding.line}}
    return {
        "start": {"line": finding.line, "column": finding.byte_column},
        "end": {"line": finding.end_line, "column": finding.end_byte_column},
    }


def _of_document(path: str, kind: str, text: str, severity: str) -> Record:
    return {
        "message": text,
        "location": {"path": path},
        "severity": severity,
        "code": {"value": f"regcheck/{kind}"},
    }
