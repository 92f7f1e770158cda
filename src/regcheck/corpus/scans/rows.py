"""A document's result as rows of a scan."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from regcheck.base.datafiles.data_files import measured_precision
from regcheck.base.text.patterns import pattern
from regcheck.corpus.scans.folder import Rows
from regcheck.corpus.scans.tables import BETWEEN, TABLES, Cell, Row
from regcheck.findings.model import Finding
from regcheck.packs.model import Rule, RuleSet
from regcheck.reports.records import Record, document_record, finding_record, to_json
from regcheck.results.result import DocumentResult, Units

_DAY: Final = pattern(r"\b\d{4}-\d{2}-\d{2}\b", re.ASCII)
_SENTENCE: Final = pattern(r"/setning/\d+(?:\[\d+\])?$")


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
            return {"unreadable": [(lost.path, lost.reason, detail, hint, digest or None)]}
        meta = result.meta
        shared: Record = {
            "kind": meta.kind.value,
            "ministry": BETWEEN.join(meta.ministries),
            "ministries": meta.ministries,
            "agency": meta.agency,
            "legal_area": BETWEEN.join(meta.legal_areas),
            "legal_areas": meta.legal_areas,
            "in_force": meta.in_force,
            "in_force_on": _day(meta.in_force),
            "digest": result.digest,
            "rule_set": self._digest,
        }
        found = [self._finding(one, result, shared) for one in result.findings]
        place = {"path": result.path, "refid": meta.refid, "digest": result.digest}
        held = {
            table: [_row(table, place | unit) for unit in getattr(result.units, table)]
            for table in Units._fields
        }
        return {"documents": [_document(result, shared, size)], "findings": found, **held}

    def _finding(self, finding: Finding, result: DocumentResult, shared: Record) -> Row:
        by, category = finding.suppressed_by, finding.rule.category
        record = finding_record(finding, result)
        record.update(shared)
        record["title"] = result.meta.short_title or result.meta.title
        record["suppressed_by"] = f"{by.path}:{by.line}".removesuffix(":0") if by else None
        record["pack_version"] = self._versions.get(category)
        record["provision"] = _SENTENCE.sub("", finding.address_path)
        return _row("findings", record)


def _document(result: DocumentResult, shared: Record, size: int) -> Row:
    meta, measures = result.meta, result.measures
    counts = {name: int(measures[name]) for name in ("words", "sentences") if name in measures}
    means = ("words_per_sentence", "lix", "rix", "ari", "coleman_liau")
    record = {
        **document_record(result),
        **shared,
        "short_title": meta.short_title,
        "bytes": size,
        "based_on": BETWEEN.join(meta.based_on),
        "bases": meta.based_on,
        "amends": BETWEEN.join(meta.amends),
        "amended": meta.amends,
        "named_basis": BETWEEN.join(meta.named_basis),
        "adopted_by": meta.adopted_by,
        "published": meta.published,
        "published_on": _day(meta.published),
        "status": meta.status,
        **counts,
        **{name: float(measures[name]) for name in means if name in measures},
        "notes": BETWEEN.join(map(str, result.notes)),
    }
    return _row("documents", record)


def rule_rows(rule_set: RuleSet) -> list[Row]:
    """The rules of a scan, each with the record of its precision, if there is one."""
    versions, measured = {pack.name: pack.version for pack in rule_set.packs}, measured_precision()
    return [
        _row("rules", _rule(rule, rule_set, versions, measured.get(rule.id, {})))
        for rule in rule_set.rules
    ]


def _rule(rule: Rule, rule_set: RuleSet, versions: Mapping[str, str], told: Record) -> Record:
    low, high = told.get("interval", (None, None))
    return {
        "rule": rule.id,
        "category": rule.category,
        "title": rule.title.get("en"),
        "severity": rule.severity.word,
        "confidence": rule.confidence.value,
        "status": rule.status.value,
        "function": rule.function,
        "version": versions.get(rule.category),
        "marks": told.get("n"),
        "right": told.get("right"),
        "precision": told.get("precision"),
        "precision_low": low,
        "precision_high": high,
        "corpus": told.get("corpus"),
        "marked_on": told.get("date"),
        "rule_set": rule_set.digest,
    }


def _day(written: str) -> str | None:
    """The first day in a text, as an ISO date; None where there is none that exists."""
    for found in _DAY.findall(written):
        try:
            return date.fromisoformat(found).isoformat()
        except ValueError:
            continue
    return None


def _row(table: str, record: Record) -> Row:
    values = map(record.get, TABLES[table])
    return tuple([(one or None) if type(one) is str else _cell(one) for one in values])


def _cell(value: Any) -> Cell:
    """A value as a cell: null for an empty text or list, JSON for lists and mappings."""
    if value is None or isinstance(value, int | float):
        return value
    return (to_json(value) if isinstance(value, list | dict) else value) if value else None
