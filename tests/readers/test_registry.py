"""Which reader takes what."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import get_args

import pytest

from regcheck.base.errors import UsageError
from regcheck.base.texts.message import Message
from regcheck.cli.documents import find_documents
from regcheck.cli.main import main
from regcheck.cli.options import StdinFormat, described, typed_value
from regcheck.document.model import Document, Unreadable
from regcheck.readers.limits import Limits
from regcheck.readers.registry import (
    FORMATS,
    NAMES,
    Format,
    _added,
    format_named,
    format_of_path,
    is_archive,
    listed,
    read_document,
    sniff,
)

PROJECT = Path(__file__).resolve().parents[2]

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
        (b"\xd0\xcf\x11\xe0rest", "doc"),
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
    assert words in str(found.detail)
    assert "text" in str(found.hint)


def read_shouts(data: bytes, path: str, limits: Limits) -> Document | Unreadable:
    """A reader as another package may have: a paragraph a line, in capitals."""
    return read_document(data.decode().lower().encode(), path, "txt", limits)


SHOUTS = Format("shout", (".shout",), "shouted text", read_shouts)
BROKEN = "no such object"


@pytest.fixture
def added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An installed distribution with a reader of its own."""
    about = tmp_path / "shouts-1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: shouts\nVersion: 1\n")
    (about / "entry_points.txt").write_text("[regcheck.readers]\nshout = test_registry:SHOUTS\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setitem(sys.modules, "test_registry", sys.modules[__name__])
    _added.cache_clear()
    yield about
    _added.cache_clear()


@pytest.mark.usefixtures("added")
def test_a_reader_of_another_package_is_used(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "utkast"
    folder.mkdir()
    file = folder / "utkast.shout"
    file.write_text("§ 1. BORD\n\nSØKER SKAL MØTE PERSONLIG.\n", "utf-8")
    assert format_of_path(file.name) == "shout"
    assert listed("en").endswith("plain text (.txt) or shouted text (.shout)")
    asked = ["check", str(folder), "--select", "paper", "--nlp", "off", "--no-config"]
    assert main([*asked, "--format", "json"]) == 0
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert finding["rule"] == "paper/personal-attendance"
    assert finding["quote"] == "møte personlig"


@pytest.mark.usefixtures("added")
def test_its_name_can_be_given_for_stdin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("regcheck.cli.documents.read_stdin", lambda _: b"BORD")
    assert find_documents(["-"], "shout").files == 1
    option = described(get_args(StdinFormat)[1], "stdin_format", str)
    with pytest.raises(UsageError, match="use one of docx, odt, pdf, xml, akn, md, txt, shout"):
        typed_value(option, "whisper")


@pytest.mark.usefixtures("added")
def test_our_own_names_and_suffixes_come_first(added: Path) -> None:
    (added / "entry_points.txt").write_text("[regcheck.readers]\nmd = test_registry:BROKEN\n")
    assert format_of_path("utkast.md") == "md"
    with pytest.raises(UsageError, match=r"«md» of .* cannot be used"):
        format_of_path("utkast.shout")


def test_others_are_not_looked_for_without_need(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metadata, "entry_points", lambda **_: pytest.fail("looked"))
    _added.cache_clear()
    for form in FORMATS:
        assert [format_of_path(f"a{suffix}") for suffix in form.suffixes] == [form.name] * len(
            form.suffixes
        )
        assert format_named(form.name) is form
    assert format_of_path("README") == ""


@pytest.mark.parametrize("name", NAMES)
def test_what_is_larger_than_the_limit_is_not_looked_at(name: str) -> None:
    found = read_document(b"x" * 20, "a", name, Limits(max_file_bytes=19))
    assert isinstance(found, Unreadable)
    assert (found.reason, str(found.detail)) == ("size", "20 bytes; the limit is 19")


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    found = read_document(b"%PDF-1.7", "utkast.pdf")
    assert isinstance(found, Unreadable)
    assert str(found.detail) == "PDF files are read by the extra «pdf», which is not installed"
    assert str(found.hint) == 'pip install "regcheck[pdf]"'


def test_every_reader_is_there() -> None:
    assert all(callable(form.load()) for form in FORMATS if form.reader)
    assert all(form.remedy for form in FORMATS if not form.reader)


@pytest.mark.parametrize(
    "page", ["README.md", *(f"docs/{one}bruk.md" for one in ("", "nn/", "en/"))]
)
def test_the_pages_name_every_format(page: str) -> None:
    guide = (PROJECT / page).read_text("utf-8")
    read = [one for one in FORMATS if one.reader]
    named = [one for one in read if f"`{one.suffixes[0]}`" in guide or str(one.title) in guide]
    assert named == read


@pytest.mark.parametrize(
    ("data", "path", "told"),
    [
        (b"%PDF-1.7\n", "a.docx", "innholdet er PDF, selv om navnet sier Word"),
        (b"%PDF-1.7\n", "a.md", "innholdet er PDF, selv om navnet sier Markdown"),
        ("§ 1 Båt\n".encode(), "a.docx", "innholdet er ren tekst, selv om navnet sier Word"),
        (b"{\\rtf1 Hei}", "a.odt", "innholdet er rik tekst (.rtf), selv om navnet sier Open"),
        (b"PK\x03\x04..word/document.xml", "a.pdf", "innholdet er Word, selv om navnet sier PDF"),
        (b"", "a.docx", "filen er tom"),
        (b"", "a.pdf", "filen er tom"),
        (b"Kari", ".~lock.a.odt#", "låsefilen"),
    ],
)
def test_what_is_not_as_named_is_told(data: bytes, path: str, told: str) -> None:
    found = read_document(data, path)
    assert isinstance(found, Unreadable) and found.reason == "format"
    assert isinstance(found.detail, Message) and told in found.detail.said("nb")
