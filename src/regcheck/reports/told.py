"""A finding in words, for reports that give each one a line or a few."""

from __future__ import annotations

from types import MappingProxyType

from regcheck.findings.model import Finding
from regcheck.law.address_path import parse_path
from regcheck.law.address_text import long
from regcheck.packs.model import Severity
from regcheck.reports.layout import printable
from regcheck.results.result import Settings
from regcheck.results.totals import NEW_STATUSES, SEVERITY_WORDS, TRANSLATED, severity_of
from regcheck.texts.catalogue import Texts

MARKS = MappingProxyType({"error": "✖", "warning": "▲", "info": "●"})
"""What stands for a severity where there is room for one sign."""
LONGEST = 1_000
"""Code points of a quote, a message or an advice in reports that are shown in small boxes."""


def is_open(finding: Finding) -> bool:
    """Whether the finding is neither known nor suppressed. Formats that cannot say so hold only
    these."""
    return finding.status in NEW_STATUSES


def fails(finding: Finding, threshold: str) -> bool:
    """Whether the finding makes the run fail, at a threshold such as `error` or `never`."""
    if threshold not in SEVERITY_WORDS or not is_open(finding) or finding.role == TRANSLATED:
        return False
    return SEVERITY_WORDS.index(finding.severity.word) <= SEVERITY_WORDS.index(threshold)


def is_shown(finding: Finding, settings: Settings) -> bool:
    """Whether reports for people show the finding: notes only when they are asked for."""
    return is_open(finding) and (settings.show_info or severity_of(finding) > Severity.INFO)


def address_of(finding: Finding, words: Texts) -> str:
    """The address, and for new wording the place that it goes into."""
    address = printable(finding.address)
    if not finding.target:
        return address
    amended = long(parse_path(finding.target), words.locale, with_document=True)
    return f"{address} ({words.belongs_to} {printable(amended)})"


def decider_of(finding: Finding, words: Texts) -> str:
    """Who decides, in words; empty where nobody does or it is unclear."""
    if not finding.decider or finding.decider == "unclear":
        return ""
    return words.table("deciders").get(finding.decider, finding.decider)


def remarks(finding: Finding, words: Texts) -> list[str]:
    """What follows the message: who decides, what to write instead."""
    found = []
    if decider := decider_of(finding, words):
        found.append(f"{words.decided_by}: {decider}.")
    if finding.advice:
        found.append(f"{words.advice}: {shortened(finding.advice)}")
    if finding.fix is not None:
        found.append(f"{words.proposed}: «{shortened(finding.fix.replacement)}»")
    return found


def in_a_line(finding: Finding, words: Texts) -> str:
    """Address, message and advice on one line, without control characters."""
    said = f"{address_of(finding, words)}: {shortened(finding.message)}"
    return " ".join((said, *remarks(finding, words)))


def shortened(text: str, most: int = LONGEST) -> str:
    """`text` on one line without control characters, and cut after so many code points."""
    text = " ".join(text.split())
    if len(text) > most:
        text = text[: most - 1].rstrip() + "…"
    return printable(text)
