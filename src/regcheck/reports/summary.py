"""The summary of a run for people: categories against severities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from regcheck.packs.model import Severity
from regcheck.reports.layout import Line, Piece, printable
from regcheck.results.result import RunResult
from regcheck.texts.catalogue import Texts

_ORDER = tuple(severity.word for severity in reversed(Severity))


def summary_lines(
    run: RunResult, words: Texts, *, notes: int = 0, translated: int = 0
) -> Iterator[Line]:
    """New findings by category and severity, how many notes and findings in translated text were
    not shown, and how many findings are known."""
    size = f"{words.count('documents', run.documents)}, {words.count('words', run.words)}"
    if run.settings.since:
        size += f", {words.changed_since} {printable(run.settings.since)}"
    yield ((words.summary, "title"), (f"  {size}", "dim"))
    statuses = run.by_status
    folded = {
        "folded": notes,
        "translated": translated,
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
    names = {category: words.table("categories").get(category, category) for category in counts}
    first = max(len(name) for name in (*names.values(), words.total))
    widths = {word: max(len(words.table("severities")[word]), 8) for word in _ORDER}
    head: list[Piece] = [(" " * (first + 2), "")]
    head += [(f"  {words.table('severities')[word]:>{widths[word]}}", word) for word in _ORDER]
    yield tuple(head)
    for category, name in names.items():
        yield _row(name, counts[category], first, widths, words)
    if len(names) > 1:
        total = {word: sum(by[word] for by in counts.values()) for word in _ORDER}
        yield _row(words.total, total, first, widths, words)


def _row(
    name: str, counts: Mapping[str, int], first: int, widths: Mapping[str, int], words: Texts
) -> Line:
    cells: list[Piece] = [(f"  {name:<{first}}", "")]
    for word in _ORDER:
        value = counts.get(word, 0)
        shown = words.number(value) if value else "·"
        cells.append((f"  {shown:>{widths[word]}}", word if value else "dim"))
    return tuple(cells)
