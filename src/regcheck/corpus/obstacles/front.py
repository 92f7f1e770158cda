"""The front page of a map, in words and a table, for every file it is written to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from regcheck.base.text.printable import cut
from regcheck.changes.precedents.known import model_for
from regcheck.corpus.obstacles.basis import SOURCES
from regcheck.corpus.obstacles.changes import Change
from regcheck.corpus.obstacles.obstacle import HARD, Tally
from regcheck.corpus.obstacles.standing import STANDINGS
from regcheck.corpus.obstacles.table import Labels, MapReport, change_cells, change_facts

MOST_SHOWN: Final = 25
BRIEF: Final = 10
"""Changes on the page for a minister."""
_LONGEST: Final = 100


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
    told.append(standings_told(report))
    if len(found.foreign):
        told.append(said.left_out.format(n=number(len(found.foreign)), sheet=said.foreign))
    if of := counted.basis.total():
        told.append(basis_known(counted, of, labels))
    assessed = sum(one.assessed for one in report.provisions)
    return [*told, said.done.format(assessed=number(assessed), provisions=provisions)]


def standings_told(report: MapReport) -> str:
    """How the requirements of regulations stand to the acts."""
    labels, number = report.labels, report.labels.wording.number
    rows = [row for row in report.found.rows if row.standing]
    stands = Counter({(row.unit, row.requirement): row.standing for row in rows}.values())
    each = [f"{labels.word('standing', one)}: {number(stands[one])}" for one in STANDINGS]
    return labels.map.resting.format(n=number(stands.total()), standings=", ".join(each))


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


def front_rows(report: MapReport) -> Iterator[tuple[Change, dict[str, str | int]]]:
    """The first changes with their cells by column; of what is required the first sentence."""
    for at, one in enumerate(report.changes[:MOST_SHOWN], 1):
        known = change_cells(at, one, report.labels)
        known["text"], *_ = str(known["text"]).split("\n")
        known.pop("places")
        yield one, known


Section = tuple[str, str, Sequence[tuple[str, str | int]]]
"""A link, a heading, and facts with their titles."""


class Sheet(NamedTuple):
    """A page to print: its title, what it opens with, and sections."""

    title: str
    lead: Sequence[str]
    sections: Sequence[Section]


def brief_of(report: MapReport) -> Sheet:
    """The first changes on a page, with the words of each requirement, a proposal, and
    how the legislator has worded such a thing anew, where that is known."""
    titles = report.labels.map.table("columns")
    sections: list[Section] = []
    for at, one in enumerate(report.changes[:BRIEF], 1):
        heading, facts = change_facts(at, one, report.labels)
        first = one.rows[0]
        more = (titles["text"], first.text), (titles["proposal"], first.proposal)
        told = [(title, cut(text, _LONGEST)) for title, text in more if text]
        models = (model_for(row.rule, row.quote, row.text, row.language) for row in one.rows)
        if model := next(filter(None, models), None):
            told.append((report.labels.map.wording, model.said(report.labels.locale)))
        sections.append((one.link, heading, [*facts, *told]))
    lead = [report.method.searched[0], standings_told(report)]
    return Sheet(report.labels.map.change_first, lead, sections)
