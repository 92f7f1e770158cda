"""The summary of a run for people: categories against severities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from regcheck.packs.model import Severity
from regcheck.reports.layout import Line, Piece
from regcheck.reports.wording import Wording, count, number
from regcheck.run.result import RunResult

_ORDER = tuple(severity.word for severity in reversed(Severity))


def summary_lines(
    run: RunResult, words: Wording, *, notes: int = 0, translated: int = 0
) -> Iterator[Line]:
    """Totals by category and severity, and how many notes and findings in translated text were
    not shown."""
    size = f"{count(words.documents, run.documents, words)}, {count(words.words, run.words, words)}"
    yield ((words.summary, "title"), (f"  {size}", "dim"))
    if not any(run.by_severity.values()):
        yield ((f"  {words.no_findings}", ""),)
        return
    names = {category: words.categories.get(category, category) for category in run.by_both}
    first = max(len(name) for name in (*names.values(), words.total))
    widths = {word: max(len(words.severities[word]), 8) for word in _ORDER}
    head: list[Piece] = [(" " * (first + 2), "")]
    head += [(f"  {words.severities[word]:>{widths[word]}}", word) for word in _ORDER]
    yield tuple(head)
    for category, name in names.items():
        yield _row(name, run.by_both[category], first, widths, words)
    if len(names) > 1:
        yield _row(words.total, run.by_severity, first, widths, words)
    for said, folded in ((words.folded, notes), (words.translated, translated)):
        if folded:
            yield ((f"  {count(said, folded, words)}", "dim"),)


def _row(
    name: str, counts: Mapping[str, int], first: int, widths: Mapping[str, int], words: Wording
) -> Line:
    cells: list[Piece] = [(f"  {name:<{first}}", "")]
    for word in _ORDER:
        value = counts.get(word, 0)
        shown = number(value, words) if value else "·"
        cells.append((f"  {shown:>{widths[word]}}", word if value else "dim"))
    return tuple(cells)
