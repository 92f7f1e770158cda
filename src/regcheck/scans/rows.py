"""A document's result as rows of a scan: the JSON records in columns, with what a table needs
besides."""

from __future__ import annotations

from typing import Any

from regcheck.findings.model import Finding
from regcheck.packs.model import RuleSet
from regcheck.reports.records import Record, document_record, finding_record, to_json
from regcheck.results.result import DocumentResult
from regcheck.scans.folder import Rows
from regcheck.scans.tables import DOCUMENTS, FINDINGS, Cell, Row, several


class RowMaker:
    """Makes rows; what they say about the rules is the same throughout a scan."""

    def __init__(self, rule_set: RuleSet) -> None:
        self._digest = rule_set.digest
        self._versions = {pack.name: pack.version for pack in rule_set.packs}

    def rows(self, result: DocumentResult, digest: str, size: int) -> Rows:
        """The rows of a result; `digest` and `size` are those of the bytes it was read from."""
        lost = result.unreadable
        if lost is not None:
            detail, hint = str(lost.detail), str(lost.hint) or None
            return Rows(unreadable=[(lost.path, lost.reason, detail, hint, digest or None)])
        meta = result.meta
        shared: Record = {
            "kind": meta.kind.value,
            "ministry": several(meta.ministries),
            "agency": meta.agency,
            "legal_area": several(meta.legal_areas),
            "in_force": meta.in_force,
            "digest": result.digest,
            "rule_set": self._digest,
        }
        found = [self._finding(one, result, shared) for one in result.findings]
        return Rows(documents=[_document(result, shared, size)], findings=found)

    def _finding(self, finding: Finding, result: DocumentResult, shared: Record) -> Row:
        by, category = finding.suppressed_by, finding.rule.category
        record = {
            "part": "",
            "justification": "",
            **finding_record(finding, result),
            **shared,
            "title": result.meta.short_title or result.meta.title,
            "suppressed_by": f"{by.path}:{by.line}" if by else None,
            "pack_version": self._versions.get(category),
        }
        return tuple(_cell(record[name]) for name in FINDINGS)


def _document(result: DocumentResult, shared: Record, size: int) -> Row:
    meta, measures = result.meta, result.measures
    counts = {name: int(measures[name]) for name in ("words", "sentences") if name in measures}
    means = ("words_per_sentence", "lix")
    record = {
        **document_record(result),
        **shared,
        "short_title": meta.short_title,
        "bytes": size,
        "based_on": several(meta.based_on),
        "amends": several(meta.amends),
        "named_basis": several(meta.named_basis),
        "published": meta.published,
        "status": meta.status,
        **counts,
        **{name: float(measures[name]) for name in means if name in measures},
        "notes": several(tuple(map(str, result.notes))),
    }
    return tuple(_cell(record.get(name)) for name in DOCUMENTS)


def _cell(value: Any) -> Cell:
    """A value as a cell: null for an empty text or list, JSON for lists and mappings."""
    if isinstance(value, list | dict):
        return to_json(value) if value else None
    return None if value == "" else value
