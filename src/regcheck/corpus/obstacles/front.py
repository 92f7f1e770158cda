"""The front page of a map, in words and tables, for every file it is written to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from regcheck.corpus.obstacles.basis import SOURCES
from regcheck.corpus.obstacles.obstacle import HARD, Tally, values_of
from regcheck.corpus.obstacles.table import Labels, MapReport
from regcheck.law.links import lovdata_url

Cell = str | int
MOST_SHOWN: Final = 20
TREND: Final = ("category", "ministry")
"""What the trend is told by."""


@dataclass(frozen=True, slots=True)
class FrontTable:
    """A table of the front page; `links` are the pages that rows lead to."""

    name: str
    heading: str
    titles: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    links: Sequence[str] = ()


def figures(report: MapReport) -> list[str]:
    """What a front page opens with: how much there is, is hard, was left out, is assessed."""
    found, counted, labels = report.found, report.counted, report.labels
    said, number = labels.map, labels.wording.number
    provisions = number(len(report.provisions))
    hard = sum(counted.totals["group"][name] for name in HARD)
    told = [
        said.figures.format(
            provisions=provisions,
            rows=number(counted.rows),
            hard=number(hard),
            vague=number(counted.rows - hard),
        )
    ]
    if len(found.foreign):
        told.append(said.left_out.format(n=number(len(found.foreign)), sheet=said.foreign))
    if of := counted.basis.total():
        told.append(basis_known(counted, of, labels))
    assessed = sum(one.assessed for one in report.provisions)
    return [*told, said.done.format(assessed=number(assessed), provisions=provisions)]


def basis_known(counted: Tally, rows: int, labels: Labels) -> str:
    """For how many rows of regulations the legal basis is known, and from what."""
    said, number = labels.map, labels.wording.number
    sources = [
        f"{labels.word('basis_source', source)}: {number(counted.basis[source])}"
        for source in SOURCES
        if counted.basis[source]
    ]
    known = rows - counted.basis[""] - counted.basis["text"]
    return said.basis_known.format(
        known=number(known), rows=number(rows), sources=", ".join(sources) or "–"
    )


def front_tables(report: MapReport) -> Iterator[FrontTable]:
    """The tables of the front page that have rows."""
    for one in (_provisions(report), _acts(report), _crossed(report), *_trends(report)):
        if one.rows:
            yield one


def _provisions(report: MapReport) -> FrontTable:
    labels, said = report.labels, report.labels.map
    shown = report.provisions[:MOST_SHOWN]
    columns = {**said.table("columns"), **said.table("provision_columns")}
    names = ("rank", "document", "place", "kind", "ministry", "actor", "findings", "weight")
    rows = [
        (
            one.rank,
            one.rows[0].title,
            one.rows[0].place,
            labels.words_of("rule", one),
            "; ".join(one.rows[0].ministries),
            labels.word("actor", one.rows[0].actor),
            len(one.rows),
            labels.wording.decimal(one.weight),
        )
        for one in shown
    ]
    heading = said.top_provisions.format(n=len(shown))
    links = [one.worst.link for one in shown]
    return FrontTable("provisions", heading, [columns[name] for name in names], rows, links)


def _acts(report: MapReport) -> FrontTable:
    """The acts with the regulations under them, counted and weighed."""
    labels, said = report.labels, report.labels.map
    acts: dict[str, tuple[str, int, int, int, float]] = {}
    for one in report.provisions:
        row = one.rows[0]
        key, name = row.act or row.refid or row.path, row.act_title or row.act or row.title
        title, own, under, hard, weight = acts.get(key, (name, 0, 0, 0, 0.0))
        is_own = row.refid in ("", row.act) or not row.act
        counts = own + is_own, under + (not is_own), hard + one.hard
        acts[key] = (title, *counts, round(weight + one.weight, 3))
    shown = sorted(acts.items(), key=lambda act: (-act[1][-1], act[0]))[:MOST_SHOWN]
    titles = [
        said.table("provision_columns")["rank"], said.act, said.table("columns")["refid"],
        said.own, said.under, said.table("provision_columns")["hard"], said.weight,
    ]  # fmt: skip
    rows: list[Sequence[Cell]] = [
        (at, title, refid, *counts, labels.wording.decimal(weight))
        for at, (refid, (title, *counts, weight)) in enumerate(shown, 1)
    ]
    links = [lovdata_url(refid) for refid, _ in shown]
    return FrontTable("acts", said.top_acts.format(n=len(shown)), titles, rows, links)


def _crossed(report: MapReport) -> FrontTable:
    """Findings by ministry and category, and how far each ministry has come."""
    labels, said = report.labels, report.labels.map
    crossed: Counter[tuple[str, str]] = Counter()
    done: Counter[str] = Counter()
    of: Counter[str] = Counter()
    for one in report.provisions:
        for ministry in one.rows[0].ministries or ("",):
            of[ministry] += 1
            done[ministry] += one.assessed
            crossed.update((ministry, row.category) for row in one.rows)
    shown = report.found.filters.category or report.found.filters.obstacles
    ministries = sorted(of, key=lambda one: (-sum(crossed[one, name] for name in shown), one))
    names = [name for name in shown if any(crossed[one, name] for one in ministries)]
    titles = ["", said.table("columns")["ministry"]]
    titles += [labels.word("category", name) for name in names]
    titles += [said.hard, said.assessed]
    rows: list[Sequence[Cell]] = []
    for ministry in ministries:
        counts = [crossed[ministry, name] for name in names]
        hard = sum(crossed[ministry, name] for name in names if report.groups.get(name) in HARD)
        told = f"{done[ministry]} {said.of_rows} {of[ministry]}"
        rows.append(("", ministry or said.none, *counts, hard, told))
    return FrontTable("crossed", said.crossed, titles, rows)


def _trends(report: MapReport) -> Iterator[FrontTable]:
    """Findings by some name: in an earlier map, solved, new, and now."""
    found, labels, said = report.found, report.labels, report.labels.map
    for name in TREND if found.compared else ():
        fresh = [row for row in found.rows if row.change == "new"]
        before, solved, new, now = (
            Counter(value for row in rows for value in values_of(row, name) or ("",))
            for rows in (found.earlier, found.gone, fresh, found.rows)
        )
        titles = ["", labels.heading(name), said.before, said.solved, said.new, said.now]
        names = sorted({*before, *now}, key=lambda one: (-now[one], -before[one], one))
        rows = [
            ("", labels.word(name, one) or said.none, before[one], solved[one], new[one], now[one])
            for one in names
        ]
        yield FrontTable(f"trend-{name}", f"{said.trend}: {labels.heading(name)}", titles, rows)
