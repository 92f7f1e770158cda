"""A short report in Markdown, for job summaries and comments on pull requests.

Findings are HTML without empty lines, which Markdown passes through unchanged: the words of a
document can only become text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from regcheck.findings.model import Finding
from regcheck.packs.categories import label_of
from regcheck.reports.finding_text import address_of, counted, missing_from, remarks, shortened
from regcheck.reports.report import BaseReport, Write
from regcheck.results.result import DocumentResult, RunResult
from regcheck.results.shown import SEVERITY_WORDS, set_aside, severity_of, shown_findings
from regcheck.texts.catalogue import Texts

MOST = 50
"""Findings of each severity that are kept."""
ROOM = 50_000
"""Code points of findings in all: a comment on GitHub takes 65,536."""
MISSING_SHOWN = 20
_LONGEST = 400
_ACTIVE = re.compile(r"[&<>\"'`*_\[\]|~\\${}]")
_LINKED = re.compile(r"[@#~%$](?=\w)|[!&](?=\d)|:(?=//)|(?<=www)\.(?=\w)|(?<=[A-Z])-(?=\d)")
"""What services make mentions, references and links of, even in HTML."""
_SHA = re.compile(r"(?<!\w)(?=\d{0,19}[a-f]|\d{20})[0-9a-f]{7,}(?!\w)")
_PARTED = re.compile(r"[0-9a-f]{6}(?=.)")
"""The id of a commit, and parts of it that are too short for one."""


class MarkdownReport(BaseReport[str]):
    """Keeps the first findings of each severity, rendered, and counts the others."""

    def __init__(self, write: Write) -> None:
        super().__init__(write)
        self._missing: list[str] = []
        self._kept: dict[str, list[str]] = {word: [] for word in SEVERITY_WORDS}
        self._left_out: Counter[str] = Counter()

    def document(self, result: DocumentResult) -> None:
        """Keep the findings for which there is room."""
        words = self.locales.of_result(result)
        for missing in missing_from(result, words):
            if len(self._missing) < MISSING_SHOWN:
                said = f"{missing.title}: {missing.text}"
                self._missing.append(f"<li>{code(missing.path)} {text(said)}</li>\n")
            else:
                self._left_out["missing"] += 1
        for finding in shown_findings(result, self.settings):
            word = severity_of(finding).word
            if len(self._kept[word]) < MOST:
                self._kept[word].append(_item(finding, result.path, words))
            else:
                self._left_out[word] += 1

    def end(self, run: RunResult) -> None:
        """Write everything."""
        words = self.locales.of_all()
        ci = words.of("ci")
        totals = run.open_by_severity
        self.write(f"## regcheck: {counted(totals, words) or words.no_findings.rstrip('.')}\n\n")
        if self._missing:
            listed = "".join(self._missing)
            self.write(f"**✖ {words.incomplete}**\n\n<ul>\n{listed}</ul>\n\n")
        documents = words.count("documents", run.documents)
        self.write(f"{documents}, {words.count('words', run.words)}\n\n")
        self.write("".join(_table(run, words)))
        if aside := set_aside(run):
            self.write(ci.count("set_aside", aside) + "\n\n")
        room = ROOM
        for word, kept in self._kept.items():
            chosen: list[str] = []
            for item in kept:
                room -= len(item)
                if room < 0:
                    break
                chosen.append(item)
            self._left_out[word] += len(kept) - len(chosen)
            if chosen:
                self.write(
                    f"### {words.table('severities')[word].capitalize()}\n\n" + "".join(chosen)
                )
        what = counted(self._left_out, words)
        if what:
            self.write(ci.not_shown.format(what=what) + "\n")


def text(words: str) -> str:
    """Text that stays text in HTML, in Markdown and in a table: no link, no mention, no formula."""
    words = _SHA.sub(lambda found: _PARTED.sub("\\g<0>\u200b", found[0]), words)
    words = _LINKED.sub("\\g<0>\u200b", words)
    return _ACTIVE.sub(lambda found: f"&#{ord(found[0])};", words)


def code(words: str) -> str:
    """Text in a code font, in which nothing is taken for a link or a mention."""
    plain = _ACTIVE.sub(lambda found: f"&#{ord(found[0])};", shortened(words))
    return f"<code>{plain}</code>"


def _item(finding: Finding, path: str, words: Texts) -> str:
    message = shortened(finding.message, _LONGEST)
    quote = shortened(finding.quote, _LONGEST)
    if quote not in message:
        message = f"«{quote}»: {message}"
    title = f"<b>{text(shortened(address_of(finding, words), _LONGEST))}</b> {text(message)}"
    excerpt = shortened(finding.excerpt, _LONGEST)
    lines = [text(shortened(remark, _LONGEST)) for remark in remarks(finding, words)]
    told = "".join(f"<p>{line}</p>\n" for line in lines)
    place = f"{path}:{finding.line}:{finding.column}"
    return (
        f"<details><summary>{title}</summary>\n"
        f"<blockquote>{text(excerpt)}</blockquote>\n"
        f"{told}<p>{code(place)} {code(finding.rule.id)}</p>\n"
        "</details>\n\n"
    )


def _table(run: RunResult, words: Texts) -> list[str]:
    """Categories against severities."""
    counts = run.open_by_both
    if not counts:
        return []
    heads = "".join(f" {words.table('severities')[word]} |" for word in SEVERITY_WORDS)
    rows = [f"| |{heads}\n", "| --- |" + " ---: |" * len(SEVERITY_WORDS) + "\n"]
    rows += [
        _row(label_of(name, run.categories, words.locale), by, words) for name, by in counts.items()
    ]
    if len(counts) > 1:
        rows.append(_row(words.total, run.open_by_severity, words))
    return [*rows, "\n"]


def _row(name: str, by: Mapping[str, int], words: Texts) -> str:
    cells = "".join(f" {words.number(by[word])} |" for word in SEVERITY_WORDS)
    return f"| {text(name)} |{cells}\n"
