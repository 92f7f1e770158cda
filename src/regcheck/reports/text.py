"""The report for people: document by document, each finding under its legal address."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from regcheck.concepts.concept_rules import NEED_INDEX
from regcheck.document.model import Unreadable
from regcheck.findings.model import Finding
from regcheck.packs.categories import label_of
from regcheck.packs.model import Confidence, RuleSet, Severity
from regcheck.reports.finding_text import MARKS, decider_of, target_of, why_not_run, why_unread
from regcheck.reports.layout import Line, Paint, Piece, as_match, plain_painter, wrap
from regcheck.reports.report import Locales, Write
from regcheck.results.result import DocumentResult, RunResult, Settings, SkippedRule
from regcheck.results.shown import SEVERITY_WORDS, shown_findings
from regcheck.text.printable import printable
from regcheck.texts.catalogue import Texts
from regcheck.texts.message import said

_WIDEST = 110
_SECTION = re.compile(r".*?/(?:§[^/]*|vedlegg/[^/]*)")
"""The part of an address path that names a section."""
_WHOLE = 0.8
"""A match that makes up more of the excerpt than this is not marked: it is the whole sentence."""


class _Said:
    """What the report has said about a document, so that nothing is repeated in full."""

    def __init__(self) -> None:
        self._messages: set[tuple[str, str]] = set()
        self._advice: dict[tuple[str, str], str] = {}

    def is_new(self, finding: Finding) -> bool:
        """Whether the rule has not given this message before."""
        said = (finding.rule.id, finding.message)
        new = said not in self._messages
        self._messages.add(said)
        return new

    def where(self, finding: Finding) -> str:
        """The address at which the rule's advice is given in full; empty if it is this one."""
        said = (finding.rule.id, finding.advice)
        if said in self._advice:
            return self._advice[said]
        self._advice[said] = finding.address
        return ""


class TextReport:
    """Paints each document as it comes and keeps nothing."""

    def __init__(self, paint: Paint, width: int = 100) -> None:
        self._paint = paint
        self._width = max(40, min(width, _WIDEST))
        self._settings = Settings()
        self._locales = Locales()
        self._begun = False
        self._uncompared = False

    def begin(self, settings: Settings, rule_set: RuleSet) -> None:
        """Take the settings; nothing is painted yet."""
        self._settings = settings
        self._locales = Locales(settings.locale)
        self._uncompared = not settings.concepts and any(
            rule.id in NEED_INDEX for rule in rule_set.rules
        )

    def document(self, result: DocumentResult) -> None:
        """Paint a document that has findings to show, or notes."""
        if result.unreadable is not None:
            return
        words = self._locales.of(result.meta.language)
        visible = shown_findings(result, self._settings)
        if not visible and not result.notes:
            return
        self._section(self._document(result, visible, words))

    def end(self, run: RunResult) -> None:
        """Paint the summary, and last and most prominently what is missing from it."""
        words = self._locales.of_all()
        if run.documents:
            self._section(_summary(run, words))
            if self._uncompared:
                self._paint(wrap([(f"  {words.no_concepts}", "dim")], self._width, hanging=2))
        missing = [*_unread(run.unreadable, words, self._width)]
        missing += _not_run(run.skipped, words, self._width)
        if missing:
            self._section([*missing, *wrap([(words.incomplete, "loud")], self._width)])

    def _section(self, lines: Iterable[Line]) -> None:
        """Paint lines, with an empty line before all but the first of the report."""
        if self._begun:
            self._paint([()])
        self._begun = True
        self._paint(lines)

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
            yield from wrap(
                [(f"{words.note}: {printable(said(note, words.locale))}", "dim")],
                self._width,
                2,
                2,
            )
        before = ""
        seen = _Said()
        for finding, places, others in _grouped(visible):
            if finding.address_path != before:
                yield ()
                yield from self._address(finding, words)
            before = finding.address_path
            yield from self._finding(finding, places, words, seen)
            if others:
                again = printable("; ".join(others))
                yield from wrap([(f"{words.again}: {again}.", "")], self._width, 4, 2)

    def _address(self, finding: Finding, words: Texts) -> Iterator[Line]:
        head: list[Piece] = [(printable(finding.address), "address")]
        if target := target_of(finding, words):
            head.append((f"  {target}", "address"))
        yield from wrap(head, self._width, hanging=2)

    def _finding(self, finding: Finding, places: int, words: Texts, seen: _Said) -> Iterator[Line]:
        word = finding.severity.word
        title = finding.rule.title.get(words.locale)
        head: list[Piece] = [
            (f"{MARKS[word]} {words.table('severities')[word]}:", word),
            (f" {printable(title)}", "title"),
            (f"  {finding.rule.id}", "rule"),
        ]
        if finding.confidence is Confidence.LOW:
            head.append((f" ({words.uncertain})", "rule"))
        if places > 1:
            head.append((f" · {words.count('places', places)}", "rule"))
        yield from wrap(head, self._width, 2, 2)
        yield from wrap(_marked(finding), self._width, 4)
        if seen.is_new(finding):
            yield from wrap([(printable(finding.message), "")], self._width, 4)
        if decider := decider_of(finding, words):
            yield from wrap([(f"{words.decided_by}: {decider}.", "")], self._width, 4)
        if finding.advice:
            place = seen.where(finding)
            advice = words.as_at.format(place=place) if place else finding.advice
            yield from self._labelled(words.advice, advice)
        if finding.fix is not None:
            yield from self._labelled(words.proposed, f"«{finding.fix.replacement}»")

    def _labelled(self, label: str, text: str) -> Iterator[Line]:
        pieces: list[Piece] = [(f"{label}:", "label"), (f" {printable(text)}", "advice")]
        yield from wrap(pieces, self._width, 4, 2)


