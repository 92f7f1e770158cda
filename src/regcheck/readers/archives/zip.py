"""Members of a zip file."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from regcheck.base.texts.message import message
from regcheck.document.model import Unreadable
from regcheck.readers.archives.stream import ArchiveProgress, CountedStream, Member
from regcheck.readers.remarks import ReadError

_TAIL_BYTES = 22 + 65535 + 20 + 56
_SHORTEST_ENTRY_BYTES = 46
_ENCRYPTED = 0x1
_BROKEN = (zlib.error, EOFError, OSError)


class MemberError(ReadError):
    """One member cannot be read."""


def iter_zip(file: IO[bytes], progress: ArchiveProgress) -> Iterator[Member | Unreadable]:
    """Every readable member in the directory's order; raises `ReadError` for a broken zip."""
    with open_zip(file, progress) as archive:
        for info in archive.infolist():
            progress.count_entry()
            wanted = progress.wanted(info.filename, _kind(info), info.file_size)
            if isinstance(wanted, Unreadable):
                yield wanted
            elif wanted:
                try:
                    yield progress.taken(info.filename, read_member(archive, info, progress))
                except MemberError as fault:
                    yield progress.refused(info.filename, fault.reason, fault.detail)


def open_zip(file: IO[bytes], progress: ArchiveProgress) -> zipfile.ZipFile:
    """The zip file in a file. Raises ReadError."""
    check_directory(file, progress)
    try:
        return zipfile.ZipFile(file)
    except (zipfile.BadZipFile, struct.error, NotImplementedError, ValueError, *_BROKEN) as error:
        raise ReadError("syntax", message("readers.broken_zip", words=error)) from None


def check_directory(file: IO[bytes], progress: ArchiveProgress) -> None:
    """Refuse a directory of too many members before it is taken into memory."""
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - _TAIL_BYTES))
    tail = file.read()
    file.seek(0)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        raise ReadError("syntax", message("readers.zip_breaks_off"))
    entries, length = struct.unpack_from("<HL", tail, at + 10)
    large = tail.rfind(b"PK\x06\x06", 0, at)
    if large >= 0 and len(tail) >= large + 48:
        entries, length = struct.unpack_from("<QQ", tail, large + 32)
    most = progress.limits.max_members
    if entries > most or length > most * 1024 or length // _SHORTEST_ENTRY_BYTES > most:
        raise ReadError("size", message("readers.members", most=most))


def _kind(info: zipfile.ZipInfo) -> str:
    mode = info.external_attr >> 16
    if info.filename.endswith("/"):
        return "folder"
    if stat.S_IFMT(mode) in (0, stat.S_IFREG):
        return "file"
    return "link" if stat.S_ISLNK(mode) else "device"


def read_member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, progress: ArchiveProgress
) -> bytes:
    """The bytes of a member. Raises MemberError, and ReadError where a cap is passed."""
    if info.flag_bits & _ENCRYPTED:
        raise MemberError("encrypted", message("readers.member_encrypted"))
    most = progress.limits.max_file_bytes
    try:
        with archive.open(info) as stream:
            data = CountedStream(stream, progress).read(most + 1)
    except NotImplementedError as error:
        raise MemberError("format", message("readers.member_packed", words=error)) from None
    except (zipfile.BadZipFile, ValueError, *_BROKEN) as error:
        raise MemberError("syntax", message("readers.broken_member", words=error)) from None
    if len(data) > most:
        raise MemberError("size", message("readers.too_much_member", most=most))
    return data
