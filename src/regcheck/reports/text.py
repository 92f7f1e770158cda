"""The reports for people who read a terminal: what to look at first, the totals, then each finding
by address; and a line for each finding."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from regcheck.base.text.printable import printable
from regcheck.base.texts.catalogue import Texts
from regcheck.base.texts.message import said
from regcheck.concepts.concept_rules import NEED_INDEX
from regcheck.findings.model import Finding
from regcheck.packs.model import Confidence, RuleSet
from regcheck.reports.finding_text import (
    MARKS,
    address_of,
    also_at,
    answer_of,
    caveats,
    counted,
    counts_by_category,
    decider_of,
    missing_from,
    none_found,
    not_checked_text,
    shortened,
    target_of,
    why_not_run,
    why_unread,
    word_notes,
)
from regcheck.reports.layout import Line, Paint, Piece, as_match, plain_painter, wrap
from regcheck.reports.report import BaseReport, Packed, Write
from regcheck.results.result import DocumentResult, RunResult, Settings
from regcheck.results.shown import Placed, grouped, most_frequent, severity_of, shown_findings
from regcheck.results.totals import FIXABLE

LONG = 40
"""Lines from which the totals are told at the end too."""
_WIDEST = 110
_WHOLE = 0.8
"""A match that makes up more of the excerpt than this is not marked: it is the whole sentence."""
_QUOTED = 60
"""Code points of the words of a finding, where its message does not repeat them."""


class TextReport(BaseReport[Iterable[Line]]):
    """Holds what it says of documents until the end, since first things and totals precede it."""

    def __init__(self, paint: Paint, width: int = 100) -> None:
        super().__init__(paint)
        self._width = max(40, min(width, _WIDEST))
        self._held = Packed[list[Line]]()
        self._lines = 0
        self._begun = False
        self._uncompared = False

    def begin(self, settings: Settings, rule_set: RuleSet) -> None:
        """Take the settings; nothing is painted yet."""
        super().begin(settings, rule_set)
        needed = any(rule.id in NEED_INDEX for rule in rule_set.rules)
        self._uncompared = needed and not settings.concepts

    def document(self, result: DocumentResult) -> None:
        """Take a document that has findings to show, or notes."""
        if result.unreadable is not None:
            return
        words = self.locales.of(result.meta.language)
        self.first.add(result)
        visible = shown_findings(result, self.settings)
        if visible or result.notes:
            lines = [*([()] if self._lines else []), *self._document(result, visible, words)]
            self._held.put(lines)
            self._lines += len(lines)

    def end(self, run: RunResult) -> None:
        """Paint first things, summary and documents, and most prominently what is missing."""
        words = self.locales.of_all()
        if first := self.first.chosen():
            self._section(self._first(first, words, path=run.documents > 1))
        if run.documents:
            self._section(self._summary(run, words))
        if self.settings.statistics and run.by_rule:
            columns = {**words.table("severities"), FIXABLE: words.fixable}
            self._section(_counts(words.by_rule, most_frequent(run), columns, words))
        if self._lines:
            self._section(chain.from_iterable(self._held.take()))
        if self._lines > LONG:
            found = counted(run.open_by_severity, words)
            self._section(wrap([(words.above.format(what=found), "dim")], self._width))
        if not run.complete:
            self._section(self._missing(run, words))

    def _first(self, first: Sequence[Placed], words: Texts, *, path: bool) -> Iterator[Line]:
        yield ((words.first, "title"),)
        for number, placed in enumerate(first, 1):
            finding = placed.finding
            head: list[Piece] = [(f"{number}. ", "dim")]
            if path:
                head.append((f"{printable(placed.path)}  ", "path"))
            yield from wrap([*head, *_address(finding, words)], self._width, 0, 3)
            yield from wrap([*headline(finding, words)], self._width, 3, 2)
            told: list[Piece] = [(printable(finding.message), "")]
            if finding.quote not in finding.message:
                told = [*as_match(shortened(finding.quote, _QUOTED)), (" ", ""), *told]
            yield from wrap(told, self._width, 5)

    def _missing(self, run: RunResult, words: Texts) -> Iterator[Line]:
        if run.unreadable:
            yield ((f"✖ {words.count('unread', len(run.unreadable))}", "loud"),)
        for item in run.unreadable:
            why = f": {printable(why_unread(item, words))}"
            yield from wrap([(printable(item.path), "path"), (why, "")], self._width, 2, 2)
        if run.skipped:
            yield ((f"✖ {words.not_run}", "loud"),)
        for one in run.skipped:
            place = f"{printable(one.path)}: " if one.path else ""
            why = printable(why_not_run(one, words))
            yield from wrap([(place, "path"), (why, "")], self._width, 2, 2)
        if run.unreadable or run.skipped:
            yield from wrap([(words.incomplete, "loud")], self._width)

    def _summary(self, run: RunResult, words: Texts) -> Iterator[Line]:
        """New findings by category and severity, how many are left out, and what was not checked
        or compared."""
        size = f"{words.count('documents', run.documents)}, {words.count('words', run.words)}"
        if run.settings.since:
            size += f", {words.changed_since} {printable(run.settings.since)}"
        yield ((words.summary, "title"), (f"  {size}", "dim"))
        statuses, shows_all = run.by_status, run.settings.show_info
        translated = sum(run.open_by_severity.values()) - sum(run.new.values())
        folded = {
            "folded": 0 if shows_all else run.new.get("info", 0),
            "translated": 0 if shows_all else translated,
            "known": statuses.get("known", 0) + statuses.get("moved", 0),
            "suppressed": statuses.get("suppressed", 0),
            "removed": sum(run.removed.values()),
            "left_out": run.left_out,
        }
        if run.open_by_both:
            rows = counts_by_category(run, words)
            yield from _counts("", rows, words.table("severities"), words)
        else:
            yield ((f"  {none_found(run.not_checked, run.words, run.settings, words)}", ""),)
        for name, number_of in folded.items():
            if number_of:
                yield ((f"  {words.count(name, number_of)}", "dim"),)
        if aside := not_checked_text(run.not_checked, words):
            yield from wrap([(aside, "dim")], self._width, 2, 2)
        for at, line in enumerate(word_notes(run.by_rule, self.word_rules, words)):
            yield from wrap([(printable(line), "dim")], self._width, 4 if at else 2, 2)
        if self._uncompared:
            yield from wrap([(words.no_concepts, "dim")], self._width, 2, 2)

    def _section(self, lines: Iterable[Line]) -> None:
        """Paint lines, with an empty line before all but the first of the report."""
        if self._begun:
            self.write([()])
        self._begun = True
        self.write(lines)

    def _document(
        self, result: DocumentResult, visible: Sequence[Finding], words: Texts
    ) -> Iterator[Line]:
        title = printable(result.meta.short_title or result.meta.title)
        head: list[Piece] = [(printable(result.path), "path")]
        if title:
            head.append((f"  {title}", "dim"))
        yield from wrap(head, self._width, hanging=2)
        yield (("─" * self._width, "dim"),)
        for note in result.notes:
            line = f"{words.note}: {printable(said(note, words.locale))}"
            yield from wrap([(line, "dim")], self._width, 2, 2)
        before = ""
        told: dict[tuple[str, ...], str] = {}
        for same in grouped(visible):
            finding = same[0]
            if finding.address_path != before:
                yield ()
                yield from wrap([*_address(finding, words)], self._width, hanging=2)
            before = finding.address_path
            yield from self._finding(finding, len(same), words, told)
            if again := also_at(same, words):
                yield from wrap([(f"{words.again}: {again}.", "")], self._width, 4, 2)

    def _finding(
        self, finding: Finding, places: int, words: Texts, told: dict[tuple[str, ...], str]
    ) -> Iterator[Line]:
        """A finding; of messages and advice that were `told` before, only the address of advice."""
        head = [*headline(finding, words)]
        if finding.confidence is Confidence.LOW:
            head.append((f" ({words.uncertain})", "rule"))
        if places > 1:
            head.append((f" · {words.count('places', places)}", "rule"))
        yield from wrap(head, self._width, 2, 2)
        yield from wrap(_marked(finding), self._width, 4)
        said, advised = (finding.rule.id, finding.message), (finding.rule.id, "", finding.advice)
        if told.setdefault(said, finding.fingerprint) == finding.fingerprint:
            yield from wrap([(printable(finding.message), "")], self._width, 4)
        if decider := decider_of(finding, words):
            yield from wrap([(f"{words.decided_by}: {decider}.", "")], self._width, 4)
        if finding.advice:
            place = told.get(advised, "")
            told.setdefault(advised, finding.address)
            advice = words.as_at.format(place=place) if place else finding.advice
            yield from self._labelled(words.advice, advice)
        if finding.fix is not None:
            yield from self._labelled(words.proposed, f"«{finding.fix.replacement}»")
        if answer := answer_of(finding, words):
            yield from self._labelled(words.answered, answer)

    def _labelled(self, label: str, text: str) -> Iterator[Line]:
        pieces: list[Piece] = [(f"{label}:", "label"), (f" {printable(text)}", "advice")]
        yield from wrap(pieces, self._width, 4, 2)


def plain_text_report(write: Write) -> TextReport:
    """The report as plain text, in the width for files and pipes."""
    return TextReport(plain_painter(write))


def _address(finding: Finding, words: Texts) -> Iterator[Piece]:
    yield printable(finding.address), "address"
    if target := target_of(finding, words):
        yield f"  {target}", "address"


def _marked(finding: Finding) -> list[Piece]:
    """The excerpt with the matched words in a style of their own, those nearest to where the cut
    sentence has them."""
    excerpt, quote = finding.excerpt, finding.quote
    expected = len(excerpt) - (finding.sentence.end - finding.span.start)
    if excerpt.endswith("…"):
        expected = finding.span.start - finding.sentence.start
        if excerpt.startswith("…"):
            expected = (len(excerpt) - len(quote)) // 2
    places = [one.start() for one in re.finditer(re.escape(quote), excerpt)] if quote else []
    if not places or len(quote) > _WHOLE * len(excerpt):
        return [(printable(excerpt), "")]
    start = min(places, key=lambda place: abs(place - expected))
    before, after = excerpt[:start], excerpt[start + len(quote) :]
    return [(printable(before), ""), *as_match(quote), (printable(after), "")]


def headline(finding: Finding, words: Texts) -> Iterator[Piece]:
    """Severity, title and rule."""
    word = finding.severity.word
    yield f"{MARKS[word]} {words.table('severities')[word]}:", word
    yield f" {printable(finding.rule.title.get(words.locale))}", "title"
    yield f"  {finding.rule.id}", "rule"


def _counts(
    head: str,
    rows: Sequence[tuple[str, Mapping[str, int]]],
    columns: Mapping[str, str],
    words: Texts,
) -> Iterator[Line]:
    """A table of counts; the columns are named by their keys in the rows."""
    first = max(len(name) for name in (head, *(name for name, _ in rows)))
    titles = {key: f"{title:>8}" for key, title in columns.items()}
    yield ((f"  {head:<{first}}", ""), *((f"  {title}", key) for key, title in titles.items()))
    for name, by in rows:
        cells: list[Piece] = [(f"  {name:<{first}}", "")]
        for key, title in titles.items():
            value = by.get(key, 0)
            shown = words.number(value) if value else "·"
            cells.append((f"  {shown:>{len(title)}}", key if value else "dim"))
        yield tuple(cells)


class ConciseReport(BaseReport[str]):
    """A line for each finding: `path:line:column: severity rule address message`. Lines without
    line and column are about a document: what was not read, run or checked of it."""

    def document(self, result: DocumentResult) -> None:
        """Write what is missing of a document, its findings and what was not checked."""
        words = self.locales.of_result(result)
        path = printable(result.path)
        for missing in missing_from(result, words):
            self.write(f"{path}: error: {missing.title}: {shortened(missing.text)}\n")
        for finding in shown_findings(result, self.settings):
            place = f"{path}:{finding.line}:{finding.column}"
            severity, rule = severity_of(finding).word, finding.rule.id
            address, text = shortened(address_of(finding, words)), shortened(finding.message)
            self.write(f"{place}: {severity} {rule} {address}: {text}\n")
        for text in caveats(result, words):
            self.write(f"{path}: {words.note}: {shortened(text)}\n")

    def end(self, run: RunResult) -> None:
        """Write how many findings are left out, if any are."""
        if run.left_out:
            self.write(f"{self.locales.of_all().count('left_out', run.left_out)}\n")
