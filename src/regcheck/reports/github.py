"""Annotations on GitHub: workflow commands in the log of a step.

A step shows ten errors, ten warnings and ten notices, and silently drops the rest. So the first of
each are written, errors first, and a last notice says how many more there are.
"""

from __future__ import annotations

from collections import Counter

from regcheck.findings.model import Finding
from regcheck.reports.finding_text import (
    Missing,
    address_of,
    counted,
    missing_from,
    remarks,
    shortened,
)
from regcheck.reports.report import BaseReport, Write
from regcheck.results.result import DocumentResult, RunResult
from regcheck.results.shown import severity_of, shown_findings
from regcheck.text.printable import printable
from regcheck.texts.catalogue import Texts

SHOWN = 10
"""Annotations of a level that GitHub shows for one step."""
MISSING_SHOWN = 3
"""Of those for errors, what is given to documents that could not be read."""
_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
_TITLE = 200


def command(name: str, properties: dict[str, str | int], text: str) -> str:
    """A workflow command on a line of its own; properties without a value are left out."""
    told = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items() if value)
    return f"::{name} {told}::{_data(text)}\n"


def _data(text: str) -> str:
    lines = (printable(line) for line in text.split("\n"))
    return "%0A".join(line.replace("%", "%25") for line in lines)


def _property(text: str) -> str:
    """A property keeps its line breaks: a path must stay as it is."""
    for char, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C")):
        text = text.replace(char, code)
    return printable(text)


class GithubReport(BaseReport[str]):
    """Keeps the first annotations of each level and counts the others."""

    def __init__(self, write: Write) -> None:
        super().__init__(write)
        self._missing: list[str] = []
        self._shown: dict[str, list[str]] = {word: [] for word in _COMMANDS}
        self._left_out: Counter[str] = Counter()

    def document(self, result: DocumentResult) -> None:
        """Keep the annotations for which there is room."""
        words = self.locales.of_result(result)
        for missing in missing_from(result, words):
            if len(self._missing) < MISSING_SHOWN:
                self._missing.append(_missing(missing))
            else:
                self._left_out["missing"] += 1
        for finding in shown_findings(result, self.settings):
            word = severity_of(finding).word
            if len(self._shown[word]) < SHOWN:
                self._shown[word].append(_annotation(finding, result.path, words))
            else:
                self._left_out[word] += 1

    def end(self, run: RunResult) -> None:
        """Write what was kept, how much more there is, and the totals for the log."""
        words = self.locales.of_all()
        room = {"error": SHOWN - len(self._missing), "warning": SHOWN, "info": SHOWN}
        if self._left_out or len(self._shown["error"]) > room["error"]:
            room["info"] = SHOWN - 1
        lines = list(self._missing)
        for word, kept in self._shown.items():
            lines += kept[: room[word]]
            self._left_out[word] += len(kept[room[word] :])
        what = counted(self._left_out, words)
        if what:
            said = words.of("ci").not_shown.format(what=what)
            lines.append(command("notice", {"title": "regcheck"}, said))
        size = words.count("documents", run.documents)
        found = counted(run.open_by_severity, words) or words.no_findings.rstrip(".").lower()
        self.write("".join(lines) + f"regcheck: {size}: {found}\n")


def _annotation(finding: Finding, path: str, words: Texts) -> str:
    title = f"{address_of(finding, words)}: {finding.rule.title.get(words.locale)}"
    across = finding.end_line > finding.line  # GitHub takes columns for a single line only
    lines = (shortened(finding.message), *remarks(finding, words), finding.rule.id)
    return command(
        _COMMANDS[severity_of(finding).word],
        {
            "file": path,
            "line": finding.line,
            "endLine": finding.end_line,
            "col": 0 if across else finding.column,
            "endColumn": 0 if across else max(finding.end_column - 1, 0),
            "title": shortened(title, _TITLE),
        },
        "\n".join(lines),
    )


def _missing(missing: Missing) -> str:
    place: dict[str, str | int] = {"file": missing.path, "title": missing.title}
    return command("error", place, f"{missing.path}: {missing.text}")
