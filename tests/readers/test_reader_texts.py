"""What readers say: in the words of the one who asks, and in English for machines."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import regcheck
from regcheck.base.texts.catalogue import Texts, load_area
from regcheck.base.texts.message import Message
from regcheck.document.model import Document, Unreadable
from regcheck.readers.archives.archive import iter_archive
from regcheck.readers.registry import FORMATS, read_document
from regcheck.readers.walk import cannot_open
from regcheck.reports.finding_text import why_unread

SOURCE = Path(regcheck.__file__).parent
NAMED = re.compile(r"""message\(\s*"([a-z-]+)\.(\w+)\"""")
ENGLISH = frozenset(
    [
        "the",
        "is",
        "are",
        "of",
        "not",
        "file",
        "it",
        "or",
        "and",
        "with",
        "at",
        "in",
        "no",
        "an",
        "read",
        "as",
        "to",
    ]
)
FAULTS = {
    "feil.xml": b"<html><p></html>",
    "tegn.xml": b"<html>\xff</html>",
    "entitet.xml": b"<html>&x;</html>",
    "annet.xml": b"<x/>",
    "tegn.md": b"\xe6\xf8 \x81\x8d",
    "null.txt": b"a\0b",
    "bilde.docx": b"\x89PNG\r\n\x1a\n",
    "utkast.odt": b"PK\x05\x06" + bytes(18),
    "utkast.rtf": b"{\\rtf1}",
    "utkast.pdf": b"%PDF-1.7 x",
    "bilde": b"\x89PNG\r\n\x1a\n\0\0",
}


def words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]+", re.sub(r"\(.*?\)|<.*?>", "", text.lower())))


def faults(folder: Path) -> list[Unreadable]:
    found = [read_document(data, name) for name, data in FAULTS.items()]
    archive = folder / "alt.tar"
    archive.write_bytes(b"x" * 600)
    fault = PermissionError(13, "Permission denied")
    return [
        *(one for one in found if isinstance(one, Unreadable)),
        *(one for one in iter_archive(archive) if isinstance(one, Unreadable)),
        cannot_open("utkast.md", fault),
    ]


@pytest.mark.parametrize("locale", ["nb", "nn"])
def test_why_a_file_was_not_read_is_said_in_norwegian(locale: str, tmp_path: Path) -> None:
    found = faults(tmp_path)
    assert len(found) == len(FAULTS) + 2
    said = {one.path: why_unread(one, Texts("report", locale)) for one in found}
    assert {path: text for path, text in said.items() if words(text) & ENGLISH} == {}


def test_machines_are_told_in_english_with_what_libraries_say(tmp_path: Path) -> None:
    said = {one.path: str(one.detail) for one in faults(tmp_path)}
    assert said["feil.xml"] == "not well-formed XML: mismatched tag at line 1, column 12"
    assert said["utkast.md"] == "cannot be opened: permission denied"


def test_notes_are_english_words_for_machines_and_norwegian_for_people() -> None:
    document = read_document("Bordet skal være rødt.".encode("cp1252"), "a.txt")
    assert isinstance(document, Document)
    (note,) = document.notes
    assert str(note) == "read as windows-1252"
    assert not isinstance(note, str)
    assert note.said("nn") == "lese som Windows-1252; lagre helst som UTF-8"


def named() -> dict[str, set[str]]:
    """The names of messages in the code, by area."""
    found: dict[str, set[str]] = {}
    for path in SOURCE.rglob("*.py"):
        for area, name in NAMED.findall(path.read_text("utf-8")):
            found.setdefault(area, set()).add(name)
    return found


def test_every_message_that_is_named_has_a_text() -> None:
    missing = {area: names - load_area(area, "en").keys() for area, names in named().items()}
    assert {area: names for area, names in missing.items() if names} == {}


@pytest.mark.parametrize("area", ["readers", "datafiles"])
def test_every_text_is_a_message(area: str) -> None:
    titles = {one.title.key.partition(".")[2] for one in FORMATS if isinstance(one.title, Message)}
    code = "".join(path.read_text("utf-8") for path in SOURCE.rglob("*.py"))
    by_table = {name for name in load_area(area, "en") if f'"{name}"' in code}
    assert load_area(area, "en").keys() - titles - by_table == named()[area] - by_table
