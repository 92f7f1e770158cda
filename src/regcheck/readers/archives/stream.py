"""What readers of archives share: members, streams that are counted, and how far a reading is."""

from __future__ import annotations

from collections.abc import Iterator
from gzip import GzipFile
from typing import IO, NamedTuple

from regcheck.base.text.patterns import pattern
from regcheck.base.texts.message import Message, message
from regcheck.base.values import Record, Value, member
from regcheck.document.model import Unreadable
from regcheck.readers.limits import Limits
from regcheck.readers.registry import is_archive, is_document
from regcheck.readers.remarks import ReadError

_CHUNK_BYTES = 64 * 1024
_OUTSIDE = pattern(r"[/\\]|[A-Za-z]:")
_HINTS = {
    "path": message("readers.relative_names"),
    "bomb": message("readers.unpack_if_trusted"),
    "syntax": message("readers.make_again"),
    "encrypted": message("readers.unpack_locked"),
    "format": message("readers.unpack"),
}


class Member(NamedTuple):
    """A document in an archive: `path` is the archive's, `!/` and the path inside."""

    path: str
    data: bytes


class ArchiveProgress(Record):
    """What has come out of an archive so far, and the judgment on each member's name."""

    shown: str
    limits: Limits
    archive_size: int = 0
    out: int = 0
    entries: int = 0
    read: int = 0
    last: str = ""
    names: set[str] = member(default_factory=set)

    def count_bytes(self, size: int) -> None:
        """Take note of decompressed bytes; raises `ReadError` past a cap."""
        self.out += size
        limits = self.limits
        if self.out > limits.max_archive_total:
            detail = message("readers.too_much_archive", most=limits.max_archive_total)
            raise ReadError("size", detail)
        if self.out > limits.ratio_floor and self.out > limits.max_ratio * self.archive_size:
            before = self.out - size
            detail = message(
                "readers.bomb", size=self.archive_size, out=before, ratio=limits.max_ratio
            )
            raise ReadError("bomb", detail)

    def count_entry(self) -> None:
        """Take note of a member, read or not; raises `ReadError` past the cap."""
        self.entries += 1
        if self.entries > self.limits.max_members:
            raise ReadError("size", message("readers.members", most=self.limits.max_members))

    def stopped(self, reason: str, detail: str | Message) -> Unreadable:
        """The archive as unreadable from here on."""
        whole = message("readers.stopped_at_start", detail=detail)
        if self.last:
            whole = message("readers.stopped", detail=detail, last=self.last, read=self.read)
        return Unreadable(self.shown, reason, whole, _HINTS.get(reason, ""))

    def refused(self, name: str, reason: str, detail: str | Message) -> Unreadable:
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
        """Whether to read a member: False passes it over, an `Unreadable` says why not."""
        if kind == "folder":
            return False
        parts = name.replace("\\", "/").split("/")
        if _OUTSIDE.match(name) or ".." in parts or "\0" in name:
            return self.refused(name, "path", message("readers.member_outside"))
        if kind != "file":
            return self.refused(name, kind, message("readers.member_special"))
        if parts[-1].startswith((".", "~$")) or parts[0] == "__MACOSX":
            return False
        if is_archive(name):
            return self.refused(name, "format", message("readers.archive_in_archive"))
        if not is_document(name):
            return False
        most = self.limits.max_file_bytes
        if size > most:
            detail = message("readers.member_too_large", size=size, most=most)
            return self.refused(name, "size", detail)
        if name in self.names:
            return self.refused(name, "path", message("readers.member_twice"))
        self.names.add(name)
        return True


def printable(name: str) -> str:
    """A member's name without characters that could disturb a terminal or a report."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in name)


class CountedStream(Value, frozen=True):
    """Reads a decompressed stream forward, counting; every read is capped beforehand."""

    stream: IO[bytes] | GzipFile
    progress: ArchiveProgress

    def read(self, size: int) -> bytes:
        """Up to `size` bytes, fewer only at the end."""
        return b"".join(self._parts(size))

    def skip(self, size: int) -> bool:
        """Read past `size` bytes; False when the stream ends before."""
        return sum(map(len, self._parts(size))) == max(size, 0)

    def _parts(self, size: int) -> Iterator[bytes]:
        while size > 0 and (part := self.stream.read(min(size, _CHUNK_BYTES))):
            self.progress.count_bytes(len(part))
            yield part
            size -= len(part)
