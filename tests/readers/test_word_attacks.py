"""Word files that are broken, locked or meant to harm: one clear answer, never an exception."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from drawn import paths

from regcheck.document.model import Document, Unreadable
from regcheck.readers.limits import Limits
from regcheck.readers.office.package import Package, PackageError
from regcheck.readers.registry import read_document
from regcheck.readers.word.document import read_word
from word_files import SPACES, numbering, p, word, zipped

GOOD = word(p("§ 1 Bord"), p("Bordet skal stå."))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENTITIES = (
    f'<!DOCTYPE a [<!ENTITY b "bord">]><w:document {SPACES}><w:body><w:p><w:r><w:t>&b;</w:t></w:r>'
    "</w:p></w:body></w:document>"
)


def with_main(xml: str | bytes) -> bytes:
    return word(extra={"word/document.xml": xml})


def deep(levels: int) -> str:
    inner = "<w:sdt><w:sdtContent>" * levels + p("x") + "</w:sdtContent></w:sdt>" * levels
    return f"<w:document {SPACES}><w:body>{inner}</w:body></w:document>"


def locked() -> bytes:
    """A package whose members are marked as encrypted."""
    data = bytearray(GOOD)
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


UNREADABLE: dict[str, tuple[bytes, str, str]] = {
    "empty": (b"", "syntax", "directory is missing"),
    "no zip": (b"Dette er ren tekst.", "syntax", "directory is missing"),
    "broken off": (GOOD[: len(GOOD) // 2], "syntax", "directory is missing"),
    "older format": (OLE + b"\0" * 600, "format", "older Word format"),
    "locked": (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted", "password"),
    "encrypted members": (locked(), "encrypted", "is encrypted"),
    "another zip": (zipped({"a.txt": "bord"}), "format", "no Word document"),
    "spreadsheet": (
        zipped(
            {
                "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
                'relationships"><Relationship Type="x/officeDocument" Target="xl/workbook.xml"/>'
                "</Relationships>",
                "xl/workbook.xml": "<a/>",
            }
        ),
        "format",
        "an Excel file",
    ),
    "another root": (with_main("<html/>"), "format", "no Word document"),
    "broken XML": (with_main("<w:document"), "syntax", "no sound XML"),
    "empty part": (with_main(""), "syntax", "no sound XML"),
    "entities": (with_main(ENTITIES), "entity", "document type"),
    "entities in UTF-16": (
        with_main(('<?xml version="1.0" encoding="utf-16"?>' + ENTITIES).encode("utf-16")),
        "entity",
        "document type",
    ),
    "nested deep": (with_main(deep(140)), "depth", "nested"),
    "nested very deep": (with_main(deep(20_000)), "depth", "nested"),
}


@pytest.mark.parametrize("kind", UNREADABLE)
def test_it_is_told_why_a_file_cannot_be_read(kind: str) -> None:
    data, reason, words = UNREADABLE[kind]
    found = read_word(data, "utkast.docx")
    assert isinstance(found, Unreadable)
    assert (found.path, found.reason) == ("utkast.docx", reason)
    assert words in str(found.detail)
    assert found.hint


def test_a_part_that_grows_without_end_is_not_taken_in() -> None:
    data = with_main(b"<a>" + b" " * 3_000_000)
    found = read_word(data, "utkast.docx", Limits(max_file_bytes=1_000_000))
    assert isinstance(found, Unreadable) and found.reason == "size"
    found = read_word(data, "utkast.docx", Limits(ratio_floor=1_000_000, max_ratio=50))
    assert isinstance(found, Unreadable) and found.reason == "bomb"


def test_a_password_is_asked_for_whatever_the_name() -> None:
    found = read_document(OLE + "EncryptedPackage".encode("utf-16-le"), "utkast")
    assert isinstance(found, Unreadable) and found.reason == "encrypted"


def test_lock_files_are_named_for_what_they_are() -> None:
    found = read_document(b"\x08Kari Vik", "mappe/~$utkast.docx")
    assert isinstance(found, Unreadable)
    assert "lock file" in str(found.detail)


def test_missing_parts_and_broken_relations_do_not_hide_the_text() -> None:
    with zipfile.ZipFile(BytesIO(GOOD)) as archive:
        files = {info.filename: archive.read(info) for info in archive.infolist()}
    del files["word/styles.xml"]
    document = read_document(zipped(files), "utkast.docx")
    assert isinstance(document, Document)
    assert paths(document) == ["§1/overskrift/1 | Bord", "§1/ledd/1 | Bordet skal stå."]
    assert tuple(map(str, document.notes)) == ("a part of the file that it refers to is missing",)
    del files["word/_rels/document.xml.rels"], files["_rels/.rels"]
    document = read_document(zipped(files), "utkast.docx")
    assert isinstance(document, Document) and document.notes == ()


def test_targets_outside_the_package_are_not_followed() -> None:
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Type="x/numbering" Target="../../../etc/passwd"/>'
        '<Relationship Type="x/styles" TargetMode="External" Target="https://example.org/s.xml"/>'
        "</Relationships>"
    )
    data = word(p("§ 1 Bord"), extra={"word/_rels/document.xml.rels": relation})
    document = read_word(data, "utkast.docx")
    assert isinstance(document, Document)
    assert paths(document) == ["§1/overskrift/1 | Bord"]


def test_macros_are_left_alone_and_noted() -> None:
    document = read_document(
        word(p("§ 1 Bord"), extra={"word/vbaProject.bin": b"\0"}), "utkast.docm"
    )
    assert isinstance(document, Document)
    assert tuple(map(str, document.notes)) == ("macros were left alone",)


def test_lists_and_styles_that_go_round_in_circles_end() -> None:
    ring = (
        '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
        '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        "</w:pPr></w:style>"
    )
    lists = numbering({0: '<w:numStyleLink w:val="L"/>'}, {1: (0, "")})
    data = word(p("§ 1 Bord", style="A", num=(1, 0)), styles=ring, parts={"numbering": lists})
    document = read_word(data, "utkast.docx")
    assert isinstance(document, Document)
    assert paths(document) == ["§1/overskrift/1 | Bord"]


def test_numbers_beyond_all_bounds_are_no_fault() -> None:
    level = (
        '<w:lvl w:ilvl="99999999999"><w:start w:val="-5"/><w:numFmt w:val="lowerRoman"/>'
        '<w:lvlText w:val="%1%2%9)"/></w:lvl><w:lvl w:ilvl="0"><w:start w:val="999999999"/>'
        f'<w:numFmt w:val="lowerLetter"/><w:lvlText w:val="{"%1" * 500}"/></w:lvl>'
    )
    data = word(
        p("§ 1 Bord"),
        p("Bein.", num=(1, 0)),
        parts={"numbering": numbering({0: level}, {1: (0, "")})},
    )
    assert isinstance(read_word(data, "utkast.docx"), Document)


def test_names_of_parts_are_told_without_what_a_terminal_obeys() -> None:
    """The directory of a package may claim any name for a part."""
    data = word(p("Bord"), extra={"word/x\x1b[2J.xml": "x"})
    broken = data.replace(b"PK\x03\x04", b"PK\x03\x05")
    found = read_word(broken, "a.docx")
    assert isinstance(found, Unreadable)
    assert str(found.detail).isprintable()
    assert str(PackageError("syntax", "the part a\x1b[2J\nb is broken").detail).isprintable()


def test_a_file_beyond_the_limit_and_an_endless_part_are_refused() -> None:
    small = read_document(GOOD, "utkast.docx", limits=Limits(max_file_bytes=len(GOOD) - 1))
    assert isinstance(small, Unreadable) and small.reason == "size"
    padded = with_main(f"<w:document {SPACES}><w:body>{p('x' * 5000)}</w:body></w:document>")
    package = Package(padded, "utkast.docx", Limits(max_file_bytes=len(padded)))
    with pytest.raises(PackageError, match="come out of") as caught:
        package.parse("word/document.xml")
    assert caught.value.reason == "size"
    assert package.parse("word/nowhere.xml") is None
