"""The map as a Word file, streamed: each change with the requirements that fall with it, which a
map with more than Word handles well leaves out; and the first changes on a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import astuple
from typing import IO, Final

from regcheck.corpus.obstacles.changes import Change
from regcheck.corpus.obstacles.front import Sheet, figures
from regcheck.corpus.obstacles.obstacle import Assessment, Obstacle
from regcheck.corpus.obstacles.table import MOST_TEXTS, MapReport, change_facts
from regcheck.reports.word import new_file as word

MOST_ROWS: Final = 5_000
_LONG, _SHORT = 16838, 11906
_WIDTHS: Final = (4000, 5470, 3100, 2000)
_CLOSE: Final = '<w:spacing w:after="60" w:line="240" w:lineRule="auto"/>'
_MOST_PLACES: Final = 6


def map_document(report: MapReport) -> IO[bytes]:
    """The Word file as an open temporary file. Raises UsageError if the disk is full."""
    page = _page(f'w:w="{_LONG}" w:h="{_SHORT}" w:orient="landscape"', 1134)
    parts = word.word_parts(_body(report), report.labels.locale, page)
    parts[word.DOCUMENT] = parts.pop(word.DOCUMENT)  # the longest part comes last
    return word.open_word_file(parts)


def sheet_document(sheet: Sheet, locale: str) -> IO[bytes]:
    """A page to print as a Word file, as `map_document` gives the map."""
    page = _page(f'w:w="{_SHORT}" w:h="{_LONG}"', 680)
    return word.open_word_file(word.word_parts(_sheet(sheet), locale, page))


def _page(size: str, margin: int) -> str:
    around = " ".join(f'w:{side}="{margin}"' for side in ("top", "right", "bottom", "left"))
    inner = f'w:header="{margin // 2}" w:footer="{margin // 2}" w:gutter="0"'
    return (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId2"/>'
        f"<w:pgSz {size}/><w:pgMar {around} {inner}/></w:sectPr>"
    )


def _sheet(sheet: Sheet) -> Iterator[str]:
    yield word.line(sheet.title, "Title")
    yield word.line(" ".join(sheet.lead))
    for _, heading, facts in sheet.sections:
        told = " · ".join(f"{title}: {value}" for title, value in facts)
        yield word.paragraph(word.run(f"{heading} ", bold=True) + word.run(told), _CLOSE)


def _body(report: MapReport) -> Iterator[str]:
    labels, method, said = report.labels, report.method, report.labels.map
    yield word.line(said.title, "Title")
    yield word.line(f"{method.searched[0]} {method.searched[-1]}")
    for told in figures(report):
        yield word.line(told)
    yield word.line(said.change_first, "Heading1")
    columns = {**said.table("columns"), **said.table("change_columns")}
    titles = [columns[name] for name in ("place", "text", "places", "comment")]
    if len(report.changes) > MOST_ROWS:
        number = labels.wording.number(len(report.changes))
        yield word.line(said.too_many.format(n=number, file=said.file))
    else:
        rows = (_change(at, one, report) for at, one in enumerate(report.changes, 1))
        yield from word.table(_WIDTHS, titles, rows)
    if report.found.gone and len(report.found.gone) <= MOST_ROWS:
        yield word.line(said.gone, "Heading1")
        yield from word.table(_WIDTHS, titles, map(_gone, report.found.gone))
    yield word.line(said.method, "Heading1")
    for heading, lines in method.sections(said):
        yield word.line(heading, "Heading2")
        for text in lines:
            yield word.line(f"– {text}")


def _change(at: int, one: Change, report: MapReport) -> list[str]:
    heading, facts = change_facts(at, one, report.labels)
    place = word.paragraph(word.link(heading, one.link) if one.link else word.run(heading))
    texts = list({row.text: row for row in one.rows}.values())[:MOST_TEXTS]
    wrote = [row.assessment for row in one.rows]
    wrote += [
        report.found.assessed[key]
        for key in dict.fromkeys(row.provision for row in one.rows)
        if key in report.found.assessed
    ]
    places = [f"{row.title} {row.place}" for row in one.places[:_MOST_PLACES]]
    if more := len(one.places) - len(places):
        places.append(report.labels.map.and_more.format(n=more).strip())
    return [
        place + word.cell(" · ".join(f"{title}: {value}" for title, value in facts)),
        "".join(map(_text, texts)),
        "".join(map(word.cell, places)) or word.cell(""),
        _written(wrote),
    ]


def _gone(row: Obstacle) -> list[str]:
    place = word.cell(f"{row.title} {row.section}")
    return [place, _text(row), word.cell(""), _written([row.assessment])]


def _text(row: Obstacle) -> str:
    before, quote, after = row.text.partition(row.quote) if row.quote else (row.text, "", "")
    return word.in_cell(word.run(before) + word.run(quote, bold=True) + word.run(after))


def _written(assessments: Iterable[Assessment]) -> str:
    """What people wrote, each once."""
    every = dict.fromkeys(filter(None, (words for one in assessments for words in astuple(one))))
    return "".join(map(word.cell, every)) or word.cell("")
