"""What people are shown of the findings of a run: the one place where that is decided.

A finding is open when it is neither known nor suppressed. In translated text, whose words the
drafter does not own, it counts as a note and fails no run.
"""

from __future__ import annotations

from typing import Final

from regcheck.findings.model import Finding
from regcheck.packs.model import Severity
from regcheck.results.result import DocumentResult, RunResult, Settings

SEVERITY_WORDS: Final = tuple(severity.word for severity in reversed(Severity))
NEW_STATUSES: Final = frozenset({"new"})
TRANSLATED: Final = "foreign"
"""The role of translated text."""


def is_open(finding: Finding) -> bool:
    """Whether the finding is neither known nor suppressed."""
    return finding.status in NEW_STATUSES


def is_shown(finding: Finding, settings: Settings) -> bool:
    """Whether reports for people show the finding: notes only when they are asked for."""
    return is_open(finding) and (settings.show_info or severity_of(finding) > Severity.INFO)


def open_findings(result: DocumentResult) -> list[Finding]:
    """The findings of a document for formats that cannot say what is known or suppressed."""
    return [finding for finding in result.findings if is_open(finding)]


def shown_findings(result: DocumentResult, settings: Settings) -> list[Finding]:
    """The findings of a document for reports that people read."""
    return [finding for finding in result.findings if is_shown(finding, settings)]


def set_aside(run: RunResult) -> int:
    """How many findings of a run are known or suppressed."""
    return sum(number for status, number in run.by_status.items() if status not in NEW_STATUSES)


def severity_of(finding: Finding) -> Severity:
    """The severity that people are told."""
    return Severity.INFO if finding.role == TRANSLATED else finding.severity


def fails(finding: Finding, threshold: str) -> bool:
    """Whether the finding makes the run fail, at a threshold such as `error` or `never`."""
    if threshold not in SEVERITY_WORDS or not is_open(finding) or finding.role == TRANSLATED:
        return False
    return SEVERITY_WORDS.index(finding.severity.word) <= SEVERITY_WORDS.index(threshold)
