"""Caches that only this user can have filled: files stand behind a digest made with a secret
key."""

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


def silent(_: Message) -> None:
    """Say nothing."""


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
        if not keep_in_cache(mine, os.urandom(SIZE)) or not _put_first(mine, file):
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


def seal(key: bytes, name: bytes, body: bytes) -> bytes:
    """The digest of what is kept under a name."""
    digest = hmac.new(key, name + b"\0", "sha256")
    digest.update(body)
    return digest.digest()


class CacheFolder(Value, frozen=True):
    """A folder for caches and the user's key. `complain` is told why a file was not believed."""

    path: Path
    key: bytes
    complain: Callable[[Message], None] = silent

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
        if data[:SIZE] == seal(self.key, name.encode(), body):
            return body
        self.complain(message("errors.cache_foreign", file=file))
        return None

    def write(self, name: str, body: bytes) -> bool:
        """Keep a file; False when that is not possible."""
        return keep_in_cache(self.path / name, seal(self.key, name.encode(), body) + body)
