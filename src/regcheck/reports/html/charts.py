"""Small SVG charts that show where a text stands among all Norwegian acts or regulations."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import NamedTuple

from regcheck.base.texts.catalogue import Texts
from regcheck.matching.checks.metric import percentiles
from regcheck.results.result import DocumentResult

BARS = 28
WIDTH, HEIGHT, FLOOR = 280, 76, 56
MEASURES = (("lix", "lix"), ("words_per_sentence", "words-per-sentence"))
"""The measure of a result, and what the table of percentiles calls it."""


class ReadabilityChart(NamedTuple):
    """A text's figure among all law of its kind; `above` is the percentage with a lower one. Bars
    have x, y, width and height in units of the chart; `own` is the number of the text's."""

    name: str
    value: float
    median: float
    above: int
    is_act: bool
    bars: tuple[tuple[float, float, float, float], ...]
    own: int
    at: float
    middle: float


def charts_of(result: DocumentResult) -> list[ReadabilityChart]:
    """The charts for a document; none if it has no text to measure."""
    is_act = result.meta.kind.is_act
    found = []
    for name, measure in MEASURES:
        value = result.measures.get(name)
        if value is not None:
            table = percentiles("act" if is_act else "regulation", measure)
            found.append(_chart(name, value, table, is_act))
    return found


def chart_words(chart: ReadabilityChart, words: Texts) -> str:
    """Where a text stands among all law of its kind."""
    html = words.of("html")
    laws = html.acts if chart.is_act else html.regulations
    low = chart.above < 50
    said, part = (html.lower, 99 - chart.above) if low else (html.higher, chart.above)
    return said.format(n=part, laws=laws, median=words.decimal(chart.median))


def _chart(name: str, value: float, table: tuple[float, ...], is_act: bool) -> ReadabilityChart:
    low, high = min(table[0], value), max(table[-2], value)
    step = (high - low) / BARS or 1.0

    def bar_of(figure: float) -> int:
        return min(BARS - 1, max(0, int((figure - low) / step)))

    counts = Counter(bar_of(figure) for figure in table if figure <= high)
    width, own, tallest = WIDTH / BARS, bar_of(value), max(counts.values())
    heights = [round(max(FLOOR * counts[at] / tallest, 1.5), 1) for at in range(BARS)]
    bars = (
        (round(at * width, 1), FLOOR - height, width - 1.5, height)
        for at, height in enumerate(heights)
    )
    return ReadabilityChart(
        name=name,
        value=value,
        median=table[49],
        above=min(99, bisect_left(table, value)),
        is_act=is_act,
        bars=tuple(bars),
        own=own,
        at=round((own + 0.5) * width, 1),
        middle=round((bar_of(table[49]) + 0.5) * width, 1),
    )
