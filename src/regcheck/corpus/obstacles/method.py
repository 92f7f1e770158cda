"""How a map was made: what was searched, what was not, and how often each rule is right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from regcheck.base.texts.catalogue import Texts
from regcheck.corpus.obstacles.obstacle import Filters, ObstacleMap, Tally
from regcheck.corpus.obstacles.table import Labels, Method


def method_of(
    found: ObstacleMap,
    counted: Tally,
    labels: Labels,
    header: Mapping[str, Any],
    measured: Mapping[str, tuple[int, int, float, float]],
) -> Method:
    """How a map was made, from the scan's manifest and the measured precision of rules."""
    lines, words = Texts("map-method", labels.locale), labels.wording
    looked, filters = found.searched, found.filters
    kinds = (
        f"{labels.word('kind', kind)}: {words.number(n)}"
        for kind, n in sorted(looked.kinds.items())
    )
    shown = filters.severities
    searched = [
        lines.scope.format(
            documents=words.number(looked.documents),
            kinds=", ".join(kinds),
            words=words.number(looked.words),
        ),
        lines.rules.format(
            rules=header["rule_set"]["rules"],
            digest=str(header["rule_set"]["digest"])[:12],
            version=header["tool"]["version"],
        ),
        lines.shown.format(
            categories=", ".join(
                labels.word("category", one) for one in filters.category or filters.obstacles
            ),
            severities=", ".join(labels.word("severity", one) for one in shown),
        ),
    ]
    if given := _filters(filters):
        searched.append(lines.filters.format(filters=given))
    searched.append(labels.map.rank_note)
    searched.append(
        lines.rows.format(rows=words.number(counted.rows), findings=words.number(looked.findings))
    )
    missing = (
        (lines.lost, looked.unreadable),
        (lines.skipped, looked.skipped),
        (lines.suppressed, looked.suppressed),
    )
    left_out = [said.format(n=words.number(n)) for said, n in missing if n]
    left_out += [lines.info] if filters.severity != "info" else []
    left_out += [lines.language, lines.roles, lines.outside, lines.judge]
    return Method(searched, left_out, _precision(counted, labels, measured))


def _filters(filters: Filters) -> str:
    given = [
        f"--{name.replace('_', '-')} {one}"
        for name in ("ministry", "area", "life_event", "rule", "decider")
        for one in getattr(filters, name)
    ]
    if filters.confidence != "low":
        given.append(f"--confidence {filters.confidence}")
    if filters.in_force:
        given.append(f"--in-force {filters.in_force.isoformat()}")
    return ", ".join(given)


def _precision(
    counted: Tally, labels: Labels, measured: Mapping[str, tuple[int, int, float, float]]
) -> list[tuple[str, str, int, str, str, str, str]]:
    table = []
    for rule, rows in sorted(counted.totals["rule"].items()):
        figures = ("", "", labels.map.not_measured, "")
        if rule in measured:
            n, right, low, high = measured[rule]
            figures = (str(n), str(right), _percent(right / n), f"{_percent(low)}–{_percent(high)}")
        table.append((labels.word("rule", rule), rule, rows, *figures))
    return table


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
