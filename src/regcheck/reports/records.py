"""The records of the machine formats: plain values, keys in a fixed order.

`docs/output-schema.json` describes them, and a test compares the two.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from regcheck import __version__
from regcheck.base.text.printable import json_text
from regcheck.changes.precedents.known import nearest
from regcheck.document.model import Unreadable
from regcheck.findings.model import Finding
from regcheck.packs.model import RuleSet
from regcheck.reports.report import Write
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


def json_with_list(version: int, key: str, records: Iterable[Record]) -> Iterator[str]:
    """The beginning of a JSON object: schema version, tool and a list, an item on each line."""
    yield f'{{"schema_version":{version},\n"tool":{json.dumps(TOOL)},\n"{key}":['
    yield from listed(map(json_text, records))


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


def header_record(settings: Settings, rule_set: RuleSet) -> Record:
    """What is known before the first document: format, tool, rules, settings."""
    record: Record = {
        "schema_version": SCHEMA_VERSION,
        "tool": TOOL,
        "rule_set": {
            "digest": rule_set.digest,
            "packs": [{"name": pack.name, "version": pack.version} for pack in rule_set.packs],
            "rules": len(rule_set.rules),
        },
        "settings": {
            "collection": settings.collection,
            "select": list(settings.select),
            "ignore": list(settings.ignore),
            "packs": list(settings.packs),
            "preview": settings.preview,
            "language": settings.language,
            "locale": settings.locale,
            "nlp": settings.nlp,
            "fail_on": settings.fail_on,
            "baseline": settings.baseline or None,
            "since": settings.since or None,
            **_configured(settings),
        },
    }
    if settings.concepts:
        record["settings"]["concepts"] = settings.concepts
        record["settings"]["concepts_digest"] = settings.concepts_digest
    if settings.level != "info":
        record["settings"]["level"] = settings.level
    if settings.as_of:
        record["settings"]["as_of"] = settings.as_of
    if settings.tracked_changes != "accepted":
        record["settings"]["tracked_changes"] = settings.tracked_changes
    return record


def _configured(settings: Settings) -> Record:
    if not settings.config:
        return {}
    found: Record = {"config": settings.config, "severity": dict(settings.severity)}
    found["overrides"] = [
        {
            "paths": list(override.paths),
            "base": override.base,
            "select": list(override.select),
            "ignore": list(override.ignore),
            "severity": dict(override.severity),
        }
        for override in settings.overrides
    ]
    return found


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
    return {
        "path": unreadable.path,
        "reason": unreadable.reason,
        "detail": str(unreadable.detail),
        "hint": str(unreadable.hint),
    }


def summary_record(run: RunResult) -> Record:
    """The totals of a run; `by_rule` is present only where findings are counted by rule."""
    record: Record = {
        "documents": run.documents,
        "words": run.words,
        "findings": sum(run.by_severity.values()),
        "by_severity": dict(run.by_severity),
        "by_category": dict(run.by_category),
        "new": dict(run.new),
        "by_status": dict(run.by_status),
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
