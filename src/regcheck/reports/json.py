"""The JSON reports, as one object with a finding on each line or as JSON lines."""

from __future__ import annotations

from regcheck.packs.model import RuleSet
from regcheck.reports.records import (
    JsonList,
    Record,
    document_record,
    finding_record,
    header_record,
    listed,
    opening,
    summary_record,
    to_json,
    unreadable_record,
)
from regcheck.reports.report import BaseReport, Write
from regcheck.results.result import DocumentResult, RunResult, Settings


class JsonReport(BaseReport[str]):
    """Writes findings at once and keeps one short record per document until the end."""

    def __init__(self, write: Write) -> None:
        super().__init__(write)
        self._documents: list[Record] = []
        self._unreadable: list[Record] = []
        self._findings = JsonList(write)

    def begin(self, settings: Settings, rule_set: RuleSet) -> None:
        """Write the head and open the list of findings."""
        self.write(opening(header_record(settings, rule_set), "findings"))

    def document(self, result: DocumentResult) -> None:
        """Write the findings of a document."""
        if result.unreadable is not None:
            self._unreadable.append(unreadable_record(result.unreadable))
            return
        self._documents.append(document_record(result))
        for finding in result.findings:
            self._findings.add(to_json(finding_record(finding, result)))

    def end(self, run: RunResult) -> None:
        """Close the findings and write documents, unreadable ones and the summary."""
        self._findings.end(",\n")
        for key, records in (("documents", self._documents), ("unreadable", self._unreadable)):
            self.write(f'"{key}":[{"".join(listed(map(to_json, records)))},\n')
        self.write(f'"summary":{to_json(summary_record(run))}}}\n')


class JsonLinesReport(BaseReport[str]):
    """A header, then records in path order, then a summary; keeps nothing."""

    def begin(self, settings: Settings, rule_set: RuleSet) -> None:
        """Write the header record."""
        self._line("header", header_record(settings, rule_set))

    def document(self, result: DocumentResult) -> None:
        """Write a document's record and those of its findings."""
        if result.unreadable is not None:
            self._line("unreadable", unreadable_record(result.unreadable))
            return
        self._line("document", document_record(result))
        for finding in result.findings:
            self._line("finding", finding_record(finding, result))

    def end(self, run: RunResult) -> None:
        """Write the summary record."""
        self._line("summary", summary_record(run))

    def _line(self, kind: str, record: Record) -> None:
        self.write(to_json({"type": kind, **record}) + "\n")
