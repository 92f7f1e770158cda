"""The findings of one document as a workbook to work through, with room for what people decide."""

from __future__ import annotations

from regcheck.base.text.printable import printable
from regcheck.reports.finding_text import address_of
from regcheck.reports.report import Locales
from regcheck.reports.workbooks import Sheet, workbook_bytes
from regcheck.results.result import DocumentResult, Settings
from regcheck.results.shown import wanted_findings

_WIDTHS = (30, 12, 28, 34, 60, 60, 22, 44)


def findings_workbook(result: DocumentResult, settings: Settings) -> bytes:
    """A row for each finding shown. Raises UsageError when openpyxl is not installed."""
    words = Locales(settings.locale).of_result(result)
    said = words.of("desk").table("columns")
    names = ("place", "severity", "rule", "quote", "message", "advice", "decision", "reason")
    rows = []
    severities = words.table("severities")
    for one in wanted_findings(result, settings):
        title = one.rule.title.get(words.locale)
        severity = severities[one.severity.word]
        texts = (address_of(one, words), severity, title, one.quote, one.message, one.advice)
        rows.append([printable(text) for text in texts])
    heads = [said[name] for name in names]
    return workbook_bytes(Sheet(said["sheet"], rows, heads, _WIDTHS, "B2", wrap=True))
