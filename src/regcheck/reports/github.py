"""Annotations on GitHub. A step shows ten of each level and drops the rest, so the most useful are
written, and a last notice says how many more there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import partial

from regcheck.base.text.printable import printable
from regcheck.base.texts.catalogue import Texts
from regcheck.findings.model import Finding
from regcheck.reports.finding_text import (
    address_of,
    counted,
    missing_from,
    none_found,
    not_checked_text,
    other_language,
    remarks,
    shortened,
)
from regcheck.reports.report import BaseReport, Write
from regcheck.results.result import DocumentResult, RunResult
from regcheck.results.shown import Best, severity_of, shown_findings

SHOWN = 10
"""Annotations of a level that GitHub shows for one step."""
MISSING_SHOWN = 3
"""Of those for errors, what is given to documents that could not be read."""
_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
_TITLE = 200
_CODES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})
"""Codes in properties, which keep their line breaks: a path must stay as it is."""


def command(name: str, properties: Mapping[str, str | int], text: str) -> str:
    """A workflow command on a line of its own; properties without a value are left out."""
    told = ",".join(
        f"{key}={printable(str(value).translate(_CODES))}"
        for key, value in properties.items()
        if value
    )
    data = "%0A".join(printable(line).replace("%", "%25") for line in text.split("\n"))
    return f"::{name} {told}::{data}\n"


class GithubReport(BaseReport[str]):
    """Keeps the most useful annotations of each level and counts the others."""

    def __init__(self, write: Write) -> None:
        super().__init__(write)
        self._missing: list[str] = []
        self._shown = {word: Best[str](SHOWN) for word in _COMMANDS}
        self._left_out: Counter[str] = Counter()
        self._told: list[str] = []

    def document(self, result: DocumentResult) -> None:
        """Keep the annotations for which there is room."""
        words = self.locales.of_result(result)
        for missing in missing_from(result, words):
            if len(self._missing) < MISSING_SHOWN:
                place = {"file": missing.path, "title": missing.title}
                self._missing.append(command("error", place, f"{missing.path}: {missing.text}"))
            else:
                self._left_out["missing"] += 1
        for finding in shown_findings(result, self.settings):
            make = partial(_annotation, finding, result.path, words)
            self._shown[severity_of(finding).word].add(finding, make)
        if (told := other_language(result, words)) and len(self._told) < MISSING_SHOWN:
            place = {"file": result.path, "title": words.note}
            self._told.append(command("warning", place, f"{result.path}: {told}"))

    def end(self, run: RunResult) -> None:
        """Write what was kept, how much more there is, and the totals for the log."""
        words = self.locales.of_all()
        room = {"error": SHOWN - len(self._missing), "warning": SHOWN, "info": SHOWN}
        room["warning"] -= len(self._told)
        if self._left_out or any(
            best.left_out or len(best.items) > room[word] for word, best in self._shown.items()
        ):
            room["info"] = SHOWN - 1
        lines = [*self._missing, *self._told]
        for word, best in self._shown.items():
            lines += best.items[: room[word]]
            self._left_out[word] += best.left_out + len(best.items[room[word] :])
        what = counted(self._left_out, words)
        if what:
            said = words.of("ci").not_shown.format(what=what)
            lines.append(command("notice", {"title": "regcheck"}, said))
        size = words.count("documents", run.documents)
        none = none_found(run.not_checked, run.words, run.settings, words).rstrip(".")
        found = counted(run.open_by_severity, words) or f"{none[:1].lower()}{none[1:]}"
        aside = not_checked_text(run.not_checked, words)
        left_out = words.count("left_out", run.left_out) if run.left_out else ""
        told = ". ".join(filter(None, (f"regcheck: {size}: {found}", left_out, aside)))
        self.write("".join(lines) + f"{told}\n")


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
