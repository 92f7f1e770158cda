"""Which reader takes what."""

from __future__ import annotations

import pytest

from regcheck.document.model import Document, Unreadable
from regcheck.readers.registry import format_of_path, is_archive, read_document, sniff

MARKDOWN = "# Lov om bord\n\n### § 1. Bord\n\nBordet skal ha fire bein.\n".encode()


@pytest.mark.parametrize(
    ("path", "format"),
    [
        ("a/b.XML", "xml"),
        ("b.html", "xml"),
        ("b.md", "md"),
        ("b.markdown", "md"),
        ("b.Txt", "txt"),
        ("b.docx", "docx"),
        ("b.DOTX", "docx"),
        ("b.odt", "odt"),
        ("b.pdf", "pdf"),
        ("b", ""),
        ("b.rst", ""),
        (".md", ""),
    ],
)
def test_names_speak_of_formats(path: str, format: str) -> None:
    assert format_of_path(path) == format


@pytest.mark.parametrize(
    ("data", "format"),
    [
        (b"<?xml version='1.0'?><html/>", "xml"),
        (b"\xef\xbb\xbf  <!DOCTYPE html>", "xml"),
        ("<html>".encode("utf-16"), "xml"),
        (MARKDOWN, "md"),
        (b"---\ntittel: x\n---\n", "md"),
        ("§ 1. Bord\n\nFire bein.".encode(), "txt"),
        (b"", "txt"),
        (b"%PDF-1.7", "pdf"),
        (b"\xd0\xcf\x11\xe0rest", ".doc"),
        (b"PK\x03\x04....word/document.xml", "docx"),
        (b"PK\x03\x04....", "binary"),
        (b"abc\0def", "binary"),
    ],
)
def test_content_speaks_of_formats(data: bytes, format: str) -> None:
    assert sniff(data) == format


@pytest.mark.parametrize("path", ["a.tar.bz2", "A.TGZ", "a.zip", "a.tar"])
def test_archives_are_told_by_name(path: str) -> None:
    assert is_archive(path)
    assert not is_archive(f"{path}.md")


def test_an_unknown_name_is_read_by_its_content() -> None:
    document = read_document(MARKDOWN, "utkast.rst")
    assert isinstance(document, Document)
    assert document.source.path == "utkast.rst"
    assert "fire bein" in document.text


def test_a_given_format_wins_over_the_name() -> None:
    document = read_document("§ 1. Bord\n\nFire bein.\n".encode(), "bord.md", "txt")
    assert isinstance(document, Document)


@pytest.mark.parametrize(
    ("data", "path", "reason", "words"),
    [
        (b"{\\rtf1", "utkast", "format", "rich text"),
        (b"{\\rtf1", "utkast.rtf", "format", "rich text"),
        (b"\0\0\0", "utkast", "binary", "binary"),
    ],
)
def test_what_no_reader_takes_is_said_with_a_remedy(
    data: bytes, path: str, reason: str, words: str
) -> None:
    found = read_document(data, path)
    assert isinstance(found, Unreadable)
    assert found.path == path
    assert found.reason == reason
    assert words in found.detail
    assert "text" in found.hint
