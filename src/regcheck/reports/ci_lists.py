"""Lists for programs that show findings beside a change: Checkstyle's XML, GitLab's code quality
report and reviewdog's diagnostics, each with what is missing and what is open."""

from __future__ import annotations

from abc import abstractmethod
from hashlib import sha256
from typing import ClassVar

from regcheck.base.files.own_output import AS_COMMENT
from regcheck.base.texts.catalogue import Texts
from regcheck.findings.model import Finding
from regcheck.packs.model import RuleSet
from regcheck.reports.finding_text import (
    OTHER_LANGUAGE,
    address_of,
    in_a_line,
    missing_from,
    other_language,
    remarks,
    shortened,
)
from regcheck.reports.records import JsonList, Record, to_json
from regcheck.reports.report import BaseReport, Write
from regcheck.reports.xml_text import tag
from regcheck.results.result import DocumentResult, RunResult, Settings
from regcheck.results.shown import carried_findings, is_open, severity_of


class ListReport(BaseReport[str]):
    """Writes an item for each thing at once, between `head` and `foot`, and keeps nothing; items
    are those of a JSON list unless a format says otherwise."""

    head: ClassVar[str]
    foot: ClassVar[str]

    def __init__(self, write: Write) -> None:
        super().__init__(write)
        self._list = JsonList(write)

    def begin(self, settings: Settings, rule_set: RuleSet) -> None:
        """Write the head."""
        super().begin(settings, rule_set)
        self.write(self.head)

    def document(self, result: DocumentResult) -> None:
        """Write what is missing from a document, its language if another, and its findings."""
        words = self.locales.of_result(result)
        items = [
            self._about(result.path, f"regcheck/{one.kind}", one.line, "error", one.rule)
            for one in missing_from(result, words)
        ]
        if told := other_language(result, words):
            items.append(self._about(result.path, f"regcheck/{OTHER_LANGUAGE}", told, "info", ""))
        found = filter(is_open, carried_findings(result, self.settings))
        items += [self._item(finding, result.path, words) for finding in found]
        self._put(result.path, items)

    def end(self, run: RunResult) -> None:
        """Write the end."""
        self._list.end(self.foot)

    @abstractmethod
    def _about(self, path: str, name: str, text: str, severity: str, rule: str) -> str:
        """What is said of a document; `rule` is one that did not run."""

    @abstractmethod
    def _item(self, finding: Finding, path: str, words: Texts) -> str:
        """What is said of a finding."""

    def _put(self, path: str, items: list[str]) -> None:
        for one in items:
            self._list.add(one)


class CheckstyleReport(ListReport):
    """Checkstyle's XML, which most code review services can read; clean documents too."""

    head = '<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n'
    foot = f"</checkstyle>\n{AS_COMMENT}"

    def _about(self, path: str, name: str, text: str, severity: str, rule: str) -> str:
        return _error(1, None, severity, text, name)

    def _item(self, finding: Finding, path: str, words: Texts) -> str:
        rule, severity = finding.rule.id, severity_of(finding).word
        text = f"{in_a_line(finding, words)} ({rule})"
        return _error(finding.line, finding.column, severity, text, rule)

    def _put(self, path: str, items: list[str]) -> None:
        lines = [tag("file", {"name": path}, empty=not items), *items]
        self.write("\n".join([*lines, *(["</file>"] if items else []), ""]))

    def end(self, run: RunResult) -> None:
        """Write the end."""
        self.write(self.foot)


def _error(line: int, column: int | None, severity: str, text: str, rule: str) -> str:
    """Consumers split `source` at its dots into category and rule."""
    source = f"regcheck/{rule.removeprefix('regcheck/')}".replace("/", ".")
    told = {"line": line, "column": column, "severity": severity, "message": text, "source": source}
    return tag("error", told, empty=True)


class GitlabReport(ListReport):
    """GitLab's: each item with a fingerprint that no other has, the path setting documents apart;
    what was not read or run is a blocker on the first line."""

    head, foot = "[", "\n"

    def _about(self, path: str, name: str, text: str, severity: str, rule: str) -> str:
        severity = {"error": "blocker"}.get(severity, severity)
        return self._issue(path, name, text, severity, {"begin": 1}, name, rule)

    def _item(self, finding: Finding, path: str, words: Texts) -> str:
        lines = {"begin": finding.line}
        if finding.end_line:
            lines["end"] = finding.end_line
        severity = severity_of(finding).word
        severity = {"error": "major", "warning": "minor"}.get(severity, severity)
        text, name = in_a_line(finding, words), finding.rule.id
        return self._issue(path, name, text, severity, lines, finding.fingerprint)

    def _issue(
        self, path: str, name: str, text: str, severity: str, lines: Record, *parts: str
    ) -> str:
        path = path.removeprefix("./")
        said = "\x1f".join((path, *parts)).encode("utf-8", "surrogatepass")
        record = {
            "description": text,
            "check_name": name,
            "fingerprint": sha256(said).hexdigest()[:32],
            "severity": severity,
            "location": {"path": path, "lines": lines},
        }
        return to_json(record)


class RdjsonReport(ListReport):
    """Reviewdog's: columns count bytes of UTF-8, and ends are exclusive."""

    head, foot = '{"source":{"name":"regcheck"},\n"diagnostics":[', "}\n"

    def _about(self, path: str, name: str, text: str, severity: str, rule: str) -> str:
        return _diagnostic(text, {"path": path}, severity, {"value": name})

    def _item(self, finding: Finding, path: str, words: Texts) -> str:
        where: Record = {"start": {"line": finding.line}}
        if finding.byte_column:
            where["start"]["column"] = finding.byte_column
            where["end"] = {"line": finding.end_line, "column": finding.end_byte_column}
        fix = finding.fix
        more: Record = {}
        if (
            fix is not None
            and fix.applicability != "display"
            and "end" in where
            and (fix.start, fix.end) == (finding.start, finding.end)
        ):
            more["suggestions"] = [{"range": where, "text": fix.replacement}]
        title = f"{address_of(finding, words)}: {shortened(finding.message)}"
        text = "\n".join((title, *remarks(finding, words)))
        url = next(({"url": one.url} for one in finding.rule.sources if one.url), {})
        location, code = {"path": path, "range": where}, {"value": finding.rule.id} | url
        return _diagnostic(text, location, severity_of(finding).word, code, **more)


def _diagnostic(text: str, location: Record, severity: str, code: Record, **more: object) -> str:
    record = {"message": text, "location": location, "severity": severity.upper(), "code": code}
    return to_json(record | more)
