"""The JSON lines report: a header, then records in path order, then a summary."""

from __future__ import annotations

from regcheck.packs.model import RuleSet
from regcheck.reports.records import (
    Record,
    document_record,
    finding_record,
    header_record,
    summary_record,
    to_json,
    unreadable_record,
)
from regcheck.reports.report import Write
from regcheck.results.result import DocumentResult, RunResult, Settings


class JsonLinesReport:
    """Writes each record at once and keeps nothing."""

    def __init__(self, write: Write) -> None:
        self._write = write

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
        self._write(to_json({"type": kind, **record}) + "\n")
