"""A document's result as rows of a scan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from regcheck.base.datafiles.data_files import measured_precision
from regcheck.base.text.patterns import pattern
from regcheck.corpus.scans.folder import Rows
from regcheck.corpus.scans.tables import BETWEEN, EVERY, Cell, Row
from regcheck.findings.model import Finding
from regcheck.law.in_force import in_force_period
from regcheck.packs.model import Rule, RuleSet
from regcheck.reports.records import Record, document_record, finding_record, to_json
from regcheck.results.result import DocumentResult, Units

_META: Final = (
    *("short_title", "ministries", "agency", "legal_areas", "named_basis", "adopted_by", "amends"),
    *("amended_by", "in_force", "published"),
)
"""Columns that have the names of metadata."""
_SENTENCE: Final = pattern(r"/setning/\d+(?:\[\d+\])?$")


def rows_of(result: DocumentResult, rule_set: str, digest: str, size: int) -> Rows:
    """The rows of a result, by the rules with the digest `rule_set`; `digest` and `size` are those
    of the bytes it was read from."""
    lost = result.unreadable
    if lost is not None:
        detail, hint = str(lost.detail), str(lost.hint) or None
        return {"unreadable": [(lost.path, lost.reason, detail, hint, digest or None)]}
    place = {"path": result.path, "digest": result.digest}
    shared = {"digest": result.digest, "rule_set": rule_set}
    held = {
        table: [as_row(table, place | unit) for unit in getattr(result.units, table)]
        for table in Units._fields
    }
    found = [as_row("findings", _finding(one, result) | shared) for one in result.findings]
    document = as_row("documents", _document(result, size) | shared)
    return {"documents": [document], "findings": found, **held}


def _finding(finding: Finding, result: DocumentResult) -> Record:
    by = finding.suppressed_by
    return {
        **finding_record(finding, result),
        "suppressed_by": f"{by.path}:{by.line}".removesuffix(":0") if by else None,
        "provision": _SENTENCE.sub("", finding.address_path),
    }


def _document(result: DocumentResult, size: int) -> Record:
    meta, measures = result.meta, result.measures
    counts = {name: int(measures[name]) for name in ("words", "sentences") if name in measures}
    means = ("words_per_sentence", "lix", "rix", "ari", "coleman_liau")
    in_force_on, in_force_until = in_force_period(meta.in_force)
    return {
        **document_record(result),
        **{name: getattr(meta, name) for name in _META},
        "document_language": meta.language,
        "bytes": size,
        "enabling": meta.based_on,
        "in_force_on": in_force_on,
        "in_force_until": in_force_until,
        "last_amended_on": in_force_period(meta.last_amended)[0],
        "published_on": in_force_period(meta.published)[0],
        "edition": meta.status,
        **counts,
        **{name: float(measures[name]) for name in means if name in measures},
        "notes": BETWEEN.join(map(str, result.notes)),
    }


def rule_rows(rule_set: RuleSet) -> list[Row]:
    """The rules of a scan, each with the record of its precision, if there is one."""
    versions, measured = {pack.name: pack.version for pack in rule_set.packs}, measured_precision()
    return [
        as_row("rules", _rule(rule, rule_set, versions, measured.get(rule.id, {})))
        for rule in rule_set.rules
    ]


def _rule(rule: Rule, rule_set: RuleSet, versions: Mapping[str, str], told: Record) -> Record:
    low, high = told.get("interval", (None, None))
    return {
        "rule": rule.id,
        "category": rule.category,
        "rule_title": rule.title.en,
        "default_severity": rule.severity.word,
        "default_confidence": rule.confidence.value,
        "rule_status": rule.status.value,
        "pack_version": versions.get(rule.category),
        "marks": told.get("n"),
        "right": told.get("right"),
        "precision": told.get("precision"),
        "precision_low": low,
        "precision_high": high,
        "corpus": told.get("corpus"),
        "marked_on": told.get("date"),
        "rule_set": rule_set.digest,
    }


def as_row(table: str, record: Record) -> Row:
    """A record by the names of columns as a row of a table."""
    values = map(record.get, EVERY[table])
    return tuple([(one or None) if type(one) is str else _cell(one) for one in values])


def _cell(value: Any) -> Cell:
    """A value as a cell: null for an empty text or list, JSON for lists and mappings."""
    if value is None or isinstance(value, int | float):
        return value
    return (to_json(value) if isinstance(value, list | dict) else value) if value else None
