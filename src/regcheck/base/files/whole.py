"""Files that are read whole, and never waited for: named pipes may have nothing to give. Those that
are written come all at once: beside their place, then renamed to it."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from stat import S_ISFIFO, S_ISREG

_TRIES = 100
_AGAIN = 10 if sys.platform == "win32" else 0
"""How often a file is renamed again: Windows refuses for a moment while a virus scanner or an
indexer looks at one that was just written."""
_MOMENT = 0.1
_PIECE = 1 << 20
_SHORT = 50
"""Letters of a name that the fresh file's own begins with: a name near the system's longest would
leave no room for more."""
_AS_ELSEWHERE = 0o666
_OURS = 0o600
_OURS_ALONE = 0o700


def bytes_of(file: Path, most: int) -> bytes:
    """The first `most` bytes of a file or device, at most. Raises OSError."""
    pieces = []
    with file.open("rb", buffering=0) as stream:
        while most > 0 and (piece := stream.read(min(most, _PIECE))):
            pieces.append(piece)
            most -= len(piece)
    return b"".join(pieces)


def regular_bytes(file: Path, most: int) -> bytes:
    """All bytes of a regular file of at most `most`. Raises OSError and never waits."""
    no_wait = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
    handle = os.open(file, os.O_RDONLY | no_wait | getattr(os, "O_BINARY", 0))
    with open(handle, "rb", buffering=0) as stream:  # noqa: PTH123
        found = os.fstat(handle)
        if not S_ISREG(found.st_mode) or found.st_size > most:
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        return stream.readall()


@contextmanager
def replacing(target: Path, mode: int = _AS_ELSEWHERE, *, last: bool = True) -> Iterator[Path]:
    """An empty file beside `target` that takes its place if the block ends without an error, and
    lasts if the machine stops then."""
    fresh = fresh_beside(target, mode)
    try:
        yield fresh
        put_in_place(fresh, target, last=last)
    finally:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)


def put_in_place(fresh: Path, target: Path, *, last: bool = True) -> None:
    """Let a file, that has reached the disk if it is to last, take another's place. Raises
    OSError."""
    if last:
        with fresh.open("r+b") as stream:
            os.fsync(stream)
    for _ in range(_AGAIN):
        with contextlib.suppress(PermissionError):
            fresh.replace(target)
            return
        time.sleep(_MOMENT)
    fresh.replace(target)


def fresh_beside(target: Path, mode: int = _AS_ELSEWHERE) -> Path:
    """A new, empty, hidden file in the folder of `target`. Raises OSError."""
    for number in range(_TRIES):
        fresh = target.with_name(f".{target.name[:_SHORT]}.{os.getpid()}-{number}.tmp")
        with contextlib.suppress(FileExistsError):
            os.close(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode))
            return fresh
    raise FileExistsError(f"no free name beside {target.name}")


def keep_in_cache(target: Path, data: bytes) -> None:
    """Put a file in a cache, whose folder is made for its owner alone. Raises OSError, also for a
    link that stands for the folder."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=_OURS_ALONE)
    if target.parent.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    with replacing(target, _OURS, last=False) as fresh:
        fresh.write_bytes(data)


def is_named_pipe(path: str | Path) -> bool:
    """Whether there is a named pipe that the system has not handed to us. Raises OSError."""
    if not S_ISFIFO(os.stat(path).st_mode):  # noqa: PTH116 - a path of any kind
        return False
    return not os.path.realpath(path).startswith(("/dev/", "/proc/"))


def refuse_named_pipe(path: str | Path) -> None:
    """Raise OSError for a named pipe, and for what is not there."""
    if is_named_pipe(path):
        raise OSError(errno.EINVAL, "it is a named pipe")
