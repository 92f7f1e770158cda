"""The map as a Word file to read and write in: totals, how it was made, and the rows, a table for
each document, on pages that lie down.

It is written piece by piece, so that it takes no memory to speak of. A map with more rows than
Word handles well has totals and method alone.
"""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import IO, Final

from regcheck.errors import cannot_write
from regcheck.obstacles.obstacle import Obstacle, Obstacles
from regcheck.obstacles.reports.cells import Labels, target, totals
from regcheck.obstacles.reports.method import MapReport
from regcheck.readers.word.xml import MAIN
from regcheck.reports.layout import printable
from regcheck.reports.word.package import CONTENT_TYPES, fresh_entry
from regcheck.reports.word.parts import (
    HEAD,
    OFFICE,
    ROOT_RELATIONS,
    paragraph,
    relations_part,
    run,
    styles_part,
    types_part,
)
from regcheck.reports.xml_text import tag, xml_text

MOST_ROWS: Final = 5_000
_TYPES = types_part({"document": "document.main", "styles": "styles", "footer1": "footer"})
_RELATIONS = relations_part({"styles.xml": "styles", "footer1.xml": "footer"})
_FOOTER = (
    f'{HEAD}<w:ftr xmlns:w="{MAIN}"><w:p><w:pPr><w:jc w:val="right"/></w:pPr>'
    '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>'
)
_PAGE = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rId2"/>'
    '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1134" w:right="1134" '
    'w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
)
_ROWS: Final = (1700, 4500, 2800, 2300, 1700, 1570)
_TOTALS: Final = (5400, 1300, 5000)
_PRECISION: Final = (4200, 3900, 1200, 1200, 1200, 1300, 1570)
_BAR: Final = 24
_BARS: Final = 25


def map_document(report: MapReport) -> IO[bytes]:
    """The Word file, as an open file without a name. Raises UsageError on a full disk."""
    parts = {
        CONTENT_TYPES: _TYPES,
        "_rels/.rels": ROOT_RELATIONS,
        "word/_rels/document.xml.rels": _RELATIONS,
        "word/styles.xml": styles_part(report.labels.locale),
        "word/footer1.xml": _FOOTER,
    }
    try:
        out: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - whoever asked for it closes it
        with zipfile.ZipFile(out, "w") as package:
            for name, part in parts.items():
                package.writestr(fresh_entry(name), part.encode())
            with package.open(fresh_entry("word/document.xml"), "w") as document:
                for piece in _document(report):
                    document.write(piece.encode("utf-8", "backslashreplace"))
    except OSError as fault:
        raise cannot_write(tempfile.gettempdir(), fault) from fault
    out.seek(0)
    return out


def _document(report: MapReport) -> Iterator[str]:
    labels, method, counted = report.labels, report.method, report.counted
    said = labels.map
    yield f'{HEAD}<w:document xmlns:w="{MAIN}" xmlns:r="{OFFICE}"><w:body>'
    yield paragraph(said.title, "Title")
    yield paragraph(f"{method.searched[0]} {method.searched[-1]}")
    yield paragraph(said.charts, "Heading1")
    for heading, values in totals(counted, labels):
        yield paragraph(heading, "Heading2")
        yield from _total(heading, values, labels)
    yield paragraph(said.rows, "Heading1")
    if counted.rows > MOST_ROWS:
        n, file = labels.wording.number(counted.rows), said.file
        yield paragraph(said.too_many.format(n=n, file=file))
    else:
        yield from _documents(report.found.rows, labels)
    if report.found.gone and len(report.found.gone) <= MOST_ROWS:
        yield paragraph(said.gone, "Heading1")
        yield from _documents(report.found.gone, labels)
    yield from _method(report)
    yield f"{_PAGE}</w:body></w:document>"


def _total(heading: str, values: Sequence[tuple[str, int]], labels: Labels) -> Iterator[str]:
    """A table of values, numbers and bars; the values that fewest rows have are told together."""
    said, most = labels.map, max(n for _, n in values)
    yield _table(_TOTALS, [heading, said.amount, ""])
    for value, n in values[:_BARS]:
        bar = "█" * max(1, round(_BAR * n / most))
        drawn = f'<w:p><w:r><w:rPr><w:color w:val="2F5496"/></w:rPr><w:t>{bar}</w:t></w:r></w:p>'
        yield _row([_text(value), _text(labels.wording.number(n)), drawn], _TOTALS)
    if more := values[_BARS:]:
        told = f"+ {len(more)} {said.more}"
        rest = labels.wording.number(sum(n for _, n in more))
        yield _row([_text(told), _text(rest), _text("")], _TOTALS)
    yield "</w:tbl>" + paragraph("")


