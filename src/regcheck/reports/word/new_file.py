"""Word files of our own, streamed; the same text gives the same bytes."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import IO, Final

from regcheck.base.errors import cannot_write
from regcheck.base.files.own_output import MARK
from regcheck.base.text.printable import printable
from regcheck.base.texts.locales import locale_for
from regcheck.readers.word.xml import MAIN
from regcheck.reports.files import fresh_entry
from regcheck.reports.xml_text import tag, xml_text

HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
CONTENT_TYPES: Final = "[Content_Types].xml"
DOCUMENT: Final = "word/document.xml"
_FOOTER = (
    f'{HEAD}<w:ftr xmlns:w="{MAIN}"><w:p><w:pPr><w:jc w:val="right"/></w:pPr>'
    '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>'
)
"""A part, `rId2`, that gives every page its number."""
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS = "application/vnd.openxmlformats-package.relationships+xml"
_UPRIGHT = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1418" w:right="1418" '
    'w:bottom="1418" w:left="1418" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>'
)
_STYLES = (
    ("Normal", "Normal", "", '<w:spacing w:after="120" w:line="276" w:lineRule="auto"/>', ""),
    ("Title", "Title", "Normal", '<w:spacing w:after="240"/>', '<w:b/><w:sz w:val="36"/>'),
    (
        "Heading1", "heading 1", "Normal",
        '<w:keepNext/><w:spacing w:before="360" w:after="120"/><w:outlineLvl w:val="0"/>',
        '<w:b/><w:sz w:val="28"/>',
    ),
    (
        "Heading2", "heading 2", "Normal",
        '<w:keepNext/><w:spacing w:before="240" w:after="60"/><w:outlineLvl w:val="1"/>',
        '<w:b/><w:sz w:val="24"/>',
    ),
)  # fmt: skip
_LANGUAGE = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}


def word_parts(body: Iterable[str], locale: str, page: str = _UPRIGHT) -> dict[str, Iterable[str]]:
    """The parts of a file with that body and `page` (A4 portrait), by name."""
    targets = {"styles": "styles", "footer1": "footer"}
    types = f'<Default Extension="rels" ContentType="{_RELATIONS}"/>' + "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_WORD}.{of_kind}+xml"/>'
        for part, of_kind in {"document": "document.main", **targets}.items()
    )

    def document() -> Iterator[str]:
        linked = f' xmlns:r="{_OFFICE}"' if "r:id=" in page else ""
        yield f'{HEAD}<w:document xmlns:w="{MAIN}"{linked}><w:body>'
        yield from body
        yield f"{page}</w:body></w:document>"

    return {
        CONTENT_TYPES: [f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">{types}</Types>'],
        "_rels/.rels": [_relations({DOCUMENT: "officeDocument"})],
        DOCUMENT: document(),
        "word/_rels/document.xml.rels": [
            _relations({f"{target}.xml": of_kind for target, of_kind in targets.items()})
        ],
        "word/styles.xml": [_styles(locale)],
        "word/footer1.xml": [_FOOTER],
    }


def open_word_file(parts: Mapping[str, Iterable[str]]) -> IO[bytes]:
    """A file of these parts, in order, as an open temporary file. Raises UsageError if the disk is
    full."""
    out: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - whoever asked for it closes it
    try:
        with zipfile.ZipFile(out, "w") as package:
            package.comment = MARK.encode()
            for name, pieces in parts.items():
                with package.open(fresh_entry(name), "w") as part:
                    for piece in pieces:
                        part.write(piece.encode("utf-8", "backslashreplace"))
    except OSError as fault:
        raise cannot_write(tempfile.gettempdir(), fault) from fault
    out.seek(0)
    return out


def paragraph(content: str, look: str = "") -> str:
    """A paragraph of runs and other XML, with the properties `look`."""
    properties = f"<w:pPr>{look}</w:pPr>" if look else ""
    return f"<w:p>{properties}{content}</w:p>"


def line(text: str, style: str = "", *, bold: bool = False) -> str:
    """A paragraph of text in a style, or in that of running text."""
    return paragraph(run(text, bold=bold), f'<w:pStyle w:val="{style}"/>' if style else "")


def run(text: str, *, bold: bool = False) -> str:
    """Text in a paragraph; nothing if it is empty."""
    return text_run(text, bold=bold) if text else ""


def text_run(text: str, *, bold: bool = False) -> str:
    """Text in a paragraph, even if it is empty."""
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{xml_text(printable(text))}</w:t></w:r>'


def link(text: str, url: str) -> str:
    """Text in a paragraph that links to an address."""
    field = tag("w:fldSimple", {"w:instr": f' HYPERLINK "{url}" '})
    look = '<w:rPr><w:color w:val="0563C1"/><w:u w:val="single"/></w:rPr>'
    return f"{field}<w:r>{look}<w:t>{xml_text(printable(text))}</w:t></w:r></w:fldSimple>"


def table(
    widths: Sequence[int], titles: Sequence[str], rows: Iterable[Sequence[str]]
) -> Iterator[str]:
    """A table in pieces, its head repeated on each page; widths in twentieths of a point."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    yield (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>{borders(sides, 4, "A6A6A6")}'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )
    heads = [cell(title, bold=True) for title in titles]
    grey = '<w:shd w:val="clear" w:color="auto" w:fill="E7E6E6"/>'
    yield _row(heads, widths, "<w:tblHeader/>", grey)
    for row in rows:
        yield _row(row, widths)
    yield "</w:tbl>" + line("")


def cell(text: str, *, bold: bool = False) -> str:
    """A paragraph of text in a cell."""
    return in_cell(run(text, bold=bold))


def in_cell(content: str) -> str:
    """A paragraph in a cell."""
    return paragraph(content, '<w:spacing w:after="40"/>')


def _row(cells: Sequence[str], widths: Sequence[int], kind: str = "", look: str = "") -> str:
    made = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{look}</w:tcPr>{one}</w:tc>'
        for width, one in zip(widths, cells, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{kind}</w:trPr>{made}</w:tr>"


def borders(sides: Sequence[str], size: int, colour: str) -> str:
    """Borders on the given sides of a table, `size` eighths of a point wide."""
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{colour}"/>' for side in sides
    )
    return f"<w:tblBorders>{lines}</w:tblBorders>"


def _relations(targets: Mapping[str, str]) -> str:
    """The relations `rId1`, `rId2` and so on to these targets; kinds by target."""
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (target, kind) in enumerate(targets.items(), 1)
    )
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


def _styles(locale: str) -> str:
    made = [
        f'{HEAD}<w:styles xmlns:w="{MAIN}"><w:docDefaults><w:rPrDefault><w:rPr>'
        '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="22"/>'
        f'<w:lang w:val="{_LANGUAGE[locale_for(locale)]}"/></w:rPr></w:rPrDefault></w:docDefaults>'
    ]
    for style, name, based_on, look, letters in _STYLES:
        default = ' w:default="1"' if style == "Normal" else ""
        base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
        made.append(
            f'<w:style w:type="paragraph"{default} w:styleId="{style}"><w:name w:val="{name}"/>'
            f"{base}<w:qFormat/><w:pPr>{look}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
        )
    return "".join(made) + "</w:styles>"
