"""The front page of a map, in words and tables, for every file it is written to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from regcheck.corpus.obstacles.basis import SOURCES
from regcheck.corpus.obstacles.obstacle import HARD, Tally
from regcheck.corpus.obstacles.table import Labels, MapReport
from regcheck.law.links import lovdata_url

Cell = str | int


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
    found, counted, front, labels = report.found, report.counted, report.front, report.labels
    said, number = labels.map, labels.wording.number
    hard = sum(counted.totals["group"][name] for name in HARD)
    told = [
        said.figures.format(
            provisions=number(front.number),
            rows=number(counted.rows),
            hard=number(hard),
            vague=number(counted.rows - hard),
        )
    ]
    if len(found.foreign):
        told.append(said.left_out.format(n=number(len(found.foreign)), sheet=said.foreign))
    if of := counted.basis.total():
        told.append(basis_known(counted, of, labels))
    done = said.done.format(assessed=number(front.assessed), provisions=number(front.number))
    return [*told, done]


def basis_known(counted: Tally, rows: int, labels: Labels) -> str:
    """For how many rows of regulations the legal basis is known, and from what."""
    said, number = labels.map, labels.wording.number
    sources = [
        f"{labels.word('basis_source', source)}: {number(counted.basis[source])}"
        for source in SOURCES
        if counted.basis[source]
    ]
    known = rows - counted.basis[""]
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
    shown = report.front.provisions
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
    labels, said = report.labels, report.labels.map
    shown = report.front.acts
    titles = [
        said.table("provision_columns")["rank"], said.act, said.table("columns")["refid"],
        said.own, said.under, said.table("provision_columns")["hard"], said.weight,
    ]  # fmt: skip
    rows = [
        (at, act.title, act.refid, act.own, act.under, act.hard, labels.wording.decimal(act.weight))
        for at, act in enumerate(shown, 1)
    ]
    links = [lovdata_url(act.refid) for act in shown]
    return FrontTable("acts", said.top_acts.format(n=len(shown)), titles, rows, links)


def _crossed(report: MapReport) -> FrontTable:
    labels, said, crossed = report.labels, report.labels.map, report.front.crossed
    shown = report.found.filters.category or report.found.filters.obstacles
    ministries = sorted(
        {ministry for ministry, _ in crossed},
        key=lambda one: (-sum(crossed.get((one, name), 0) for name in shown), one),
    )
    names = [name for name in shown if any(crossed.get((one, name)) for one in ministries)]
    titles = ["", said.table("columns")["ministry"]]
    titles += [labels.word("category", name) for name in names]
    titles += [said.hard, said.assessed]
    hard = {name for name in names if report.groups.get(name) in HARD}
    rows: list[Sequence[Cell]] = []
    for one in ministries:
        counts = [crossed.get((one, name), 0) for name in names]
        done, of = report.front.progress[one]
        of_them = sum(n for name, n in zip(names, counts, strict=True) if name in hard)
        rows.append(("", one or said.none, *counts, of_them, f"{done} {said.of_rows} {of}"))
    return FrontTable("crossed", said.crossed, titles, rows)


def _trends(report: MapReport) -> Iterator[FrontTable]:
    labels, said = report.labels, report.labels.map
    for name, lines in report.front.trend.items():
        titles = ["", labels.heading(name), said.before, said.solved, said.new, said.now]
        rows = [
            ("", labels.word(name, one.name) or said.none, one.before, one.solved, one.new, one.now)
            for one in lines
        ]
        yield FrontTable(f"trend-{name}", f"{said.trend}: {labels.heading(name)}", titles, rows)
