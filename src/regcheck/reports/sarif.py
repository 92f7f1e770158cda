"""The SARIF 2.1.0 report: results as the run proceeds, then documents, rules and settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from regcheck import __version__
from regcheck.base.text.patterns import pattern
from regcheck.base.text.printable import printable
from regcheck.base.texts.catalogue import Texts
from regcheck.findings.model import Finding
from regcheck.packs.model import Rule, RuleSet, Severity
from regcheck.reports.finding_text import (
    NOT_RUN,
    UNREADABLE,
    Missing,
    address_of,
    caveats,
    in_a_line,
    missing_from,
    source_text,
)
from regcheck.reports.records import JsonList, Record, header_record, listed, to_json
from regcheck.reports.report import BaseReport, Write
from regcheck.results.result import DocumentResult, RunResult, Settings
from regcheck.results.shown import carried_findings, severity_of

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
BASE = "%SRCROOT%"
FINGERPRINT = "regcheck/v1"
NOTE = "note"
_BASELINE = {"new": "new", "moved": "unchanged", "known": "unchanged"}
LEVELS: Mapping[Severity, str] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "note",
}
_PROBLEM = {"error": "error", "warning": "warning", "note": "recommendation"}
_FIELD = pattern(r"\{\w+\}")
_MARKUP = pattern(r"([\\`*_\[\]<>|#~])")
_WEB = pattern(r"https?://[!-~]+")


def location_of(path: str) -> Record:
    """The `artifactLocation` of a document, relative to the start folder unless it lies outside."""
    drive = path[1:3] == ":/"
    if path.startswith("/") or drive:
        return {"uri": ("file:///" if drive else "file://") + _quoted(path, "/!:")}
    found: Record = {"uri": _quoted(path, "/!")}
    if ".." not in path.split("/"):
        found["uriBaseId"] = BASE
    return found


def _quoted(path: str, safe: str) -> str:
    return quote(path, safe=safe, errors="backslashreplace")


class SarifReport(BaseReport[str]):
    """Writes results at once and keeps one short record per document until the end."""

    def __init__(self, write: Write) -> None:
        super().__init__(write)
        self._head: Record = {}
        self._rules: dict[str, tuple[int, Rule]] = {}
        self._artifacts: dict[str, int] = {}
        self._notifications: list[Record] = []
        self._results = JsonList(write)

    def begin(self, settings: Settings, rule_set: RuleSet) -> None:
        """Open the list of results."""
        super().begin(settings, rule_set)
        self._head = header_record(settings, rule_set)
        for rule in rule_set.rules:
            self._index(rule)
        head = f'{{"$schema":{to_json(SCHEMA)},"version":"2.1.0","runs":[{{\n'
        self.write(head + '"columnKind":"unicodeCodePoints",\n"results":[')

    def document(self, result: DocumentResult) -> None:
        """Write a document's findings; keep its hash and what was not read or run."""
        words = self.locales.of_result(result)
        for missing in missing_from(result, words):
            self._notifications.append(self._notification(missing))
        if result.unreadable is not None:
            return
        index = self._artifacts.setdefault(to_json(_artifact(result)), len(self._artifacts))
        for text in caveats(result, words):
            self._notifications.append(_noted(NOTE, "note", f"{words.note}: {text}", result.path))
        for finding in carried_findings(result, self.settings):
            artifact = location_of(result.path) | {"index": index}
            self._results.add(to_json(self._result(finding, artifact, words)))

    def end(self, run: RunResult) -> None:
        """Close the results and write documents, rules, settings and how the run went."""
        words = self.locales.of_all()
        self._results.end(",\n")
        self._lines("artifacts", list(self._artifacts))
        rules = [to_json(descriptor(rule, words)) for _, rule in self._rules.values()]
        driver = {
            "name": "regcheck",
            "version": __version__,
            "semanticVersion": __version__,
            "language": words.locale,
            "notifications": [
                {"id": UNREADABLE, "shortDescription": message(words.unread_title)},
                {"id": NOT_RUN, "shortDescription": message(words.not_run_title)},
                {"id": NOTE, "shortDescription": message(words.note)},
            ],
        }
        self.write(f'"tool":{{"driver":{to_json(driver)[:-1]},\n')
        self._lines("rules", rules, "}},\n")
        invocation = {
            "executionSuccessful": run.complete,
            "toolExecutionNotifications": self._notifications,
        }
        root = {BASE: {"description": message(words.of("ci").source_root)}}
        kept = {key: self._head[key] for key in ("rule_set", "settings")}
        self.write(f'"invocations":[{to_json(invocation)}],\n')
        self.write(f'"language":{to_json(words.locale)},\n')
        self.write(f'"originalUriBaseIds":{to_json(root)},\n')
        self.write(f'"properties":{to_json(kept)}}}]}}\n')

    def _lines(self, key: str, records: list[str], after: str = ",\n") -> None:
        self.write(f'"{key}":[{"".join(listed(records))}{after}')

    def _index(self, rule: Rule) -> int:
        return self._rules.setdefault(rule.id, (len(self._rules), rule))[0]

    def _notification(self, missing: Missing) -> Record:
        found = _noted(missing.kind, "error", missing.line, missing.path)
        if missing.rule in self._rules:
            index = self._rules[missing.rule][0]
            found["associatedRule"] = {"id": missing.rule, "index": index}
        return found

    def _result(self, finding: Finding, artifact: Record, words: Texts) -> Record:
        found: Record = {
            "ruleId": finding.rule.id,
            "ruleIndex": self._index(finding.rule),
            "level": LEVELS[severity_of(finding)],
            "message": message(in_a_line(finding, words)),
            "locations": [_location(finding, artifact, words)],
            "partialFingerprints": {FINGERPRINT: finding.fingerprint},
            "suppressions": _suppressions(finding),
        }
        if self.settings.compares and finding.status in _BASELINE:
            found["baselineState"] = _BASELINE[finding.status]
        if finding.usefulness is not None:
            found["rank"] = round(100 * finding.usefulness, 1)
        fix = finding.fix
        if fix is not None and fix.applicability != "display":
            region = (
                _region(finding)
                if (fix.start, fix.end) == (finding.start, finding.end)
                else {"charOffset": fix.start, "charLength": fix.end - fix.start}
            )
            change = {"deletedRegion": region, "insertedContent": {"text": fix.replacement}}
            found["fixes"] = [
                {
                    "description": message(f"{words.proposed}: «{fix.replacement}»"),
                    "artifactChanges": [{"artifactLocation": artifact, "replacements": [change]}],
                }
            ]
        found["properties"] = _properties(finding)
        return found


