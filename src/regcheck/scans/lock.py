"""One writer at a time in a folder. The lock ends with the process, however that ends."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from regcheck.errors import UsageError, cannot_write

NAME = ".lock"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep others from writing in the folder, which is made if it is not there.

    Raises UsageError when another process writes there, or nobody may.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        stream = (folder / NAME).open("ab")
    except OSError as fault:
        raise cannot_write(folder, fault) from fault
    with stream:
        if not _lock(stream):
            raise UsageError(
                f"{folder}: another scan or fetch is writing there; wait for it, or use -o"
            )
        yield


def _lock(stream: IO[bytes]) -> bool:
    """A lock that child processes do not inherit, so that none of them can outlive it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.lockf(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
