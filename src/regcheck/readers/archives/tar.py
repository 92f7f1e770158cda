"""Members of a tar stream (ustar, GNU long names, pax), read forward once."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator

from regcheck.base.text.patterns import pattern
from regcheck.base.texts.message import message
from regcheck.document.model import Unreadable
from regcheck.readers.archives.stream import ArchiveProgress, CountedStream, Member
from regcheck.readers.limits import MEGABYTE
from regcheck.readers.remarks import ReadError

_BLOCK = 512
_RECORD = pattern(rb"(\d{1,7}) ([^=\n]{1,400})=")
_FILES = (tarfile.REGTYPE, tarfile.AREGTYPE, tarfile.CONTTYPE)
_LINKS = (tarfile.SYMTYPE, tarfile.LNKTYPE)


def iter_tar(stream: CountedStream, progress: ArchiveProgress) -> Iterator[Member | Unreadable]:
    """Every readable member in order; raises `ReadError` where the stream breaks."""
    extra: dict[str, str] = {}
    while True:
        header = _header(stream, first=progress.entries == 0)
        if header is None:
            return
        progress.count_entry()
        if header.size < 0:
            raise ReadError("syntax", message("readers.negative_size"))
        if header.type in (tarfile.XHDTYPE, tarfile.SOLARIS_XHDTYPE):
            extra |= _pax(_payload(stream, header.size))
        elif header.type == tarfile.XGLTYPE:
            _payload(stream, header.size)
        elif header.type == tarfile.GNUTYPE_LONGNAME:
            extra["path"] = _text(_payload(stream, header.size).rstrip(b"\0"))
        elif header.type == tarfile.GNUTYPE_LONGLINK:
            _payload(stream, header.size)
        else:
            yield from _member(stream, header, extra, progress)
            extra = {}


def _header(stream: CountedStream, *, first: bool) -> tarfile.TarInfo | None:
    """The next header, or None at the end-of-archive block."""
    block = stream.read(_BLOCK)
    if len(block) < _BLOCK:
        if first and not block:
            raise ReadError("syntax", message("readers.empty_archive"))
        raise ReadError("syntax", message("readers.archive_breaks_off"))
    if not block.strip(b"\0"):
        return None
    try:
        return tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
    except tarfile.HeaderError as error:
        if first:
            raise ReadError("format", message("readers.no_archive", words=error)) from None
        raise ReadError("syntax", message("readers.damaged_header", words=error)) from None


def _payload(stream: CountedStream, size: int) -> bytes:
    """The content of a header that describes the next member."""
    if size > MEGABYTE:
        raise ReadError("size", message("readers.long_header", size=size))
    data = stream.read(size)
    if len(data) < size or not stream.skip(-size % _BLOCK):
        raise ReadError("syntax", message("readers.archive_breaks_off"))
    return data


def _pax(data: bytes) -> dict[str, str]:
    """The path and size in a pax header."""
    found: dict[str, str] = {}
    at = 0
    while at < len(data):
        record = _RECORD.match(data, at)
        end = at + int(record[1]) if record is not None else 0
        if record is None or not record.end() < end <= len(data):
            break
        if record[2] in (b"path", b"size") or record[2].startswith(b"GNU.sparse"):
            found[record[2].decode("ascii", "replace")] = _text(data[record.end() : end - 1])
        at = end
    return found


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _member(
    stream: CountedStream, header: tarfile.TarInfo, extra: dict[str, str], progress: ArchiveProgress
) -> Iterator[Member | Unreadable]:
    name = extra.get("path", header.name)
    written = extra.get("size", "")
    size = int(written) if written.isdecimal() and len(written) < 19 else header.size
    kind = _kind(header, name, extra)
    if kind in ("link", "folder", "device"):
        size = 0
    wanted = progress.wanted(name, kind, size)
    if wanted is True:
        data = stream.read(size)
        if len(data) < size or not stream.skip(-size % _BLOCK):
            detail = message("readers.archive_breaks_off_in", name=progress.path_of(name))
            raise ReadError("syntax", detail)
        yield progress.taken(name, data)
        return
    if isinstance(wanted, Unreadable):
        yield wanted
    if not stream.skip(size + -size % _BLOCK):
        raise ReadError("syntax", message("readers.archive_breaks_off"))


def _kind(header: tarfile.TarInfo, name: str, extra: dict[str, str]) -> str:
    if header.type == tarfile.GNUTYPE_SPARSE:
        raise ReadError("format", message("readers.old_sparse"))
    if any(key.startswith("GNU.sparse") for key in extra):
        return "sparse"
    if header.type == tarfile.DIRTYPE or (header.type in _FILES and name.endswith("/")):
        return "folder"
    if header.type in _FILES:
        return "file"
    return "link" if header.type in _LINKS else "device"
