"""The report for people as a picture (SVG), for documentation."""

from __future__ import annotations

import io
from collections.abc import Iterable

from regcheck.packs.model import RuleSet
from regcheck.reports.paint import rich_painter
from regcheck.reports.text import TextReport
from regcheck.results.result import DocumentResult, Settings
from regcheck.results.totals import Totals


def render_svg(
    results: Iterable[DocumentResult],
    rule_set: RuleSet,
    settings: Settings,
    *,
    width: int = 88,
    title: str = "regcheck",
) -> str:
    """What the text report shows of some results, as an SVG picture `width` columns wide. The
    same results give the same picture."""
    from rich.console import Console

    console = Console(
        file=io.StringIO(),
        record=True,
        width=width,
        force_terminal=True,
        color_system="truecolor",
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )
    report = TextReport(rich_painter(console), width)
    totals = Totals(settings, rule_set)
    report.begin(settings, rule_set)
    for result in results:
        totals.add(result)
        report.document(result)
    report.end(totals.result())
    return console.export_svg(title=title)
