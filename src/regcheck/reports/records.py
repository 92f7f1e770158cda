"""The records of the machine formats, plain values with keys in a fixed order, and the JSON reports
made of them, as one object with a finding on each line or as JSON lines.

`docs/output-schema.json` describes them, and a test compares the two.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec.structs import asdict

from regcheck import __version__
from regcheck.base.text.printable import json_text
from regcheck.changes.precedents.known import nearest
from regcheck.document.model import Unreadable
from regcheck.findings.model import Finding
from regcheck.packs.model import RuleSet
from regcheck.reports.report import BaseReport, Write
from regcheck.results.result import DocumentResult, RunResult, Settings, SkippedRule

SCHEMA_VERSION = 1
TOOL = {"name": "regcheck", "version": __version__}
Record = dict[str, Any]


class JsonList:
    """Writes the items of a list, each on a line of its own, as they come."""

    def __init__(self, write: Write) -> None:
        self._write = write
        self._first = True

    def add(self, record: str) -> None:
        """Write one item, serialised."""
        self._write(("\n" if self._first else ",\n") + record)
        self._first = False

    def end(self, after: str) -> None:
        """Close the list, and write what comes after it."""
        self._write(("]" if self._first else "\n]") + after)


def listed(records: Iterable[str]) -> Iterator[str]:
    """Serialised items, each on a line of its own, and the end of the list."""
    before = "\n"
    for record in records:
        yield before + record
        before = ",\n"
    yield "]" if before == "\n" else "\n]"


def json_with_list(
    version: int, key: str, records: Iterable[Record], **others: Iterable[Any]
) -> Iterator[str]:
    """A JSON object: schema version, tool, a list with an item on each line, then other members, of
    which lists are read once the first has been."""
    yield f'{{"schema_version":{version},\n"tool":{json.dumps(TOOL)},\n"{key}":['
    yield from listed(map(json_text, records))
    for name, value in others.items():
        yield f',\n"{name}":' + json_text(value if isinstance(value, dict) else list(value))
    yield "}\n"


def opening(head: Record, key: str) -> str:
    """The beginning of a JSON object: its head, a member on each line, and that of a list."""
    members = [f'"{name}":{to_json(value)}' for name, value in head.items()]
    return "{" + ",\n".join(members) + f',\n"{key}":['


def to_json(record: object) -> str:
    """A record on one line, letters not escaped, but what a build takes for commands is."""
    return json_text(record, separators=(",", ":"), allow_nan=False)


def pretty_json(record: object) -> str:
    """A record over several lines, for people who read JSON."""
    return json_text(record, indent=1, allow_nan=False) + "\n"


_ALWAYS = (
    "collection", "select", "ignore", "packs", "preview", "language", "locale", "nlp", "fail_on",
)  # fmt: skip
_UNLESS = {"level": "info", "as_of": "", "tracked_changes": "accepted"}
"""Settings that are told unless they have this value."""


def header_record(settings: Settings, rule_set: RuleSet) -> Record:
    """What is known before the first document: format, tool, rules, settings."""
    told = {name: _plain(getattr(settings, name)) for name in _ALWAYS}
    told |= {name: getattr(settings, name) or None for name in ("baseline", "since")}
    if settings.config:
        told |= {"config": settings.config, "severity": dict(settings.severity)}
        told["overrides"] = [
            {name: _plain(value) for name, value in asdict(one).items()}
            | {"severity": dict(one.severity)}
            for one in settings.overrides
        ]
    names = ["concepts", "concepts_digest"] if settings.concepts else []
    names += [name for name, usual in _UNLESS.items() if getattr(settings, name) != usual]
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": TOOL,
        "rule_set": {
            "digest": rule_set.digest,
            "packs": [{"name": pack.name, "version": pack.version} for pack in rule_set.packs],
            "rules": len(rule_set.rules),
        },
        "settings": told | {name: getattr(settings, name) for name in names},
    }


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def document_record(result: DocumentResult) -> Record:
    """One document that was read, with or without findings."""
    return result.to_dict(counted=True)


def finding_record(finding: Finding, result: DocumentResult) -> Record:
    """A finding. `verdict`, `decider`, `gate`, `usefulness`, `target` and `fix` are null where they
    do not apply; `justification` and `suppressed_by` are present only if it is suppressed, `part`
    only for files made of parts, `precedents` only if there are any, `eid` only in Akoma Ntoso."""
    record = finding.to_dict(path=result.path, refid=result.meta.refid)
    if found := nearest(finding.rule.id, finding.quote, finding.language):
        record["precedents"] = [one.to_dict() for one in found]
    return record


def unreadable_record(unreadable: Unreadable) -> Record:
    """One document that could not be read."""
    told = {"path": unreadable.path, "reason": unreadable.reason}
    return told | {"detail": str(unreadable.detail), "hint": str(unreadable.hint)}


def summary_record(run: RunResult) -> Record:
    """The totals of a run; `by_rule` is present only where findings are counted by rule."""
    counts = ("by_severity", "by_category", "new", "by_status")
    record: Record = {
        "documents": run.documents,
        "words": run.words,
        "findings": sum(run.by_severity.values()),
        **{name: dict(getattr(run, name)) for name in counts},
        "removed": dict(run.removed) or None,
        "not_checked": [one.to_dict() for one in run.not_checked],
        "unreadable": len(run.unreadable),
        "skipped": skipped_records(run.skipped),
        "complete": run.complete,
    }
    if run.settings.statistics:
        record["by_rule"] = {rule: dict(counts) for rule, counts in run.by_rule.items()}
    return record


def skipped_records(skipped: Iterable[SkippedRule]) -> Sequence[Record]:
    """Selected rules that did not run everywhere, with the document."""
    return [{"rule": one.rule, "path": one.path, "reason": one.reason} for one in skipped]


class JsonReport(BaseReport[str]):
    """Writes findings at once and keeps one short record per document until the end."""

    def __init__(self, write: Write) -> None:
        super().__init__(write)
        self._documents: list[Record] = []
        self._unreadable: list[Record] = []
        self._findings = JsonList(write)

    def begin(self, settings: Settings, rule_set: RuleSet) -> None:
        """Write the head and open the list of findings."""
        self.write(opening(header_record(settings, rule_set), "findings"))

    def document(self, result: DocumentResult) -> None:
        """Write the findings of a document."""
        if result.unreadable is not None:
            self._unreadable.append(unreadable_record(result.unreadable))
            return
        self._documents.append(document_record(result))
        for finding in result.findings:
            self._findings.add(to_json(finding_record(finding, result)))

    def end(self, run: RunResult) -> None:
        """Close the findings and write documents, unreadable ones and the summary."""
        self._findings.end(",\n")
        for key, records in (("documents", self._documents), ("unreadable", self._unreadable)):
            self.write(f'"{key}":[{"".join(listed(map(to_json, records)))},\n')
        self.write(f'"summary":{to_json(summary_record(run))}}}\n')


class JsonLinesReport(BaseReport[str]):
    """A header, then records in path order, then a summary; keeps nothing."""

    def begin(self, settings: Settings, rule_set: RuleSet) -> None:
        """Write the header record."""
        self._line("header", header_record(settings, rule_set))

    def document(self, result: DocumentResult) -> None:
        """Write a document's record and those of its findings."""
        if result.unreadable is not None:
            self._line("unreadable", unreadable_record(result.unreadable))
            return
        self._line("document", document_record(result))
        for finding in result.findings:
            self._line("finding", finding_record(finding, result))

    def end(self, run: RunResult) -> None:
        """Write the summary record."""
        self._line("summary", summary_record(run))

    def _line(self, kind: str, record: Record) -> None:
        self.write(to_json({"type": kind, **record}) + "\n")
