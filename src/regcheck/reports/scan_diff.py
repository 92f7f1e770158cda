"""What has changed between two scans, as text, JSON or CSV."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from regcheck.corpus.ministries import Ministries
from regcheck.corpus.scans.diff import CHANGES, COLUMNS, ScanDiff
from regcheck.reports.phrases import Phrase, Words
from regcheck.reports.records import listed
from regcheck.reports.rows import rows_csv, rows_table

SCHEMA_VERSION = 1


class DiffWords(Words):
    """The words of what has changed between two scans."""

    introduced = Phrase("innført", "innført", "introduced")
    removed = Phrase("fjernet", "fjerna", "removed")
    moved = Phrase("flyttet", "flytta", "moved")
    kept = Phrase("{n} funn er som før.", "{n} funn er som før.", "{n} findings are as before.")
    documents = Phrase(
        "Dokumenter: {added} nye, {gone} borte, {changed} endret.",
        "Dokument: {added} nye, {gone} borte, {changed} endra.",
        "Documents: {added} added, {gone} gone, {changed} changed.",
    )
    rules = Phrase(
        "Merk: skanningene er laget med ulike regler eller innstillinger, og noe av forskjellen "
        "kan komme av det.",
        "Merk: skanningane er laga med ulike reglar eller innstillingar, og noko av skilnaden kan "
        "kome av det.",
        "Note: the scans were made with different rules or settings, which may be the cause of "
        "some of this.",
    )
    ministry = Phrase("Departement", "Departement", "Ministry")
    rule = Phrase("Regel", "Regel", "Rule")
    total = Phrase("i alt", "i alt", "total")
    none = Phrase("(ingen)", "(ingen)", "(none)")


def diff_text(found: ScanDiff, ministries: Ministries, locale: str) -> Iterator[str]:
    """The counts by ministry and by rule."""
    words = DiffWords(locale)
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
