"""Report formats by name."""

from __future__ import annotations

from regcheck.errors import UsageError
from regcheck.reports.report import Look, Report, Write

REPORTS = ("text", "json", "jsonl")


def make_report(name: str, write: Write, look: Look | None = None) -> Report:
    """The report of that name, writing plain text to `write`. Raises UsageError for an unknown
    name."""
    if name == "json":
        from regcheck.reports.json import JsonReport

        return JsonReport(write)
    if name == "jsonl":
        from regcheck.reports.jsonl import JsonLinesReport

        return JsonLinesReport(write)
    if name == "text":
        from regcheck.reports.paint import plain_painter
        from regcheck.reports.text import TextReport

        return TextReport(plain_painter(write), (look or Look()).width)
    raise UsageError(f"unknown report «{name}»: use one of {', '.join(REPORTS)}")
