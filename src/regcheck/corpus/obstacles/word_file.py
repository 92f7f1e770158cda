"""The map as a Word file, streamed: what must change first, method, and a table of requirements
for each document, which a map with more than Word handles well leaves out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import IO, Final

from regcheck.corpus.obstacles.front import figures, front_tables
from regcheck.corpus.obstacles.obstacle import Obstacle
from regcheck.corpus.obstacles.table import Labels, MapReport, cells
from regcheck.reports.word import new_file as word

MOST_ROWS: Final = 5_000
_PAGE = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rId2"/>'
    '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1134" w:right="1134" '
    'w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
)
_ROWS: Final = (1700, 4500, 2800, 2300, 1700, 1570)
_TEXT_WIDTH: Final = 14_570
_ABOUT: Final = (
    "document_kind", "lovdata", "refid", "ministry", "agency", "legal_area", "based_on",
    "life_event", "in_force",
)  # fmt: skip
_DETAILS: Final = ("function", "verdict", "confidence", "severity", "target")


def map_document(report: MapReport) -> IO[bytes]:
    """The Word file as an open temporary file. Raises UsageError if the disk is full."""
    parts = word.word_parts(_body(report), report.labels.locale, word.PAGE_NUMBERS, _PAGE)
    parts[word.DOCUMENT] = parts.pop(word.DOCUMENT)  # the longest part comes last
    return word.open_word_file(parts)


def _body(report: MapReport) -> Iterator[str]:
    labels, method = report.labels, report.method
    said = labels.map
    yield word.line(said.title, "Title")
    yield word.line(f"{method.searched[0]} {method.searched[-1]}")
    for told in figures(report):
        yield word.line(told)
    for one in front_tables(report):
        yield word.line(one.heading, "Heading1")
        columns = len(one.titles)  # a narrow first one, a wide second one and the rest alike
        widths = [500, 4000, *[(_TEXT_WIDTH - 4500) // (columns - 2)] * (columns - 2)]
        rows = ([word.cell(str(value)) for value in row] for row in one.rows)
        yield from word.table(widths, one.titles, rows)
    demands = [row for row in report.found.rows if row.requirement]
    yield word.line(said.requirements, "Heading1")
    if len(demands) > MOST_ROWS:
        n, file = labels.wording.number(len(demands)), said.file
        yield word.line(said.too_many.format(n=n, file=file))
    else:
        yield from _documents(demands, labels)
    if report.found.gone and len(report.found.gone) <= MOST_ROWS:
        yield word.line(said.gone, "Heading1")
        yield from _documents(report.found.gone, labels)
    yield from _method(report)


def _documents(rows: Sequence[Obstacle], labels: Labels) -> Iterator[str]:
    """Heading, facts and a table for each document, the heaviest first."""
    columns = labels.map.table("columns")
    people = f"{columns['responsible']}, {columns['status']}, {columns['deadline']}"
    names = ("section", "text", "kind", "comment", "conclusion")
    titles = [*(columns[name] for name in names), people]
    of: dict[tuple[str, str], list[Obstacle]] = {}
    for row in rows:
        of.setdefault((row.refid, row.path), []).append(row)
    for some in of.values():
        some.sort(key=attrgetter("start"))
        yield word.line(some[0].title, "Heading2")
        yield _about(some[0], labels)
        yield from word.table(_ROWS, titles, (_cells(row, labels) for row in some))


def _told(row: Obstacle, labels: Labels, names: Sequence[str]) -> list[str]:
    """What is known under these columns, each with its title."""
    columns, known = labels.map.table("columns"), cells(row, labels)
    return [f"{columns[name]}: {known[name]}" for name in names if known[name]]


def _about(row: Obstacle, labels: Labels) -> str:
    names = _ABOUT if row.refid else (*_ABOUT, "path")
    url = row.link.partition("/§")[0]
    after = f"{word.run(' · ')}{word.link(url, url)}" if url else ""
    return word.paragraph(word.run(" · ".join(_told(row, labels, names))) + after, "<w:keepNext/>")


def _cells(row: Obstacle, labels: Labels) -> list[str]:
    wrote, section = row.assessment, row.section or "–"
    kind = word.cell(labels.word("rule", row.rule), bold=True)
    place = word.paragraph(word.link(section, row.link) if row.link else word.run(section))
    if row.change:
        place += word.cell(labels.word("change", row.change))
    before, quote, after = row.text.partition(row.quote) if row.quote else (row.text, "", "")
    people = [one for one in (wrote.responsible, wrote.status, wrote.deadline) if one]
    return [
        place,
        word.in_cell(word.run(before) + word.run(quote, bold=True) + word.run(after)),
        kind + "".join(map(word.cell, _told(row, labels, _DETAILS))),
        word.cell(wrote.comment),
        word.cell(wrote.conclusion),
        "".join(map(word.cell, people)) or word.cell(""),
    ]


def _method(report: MapReport) -> Iterator[str]:
    said, method = report.labels.map, report.method
    yield word.line(said.method, "Heading1")
    for heading, lines in method.sections(said):
        yield word.line(heading, "Heading2")
        for text in lines:
            yield word.line(f"– {text}")
