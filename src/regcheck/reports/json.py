"""The JSON report: one object, one finding a line, written as the run goes on."""

from __future__ import annotations

from regcheck.packs.model import RuleSet
from regcheck.reports.records import (
    JsonList,
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


class JsonReport:
    """Writes findings at once and keeps one short record per document until the end."""

    def __init__(self, write: Write) -> None:
        self._write = write
        self._documents: list[Record] = []
        self._unreadable: list[Record] = []
        self._findings = JsonList(write)

    def begin(self, settings: Settings, rule_set: RuleSet) -> None:
        """Write the head and open the list of findings."""
        head = header_record(settings, rule_set)
        members = [f'"{key}":{to_json(value)}' for key, value in head.items()]
        self._write("{" + ",\n".join(members) + ',\n"findings":[')

    def document(self, result: DocumentResult) -> None:
        """Write the findings of a document."""
        if result.unreadable is not None:
            self._unreadable.append(unreadable_record(result.unreadable))
            return
        self._documents.append(document_record(result))
        for finding in result.findings:
            self._findings.add(finding_record(finding, result))

    def end(self, run: RunResult) -> None:
        """Close the findings and write documents, unreadable ones and the summary."""
        self._findings.end(",\n")
        for key, records in (("documents", self._documents), ("unreadable", self._unreadable)):
            lines = ",\n".join(to_json(record) for record in records)
            self._write(f'"{key}":[\n{lines}\n],\n' if records else f'"{key}":[],\n')
        self._write(f'"summary":{to_json(summary_record(run))}}}\n')
