"""PDF files: lines joined to paragraphs, heads and feet left out, and what is refused."""

from __future__ import annotations

import sys
from io import BytesIO

import pypdf
import pytest
from drawn import assert_sound, paths

from regcheck.document.model import Document, Unreadable
from regcheck.readers.limits import Limits
from regcheck.readers.pdf import NOTE_APPROXIMATE, read_pdf
from regcheck.readers.registry import read_document
from regcheck.text.span import Span

Drawn = tuple[float, str]
"""The height a line stands at, and its words."""


def pdf(*pages: list[Drawn]) -> bytes:
    """A PDF file of pages with lines of Helvetica."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", ""]
    kids = []
    for lines in pages:
        content = "BT /F 11 Tf "
        for height, words in lines:
            shown = words.replace("(", "\\(").replace(")", "\\)")
            content += f"1 0 0 1 60 {height} Tm ({shown}) Tj "
        content += "ET"
        objects.append(f"<</Length {len(content.encode('cp1252'))}>>stream\n{content}\nendstream")
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents {len(objects)} 0 R"
            "/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica"
            "/Encoding/WinAnsiEncoding>>>>>>>>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>"
    data, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj{one}endobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (
        data
        + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
        + f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(data)}\n%%EOF".encode()
    )


def page(number: int, *lines: str) -> list[Drawn]:
    """A page with a head, a foot and a page number; an empty string leaves a gap."""
    height, drawn = 740.0, [(780.0, f"Utkast om bord, utgave {number}")]
    for line in lines:
        if line:
            drawn.append((height, line))
        height -= 14
    return [*drawn, (50.0, "Bordrådet"), (30.0, f"Side {number} av 3")]


DRAFT = pdf(
    page(
        1,
        "Forskrift om bord",
        "",
        "§ 1 Vask",
        "",
        "Bordet skal vaskes med såpe hver uke, og den som eier bordet, skal sørge for bordvask-",
        "ing også når bordet står ute.",
        "Stolen skal vaskes.",
    ),
    page(2, "§ 2 Tørk", "", "Bordet skal tørkes:", "a) oppå,", "b) under, og det gjelder også når"),
    page(3, "bordet er rundt.", "", "(2) Stolen kan stå våt."),
)


def test_lines_become_paragraphs_and_what_repeats_is_left_out() -> None:
    document = read_document(DRAFT, "utkast")
    assert isinstance(document, Document)
    assert_sound(document)
    assert paths(document) == [
        "overskrift/1 | Forskrift om bord",
        "§1/overskrift/1 | Vask",
        "§1/ledd/1 | Bordet skal vaskes med såpe hver uke, og den som eier bordet, skal sørge for "
        "bordvasking også når bordet står ute.",
        "§1/ledd/2 | Stolen skal vaskes.",
        "§2/overskrift/1 | Tørk",
        "§2/ledd/1 | Bordet skal tørkes:",
        "§2/ledd/1/bokstav/a | oppå,",
        "§2/ledd/1/bokstav/b | under, og det gjelder også når bordet er rundt.",
        "§2/ledd/2 | Stolen kan stå våt.",
    ]
    assert document.notes == (NOTE_APPROXIMATE,)
    assert document.places is not None
    at = document.text.index("Stolen kan")
    assert document.places.part(Span(at, at + 6)) == "page 3"


def locked() -> bytes:
    writer = pypdf.PdfWriter(BytesIO(DRAFT))
    writer.encrypt("hemmelig", algorithm="RC4-128")
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "reason", "words"),
    [
        (b"", "syntax", "broken"),
        (b"%PDF-1.4\n%%EOF", "syntax", "broken"),
        (b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj\n" * 30, "", ""),
        (pdf([]), "format", "only pictures"),
    ],
)
def test_what_holds_no_text_is_told_apart(data: bytes, reason: str, words: str) -> None:
    found = read_pdf(data, "utkast.pdf")
    assert isinstance(found, Unreadable)
    assert not reason or found.reason == reason
    assert words in found.detail
    assert found.hint


def test_locked_files_and_large_ones() -> None:
    found = read_pdf(locked(), "utkast.pdf")
    assert isinstance(found, Unreadable) and found.reason == "encrypted"
    found = read_pdf(DRAFT, "utkast.pdf", Limits(max_file_bytes=100))
    assert isinstance(found, Unreadable) and found.reason == "size"


def test_without_the_extra_it_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    found = read_pdf(DRAFT, "utkast.pdf")
    assert isinstance(found, Unreadable)
    assert "regcheck[pdf]" in found.hint
