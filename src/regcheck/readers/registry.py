"""The one list of formats, and which one a file is in. Other packages add a `Format` by an entry
point in the group `regcheck.readers`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Any

from regcheck.base.errors import UsageError
from regcheck.base.text.patterns import pattern
from regcheck.base.texts.message import Message, message, said
from regcheck.readers.limits import DEFAULT, Limits

if TYPE_CHECKING:
    from regcheck.document.model import Document, Unreadable

    Reader = Callable[..., Document | Unreadable]

ENTRY_POINTS = "regcheck.readers"


@dataclass(frozen=True, slots=True)
class Format:
    """A format that documents are kept in, by a `name` for the command line, a `title` for people
    and `suffixes`, the usual one first. `reader` is a function or its place (`module:function`); a
    format without one is known but not read, and `remedy` says what to do. It takes bytes, path,
    `Limits` and, where the format `tracks_changes`, `tracked_changes`; it gives a `Document` or an
    `Unreadable` and raises nothing but ImportError for a missing `extra`."""

    name: str
    suffixes: tuple[str, ...]
    title: str | Message
    reader: str | Reader = ""
    text: bool = False
    tracks_changes: bool = False
    extra: str = ""
    remedy: str | Message = ""

    def load(self) -> Reader:
        """The reader. Raises ImportError where what it needs is not installed."""
        if not isinstance(self.reader, str):
            return self.reader
        found: Reader = resolve_name(self.reader)
        return found


def _own(name: str, suffixes: str, reader: str = "", **more: Any) -> Format:
    title = message(f"readers.format_{name}")
    where = f"regcheck.readers.{reader}" if reader else ""
    return Format(name, tuple(suffixes.split()), title, where, **more)


FORMATS = (
    _own("docx", ".docx .docm .dotx .dotm", "word.document:read_word", tracks_changes=True),
    _own("odt", ".odt .ott", "odt.document:read_odt", tracks_changes=True),
    _own("pdf", ".pdf", "pdf:read_pdf", extra="pdf"),
    _own("xml", ".xml .html .htm .xhtml", "lovdata.document:read_lovdata_xml", text=True),
    _own("akn", ".akn", "akn.document:read_akoma_ntoso", text=True),
    _own("md", ".md .markdown", "markdown:read_markdown", text=True),
    _own("txt", ".txt .text", "plain_text:read_plain_text", text=True),
    _own("doc", ".doc", remedy=message("readers.save_as_docx")),
    _own("rtf", ".rtf", remedy=message("readers.save_as")),
)
"""The formats of regcheck itself, in the order in which people see them."""

NAMES = tuple(one.name for one in FORMATS if one.reader)
"""The names of those that are read."""

ARCHIVE_SUFFIXES = (".tar.bz2", ".tar.gz", ".tar.xz", ".tgz", ".tbz2", ".txz", ".tar", ".zip")
_BY_NAME = {one.name: one for one in FORMATS}
_BY_SUFFIX = {suffix: one for one in FORMATS for suffix in one.suffixes}
_SNIFFED = 4096
_MARKUP = pattern(rb"\s*<(?:\?xml|!doctype|!--|html|main|article|section|body)\b", re.IGNORECASE)
_MARKDOWN = pattern(rb"(?:\A---[ \t]*\r?$|^#{1,6}[ \t]+\S)", re.MULTILINE)
_AKOMA_NTOSO = pattern(rb"<(?:[\w.-]{1,60}:)?akomaNtoso[\s>]")
_LOOKED_AT = 1 << 16
_SIGNATURES = ((b"%PDF", "pdf"), (b"\xd0\xcf\x11\xe0", "doc"), (b"{\\rtf", "rtf"))
_PACKED = frozenset({"docx", "odt", "pdf", "doc", "rtf"})
"""Formats that their first bytes give away."""
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_BINARY = "binary"


def read_document(
    data: bytes,
    path: str,
    format: str = "",
    limits: Limits = DEFAULT,
    tracked_changes: str = "accepted",
) -> Document | Unreadable:
    """Read a document in the named format, or in the one that path and bytes speak of."""
    from regcheck.document.model import Unreadable

    if len(data) > limits.max_file_bytes:
        detail = message("readers.too_many_bytes", size=len(data), most=limits.max_file_bytes)
        return Unreadable(path, "size", detail, message("readers.split_or_raise"))
    own = path.replace("\\", "/").rpartition("/")[2]
    if own.startswith("~$") or (own.startswith(".~lock.") and own.endswith("#")):
        detail, hint = message("readers.lock_file"), message("readers.name_the_document")
        return Unreadable(path, "format", detail, hint)
    name = format or format_of_path(path) or sniff(data)
    if name == "doc" and "EncryptedPackage".encode("utf-16-le") in data:
        name = "docx"
    if name == "xml" and _AKOMA_NTOSO.search(data[:_LOOKED_AT].replace(b"\0", b"")):
        name = "akn"
    chosen = format_named(name)
    if chosen is None or not chosen.reader:
        return unsupported(path, name)
    if (wrong := _not_as_named(data, chosen)) is not None:
        return Unreadable(path, "format", *wrong)
    tracking = {"tracked_changes": tracked_changes} if chosen.tracks_changes else {}
    try:
        return chosen.load()(data, path, limits, **tracking)
    except ImportError:
        if not chosen.extra:
            raise
        detail = message("readers.extra_missing", format=chosen.title, extra=chosen.extra)
        return Unreadable(path, "format", detail, message("readers.install", extra=chosen.extra))


def _not_as_named(data: bytes, named: Format) -> tuple[Message, Message] | None:
    """Why bytes are no such file as their name says, and the remedy."""
    if named not in FORMATS:
        return None
    if not data and not named.text:
        return message("readers.nothing_in_it"), message("readers.name_the_document")
    kind = sniff(data)
    # What reads packages knows more of containers of the older kind.
    if kind in (named.name, "doc") or not (kind in _PACKED or (kind in NAMES and not named.text)):
        return None
    told = message("readers.is_really", named=named.title, kind=_BY_NAME[kind].title)
    return told, message("readers.name_it_right")


def format_named(name: str) -> Format | None:
    """The format of this name, our own or another's."""
    return _BY_NAME.get(name) or (_added()[0].get(name) if name else None)


