"""The shelf of a process on disk, beside the compiled rules: MessagePack behind a checksum
(CRC-32, against damage) and the digest of the code that filled it.

A file that cannot be written, or that is broken, is as good as none.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from zlib import crc32

from regcheck.files.whole import keep_in_cache
from regcheck.run.rule_cache import rules_folder
from regcheck.search.shelf import shelf

_MAGIC = "regcheck shelf 1"
_CHECKSUM = 4
_MAX_BYTES = 64 * 1024 * 1024


def keep_shelf(folder: Path, code: str) -> None:
    """From now on, what is worked out from expressions is taken from and kept in the folder for
    caches; `code` is the digest of the code that does so, and of the Python that runs it."""
    head = f"{_MAGIC} {code}\n".encode()
    file = rules_folder(folder) / "expressions.kept"
    here = shelf()
    here.load, here.save = partial(_load, file, head), partial(_save, file, head)


def _load(file: Path, head: bytes) -> Mapping[str, bytes]:
    import msgspec

    try:
        with file.open("rb") as stream:
            data = stream.read(_MAX_BYTES)
        body = memoryview(data)[len(head) + _CHECKSUM :]
        if data.startswith(head) and data[len(head) :][:_CHECKSUM] == _checksum(body):
            return msgspec.msgpack.decode(body, type=dict[str, bytes])
    except (OSError, msgspec.MsgspecError):
        pass
    return {}


def _save(file: Path, head: bytes, known: Mapping[str, bytes]) -> None:
    import msgspec

    body = msgspec.msgpack.encode(known)
    keep_in_cache(file, head + _checksum(body) + body)


def _checksum(body: bytes | memoryview) -> bytes:
    return crc32(body).to_bytes(_CHECKSUM, "big")
