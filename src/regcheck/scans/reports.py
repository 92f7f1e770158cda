"""What has changed between two scans, as text, JSON or CSV."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from regcheck.reports.records import listed
from regcheck.reports.rows import rows_csv, rows_table
from regcheck.scans.diff import CHANGES, COLUMNS, ScanDiff
from regcheck.scans.ministries import Ministries
from regcheck.texts.catalogue import Texts

SCHEMA_VERSION = 1


def diff_text(found: ScanDiff, ministries: Ministries, locale: str) -> Iterator[str]:
    """The counts by ministry and by rule."""
    words = Texts("scan-diff", locale)
    if not found.same_rules:
        yield words.rules + "\n\n"
    yield words.documents.format(added=found.added, gone=found.gone, changed=found.changed)
    yield "\n" + words.kept.format(n=found.kept) + "\n"
    counts = found.counts()
    for column in ("ministry", "rule"):
        rows = [
            [name or words.none, *(counted[change] for change in CHANGES)]
            for name, counted in found.by(column, ministries).items()
        ]
        rows.append([words.total, *(counts[change] for change in CHANGES)])
        yield "\n"
        yield from rows_table([getattr(words, name) for name in (column, *CHANGES)], rows)


def diff_json(found: ScanDiff, ministries: Ministries) -> Iterator[str]:
    """One object: counts in all, by ministry and by rule, and each difference on a line."""
    head = {
        "schema_version": SCHEMA_VERSION,
        "same_rules": found.same_rules,
        "documents": {"added": found.added, "gone": found.gone, "changed": found.changed},
        "kept": found.kept,
        **{change: found.counts()[change] for change in CHANGES},
        "by_ministry": _counted(found.by("ministry", ministries)),
        "by_rule": _counted(found.by("rule", ministries)),
    }
    members = [f'"{key}":{json.dumps(value, ensure_ascii=False)}' for key, value in head.items()]
    yield "{" + ",\n".join(members) + ',\n"differences":['
    records = (
        {"change": one.change, "was": one.was or None, **one.cells} for one in found.differences
    )
    yield from listed(json.dumps(one, ensure_ascii=False) for one in records)
    yield "}\n"


def _counted(found: Mapping[str, Mapping[str, int]]) -> dict[str, dict[str, int]]:
    return {
        name: {change: counted.get(change, 0) for change in CHANGES}
        for name, counted in found.items()
    }


def diff_csv(found: ScanDiff) -> Iterator[str]:
    """A row for each difference; no cell begins as a formula."""
    rows = ([one.change, one.was, *one.cells.values()] for one in found.differences)
    yield from rows_csv(["change", "was", *COLUMNS], rows)
