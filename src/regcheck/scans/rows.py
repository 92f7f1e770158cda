"""One document's result as rows of a scan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from regcheck.findings.model import Finding
from regcheck.packs.model import RuleSet
from regcheck.reports.records import related_records, skipped_in, to_json
from regcheck.results.result import DocumentResult
from regcheck.scans.folder import Rows
from regcheck.scans.tables import Cell, Row, several


class RowMaker:
    """Makes rows; what each row says of the rules is the same all through a scan."""

    def __init__(self, rule_set: RuleSet) -> None:
        self._digest = rule_set.digest
        self._versions = {pack.name: pack.version for pack in rule_set.packs}

    def rows(self, result: DocumentResult, digest: str, size: int) -> Rows:
        """The rows of a result; `digest` and `size` are those of the bytes it came from."""
        lost = result.unreadable
        if lost is not None:
            hint = str(lost.hint) or None
            row = (lost.path, lost.reason, str(lost.detail), hint, digest or None)
            return Rows(unreadable=[row])
        head = _head(result)
        return Rows(
            documents=[self._document(result, size)],
            findings=[self._finding(one, result, head) for one in result.findings],
        )

    def _document(self, result: DocumentResult, size: int) -> Row:
        meta, measures = result.meta, result.measures
        skipped = skipped_in(result)
        return (
            result.path,
            meta.refid or None,
            meta.kind.value,
            meta.title or None,
            meta.short_title or None,
            meta.language or None,
            result.format,
            result.digest,
            size,
            several(meta.ministries),
            meta.agency or None,
            several(meta.legal_areas),
            several(meta.based_on),
            several(meta.amends),
            meta.in_force or None,
            meta.published or None,
            meta.status or None,
            result.provisions,
            _whole(measures, "words"),
            _whole(measures, "sentences"),
            _decimal(measures, "words_per_sentence"),
            _decimal(measures, "lix"),
            len(result.findings),
            several(tuple(map(str, result.notes))),
            to_json(skipped) if skipped else None,
            self._digest,
        )

    def _finding(self, finding: Finding, result: DocumentResult, head: Row) -> Row:
        rule, fix, by = finding.rule, finding.fix, finding.suppressed_by
        related = related_records(finding)
        return (
            *head,
            rule.category,
            rule.id,
            finding.severity.word,
            finding.confidence.value,
            finding.verdict.value if finding.verdict else None,
            finding.decider or None,
            rule.function or None,
            finding.address or None,
            finding.address_path or None,
            finding.target or None,
            finding.role,
            finding.quote or None,
            finding.start,
            finding.end,
            finding.line,
            finding.column,
            finding.part or None,
            finding.excerpt or None,
            finding.language or None,
            finding.message or None,
            finding.advice or None,
            finding.suggestion or None,
            to_json(related) if related else None,
            None if fix is None else to_json(asdict(fix)),
            finding.status,
            finding.justification or None,
            f"{by.path}:{by.line}" if by else None,
            finding.fingerprint,
            self._versions.get(rule.category),
            result.digest,
            self._digest,
        )


def _head(result: DocumentResult) -> Row:
    """The first columns of each finding: what it says of its document."""
    meta = result.meta
    return (
        result.path,
        meta.refid or None,
        meta.short_title or meta.title or None,
        meta.kind.value,
        several(meta.ministries),
        meta.agency or None,
        several(meta.legal_areas),
        meta.in_force or None,
    )


def _whole(measures: Mapping[str, float], name: str) -> Cell:
    return int(measures[name]) if name in measures else None


def _decimal(measures: Mapping[str, float], name: str) -> Cell:
    return float(measures[name]) if name in measures else None
