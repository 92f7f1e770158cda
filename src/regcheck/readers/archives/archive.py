"""Archives read in place: tar (plain, gzip, bzip2, xz) and zip, member by member, nothing unpacked.

An archive is hostile until read: it may lead outside itself, claim to be small and grow without
end, or break off. What comes out is counted while it streams and never goes past a cap.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from regcheck.document.model import Unreadable
from regcheck.errors import system_reason
from regcheck.readers.archives.stream import (
    ArchiveError,
    ArchiveProgress,
    CountedStream,
    Member,
    Stream,
)
from regcheck.readers.limits import DEFAULT, Limits

_CHUNK = 64 * 1024
_OUTSIDE = re.compile(r"[/\\]|[A-Za-z]:")
_BROKEN = (OSError, EOFError, zlib.error, lzma.LZMAError)


def iter_archive(
    path: Path, limits: Limits = DEFAULT, shown: str = ""
) -> Iterator[Member | Unreadable]:
    """Every document in an archive, in the archive's own order, and what could not be read.

    The kind of archive is told by its first bytes. `shown` names the archive in results (default:
    `path`). Only files with a suffix that some reader takes are given; others are passed over.
    Members that lead outside the archive, links, devices, encrypted ones, archives within it and
    second members of one name are `Unreadable`, the others are still read. A cap that is passed
    or a broken archive ends the reading with an `Unreadable` for the archive that says how far it
    got.
    """
    shown = shown or str(path)
    progress = ArchiveProgress(shown, limits)
    try:
        file = path.open("rb")
    except OSError as error:
        reason = "not-found" if isinstance(error, FileNotFoundError) else "format"
        yield Unreadable(shown, reason, f"cannot open the archive: {system_reason(error)}")
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
    except ArchiveError as error:
        yield progress.stopped(error.reason, error.detail)
    except _BROKEN as error:
        yield progress.stopped("syntax", f"the archive is broken: {_one_line(error)}")


def _decompressed(file: IO[bytes], magic: bytes) -> Stream:
    if magic.startswith(b"BZh"):
        return bz2.BZ2File(file)
    if magic.startswith(b"\x1f\x8b"):
        return gzip.GzipFile(fileobj=file)
    if magic.startswith(b"\xfd7zXZ"):
        return lzma.LZMAFile(file)
    return file


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split()) or type(error).__name__
