"""Report formats by name."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from types import MappingProxyType
from typing import cast

from regcheck.errors import UsageError
from regcheck.reports.report import Look, Report, Write

_WRITERS = MappingProxyType(
    {
        "json": ("regcheck.reports.json", "JsonReport"),
        "jsonl": ("regcheck.reports.jsonl", "JsonLinesReport"),
        "sarif": ("regcheck.reports.sarif", "SarifReport"),
        "github": ("regcheck.reports.github", "GithubReport"),
        "gitlab": ("regcheck.reports.gitlab", "GitlabReport"),
        "rdjson": ("regcheck.reports.rdjson", "RdjsonReport"),
        "junit": ("regcheck.reports.junit", "JunitReport"),
        "checkstyle": ("regcheck.reports.checkstyle", "CheckstyleReport"),
        "markdown": ("regcheck.reports.markdown", "MarkdownReport"),
        "html": ("regcheck.reports.html.report", "HtmlReport"),
    }
)
"""Module and class of each format that is made from the function it writes to alone."""
REPORTS = ("text", *_WRITERS)
FILE_REPORTS = ("word",)
"""Formats that are no text and are written to a file of their own."""
WITH_TEXT = frozenset({"html", "word"})
"""Formats that show the documents' text."""


def make_report(name: str, write: Write, look: Look | None = None) -> Report:
    """The report of that name, writing plain text to `write`. Raises UsageError for an unknown
    name."""
    if name == "text":
        from regcheck.reports.paint import plain_painter
        from regcheck.reports.text import TextReport

        return TextReport(plain_painter(write), (look or Look()).width)
    if name not in _WRITERS:
        raise UsageError(f"unknown report «{name}»: use one of {', '.join(REPORTS)}")
    module, of_class = _WRITERS[name]
    make = cast("Callable[[Write], Report]", getattr(import_module(module), of_class))
    return make(write)


def make_file_report(name: str, write: Callable[[bytes], object]) -> Report:
    """The report of that name, one of `FILE_REPORTS`, giving the bytes of its file to `write`."""
    from regcheck.reports.word.report import WordReport

    if name not in FILE_REPORTS:
        raise UsageError(f"unknown report «{name}»: use one of {', '.join(FILE_REPORTS)}")
    return WordReport(write)