def plain_text_report(write: Write) -> TextReport:
    """The report as plain text, in the width for files and pipes."""
    return TextReport(plain_painter(write))


def _grouped(findings: Sequence[Finding]) -> Iterator[tuple[Finding, int, list[str]]]:
    """The findings to show, each with the number of places it stands for, and the addresses at
    which the same is said about the same words.

    Rules that speak once per document are shown only at their first place, and so are warnings that
    repeat within a section.
    """
    places = Counter(f.rule.id for f in findings if f.rule.once)
    alike: dict[tuple[str, ...], list[Finding]] = {}
    for finding in findings:
        alike.setdefault(_alike(finding), []).append(finding)
    done: set[str] = set()
    for finding in findings:
        same = alike[_alike(finding)]
        if finding.rule.once:
            if finding.rule.id not in done:
                done.add(finding.rule.id)
                yield finding, places[finding.rule.id], []
        elif same[0] is finding:
            yield finding, 1, _addresses(same)


def _alike(finding: Finding) -> tuple[str, ...]:
    """What findings that are shown together have in common; errors are shown one by one."""
    if finding.severity is Severity.ERROR:
        return (finding.fingerprint, finding.address)
    section = _SECTION.match(finding.address_path)
    place = section[0] if section else finding.address_path
    return (finding.rule.id, place, finding.message.casefold(), finding.advice)


def _addresses(same: Sequence[Finding]) -> list[str]:
    """The addresses of all but the first."""
    return list(dict.fromkeys(finding.address for finding in same[1:]))


def _marked(finding: Finding) -> list[Piece]:
    """The excerpt with the matched words in a style of their own."""
    excerpt, quote = finding.excerpt, finding.quote
    expected = len(excerpt) - (finding.sentence.end - finding.span.start)
    if excerpt.endswith("…"):
        expected = finding.span.start - finding.sentence.start
        if excerpt.startswith("…"):
            expected = (len(excerpt) - len(quote)) // 2
    found = _nearest(excerpt, quote, expected)
    if found < 0 or len(quote) > _WHOLE * len(excerpt):
        return [(printable(excerpt), "")]
    end = found + len(quote)
    return [
        (printable(excerpt[:found]), ""),
        *as_match(quote),
        (printable(excerpt[end:]), ""),
    ]


def _nearest(text: str, words: str, expected: int) -> int:
    """The position of `words` in `text` nearest to the expected one, or -1."""
    places = []
    at = text.find(words) if words else -1
    while at >= 0:
        places.append(at)
        at = text.find(words, at + 1)
    return min(places, key=lambda place: abs(place - expected), default=-1)


def _unread(unreadable: Sequence[Unreadable], words: Texts, width: int) -> Iterator[Line]:
    if not unreadable:
        return
    yield ((f"✖ {words.count('unread', len(unreadable))}", "loud"),)
    for item in unreadable:
        why = why_unread(item, words)
        yield from wrap([(printable(item.path), "path"), (f": {printable(why)}", "")], width, 2, 2)


def _not_run(skipped: Sequence[SkippedRule], words: Texts, width: int) -> Iterator[Line]:
    if not skipped:
        return
    yield ((f"✖ {words.not_run}", "loud"),)
    for item in skipped:
        place = f"{printable(item.path)}: " if item.path else ""
        yield from wrap([(place, "path"), (printable(why_not_run(item, words)), "")], width, 2, 2)


def _summary(run: RunResult, words: Texts) -> Iterator[Line]:
    """New findings by category and severity, how many notes and findings in translated text are
    hidden, and how many findings are known."""
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
    }
    if run.open_by_both:
        yield from _table(run, words)
    else:
        none = words.nothing_new if run.settings.compares else words.no_findings
        yield ((f"  {none}", ""),)
    for name, number_of in folded.items():
        if number_of:
            yield ((f"  {words.count(name, number_of)}", "dim"),)


def _table(run: RunResult, words: Texts) -> Iterator[Line]:
    counts = run.open_by_both
    names = {one: label_of(one, run.categories, words.locale) for one in counts}
    first = max(len(name) for name in (*names.values(), words.total))
    widths = {word: max(len(words.table("severities")[word]), 8) for word in SEVERITY_WORDS}
    head: list[Piece] = [(" " * (first + 2), "")]
    head += [
        (f"  {words.table('severities')[word]:>{widths[word]}}", word) for word in SEVERITY_WORDS
    ]
    yield tuple(head)
    for category, name in names.items():
        yield _row(name, counts[category], first, widths, words)
    if len(names) > 1:
        total = {word: sum(by[word] for by in counts.values()) for word in SEVERITY_WORDS}
        yield _row(words.total, total, first, widths, words)


def _row(
    name: str, counts: Mapping[str, int], first: int, widths: Mapping[str, int], words: Texts
) -> Line:
    cells: list[Piece] = [(f"  {name:<{first}}", "")]
    for word in SEVERITY_WORDS:
        value = counts.get(word, 0)
        shown = words.number(value) if value else "·"
        cells.append((f"  {shown:>{widths[word]}}", word if value else "dim"))
    return tuple(cells)
