"""Lists for programs that show findings beside a change: Checkstyle's XML, GitLab's code quality
report and reviewdog's diagnostics, each with what is missing and what is open."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from hashlib import sha256
from typing import ClassVar, NamedTuple

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


class _Item(NamedTuple):
    """What is said of a finding, or of a document, perhaps for want of a `rule` that did not
    run."""

    path: str
    name: str
    text: str
    severity: str
    finding: Finding | None = None
    rule: str = ""


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
        path, words = result.path, self.locales.of_result(result)
        items = [
            _Item(path, f"regcheck/{one.kind}", one.line, "error", rule=one.rule)
            for one in missing_from(result, words)
        ]
        if told := other_language(result, words):
            items.append(_Item(path, f"regcheck/{OTHER_LANGUAGE}", told, "info"))
        for one in filter(is_open, carried_findings(result, self.settings)):
            text, severity = self._text(one, words), severity_of(one).word
            items.append(_Item(path, one.rule.id, text, severity, one))
        self._put(path, items)

    def end(self, run: RunResult) -> None:
        """Write the end."""
        self._list.end(self.foot)

    def _text(self, finding: Finding, words: Texts) -> str:
        return in_a_line(finding, words)

    def _put(self, path: str, items: Sequence[_Item]) -> None:
        for one in items:
            self._list.add(to_json(self._record(one)))

    @abstractmethod
    def _record(self, one: _Item) -> Record:
        """An item as the format has it."""


class CheckstyleReport(ListReport):
    """Checkstyle's XML, which most code review services can read; clean documents too."""

    head = '<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n'
    foot = f"</checkstyle>\n{AS_COMMENT}"

    def end(self, run: RunResult) -> None:
        """Write the end."""
        self.write(self.foot)

    def _put(self, path: str, items: Sequence[_Item]) -> None:
        errors = [tag("error", self._record(one), empty=True) for one in items]
        lines = [tag("file", {"name": path}, empty=not items), *errors]
        self.write("\n".join([*lines, *(["</file>"] if items else []), ""]))

    def _record(self, one: _Item) -> Record:
        """Consumers split `source` at its dots into category and rule."""
        line, column = (one.finding.line, one.finding.column) if one.finding else (1, None)
        text = f"{one.text} ({one.name})" if one.finding else one.text
        source = f"regcheck/{one.name.removeprefix('regcheck/')}".replace("/", ".")
        place = {"line": line, "column": column}
        return place | {"severity": one.severity, "message": text, "source": source}


class GitlabReport(ListReport):
    """GitLab's: each item with a fingerprint that no other has, the path setting documents apart;
    what was not read or run is a blocker on the first line."""

    head, foot = "[", "\n"

    def _record(self, one: _Item) -> Record:
        path, finding = one.path.removeprefix("./"), one.finding
        lines = {"begin": finding.line if finding else 1}
        if finding and finding.end_line:
            lines["end"] = finding.end_line
        levels = {"error": "major", "warning": "minor"} if finding else {"error": "blocker"}
        parts = (path, finding.fingerprint) if finding else (path, one.name, one.rule)
        said = "\x1f".join(parts).encode("utf-8", "surrogatepass")
        return {
            "description": one.text,
            "check_name": one.name,
            "fingerprint": sha256(said).hexdigest()[:32],
            "severity": levels.get(one.severity, one.severity),
            "location": {"path": path, "lines": lines},
        }


class RdjsonReport(ListReport):
    """Reviewdog's: columns count bytes of UTF-8, and ends are exclusive."""

    head, foot = '{"source":{"name":"regcheck"},\n"diagnostics":[', "}\n"

    def _text(self, finding: Finding, words: Texts) -> str:
        title = f"{address_of(finding, words)}: {shortened(finding.message)}"
        return "\n".join((title, *remarks(finding, words)))

    def _record(self, one: _Item) -> Record:
        finding = one.finding
        location: Record = {"path": one.path}
        code, more = {"value": one.name}, {}
        if finding is not None:
            where: Record = {"start": {"line": finding.line}}
            if finding.byte_column:
                where["start"]["column"] = finding.byte_column
                where["end"] = {"line": finding.end_line, "column": finding.end_byte_column}
            location["range"], fix = where, finding.fix
            code |= next(({"url": to.url} for to in finding.rule.sources if to.url), {})
            own = fix is not None and (fix.start, fix.end) == (finding.start, finding.end)
            if fix is not None and own and fix.applicability != "display" and "end" in where:
                more["suggestions"] = [{"range": where, "text": fix.replacement}]
        about = {"message": one.text, "location": location, "severity": one.severity.upper()}
        return about | {"code": code} | more
