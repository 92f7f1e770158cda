"""A short report in Markdown for job summaries and comments; findings are HTML without empty lines,
so that the words of a document can only become text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial

from regcheck.base.files.own_output import AS_COMMENT
from regcheck.base.text.patterns import pattern
from regcheck.base.texts.catalogue import Texts
from regcheck.findings.model import Finding
from regcheck.reports.finding_text import (
    address_of,
    also_at,
    counted,
    counts_by_category,
    missing_from,
    none_found,
    not_checked_text,
    remarks,
    shortened,
    word_notes,
)
from regcheck.reports.report import BaseReport, Write
from regcheck.results.result import DocumentResult, RunResult
from regcheck.results.shown import (
    BY_USE,
    SEVERITY_WORDS,
    Best,
    Placed,
    grouped,
    most_frequent,
    rank,
    set_aside,
    severity_of,
    shown_findings,
)
from regcheck.results.totals import FIXABLE

MOST = 50
"""Groups of findings of each severity that are kept."""
ROOM = 50_000
"""Code points of findings in all: a comment on GitHub takes 65,536."""
MISSING_SHOWN = 20
_LONGEST = 400
_ACTIVE = pattern(r"[&<>\"'`*_\[\]|~\\${}]")
_LINKED = pattern(r"[@#~%$](?=\w)|[!&](?=\d)|:(?=//)|(?<=www)\.(?=\w)|(?<=[A-Z])-(?=\d)")
"""What services make mentions, references and links of, even in HTML."""
_SHA = pattern(r"(?<!\w)(?=\d{0,19}[a-f]|\d{20})[0-9a-f]{7,}(?!\w)")
_PARTED = pattern(r"[0-9a-f]{6}(?=.)")
"""The id of a commit, and parts of it that are too short for one."""


class MarkdownReport(BaseReport[str]):
    """Keeps the most useful findings of each severity, rendered, and counts the others."""

    def __init__(self, write: Write) -> None:
        super().__init__(write)
        self._missing: list[str] = []
        self._kept = {word: Best[tuple[int, str]](MOST) for word in SEVERITY_WORDS}
        self._left_out: Counter[str] = Counter()

    def document(self, result: DocumentResult) -> None:
        """Keep the findings for which there is room."""
        words = self.locales.of_result(result)
        for missing in missing_from(result, words):
            if len(self._missing) < MISSING_SHOWN:
                self._missing.append(f"<li>{code(missing.path)} {text(missing.line)}</li>\n")
            else:
                self._left_out["missing"] += 1
        self.first.add(result)
        for same in grouped(shown_findings(result, self.settings)):
            best = min(same, key=rank)
            word = severity_of(best).word
            self._left_out[word] += len(same)
            self._kept[word].add(best, partial(_item, same, result.path, words))

    def end(self, run: RunResult) -> None:
        """Write everything."""
        words = self.locales.of_all()
        ci = words.of("ci")
        totals = run.open_by_severity
        none = none_found(run.not_checked, run.words, run.settings, words).rstrip(".")
        self.write(f"## regcheck: {counted(totals, words) or none}\n\n")
        if self._missing:
            listed = "".join(self._missing)
            self.write(f"**✖ {words.incomplete}**\n\n<ul>\n{listed}</ul>\n\n")
        documents = words.count("documents", run.documents)
        self.write(f"{documents}, {words.count('words', run.words)}\n\n")
        if first := self.first.chosen():
            self.write(_first(first, words, with_path=run.documents > 1))
        rows = counts_by_category(run, words)
        self.write(_table("", rows, words.table("severities"), words))
        if notes := word_notes(run.by_rule, self.word_rules, words):
            self.write("\n- ".join(map(text, notes)).replace("\n", "\n\n", 1) + "\n\n")
        if aside := set_aside(run):
            self.write(ci.count("set_aside", aside) + "\n\n")
        if run.left_out:
            self.write(words.count("left_out", run.left_out) + "\n\n")
        if unchecked := not_checked_text(run.not_checked, words):
            self.write(text(unchecked) + "\n\n")
        if self.settings.statistics:
            columns = {**words.table("severities"), FIXABLE: words.fixable}
            self.write(_table(words.by_rule, most_frequent(run), columns, words))
        self._write_findings(words)
        what = counted(self._left_out, words)
        if what:
            self.write(ci.not_shown.format(what=what) + "\n\n")
        self.write(AS_COMMENT)

    def _write_findings(self, words: Texts) -> None:
        """Write what there is room for, and take it from what is left out."""
        room = ROOM
        for word, best in self._kept.items():
            chosen: list[str] = []
            for number, item in best.items if self.settings.sort == BY_USE else best.in_order:
                room -= len(item)
                if room < 0:
                    break
                chosen.append(item)
                self._left_out[word] -= number
            if chosen:
                self.write(
                    f"### {words.table('severities')[word].capitalize()}\n\n" + "".join(chosen)
                )


def text(words: str) -> str:
    """Text that stays text in HTML, in Markdown and in a table: no link, no mention, no formula."""
    words = _SHA.sub(lambda found: _PARTED.sub("\\g<0>\u200b", found[0]), words)
    words = _LINKED.sub("\\g<0>\u200b", words)
    return _ACTIVE.sub(lambda found: f"&#{ord(found[0])};", words)


def code(words: str) -> str:
    """Text in a code font, in which nothing is taken for a link or a mention."""
    plain = _ACTIVE.sub(lambda found: f"&#{ord(found[0])};", shortened(words))
    return f"<code>{plain}</code>"


def _title(finding: Finding, words: Texts) -> str:
    message = shortened(finding.message, _LONGEST)
    quote = shortened(finding.quote, _LONGEST)
    if quote not in message:
        message = f"«{quote}»: {message}"
    return f"<b>{text(shortened(address_of(finding, words), _LONGEST))}</b> {text(message)}"


def _first(first: Sequence[Placed], words: Texts, *, with_path: bool) -> str:
    items = "".join(
        f"<li>{f'{code(one.path)} ' if with_path else ''}{_title(one.finding, words)} "
        f"{code(one.finding.rule.id)}</li>\n"
        for one in first
    )
    return f"### {words.first}\n\n<ol>\n{items}</ol>\n\n"


def _item(same: Sequence[Finding], path: str, words: Texts) -> tuple[int, str]:
    """Findings that are told together: how many, and what is said of them."""
    finding = same[0]
    excerpt = shortened(finding.excerpt, _LONGEST)
    lines = [text(shortened(remark, _LONGEST)) for remark in remarks(finding, words)]
    told = "".join(f"<p>{line}</p>\n" for line in lines)
    if again := also_at(same, words):
        told += f"<p>{text(f'{words.again}: {again}.')}</p>\n"
    place = f"{path}:{finding.line}:{finding.column}"
    return len(same), (
        f"<details><summary>{_title(finding, words)}</summary>\n"
        f"<blockquote>{text(excerpt)}</blockquote>\n"
        f"{told}<p>{code(place)} {code(finding.rule.id)}</p>\n"
        "</details>\n\n"
    )


def _table(
    head: str,
    rows: Sequence[tuple[str, Mapping[str, int]]],
    columns: Mapping[str, str],
    words: Texts,
) -> str:
    """A table of counts; the columns are named by their keys in the rows."""
    if not rows:
        return ""
    lines = [" | ".join((f"| {head}".rstrip(), *columns.values())) + " |"]
    lines.append("| --- |" + " ---: |" * len(columns))
    lines += [
        f"| {text(name)} |" + "".join(f" {words.number(by[key])} |" for key in columns)
        for name, by in rows
    ]
    return "\n".join(lines) + "\n\n"
