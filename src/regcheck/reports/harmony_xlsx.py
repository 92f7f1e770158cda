"""Terms that texts define differently, as a workbook: all cells are text, never formulas."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator

from regcheck.corpus.harmony import Term, verdict
from regcheck.errors import UsageError
from regcheck.reports.harmony import COLUMNS, verdict_word

_LONGEST = 32_000
_MOST_ROWS = 1_000_000
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_WIDTHS = (24, 14, 9, 14, 9, 22, 40, 30, 90, 9)


def harmony_xlsx(terms: Iterable[Term], locale: str) -> bytes:
    """A workbook with one row for each definition and the meaning that it belongs to; the same
    terms give the same bytes. Raises UsageError when openpyxl is not installed."""
    try:
        from openpyxl import Workbook
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment, Font
    except ImportError as missing:
        raise UsageError("a workbook needs openpyxl: install regcheck[xlsx]") from missing
    book = Workbook(write_only=True)
    sheet = book.create_sheet("begreper")
    sheet.freeze_panes = "A2"
    for number, width in enumerate(_WIDTHS):
        sheet.column_dimensions[chr(ord("A") + number)].width = width
    bold, wrapped = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    for number, row in enumerate(_rows(terms, locale)):
        if number >= _MOST_ROWS:
            raise UsageError(f"more than {_MOST_ROWS} rows do not fit in a workbook; use -n")
        cells = []
        for value in row:
            cell = WriteOnlyCell(sheet, value=_fit(value))
            cell.data_type = "s"
            cell.alignment = wrapped
            if number == 0:
                cell.font = bold
            cells.append(cell)
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return _without_times(out.getvalue())


def _rows(terms: Iterable[Term], locale: str) -> Iterator[tuple[str, ...]]:
    yield COLUMNS
    for term in terms:
        lead = term.clusters[0].definitions[0]
        for number, cluster in enumerate(term.clusters, 1):
            against = verdict(lead, cluster.definitions[0]).agreement if number > 1 else None
            for one in cluster.definitions:
                yield (
                    term.lemma,
                    verdict_word(term.verdict, locale),
                    str(number),
                    verdict_word(against, locale) if against else "",
                    str(term.documents),
                    one.refid,
                    one.title,
                    one.address,
                    one.definition,
                    "x" if one.role == "foreign" else "",
                )


def _fit(value: str) -> str:
    return _FORBIDDEN.sub(" ", value)[:_LONGEST]


def _without_times(data: bytes) -> bytes:
    """The workbook without the time it was made."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as made,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as plain,
    ):
        for info in made.infolist():
            body = made.read(info)
            if info.filename == "docProps/core.xml":
                body = _TIMES.sub(rb"\g<1>1980-01-01T00:00:00Z\g<2>", body)
            member = zipfile.ZipInfo(info.filename, _LONG_AGO)
            member.compress_type = zipfile.ZIP_DEFLATED
            plain.writestr(member, body)
    return out.getvalue()
