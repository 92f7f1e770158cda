"""Formats: which reader takes which file, by its name or else by its first bytes."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import PurePosixPath
from typing import Protocol

from regcheck.document.model import Document, Unreadable
from regcheck.readers.limits import DEFAULT, Limits

FORMATS: dict[str, tuple[str, str]] = {
    "xml": ("regcheck.readers.lovdata.document", "read_lovdata_xml"),
    "md": ("regcheck.readers.markdown", "read_markdown"),
    "txt": ("regcheck.readers.plain_text", "read_plain_text"),
    "docx": ("regcheck.readers.word.document", "read_word"),
    "odt": ("regcheck.readers.odt.document", "read_odt"),
    "pdf": ("regcheck.readers.pdf", "read_pdf"),
}
"""Format names with the module and function that reads them."""

SUFFIXES: dict[str, str] = {
    ".xml": "xml",
    ".html": "xml",
    ".htm": "xml",
    ".xhtml": "xml",
    ".md": "md",
    ".markdown": "md",
    ".txt": "txt",
    ".text": "txt",
    ".docx": "docx",
    ".docm": "docx",
    ".dotx": "docx",
    ".dotm": "docx",
    ".odt": "odt",
    ".ott": "odt",
    ".pdf": "pdf",
}
TRACKING = frozenset({"docx", "odt"})
"""Formats whose reader is told how to read tracked changes."""

ARCHIVE_SUFFIXES = (".tar.bz2", ".tar.gz", ".tar.xz", ".tgz", ".tbz2", ".txz", ".tar", ".zip")
UNSUPPORTED: dict[str, str] = {
    ".doc": "the older Word format (.doc)",
    ".rtf": "rich text (.rtf)",
}
"""Formats people keep drafts in that this version does not read."""

SAVE_AS = "save it as Word (.docx), plain text (.txt) or Markdown (.md) for now"
SAVE_AS_DOCX = "open it in Word or LibreOffice and save it as .docx"
_SNIFFED = 4096
_MARKUP = re.compile(rb"\s*<(?:\?xml|!doctype|!--|html|main|article|section|body)\b", re.IGNORECASE)
_MARKDOWN = re.compile(rb"(?:\A---[ \t]*\r?$|^#{1,6}[ \t]+\S)", re.MULTILINE)
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "pdf"),
    (b"\xd0\xcf\x11\xe0", ".doc"),
    (b"{\\rtf", ".rtf"),
)
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


class Reader(Protocol):
    """Reads the bytes of one document.

    `path` is only named in the result. Readers of formats in `TRACKING` take `tracked_changes` too,
    which is `accepted`, `original` or `inserted`. Gives an `Unreadable` for bytes that are no such
    document or that go over a limit; raises nothing for bad input.
    """

    def __call__(
        self, data: bytes, path: str, limits: Limits = ..., **tracking: str
    ) -> Document | Unreadable:
        """Read the document."""


def read_document(
    data: bytes,
    path: str,
    format: str = "",
    limits: Limits = DEFAULT,
    tracked_changes: str = "accepted",
) -> Document | Unreadable:
    """Read a document in the named format (one of `FORMATS`), or in the one that the path and the
    bytes speak of when `format` is empty."""
    chosen = format or format_of_path(path) or sniff(data)
    if chosen == ".doc" and _is_locked_package(data):
        chosen = "docx"
    if chosen not in FORMATS:
        return unsupported(path, chosen)
    module, function = FORMATS[chosen]
    reader: Reader = getattr(import_module(module), function)
    tracking = {"tracked_changes": tracked_changes} if chosen in TRACKING else {}
    return reader(data, path, limits, **tracking)


def _is_locked_package(data: bytes) -> bool:
    """Whether a container of the older kind holds a newer file locked with a password."""
    return "EncryptedPackage".encode("utf-16-le") in data


def format_of_path(path: str) -> str:
    """The format a file name speaks of: a name in `FORMATS`, a suffix in `UNSUPPORTED`, or empty
    when the name says nothing."""
    suffix = PurePosixPath(path.lower()).suffix
    return SUFFIXES.get(suffix) or (suffix if suffix in UNSUPPORTED else "")


def is_archive(path: str) -> bool:
    """Whether a file name is that of an archive of documents."""
    return path.lower().endswith(ARCHIVE_SUFFIXES)


def sniff(data: bytes) -> str:
    """The format that the first bytes speak of: a name in `FORMATS`, a suffix in `UNSUPPORTED`,
    or `binary` for bytes that are no text."""
    for signature, suffix in _SIGNATURES:
        if data.startswith(signature):
            return suffix
    head = data[:_SNIFFED]
    if head.startswith(b"PK\x03\x04"):
        if b"application/vnd.oasis.opendocument.text" in head[:200]:
            return "odt"
        return "docx" if b"word/" in head or b"[Content_Types]" in head else "binary"
    if head.startswith(_BYTE_ORDER_MARKS):
        plain = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    elif b"\0" in head:
        return "binary"
    else:
        plain = head
    if _MARKUP.match(plain):
        return "xml"
    return "md" if _MARKDOWN.search(plain) else "txt"


def unsupported(path: str, format: str) -> Unreadable:
    """What to answer for a document in a format that no reader takes."""
    if format in UNSUPPORTED:
        detail = f"this version of regcheck does not read {UNSUPPORTED[format]}"
        hint = SAVE_AS_DOCX if format == ".doc" else SAVE_AS
        return Unreadable(path, "format", detail, hint)
    if format == "binary":
        detail = "the file holds binary data, not text"
        return Unreadable(path, "binary", detail, "give a Word, text, Markdown or Lovdata XML file")
    known = ", ".join(FORMATS)
    return Unreadable(path, "format", f"unknown format «{format}»", f"use one of {known}")
