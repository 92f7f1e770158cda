"""How a map was made: what was searched and what was not, and how often each rule is right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from regcheck.obstacles.obstacle import CATEGORIES, Filters, ObstacleMap
from regcheck.obstacles.reports.cells import Labels
from regcheck.obstacles.totals import Tally
from regcheck.texts.catalogue import Texts


@dataclass(frozen=True, slots=True)
class Method:
    """Lines on what was searched and what was not, and a row for each rule of the map: title, id,
    rows, marked hits, right ones, share, interval."""

    searched: Sequence[str]
    not_searched: Sequence[str]
    precision: Sequence[tuple[str, str, int, str, str, str, str]]


@dataclass(frozen=True, slots=True)
class MapReport:
    """All that the files of a map are made of."""

    found: ObstacleMap
    counted: Tally
    labels: Labels
    method: Method


def method_of(
    found: ObstacleMap,
    counted: Tally,
    labels: Labels,
    header: Mapping[str, Any],
    measured: Mapping[str, tuple[int, int, float, float]],
) -> Method:
    """The method of a map. `header` is the scan's manifest; `measured` what is known of rules."""
    lines, words = Texts("map-method", labels.locale), labels.wording
    looked, filters = found.searched, found.filters
    kinds = ", ".join(
        f"{labels.map.table('kinds').get(kind, kind)}: {words.number(n)}"
        for kind, n in looked.kinds.items()
    )
    severities = ["error", "warning", "info"]
    shown = severities[: severities.index(filters.severity) + 1]
    searched = [
        lines.scope.format(
            documents=words.number(looked.documents),
            kinds=kinds,
            words=words.number(looked.words),
        ),
        lines.rules.format(
            rules=header["rule_set"]["rules"],
            digest=str(header["rule_set"]["digest"])[:12],
            version=header["tool"]["version"],
        ),
        lines.shown.format(
            categories=", ".join(
                words.table("categories")[c] for c in filters.category or CATEGORIES
            ),
            severities=", ".join(words.table("severities")[one] for one in shown),
        ),
    ]
    if told := _filters(filters):
        searched.append(lines.filters.format(filters=told))
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
    left_out += [lines.patterns] if not header["settings"]["nlp"] else []
    left_out += [lines.language, lines.roles, lines.outside, lines.judge]
    return Method(searched, left_out, _precision(counted, labels, measured))


def _filters(filters: Filters) -> str:
    given = [
        *((f"--ministry {one}") for one in filters.ministry),
        *((f"--area {one}") for one in filters.area),
        *((f"--life-event {one}") for one in filters.life_event),
        *((f"--rule {one}") for one in filters.rule),
    ]
    if filters.in_force:
        given.append(f"--in-force {filters.in_force.isoformat()}")
    return ", ".join(given)


def _precision(
    counted: Tally, labels: Labels, measured: Mapping[str, tuple[int, int, float, float]]
) -> list[tuple[str, str, int, str, str, str, str]]:
    table = []
    for rule, number_of_rows in sorted(counted.totals["rule"].items()):
        known = measured.get(rule)
        if known is None:
            figures = ("", "", labels.map.not_measured, "")
        else:
            n, right, low, high = known
            figures = (str(n), str(right), _percent(right / n), f"{_percent(low)}–{_percent(high)}")
        table.append((labels.rule(rule), rule, number_of_rows, *figures))
    return table


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
