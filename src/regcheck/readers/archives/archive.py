"""Archives (tar, zip) read in place, member by member. An archive is hostile until read: what comes
out is counted while it streams and never goes past a cap."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zlib
from collections.abc import Iterator
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO

from regcheck.base.errors import system_reason
from regcheck.base.texts.message import message
from regcheck.document.model import Unreadable
from regcheck.readers.archives.stream import ArchiveProgress, CountedStream, Member
from regcheck.readers.limits import DEFAULT, MEGABYTE, Limits
from regcheck.readers.remarks import ReadError

_BROKEN = (OSError, EOFError, zlib.error, lzma.LZMAError)
_IN_MEMORY = 64 * MEGABYTE
"""Bytes of members that are kept without a temporary file."""


def members(archive: Path, shown: str, limits: Limits) -> Iterator[Member | Unreadable]:
    """Every document in an archive and what could not be read of it, sorted by path."""
    with SpooledTemporaryFile(max_size=_IN_MEMORY) as store:
        found: list[tuple[str, int, int | Unreadable]] = []
        for one in iter_archive(archive, limits, shown):
            what = one if isinstance(one, Unreadable) else len(one.data)
            found.append((one.path, store.tell(), what))
            store.write(b"" if isinstance(one, Unreadable) else one.data)
        if not found:
            detail, hint = message("readers.no_document"), message("readers.put_documents")
            yield Unreadable(shown, "empty", detail, hint)
        for path, at, what in sorted(found, key=lambda item: item[0]):
            store.seek(at)
            yield what if isinstance(what, Unreadable) else Member(path, store.read(what))


def iter_archive(
    path: Path, limits: Limits = DEFAULT, shown: str = ""
) -> Iterator[Member | Unreadable]:
    """Every document in an archive, in its own order. Members that lead outside, links, devices,
    encrypted ones and nested archives are `Unreadable`; a passed cap or a broken archive ends the
    reading with one for the whole."""
    shown = shown or str(path)
    progress = ArchiveProgress(shown, limits)
    try:
        file = path.open("rb")
    except OSError as error:
        reason = "not-found" if isinstance(error, FileNotFoundError) else "format"
        detail = message("readers.cannot_open_archive", words=system_reason(error))
        yield Unreadable(shown, reason, detail)
        return
    try:
        with file:
            progress.archive_size = file.seek(0, io.SEEK_END)
            file.seek(0)
            magic = file.read(6)
            file.seek(0)
            if magic.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
                from regcheck.readers.archives.zip import iter_zip

                yield from iter_zip(file, progress)
            else:
                from regcheck.readers.archives.tar import iter_tar

                yield from iter_tar(CountedStream(_decompressed(file, magic), progress), progress)
    except ReadError as error:
        yield progress.stopped(error.reason, error.detail)
    except _BROKEN as error:
        words = " ".join(str(error).split()) or type(error).__name__
        yield progress.stopped("syntax", message("readers.broken_archive", words=words))


def _decompressed(file: IO[bytes], magic: bytes) -> IO[bytes] | gzip.GzipFile:
    if magic.startswith(b"BZh"):
        return bz2.open(file)
    if magic.startswith(b"\x1f\x8b"):
        return gzip.open(file)
    return lzma.open(file) if magic.startswith(b"\xfd7zXZ") else file
