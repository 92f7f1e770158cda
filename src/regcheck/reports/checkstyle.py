"""The report in Checkstyle's XML, which most code review services can read."""

from __future__ import annotations

from regcheck.base.files.own_output import AS_COMMENT
from regcheck.packs.model import RuleSet
from regcheck.reports.finding_text import OTHER_LANGUAGE, in_a_line, missing_from, other_language
from regcheck.reports.report import BaseReport
from regcheck.reports.xml_text import tag
from regcheck.results.result import DocumentResult, RunResult, Settings
from regcheck.results.shown import carried_findings, is_open, severity_of

VERSION = "4.3"
"""The version of the format that readers ask for."""


class CheckstyleReport(BaseReport[str]):
    """Writes each document at once and keeps nothing. Clean documents are listed too."""

    def begin(self, settings: Settings, rule_set: RuleSet) -> None:
        """Write the head."""
        super().begin(settings, rule_set)
        self.write('<?xml version="1.0" encoding="UTF-8"?>\n')
        self.write(tag("checkstyle", {"version": VERSION}) + "\n")

    def document(self, result: DocumentResult) -> None:
        """Write a document with its findings."""
        words = self.locales.of_result(result)
        items = [
            _error(1, None, "error", f"{missing.title}: {missing.text}", f"regcheck/{missing.kind}")
            for missing in missing_from(result, words)
        ]
        if told := other_language(result, words):
            items.append(_error(1, None, "info", told, f"regcheck/{OTHER_LANGUAGE}"))
        items += [
            _error(
                finding.line,
                finding.column,
                severity_of(finding).word,
                f"{in_a_line(finding, words)} ({finding.rule.id})",
                finding.rule.id,
            )
            for finding in carried_findings(result, self.settings)
            if is_open(finding)
        ]
        lines = [tag("file", {"name": result.path}, empty=not items), *items]
        if items:
            lines.append("</file>")
        self.write("\n".join(lines) + "\n")

    def end(self, run: RunResult) -> None:
        """Write the end."""
        self.write(f"</checkstyle>\n{AS_COMMENT}")


def _error(line: int, column: int | None, severity: str, text: str, rule: str) -> str:
    """Consumers split `source` at its dots into category and rule."""
    source = rule.replace("/", ".")
    if not source.startswith("regcheck."):
        source = f"regcheck.{source}"
    return tag(
        "error",
        {"line": line, "column": column, "severity": severity, "message": text, "source": source},
        empty=True,
    )
