"""Whom the user trusts: folders whose config may do more than what was merely found may, kept in
the user's own place with a digest of just that; when it changes, trust lapses."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from stat import S_ISREG

from regcheck.base.files.whole import keep_in_cache, regular_bytes
from regcheck.base.values import Value
from regcheck.results.config.model import Config

VARIABLE = "REGCHECK_TRUST"
"""The environment variable that, set to 1, trusts every config."""
_FILE = "trusted.json"
_MOST = 1_000_000
_LARGE = 16_000_000
"""Bytes of a file from which on its size and age stand for its content."""
_FILES = 10_000


class TrustStore(Value, frozen=True):
    """The folders that are trusted, kept in a folder of the user's own."""

    folder: Path

    def digests(self) -> dict[str, str]:
        """Each folder without links, and the digest of what it was trusted with."""
        try:
            found = json.loads(regular_bytes(self.folder / _FILE, _MOST))
        except (OSError, ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}

    def keep(self, digests: dict[str, str]) -> bool:
        """Put others in their place; False when that is not possible."""
        said = json.dumps(dict(sorted(digests.items())), indent=1) + "\n"
        try:
            keep_in_cache(self.folder / _FILE, said.encode("ascii"))
        except OSError:
            return False
        return True


def digest_of(config: Config) -> str:
    """SHA-256 of all that takes trust in a config, and of what that reads outside."""
    digest = sha256()
    for request in config.requests:
        digest.update(f"{request.key}\0{request.value}\0{request.reads}\0".encode())
        for file in sorted(_files(request.reads))[:_FILES]:
            digest.update(f"{file}\0{_content(file)}\0".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _files(place: str) -> Iterator[str]:
    if not os.path.isdir(place):  # noqa: PTH112
        yield from filter(None, [place])
    for folder, _, names in os.walk(place):
        yield from (os.path.join(folder, name) for name in names)  # noqa: PTH118


def _content(file: str) -> str:
    try:
        found = Path(file).stat()
        if not S_ISREG(found.st_mode) or found.st_size > _LARGE:
            return f"{found.st_size} {found.st_mtime_ns}"
        return sha256(Path(file).read_bytes()).hexdigest()
    except (OSError, ValueError):
        return ""
