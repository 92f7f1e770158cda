"""The report in Checkstyle's XML, which most code review services can read."""

from __future__ import annotations

from regcheck.packs.model import RuleSet
from regcheck.reports.locales import Locales
from regcheck.reports.missing import missing_from
from regcheck.reports.report import Write
from regcheck.reports.told import in_a_line, is_open
from regcheck.reports.xml_text import tag
from regcheck.results.result import DocumentResult, RunResult, Settings
from regcheck.results.totals import severity_of

VERSION = "4.3"
"""The version of the format that readers ask for."""


class CheckstyleReport:
    """Writes each document at once and keeps nothing. Clean documents are listed too."""

    def __init__(self, write: Write) -> None:
        self._write = write
        self._locales = Locales()

    def begin(self, settings: Settings, rule_set: RuleSet) -> None:
        """Write the head."""
        self._locales = Locales(settings.locale)
        self._write('<?xml version="1.0" encoding="UTF-8"?>\n')
        self._write(tag("checkstyle", {"version": VERSION}) + "\n")

    def document(self, result: DocumentResult) -> None:
        """Write a document with its findings."""
        words = self._locales.of_result(result)
        items = [
            _error(1, None, "error", f"{missing.title}: {missing.text}", f"regcheck/{missing.kind}")
            for missing in missing_from(result, words)
        ]
        items += [
            _error(
                finding.line,
                finding.column,
                severity_of(finding).word,
                f"{in_a_line(finding, words)} ({finding.rule.id})",
                finding.rule.id,
            )
            for finding in result.findings
            if is_open(finding)
        ]
        lines = [tag("file", {"name": result.path}, empty=not items), *items]
        if items:
            lines.append("</file>")
        self._write("\n".join(lines) + "\n")

    def end(self, run: RunResult) -> None:
        """Write the end."""
        self._write("</checkstyle>\n")


def _error(line: int, column: int | None, severity: str, text: str, rule: str) -> str:
    """`source` has a dot where the rule's id has a slash: readers take the last part for the rule
    and the one before for its category."""
    source = rule.replace("/", ".")
    if not source.startswith("regcheck."):
        source = f"regcheck.{source}"
    return tag(
        "error",
        {"line": line, "column": column, "severity": severity, "message": text, "source": source},
        empty=True,
    )
