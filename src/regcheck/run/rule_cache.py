"""The compiled rule set on disk: MessagePack behind a checksum (CRC-32, against damage) and the
version that wrote it; in the cache in a file named after its key.

A cache that cannot be written, or that is broken, is as good as none.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from regcheck import __version__
from regcheck.files.whole import bytes_of, keep_in_cache
from regcheck.readers.limits import MEGABYTE

if TYPE_CHECKING:
    from regcheck.matching.plans import CompiledRules
    from regcheck.packs.model import RuleSet

_KIND = b"regcheck rules 3 "
_MAGIC = _KIND + __version__.encode() + b"\n"
_CHECKSUM = 4
_KEPT = 16
_MAX_BYTES = 256 * MEGABYTE


def cache_folder(
    environment: Mapping[str, str], home: Path | None, *, windows: bool
) -> Path | None:
    """Where caches go: `XDG_CACHE_HOME` or `~/.cache`, on Windows `LOCALAPPDATA`; None when none
    of them is known. Relative places are passed over, as the XDG specification asks."""
    named = environment.get("LOCALAPPDATA" if windows else "XDG_CACHE_HOME", "")
    if named and Path(named).is_absolute():
        return Path(named, "regcheck")
    return None if home is None else Path(home, ".cache", "regcheck")


class UnfitError(ValueError):
    """Bytes that hold no rules for this regcheck: `version` is whose they are, if anybody's."""

    def __init__(self, version: str = "") -> None:
        super().__init__("not the compiled rules of this version")
        self.version = version


def packed(rule_set: RuleSet, compiled: CompiledRules) -> bytes:
    """Rules and what they compile to as bytes, for `unpacked` of the same version."""
    from regcheck.matching.plans import encode_compiled
    from regcheck.packs.cache_codec import encode_rule_set

    first = encode_rule_set(rule_set)
    body = len(first).to_bytes(8, "big") + first + encode_compiled(compiled)
    return _MAGIC + _checksum(body) + body


def unpacked(data: bytes | bytearray) -> tuple[RuleSet, CompiledRules]:
    """What was packed. Raises UnfitError for bytes of another version or kind, and ValueError for
    damaged ones."""
    from regcheck.matching.plans import decode_compiled
    from regcheck.packs.cache_codec import decode_rule_set

    if not data.startswith(_MAGIC):
        said = data[len(_KIND) : 100].partition(b"\n")[0] if data.startswith(_KIND) else b""
        raise UnfitError(said.decode("ascii", "replace"))
    head = len(_MAGIC) + _CHECKSUM
    body = memoryview(data)[head:]
    if _checksum(body) != data[len(_MAGIC) : head]:
        raise ValueError("the rules are damaged")
    size = int.from_bytes(body[:8], "big")
    return decode_rule_set(body[8 : 8 + size]), decode_compiled(body[8 + size :])


def read_rules(file: Path) -> tuple[RuleSet, CompiledRules]:
    """What a file holds. Raises as `unpacked` does, and OSError."""
    return unpacked(bytes_of(file, _MAX_BYTES))


def load(folder: Path, key: str) -> tuple[RuleSet, CompiledRules] | None:
    """The rules kept under a key and what they compile to, or None."""
    try:
        return read_rules(_file(folder, key))
    except (OSError, ValueError):
        return None


def save(folder: Path, key: str, rule_set: RuleSet, compiled: CompiledRules) -> None:
    """Keep rules under a key, all or nothing, and drop the oldest ones over a small number."""
    target = _file(folder, key)
    if keep_in_cache(target, packed(rule_set, compiled)):
        with contextlib.suppress(OSError):
            _drop_oldest(target.parent)


def rules_folder(folder: Path) -> Path:
    """Where compiled rules lie in the folder for caches."""
    return folder / "rules"


def _file(folder: Path, key: str) -> Path:
    return rules_folder(folder) / f"{key[:40]}.bin"


def _checksum(body: bytes | memoryview) -> bytes:
    return crc32(body).to_bytes(_CHECKSUM, "big")


def _drop_oldest(folder: Path) -> None:
    kept = sorted(folder.glob("*.bin"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for path in kept[_KEPT:]:
        path.unlink(missing_ok=True)