def format_of_path(path: str) -> str:
    """The name of the format that a file name speaks of, read or not, or empty."""
    suffix = PurePosixPath(path.lower()).suffix
    found = _BY_SUFFIX.get(suffix) or (_added()[1].get(suffix) if suffix else None)
    return found.name if found else ""


def is_document(path: str) -> bool:
    """Whether a file name is that of a document that some reader takes."""
    found = format_named(format_of_path(path))
    return found is not None and bool(found.reader)


def is_archive(path: str) -> bool:
    """Whether a file name is that of an archive of documents."""
    return path.lower().endswith(ARCHIVE_SUFFIXES)


def readable() -> tuple[Format, ...]:
    """Every format that is read, our own first."""
    return tuple(one for one in (*FORMATS, *_added()[0].values()) if one.reader)


def listed(locale: str) -> str:
    """The formats that are read, for people: what each is called and its usual suffix."""
    names = [f"{said(one.title, locale)} ({one.suffixes[0]})" for one in readable()]
    return message("readers.either", first=", ".join(names[:-1]), last=names[-1]).said(locale)


@cache
def _added() -> tuple[Mapping[str, Format], Mapping[str, Format]]:
    """The formats of other packages, by name and by suffix. Raises UsageError for an entry point
    that cannot be loaded or is no `Format`."""
    from importlib.metadata import entry_points

    by_name: dict[str, Format] = {}
    by_suffix: dict[str, Format] = {}
    for point in sorted(entry_points(group=ENTRY_POINTS), key=lambda one: (one.name, one.value)):
        try:
            found = point.load()
            if not isinstance(found, Format):
                raise TypeError(f"{point.value} is no Format")
        except Exception as fault:  # whatever the other package does when it is imported
            told = message("readers.entry_point", name=point.name, words=fault)
            raise UsageError(told) from fault
        by_name.setdefault(found.name, found)
        for suffix in found.suffixes:
            by_suffix.setdefault(suffix, found)
    return by_name, by_suffix


def sniff(data: bytes) -> str:
    """The name of the format that the first bytes speak of, or `binary`."""
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            return name
    head = data[:_SNIFFED]
    if head.startswith(b"PK\x03\x04"):
        if b"application/vnd.oasis.opendocument.text" in head[:200]:
            return "odt"
        return "docx" if b"word/" in head or b"[Content_Types]" in head else _BINARY
    if head.startswith(_BYTE_ORDER_MARKS):
        plain = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    elif b"\0" in head:
        return _BINARY
    else:
        plain = head
    if _MARKUP.match(plain):
        return "xml"
    return "md" if _MARKDOWN.search(plain) else "txt"


def unsupported(path: str, name: str) -> Unreadable:
    """What to answer for a document in a format that no reader takes."""
    from regcheck.document.model import Unreadable

    known = format_named(name)
    if known is not None:
        detail = message("readers.not_read", format=known.title)
        return Unreadable(path, "format", detail, known.remedy)
    if name == _BINARY:
        detail = message("readers.binary")
        return Unreadable(path, "binary", detail, message("readers.give_text"))
    detail = message("readers.unknown_format", format=name)
    allowed = ", ".join(one.name for one in readable())
    return Unreadable(path, "format", detail, message("readers.use_one_of", allowed=allowed))
