"""What readers of archives share: members, streams that are counted, and how far a reading is."""

from __future__ import annotations

import lzma
import re
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Protocol

from regcheck.document.model import Unreadable
from regcheck.readers.limits import Limits
from regcheck.readers.registry import SUFFIXES, is_archive

_CHUNK = 64 * 1024
_OUTSIDE = re.compile(r"[/\\]|[A-Za-z]:")
_BROKEN = (OSError, EOFError, zlib.error, lzma.LZMAError)


@dataclass(frozen=True, slots=True)
class Member:
    """One document in an archive: `name` is the archive's path, `!/` and the path inside."""

    name: str
    data: bytes


class Stream(Protocol):
    """Bytes read forward."""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes; none at the end."""


class ArchiveError(Exception):
    """Why the rest of an archive cannot be read; becomes an `Unreadable`."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


class ArchiveProgress:
    """What has come out of an archive so far, and the judgment on each member's name."""

    def __init__(self, shown: str, limits: Limits) -> None:
        self.shown = shown
        self.limits = limits
        self.archive_size = 0
        self.out = 0
        self.entries = 0
        self.read = 0
        self.last = ""
        self.names: set[str] = set()

    def count_bytes(self, size: int) -> None:
        """Take note of decompressed bytes; raises `ArchiveError` past a cap."""
        self.out += size
        limits = self.limits
        if self.out > limits.max_archive_total:
            raise ArchiveError(
                "size", f"more than {limits.max_archive_total} bytes come out of the archive"
            )
        if self.out > limits.ratio_floor and self.out > limits.max_ratio * self.archive_size:
            raise ArchiveError(
                "bomb",
                f"{self.archive_size} bytes grow to more than {self.out - size}, over"
                f" {limits.max_ratio} times as many",
            )

    def count_entry(self) -> None:
        """Take note of a member, read or not; raises `ArchiveError` past the cap."""
        self.entries += 1
        if self.entries > self.limits.max_members:
            raise ArchiveError("size", f"more than {self.limits.max_members} members")

    def stopped(self, reason: str, detail: str) -> Unreadable:
        """The archive as unreadable from here on."""
        far = f"after {self.last} ({self.read} documents read)" if self.last else "at its start"
        return Unreadable(self.shown, reason, f"{detail}; stopped {far}", _HINTS.get(reason, ""))

    def refused(self, name: str, reason: str, detail: str) -> Unreadable:
        """One member as unreadable."""
        return Unreadable(self.path_of(name), reason, detail, _HINTS.get(reason, ""))

    def path_of(self, name: str) -> str:
        """A member's path in results."""
        return f"{self.shown}!/{printable(name)}"

    def taken(self, name: str, data: bytes) -> Member:
        """A member that was read."""
        self.read += 1
        self.last = printable(name)
        return Member(self.path_of(name), data)

    def wanted(self, name: str, kind: str, size: int) -> bool | Unreadable:
        """Whether to read a member: False passes it over, an `Unreadable` says why not.

        `kind` is `file`, `folder`, `link`, `device` or `sparse`.
        """
        if kind == "folder":
            return False
        parts = name.replace("\\", "/").split("/")
        if _OUTSIDE.match(name) or ".." in parts or "\0" in name:
            return self.refused(name, "path", "the member's name leads outside the archive")
        if kind != "file":
            return self.refused(name, kind, "links, devices and sparse files are not read")
        if parts[-1].startswith((".", "~$")) or parts[0] == "__MACOSX":
            return False
        if is_archive(name):
            return self.refused(name, "format", "an archive inside an archive is not opened")
        if PurePosixPath(name.lower()).suffix not in SUFFIXES:
            return False
        if size > self.limits.max_file_bytes:
            return self.refused(
                name, "size", f"{size} bytes are more than {self.limits.max_file_bytes}"
            )
        if name in self.names:
            return self.refused(name, "path", "the archive holds a second member of this name")
        self.names.add(name)
        return True


_HINTS = {
    "path": "make the archive again with plain relative names",
    "bomb": "unpack it yourself if you trust it, and give the folder",
    "syntax": "fetch or make the archive again",
    "encrypted": "unpack it with its password and give the folder",
    "format": "unpack it and give its contents",
}


def printable(name: str) -> str:
    """A member's name without characters that could disturb a terminal or a report."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in name)


class CountedStream:
    """Reads a decompressed stream forward, counting; every read is capped beforehand."""

    def __init__(self, stream: Stream, progress: ArchiveProgress) -> None:
        self.stream = stream
        self.progress = progress

    def read(self, size: int) -> bytes:
        """Up to `size` bytes, fewer only at the end."""
        parts: list[bytes] = []
        while size > 0:
            part = self.stream.read(min(size, _CHUNK))
            if not part:
                break
            self.progress.count_bytes(len(part))
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def skip(self, size: int) -> bool:
        """Read past `size` bytes; False when the stream ends before."""
        while size > 0:
            part = self.stream.read(min(size, _CHUNK))
            if not part:
                return False
            self.progress.count_bytes(len(part))
            size -= len(part)
        return True