def _artifact(result: DocumentResult) -> Record:
    meta = result.meta
    return {
        "location": location_of(result.path),
        "roles": ["analysisTarget"],
        "hashes": {"sha-256": result.digest},
        "properties": {
            "refid": meta.refid,
            "title": meta.title,
            "format": result.format,
            "language": meta.language,
        },
    }


def _noted(kind: str, level: str, text: str, path: str) -> Record:
    found: Record = {"descriptor": {"id": kind}, "level": level, "message": message(text)}
    if path:
        found["locations"] = [{"physicalLocation": {"artifactLocation": location_of(path)}}]
    return found


def _location(finding: Finding, artifact: Record, words: Texts) -> Record:
    return {
        "physicalLocation": {"artifactLocation": artifact, "region": _region(finding)},
        "logicalLocations": [
            {
                "name": address_of(finding, words),
                "fullyQualifiedName": finding.address_path,
                "kind": "provision",
            }
        ],
    }


def _region(finding: Finding) -> Record:
    """The matched words, to the code point. Columns count from 1, offsets from 0."""
    found = {"startLine": finding.line, "startColumn": finding.column}
    if finding.end_line:
        found |= {"endLine": finding.end_line, "endColumn": finding.end_column}
    return found | {"charOffset": finding.start, "charLength": finding.end - finding.start}


