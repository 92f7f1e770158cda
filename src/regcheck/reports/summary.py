"""The summary of a run for people: categories against severities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from regcheck.packs.model import Severity
from regcheck.reports.layout import Line, Piece, printable
from regcheck.reports.wording import Wording, count, number
from regcheck.run.result import RunResult

_ORDER = tuple(severity.word for severity in reversed(Severity))


def summary_lines(
    run: RunResult, words: Wording, *, notes: int = 0, translated: int = 0
) -> Iterator[Line]:
    """New findings by category and severity, how many notes and findings in translated text were
    not shown, and how many findings are known."""
    size = f"{count(words.documents, run.documents, words)}, {count(words.words, run.words, words)}"
    if run.settings.since:
        size += f", {words.changed_since} {printable(run.settings.since)}"
    yield ((words.summary, "title"), (f"  {size}", "dim"))
    folded = [(words.folded, notes), (words.translated, translated)]
    folded.append((words.known, run.by_status.get("known", 0) + run.by_status.get("moved", 0)))
    folded.append((words.suppressed, run.by_status.get("suppressed", 0)))
    folded.append((words.removed, sum(run.removed.values())))
    if run.open_by_both:
        yield from _table(run, words)
    else:
        none = words.nothing_new if run.settings.compares else words.no_findings
        yield ((f"  {none}", ""),)
    for said, number_of in folded:
        if number_of:
            yield ((f"  {count(said, number_of, words)}", "dim"),)


def _table(run: RunResult, words: Wording) -> Iterator[Line]:
    counts = run.open_by_both
    names = {category: words.categories.get(category, category) for category in counts}
    first = max(len(name) for name in (*names.values(), words.total))
    widths = {word: max(len(words.severities[word]), 8) for word in _ORDER}
    head: list[Piece] = [(" " * (first + 2), "")]
    head += [(f"  {words.severities[word]:>{widths[word]}}", word) for word in _ORDER]
    yield tuple(head)
    for category, name in names.items():
        yield _row(name, counts[category], first, widths, words)
    if len(names) > 1:
        total = {word: sum(by[word] for by in counts.values()) for word in _ORDER}
        yield _row(words.total, total, first, widths, words)


def _row(
    name: str, counts: Mapping[str, int], first: int, widths: Mapping[str, int], words: Wording
) -> Line:
    cells: list[Piece] = [(f"  {name:<{first}}", "")]
    for word in _ORDER:
        value = counts.get(word, 0)
        shown = number(value, words) if value else "·"
        cells.append((f"  {shown:>{widths[word]}}", word if value else "dim"))
    return tuple(cells)
