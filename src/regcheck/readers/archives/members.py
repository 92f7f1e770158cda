"""The members of an archive in path order.

A compressed tar can only be read front to back, so its members are put aside first: in memory
while they are few, in a temporary file when they are many.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import SpooledTemporaryFile

from regcheck.document.model import Unreadable
from regcheck.readers.archives.archive import iter_archive
from regcheck.readers.archives.stream import Member
from regcheck.readers.limits import Limits

IN_MEMORY = 64 * 1024 * 1024
"""Bytes of members that are kept without a temporary file."""


def members(archive: Path, shown: str, limits: Limits) -> Iterator[Member | Unreadable]:
    """Every document in an archive, which results name `shown`, and what could not be read of it,
    sorted by path; an archive without any is unreadable itself."""
    with SpooledTemporaryFile(max_size=IN_MEMORY) as store:
        found: list[tuple[str, int, int | Unreadable]] = []
        for number, member in enumerate(iter_archive(archive, limits, shown)):
            if isinstance(member, Unreadable):
                found.append((member.path, number, member))
            else:
                found.append((member.name, store.tell(), len(member.data)))
                store.write(member.data)
        if not found:
            yield Unreadable(
                shown,
                "empty",
                "the archive holds no document",
                "put .docx, .xml, .md or .txt files in it",
            )
        for name, at, what in sorted(found, key=lambda item: item[:2]):
            if isinstance(what, Unreadable):
                yield what
            else:
                store.seek(at)
                yield Member(name, store.read(what))
