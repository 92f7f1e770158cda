"""Caches that only this user can have filled: files stand behind a digest made with a secret
key. What is kept can be worked out again: a broken cache is as good as none."""

from __future__ import annotations

import hmac
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from regcheck.base.errors import system_reason
from regcheck.base.files.whole import keep_in_cache, regular_bytes
from regcheck.base.texts.message import Message, message
from regcheck.base.values import Value

SIZE = 32
"""Bytes of a key, and of a digest."""
_KEY = "key"
_ROOM = 0.9
"""How full an inner folder is after it has been made smaller."""


def user_key(folder: Path) -> bytes | None:
    """The secret key in a folder, made if there is none; None where none can be kept."""
    file = folder / _KEY
    for _ in range(2):
        try:
            key = regular_bytes(file, SIZE)
        except OSError:
            key = b""
        if len(key) == SIZE:
            return key
        mine = folder / f"{_KEY}-{os.urandom(8).hex()}"
        try:
            keep_in_cache(mine, os.urandom(SIZE))
        except OSError:
            break
        if not _put_first(mine, file):
            break
    return None


def _put_first(mine: Path, file: Path) -> bool:
    """Let a key stand where there is none or a damaged one; False when that is not possible."""
    try:
        if file.is_symlink() or (file.exists() and file.stat().st_size != SIZE):
            file.unlink()
        with suppress(FileExistsError):
            os.link(mine, file)
    except OSError:
        with suppress(OSError):
            mine.replace(file)
    with suppress(OSError):
        mine.unlink(missing_ok=True)
    return file.exists()


class CacheFolder(Value, frozen=True):
    """A folder for caches and the user's key. `complain` is told why a file was not believed, or
    cannot be kept."""

    path: Path
    key: bytes
    complain: Callable[[Message], None] = lambda _: None

    @classmethod
    def of(cls, path: Path) -> CacheFolder | None:
        """A folder that holds its own key, which must therefore be the user's alone."""
        key = user_key(path)
        return None if key is None else cls(path, key)

    def read(self, name: str, most: int) -> bytes | None:
        """The content of a file of at most `most` bytes; None for none that this user wrote."""
        file = self.path / name
        try:
            data = regular_bytes(file, most)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as fault:
            self.complain(message("errors.cache_fault", file=file, why=system_reason(fault)))
            return None
        body = data[SIZE:]
        if data[:SIZE] == self._seal(name, body):
            return body
        self.complain(message("errors.cache_foreign", file=file))
        return None

    def write(self, name: str, body: bytes) -> bool:
        """Keep a file; False when that is not possible."""
        file = self.path / name
        try:
            keep_in_cache(file, self._seal(name, body) + body)
        except OSError as fault:
            self.complain(message("errors.cache_fault", file=file, why=system_reason(fault)))
            return False
        return True

    def use(self, name: str) -> None:
        """Note that a file was of use just now."""
        with suppress(OSError):
            os.utime(self.path / name)

    def shrink(self, kind: str, most: int) -> None:
        """Drop the files in an inner folder that were of use longest ago where all take more bytes
        than `most`, and some more to make room."""
        found = []
        with suppress(OSError):
            for file in (self.path / kind).iterdir():
                state = file.lstat()
                found.append((state.st_mtime_ns, file, state.st_size))
        size = sum(of for *_, of in found)
        if size <= most:
            return
        for _, file, of in sorted(found):
            with suppress(OSError):
                file.unlink()
            size -= of
            if size <= _ROOM * most:
                break

    def _seal(self, name: str, body: bytes) -> bytes:
        digest = hmac.new(self.key, name.encode() + b"\0", "sha256")
        digest.update(body)
        return digest.digest()
