"""What the report for people says of a whole run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from regcheck.base.text.printable import printable
from regcheck.base.texts.catalogue import Texts
from regcheck.findings.model import Finding
from regcheck.reports.finding_text import (
    MARKS,
    counts_by_category,
    none_found,
    not_checked_text,
    shortened,
    target_of,
    why_not_run,
    why_unread,
)
from regcheck.reports.layout import Line, Piece, as_match, wrap
from regcheck.results.result import RunResult
from regcheck.results.shown import Placed, most_frequent
from regcheck.results.totals import FIXABLE

_QUOTED = 60
"""Code points of the words of a finding, where its message does not repeat them."""


def headline(finding: Finding, words: Texts) -> Iterator[Piece]:
    """Severity, title and rule."""
    word = finding.severity.word
    yield f"{MARKS[word]} {words.table('severities')[word]}:", word
    yield f" {printable(finding.rule.title.get(words.locale))}", "title"
    yield f"  {finding.rule.id}", "rule"


def first_lines(
    first: Sequence[Placed], words: Texts, width: int, *, with_path: bool
) -> Iterator[Line]:
    """What to look at first, each with its address, its words and its message."""
    yield ((words.first, "title"),)
    for number, placed in enumerate(first, 1):
        finding = placed.finding
        head: list[Piece] = [(f"{number}. ", "dim")]
        if with_path:
            head.append((f"{printable(placed.path)}  ", "path"))
        head.append((printable(finding.address), "address"))
        if target := target_of(finding, words):
            head.append((f"  {target}", "address"))
        yield from wrap(head, width, 0, 3)
        yield from wrap([*headline(finding, words)], width, 3, 2)
        told: list[Piece] = [(printable(finding.message), "")]
        if finding.quote not in finding.message:
            told = [*as_match(shortened(finding.quote, _QUOTED)), (" ", ""), *told]
        yield from wrap(told, width, 5)


def missing_lines(run: RunResult, words: Texts, width: int) -> Iterator[Line]:
    """Documents that were not read and rules that did not run."""
    if run.unreadable:
        yield ((f"✖ {words.count('unread', len(run.unreadable))}", "loud"),)
    for item in run.unreadable:
        why = why_unread(item, words)
        yield from wrap([(printable(item.path), "path"), (f": {printable(why)}", "")], width, 2, 2)
    if run.skipped:
        yield ((f"✖ {words.not_run}", "loud"),)
    for one in run.skipped:
        place = f"{printable(one.path)}: " if one.path else ""
        yield from wrap([(place, "path"), (printable(why_not_run(one, words)), "")], width, 2, 2)


def summary_lines(run: RunResult, words: Texts, width: int) -> Iterator[Line]:
    """New findings by category and severity, how many are left out, and what was not checked."""
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
        yield from wrap([(aside, "dim")], width, 2, 2)


def rule_lines(run: RunResult, words: Texts) -> Iterator[Line]:
    """Rules against severities, and how many findings of each can be fixed."""
    columns = {**words.table("severities"), FIXABLE: words.fixable}
    yield from _counts(words.by_rule, most_frequent(run), columns, words)


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