def _documents(rows: Obstacles, labels: Labels) -> Iterator[str]:
    """A heading, what is known of the document, and a table, for each document."""
    columns = labels.map.table("columns")
    people = f"{columns['responsible']}, {columns['status']}, {columns['deadline']}"
    names = ("section", "text", "kind", "comment", "conclusion")
    for _, group in groupby(rows, key=lambda row: (row.refid, row.path)):
        first = True
        for row in group:
            if first:
                yield paragraph(row.title, "Heading2")
                yield _about(row, labels)
                yield _table(_ROWS, [*(columns[name] for name in names), people])
                first = False
            yield _row(_cells(row, labels), _ROWS)
        yield "</w:tbl>" + paragraph("")


def _about(row: Obstacle, labels: Labels) -> str:
    columns, said = labels.map.table("columns"), labels.map
    known = (
        ("document_kind", labels.map.table("kinds").get(row.kind, row.kind)),
        ("lovdata", said.in_lovdata if row.in_lovdata else said.not_in_lovdata),
        ("refid", row.refid),
        ("ministry", "; ".join(row.ministries)),
        ("agency", row.agency),
        ("legal_area", row.legal_area),
        ("based_on", row.based_on),
        ("life_event", "; ".join(map(labels.event, row.life_events))),
        ("in_force", row.in_force),
        ("path", "" if row.refid else row.path),
    )
    told = " · ".join(f"{columns[name]}: {value}" for name, value in known if value)
    link = row.link.partition("/§")[0]
    after = f"{run(' · ')}{_linked(link, link)}" if link else ""
    return f"<w:p><w:pPr><w:keepNext/></w:pPr>{run(told)}{after}</w:p>"


def _cells(row: Obstacle, labels: Labels) -> list[str]:
    columns, wrote, words = labels.map.table("columns"), row.assessment, labels.map
    details = (
        ("function", words.table("functions").get(row.function, row.function)),
        ("verdict", words.table("verdicts").get(row.verdict, row.verdict)),
        ("confidence", words.table("confidences").get(row.confidence, row.confidence)),
        ("severity", labels.wording.table("severities").get(row.severity, row.severity)),
        ("target", target(row, labels)),
    )
    kind = _text(labels.rule(row.rule), bold=True)
    kind += "".join(_text(f"{columns[name]}: {value}") for name, value in details if value)
    section = row.section or "–"
    place = f"<w:p>{_linked(section, row.link) if row.link else run(section)}</w:p>"
    if row.change:
        place += _text(words.table("changes").get(row.change, row.change))
    people = [one for one in (wrote.responsible, wrote.status, wrote.deadline) if one]
    return [
        place,
        _marked(row.text, row.quote),
        kind,
        _text(wrote.comment),
        _text(wrote.conclusion),
        "".join(map(_text, people)) or _text(""),
    ]


def _method(report: MapReport) -> Iterator[str]:
    said, columns, method = report.labels.map, report.labels.map.table("columns"), report.method
    yield paragraph(said.method, "Heading1")
    for heading, lines in (
        (said.searched, method.searched),
        (said.not_searched, method.not_searched),
    ):
        yield paragraph(heading, "Heading2")
        for line in lines:
            yield paragraph(f"– {line}")
    yield paragraph(said.precision, "Heading2")
    heads = [columns["kind"], columns["rule"], said.rows, said.amount]
    yield _table(_PRECISION, [*heads, said.found, said.share, said.interval])
    for row in method.precision:
        yield _row([_text(str(cell)) for cell in row], _PRECISION)
    yield "</w:tbl>" + paragraph("")


def _table(widths: Sequence[int], titles: Sequence[str]) -> str:
    """The beginning of a table, with a row of titles that is repeated on each page."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="A6A6A6"/>' for side in sides
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="E7E6E6"/></w:tcPr>{_text(title, bold=True)}'
        "</w:tc>"
        for width, title in zip(widths, titles, strict=True)
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{lines}'
        '</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"
    )


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    made = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        for width, cell in zip(widths, cells, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{made}</w:tr>"


def _text(text: str, *, bold: bool = False) -> str:
    """A paragraph in a cell."""
    return f'<w:p><w:pPr><w:spacing w:after="40"/></w:pPr>{run(text, bold=bold)}</w:p>'


def _marked(text: str, quote: str) -> str:
    """A text with the words of the finding in bold, where they stand in it."""
    before, found, after = text.partition(quote) if quote else (text, "", "")
    runs = f"{run(before)}{run(found, bold=True)}{run(after)}"
    return f'<w:p><w:pPr><w:spacing w:after="40"/></w:pPr>{runs}</w:p>'


def _linked(text: str, link: str) -> str:
    field = tag("w:fldSimple", {"w:instr": f' HYPERLINK "{link}" '})
    look = '<w:rPr><w:color w:val="0563C1"/><w:u w:val="single"/></w:rPr>'
    return f"{field}<w:r>{look}<w:t>{xml_text(printable(text))}</w:t></w:r></w:fldSimple>"
