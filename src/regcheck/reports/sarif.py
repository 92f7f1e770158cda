"""The SARIF 2.1.0 report: results as the run proceeds, then documents, rules and settings."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from regcheck import __version__
from regcheck.base.text.patterns import pattern
from regcheck.base.text.printable import printable
from regcheck.base.texts.catalogue import Texts
from regcheck.findings.model import Finding, ProposedFix, Related
from regcheck.packs.model import Rule, RuleSet, Severity
from regcheck.reports.finding_text import (
    NOT_RUN,
    UNREADABLE,
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
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_PROPERTIES = (
    *("category", "confidence", "status", "quote", "role", "language", "target", "verdict"),
    *("decider", "gate", "weighed", "function", "suggestion"),
)
_FIELD = pattern(r"\{\w+\}")
_MARKUP = pattern(r"([\\`*_\[\]<>|#~])")
_WEB = pattern(r"https?://[!-~]+")


def location_of(path: str) -> Record:
    """The `artifactLocation` of a document, relative to the start folder unless it lies outside."""
    drive = path[1:3] == ":/"
    whole = drive or path.startswith("/")
    uri = quote(path, safe="/!:" if whole else "/!", errors="backslashreplace")
    if whole:
        return {"uri": ("file:///" if drive else "file://") + uri}
    return {"uri": uri} | ({} if ".." in path.split("/") else {"uriBaseId": BASE})


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
            note = _noted(missing.kind, "error", missing.line, missing.path)
            if missing.rule in self._rules:
                index = self._rules[missing.rule][0]
                note["associatedRule"] = {"id": missing.rule, "index": index}
            self._notifications.append(note)
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
        kinds = {UNREADABLE: words.unread_title, NOT_RUN: words.not_run_title, NOTE: words.note}
        driver = {
            "name": "regcheck",
            "version": __version__,
            "semanticVersion": __version__,
            "language": words.locale,
            "notifications": [
                {"id": kind, "shortDescription": message(title)} for kind, title in kinds.items()
            ],
        }
        self.write(f'"tool":{{"driver":{to_json(driver)[:-1]},\n')
        self._lines("rules", rules, "}},\n")
        notifications = {"toolExecutionNotifications": self._notifications}
        invocation = {"executionSuccessful": run.complete, **notifications}
        last = {
            "invocations": [invocation],
            "language": words.locale,
            "originalUriBaseIds": {BASE: {"description": message(words.of("ci").source_root)}},
            "properties": {key: self._head[key] for key in ("rule_set", "settings")},
        }
        self.write(",\n".join(f'"{key}":{to_json(value)}' for key, value in last.items()) + "}]}\n")

    def _lines(self, key: str, records: list[str], after: str = ",\n") -> None:
        self.write(f'"{key}":[{"".join(listed(records))}{after}')

    def _index(self, rule: Rule) -> int:
        return self._rules.setdefault(rule.id, (len(self._rules), rule))[0]

    def _result(self, finding: Finding, artifact: Record, words: Texts) -> Record:
        provision = {"name": address_of(finding, words), "fullyQualifiedName": finding.address_path}
        location = {
            "physicalLocation": {"artifactLocation": artifact, "region": _region(finding)},
            "logicalLocations": [provision | {"kind": "provision"}],
        }
        found: Record = {
            "ruleId": finding.rule.id,
            "ruleIndex": self._index(finding.rule),
            "level": LEVELS[severity_of(finding)],
            "message": message(in_a_line(finding, words)),
            "locations": [location],
            "partialFingerprints": {FINGERPRINT: finding.fingerprint},
            "suppressions": _suppressions(finding),
        }
        if self.settings.compares and finding.status in _BASELINE:
            found["baselineState"] = _BASELINE[finding.status]
        if finding.usefulness is not None:
            found["rank"] = round(100 * finding.usefulness, 1)
        fix = finding.fix
        if fix is not None and fix.applicability != "display":
            own = (fix.start, fix.end) == (finding.start, finding.end)
            region = _region(finding) if own else _extent(fix)
            change = {"deletedRegion": region, "insertedContent": {"text": fix.replacement}}
            told = message(f"{words.proposed}: «{fix.replacement}»")
            changes = [{"artifactLocation": artifact, "replacements": [change]}]
            found["fixes"] = [{"description": told, "artifactChanges": changes}]
        found["properties"] = _properties(finding)
        return found


def _artifact(result: DocumentResult) -> Record:
    meta = result.meta
    about = {"refid": meta.refid, "title": meta.title}
    return {
        "location": location_of(result.path),
        "roles": ["analysisTarget"],
        "hashes": {"sha-256": result.digest},
        "properties": about | {"format": result.format, "language": meta.language},
    }


def _noted(kind: str, level: str, text: str, path: str) -> Record:
    found: Record = {"descriptor": {"id": kind}, "level": level, "message": message(text)}
    if path:
        found["locations"] = [{"physicalLocation": {"artifactLocation": location_of(path)}}]
    return found


def _region(finding: Finding) -> Record:
    """The matched words, to the code point. Columns count from 1, offsets from 0."""
    found = {"startLine": finding.line, "startColumn": finding.column}
    if finding.end_line:
        found |= {"endLine": finding.end_line, "endColumn": finding.end_column}
    return found | _extent(finding)


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
    record = finding.to_dict()
    values = {name: record[name] for name in _PROPERTIES}
    values["related"] = [
        {"message": to.message, "quote": to.quote, **_extent(to), "addressPath": to.address_path}
        for to in finding.related
    ]
    return {key: value for key, value in values.items() if value not in (None, [])}


def _extent(one: Finding | Related | ProposedFix) -> Record:
    """Where something is in code points from 0."""
    return {"charOffset": one.start, "charLength": one.end - one.start}


def message(text: str) -> dict[str, str]:
    """A message with the signs escaped that would be placeholders or links."""
    return {"text": _braces(printable(text)).replace("](", "\\](")}


def descriptor(rule: Rule, words: Texts) -> dict[str, Any]:
    """A rule as a `reportingDescriptor`, its texts in the language of `words`."""
    locale = words.locale
    title, rationale = rule.title.get(locale), rule.rationale.get(locale)
    level = LEVELS[rule.severity]
    address = next((s.url for s in rule.sources if _WEB.fullmatch(s.url)), None)
    return {
        "id": rule.id,
        "name": printable(title),
        **({"deprecatedIds": list(rule.aliases)} if rule.aliases else {}),
        "shortDescription": message(title),
        "fullDescription": message(rationale or title),
        **({"helpUri": address} if address else {}),
        "help": _help(rule, words),
        "defaultConfiguration": {"level": level},
        "properties": {
            "category": rule.category,
            "confidence": rule.confidence.value,
            "precision": rule.confidence.value,
            "problem.severity": "recommendation" if level == "note" else level,
            "status": rule.status.value,
            "tags": [rule.category, *([rule.function] if rule.function else ())],
        },
    }


def _help(rule: Rule, words: Texts) -> dict[str, str]:
    """What the rule's file says to people, plain and as Markdown."""
    locale = words.locale
    told = (
        (words.advice, [_FIELD.sub("…", rule.advice.get(locale))]),
        (words.rationale, [_FIELD.sub("…", rule.rationale.get(locale))]),
        (words.sources, [source_text(source) for source in rule.sources]),
    )
    plain, marked = [], []
    for label, given in [one for one in told if any(one[1])] or [("", [rule.title.get(locale)])]:
        lines = [printable(line) for line in given]
        short = len(lines) == 1
        plain.append(
            (f"{label}: {lines[0]}" if short and label else "\n".join((label, *lines))).strip()
        )
        body = [_MARKUP.sub(r"\\\1", line) for line in lines]
        listed = body[0] if short else "\n".join(f"- {line}" for line in body)
        marked.append(f"**{label}**\n\n{listed}" if label else listed)
    return {"text": _braces("\n\n".join(plain)), "markdown": _braces("\n\n".join(marked))}


def _braces(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")
