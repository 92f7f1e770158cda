"""PDF files: lines joined to paragraphs, heads and feet left out, and what is refused."""

from __future__ import annotations

from io import BytesIO

import pypdf
import pytest
from drawn import assert_sound, paths

from pdf_files import DRAFT, pdf
from regcheck.base.text.span import Span
from regcheck.document.model import Document, Unreadable
from regcheck.readers import pdf as reading
from regcheck.readers.pdf import NOTE_APPROXIMATE, read_pdf
from regcheck.readers.registry import read_document


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
    assert words in str(found.detail)
    assert found.hint


def test_locked_files() -> None:
    found = read_pdf(locked(), "utkast.pdf")
    assert isinstance(found, Unreadable) and found.reason == "encrypted"


@pytest.mark.parametrize(
    ("limit", "most", "words"),
    [("_MOST_PAGES", 2, "more than 2 pages"), ("_MOST_LETTERS", 50, "50 letters")],
)
def test_what_is_too_much_is_refused(
    limit: str, most: int, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert isinstance(read_pdf(DRAFT, "utkast.pdf"), Document)
    monkeypatch.setattr(reading, limit, most)
    found = read_pdf(DRAFT, "utkast.pdf")
    assert isinstance(found, Unreadable)
    assert (found.reason, str(found.hint)) == ("size", "split the file")
    assert words in str(found.detail)


def test_halves_of_letters_are_mended_or_marked() -> None:
    gathered = reading._PageLines()
    for piece in ("a\ud83d\ude00b", "c\ud800d"):
        gathered.take(piece, [1, 0, 0, 1, 0, 0], [1, 0, 0, 1, 0, 0], None, 11)
    gathered.close()
    assert [line.words for line in gathered.lines] == ["a😀bc\ufffdd"]
