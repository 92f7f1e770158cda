"""The compiled rule set on disk: MessagePack behind a checksum (CRC-32, against damage), in a file
named after its key.

A cache that cannot be written, or that is broken, is as good as none.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from regcheck.files.whole import keep_in_cache

if TYPE_CHECKING:
    from regcheck.matching.plans import CompiledRules
    from regcheck.packs.model import RuleSet

_MAGIC = b"regcheck rules 3\n"
_CHECKSUM = 4
_KEPT = 16
_MAX_BYTES = 256 * 1024 * 1024


def cache_folder(
    environment: Mapping[str, str], home: Path | None, *, windows: bool
) -> Path | None:
    """Where caches go: `XDG_CACHE_HOME` or `~/.cache`, on Windows `LOCALAPPDATA`; None when none
    of them is known. Relative places are passed over, as the XDG specification asks."""
    named = environment.get("LOCALAPPDATA" if windows else "XDG_CACHE_HOME", "")
    if named and Path(named).is_absolute():
        return Path(named, "regcheck")
    return None if home is None else Path(home, ".cache", "regcheck")


def load(folder: Path, key: str) -> tuple[RuleSet, CompiledRules] | None:
    """The rules kept under a key and what they compile to, or None."""
    from regcheck.matching.plans import decode_compiled
    from regcheck.packs.cache_codec import decode_rule_set

    try:
        with _file(folder, key).open("rb") as stream:
            data = stream.read(_MAX_BYTES)
        body = _checked(data)
        size = int.from_bytes(body[:8], "big")
        rule_set = decode_rule_set(body[8 : 8 + size])
        return rule_set, decode_compiled(body[8 + size :])
    except (OSError, ValueError):
        return None


def save(folder: Path, key: str, rule_set: RuleSet, compiled: CompiledRules) -> None:
    """Keep rules under a key, all or nothing, and drop the oldest ones over a small number."""
    from regcheck.matching.plans import encode_compiled
    from regcheck.packs.cache_codec import encode_rule_set

    first = encode_rule_set(rule_set)
    body = len(first).to_bytes(8, "big") + first + encode_compiled(compiled)
    target = _file(folder, key)
    if keep_in_cache(target, _MAGIC + _checksum(body) + body):
        with contextlib.suppress(OSError):
            _drop_oldest(target.parent)


def rules_folder(folder: Path) -> Path:
    """Where compiled rules lie in the folder for caches."""
    return folder / "rules"


def _file(folder: Path, key: str) -> Path:
    return rules_folder(folder) / f"{key[:40]}.bin"


def _checksum(body: bytes | memoryview) -> bytes:
    return crc32(body).to_bytes(_CHECKSUM, "big")


def _checked(data: bytes) -> memoryview:
    head = len(_MAGIC) + _CHECKSUM
    body = memoryview(data)[head:]
    if not data.startswith(_MAGIC) or _checksum(body) != data[len(_MAGIC) : head]:
        raise ValueError("the cached rules are damaged")
    return body


def _drop_oldest(folder: Path) -> None:
    kept = sorted(folder.glob("*.bin"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for path in kept[_KEPT:]:
        path.unlink(missing_ok=True)
