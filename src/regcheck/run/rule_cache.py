"""The compiled rule set on disk: the version that wrote it, a checksum (CRC-32, against damage),
and as MessagePack the rules and what they compile to. In the cache these are two sealed files named
after their key: most runs need only the first. A broken cache is as good as none.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from regcheck import __version__
from regcheck.base.files.whole import bytes_of
from regcheck.base.values import decoded, encoded
from regcheck.readers.limits import MEGABYTE

if TYPE_CHECKING:
    from regcheck.base.files.sealed import CacheFolder
    from regcheck.matching.plans import CompiledRules
    from regcheck.packs.model import RuleSet

_KIND = b"regcheck rules 5 "
_MAGIC = _KIND + __version__.encode() + b"\n"
_CHECKSUM = 4
_KEPT = 16
_RULES, _COMPILED = ".bin", ".compiled"
_MAX_BYTES = 256 * MEGABYTE


class UnfitError(ValueError):
    """Bytes that hold no rules for this regcheck: `version` is whose they are, if anybody's."""

    def __init__(self, version: str = "") -> None:
        super().__init__("not the compiled rules of this version")
        self.version = version


def packed(rule_set: RuleSet, compiled: CompiledRules) -> bytes:
    """Rules and what they compile to as bytes, for `unpacked` of the same version."""
    body = encoded((encoded(rule_set), encoded(compiled)))
    return b"".join((_MAGIC, crc32(body).to_bytes(_CHECKSUM, "big"), body))


def unpacked(data: bytes | bytearray) -> tuple[RuleSet, CompiledRules]:
    """What was packed. Raises UnfitError for other bytes and ValueError for damaged ones."""
    from regcheck.matching.plans import CompiledRules
    from regcheck.packs.model import RuleSet

    if not data.startswith(_MAGIC):
        said = data[len(_KIND) : 100].partition(b"\n")[0] if data.startswith(_KIND) else b""
        raise UnfitError(said.decode("ascii", "replace"))
    start = len(_MAGIC) + _CHECKSUM
    body = memoryview(data)[start:]
    if crc32(body).to_bytes(_CHECKSUM, "big") != data[len(_MAGIC) : start]:
        raise ValueError("the rules are damaged")
    rules, compiled = decoded(body, tuple[memoryview, memoryview])
    return decoded(rules, RuleSet), decoded(compiled, CompiledRules)


def read_rules(file: Path) -> tuple[RuleSet, CompiledRules]:
    """What a file holds. Raises as `unpacked` does, and OSError."""
    return unpacked(bytes_of(file, _MAX_BYTES))


def load(folder: CacheFolder, key: str) -> tuple[RuleSet, Callable[[], CompiledRules]] | None:
    """The rules kept under a key, and what reads their plans or raises ValueError; or None."""
    from regcheck.packs.model import RuleSet

    data = folder.read(_name(key), _MAX_BYTES) or b""
    try:
        return decoded(data, RuleSet), partial(_compiled, folder, key)
    except ValueError:
        return None


def _compiled(folder: CacheFolder, key: str) -> CompiledRules:
    from regcheck.matching.plans import CompiledRules

    return decoded(folder.read(_name(key, _COMPILED), _MAX_BYTES) or b"", CompiledRules)


def save(folder: CacheFolder, key: str, rule_set: RuleSet, compiled: CompiledRules) -> None:
    """Keep rules under a key, all or nothing, and drop the oldest ones over a small number."""
    if folder.write(_name(key, _COMPILED), encoded(compiled)):
        folder.write(_name(key), encoded(rule_set))
        with contextlib.suppress(OSError):
            _drop_oldest(rules_folder(folder.path))


def rules_folder(folder: Path) -> Path:
    """Where compiled rules lie in the folder for caches."""
    return folder / "rules"


def _name(key: str, ending: str = _RULES) -> str:
    return f"rules/{key[:40]}{ending}"


def _drop_oldest(folder: Path) -> None:
    kept = sorted(folder.glob(f"*{_RULES}"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for path in kept[_KEPT:]:
        for one in (path, path.with_suffix(_COMPILED)):
            one.unlink(missing_ok=True)