def _suppressions(finding: Finding) -> list[Record]:
    if finding.status != "suppressed":
        return []
    why = {"justification": printable(finding.justification)} if finding.justification else {}
    by = finding.suppressed_by
    if by is None:
        return [{"kind": "inSource", "status": "accepted", **why}]
    physical: Record = {"artifactLocation": location_of(by.path)}
    if by.line:
        physical["region"] = {"startLine": by.line}
    place = {"physicalLocation": physical}
    return [{"kind": by.kind, "status": "accepted", **why, "location": place}]


def _properties(finding: Finding) -> dict[str, Any]:
    values = {
        "category": finding.rule.category,
        "confidence": finding.confidence.value,
        "status": finding.status,
        "quote": finding.quote,
        "role": finding.role,
        "language": finding.language,
        "target": finding.target,
        "verdict": finding.verdict.value if finding.verdict else None,
        "decider": finding.decider,
        "gate": finding.gate,
        "weighed": list(finding.weighed),
        "function": finding.rule.function or None,
        "suggestion": finding.suggestion or None,
        "related": [
            {
                "message": related.message,
                "quote": related.quote,
                "charOffset": related.start,
                "charLength": related.end - related.start,
                "addressPath": related.address_path,
            }
            for related in finding.related
        ],
    }
    return {key: value for key, value in values.items() if value not in (None, [])}


def message(text: str) -> dict[str, str]:
    """A message with the signs escaped that would be placeholders or links."""
    return {"text": _braces(printable(text)).replace("](", "\\](")}


def descriptor(rule: Rule, words: Texts) -> dict[str, Any]:
    """A rule as a `reportingDescriptor`, its texts in the language of `words`."""
    locale = words.locale
    title, rationale = rule.title.get(locale), rule.rationale.get(locale)
    level = LEVELS[rule.severity]
    found: dict[str, Any] = {"id": rule.id, "name": printable(title)}
    if rule.aliases:
        found["deprecatedIds"] = list(rule.aliases)
    found["shortDescription"] = message(title)
    found["fullDescription"] = message(rationale or title)
    address = next((s.url for s in rule.sources if _WEB.fullmatch(s.url)), None)
    if address:
        found["helpUri"] = address
    found["help"] = _help(rule, words)
    found["defaultConfiguration"] = {"level": level}
    found["properties"] = {
        "category": rule.category,
        "confidence": rule.confidence.value,
        "precision": rule.confidence.value,
        "problem.severity": _PROBLEM[level],
        "status": rule.status.value,
        "tags": [rule.category, *([rule.function] if rule.function else ())],
    }
    return found


def _help(rule: Rule, words: Texts) -> dict[str, str]:
    """What the rule's file says to people, plain and as Markdown."""
    parts = [
        (label, [_FIELD.sub("…", text)])
        for label, text in (
            (words.advice, rule.advice.get(words.locale)),
            (words.rationale, rule.rationale.get(words.locale)),
        )
        if text
    ]
    if rule.sources:
        parts.append((words.sources, [source_text(source) for source in rule.sources]))
    if not parts:
        parts = [("", [rule.title.get(words.locale)])]
    plain, marked = [], []
    for label, lines in parts:
        text = "\n".join(printable(line) for line in lines)
        plain.append(f"{label}: {text}" if len(lines) == 1 and label else f"{label}\n{text}")
        body = [_MARKUP.sub(r"\\\1", printable(line)) for line in lines]
        listed = "\n".join(f"- {line}" for line in body) if len(body) > 1 else body[0]
        marked.append(f"**{label}**\n\n{listed}" if label else listed)
    return {
        "text": _braces("\n\n".join(part.strip() for part in plain)),
        "markdown": _braces("\n\n".join(marked)),
    }


def _braces(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")
