"""The compiled rule set on disk: the version that wrote it, a checksum (CRC-32, against damage),
and as MessagePack the rules and what they compile to, which a run that has found everything before
does not read. The first check finds some in the package itself, compiled when that was built, which
count only as long as its code and rules are those they were made from."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from regcheck import __version__
from regcheck.base.files.whole import bytes_of
from regcheck.base.values import decoded, encoded
from regcheck.packs.source_files import builtin_folder, library_fingerprint
from regcheck.readers.limits import MEGABYTE
from regcheck.run.fingerprints import COMPILED, package, source_digest

if TYPE_CHECKING:
    from regcheck.base.files.sealed import CacheFolder
    from regcheck.matching.plans import CompiledRules
    from regcheck.packs.model import RuleSet

_KIND = b"regcheck rules 6 "
_MAGIC = _KIND + __version__.encode() + b"\n"
_CHECKSUM = 4
_MAX_BYTES = 256 * MEGABYTE
RULES = "rules"
"""The inner folder of the one for caches."""
MAX_KEPT_BYTES = 128 * MEGABYTE
"""What all rules may take."""


class UnfitError(ValueError):
    """Bytes that hold no rules for this regcheck: `version` is whose they are, if anybody's."""

    def __init__(self, version: str = "") -> None:
        super().__init__("not the compiled rules of this version")
        self.version = version


def packed(rule_set: RuleSet, compiled: CompiledRules) -> bytes:
    """Rules and what they compile to as bytes, for `unpacked` of the same version."""
    body = encoded((encoded(rule_set), encoded(compiled)))
    return b"".join((_MAGIC, crc32(body).to_bytes(_CHECKSUM, "big"), body))


def unpacked(data: bytes | bytearray) -> tuple[RuleSet, Callable[[], CompiledRules]]:
    """The rules that were packed, and what reads their plans. Raises UnfitError for other bytes and
    ValueError for damaged ones."""
    from regcheck.packs.model import RuleSet

    if not data.startswith(_MAGIC):
        said = data[len(_KIND) : 100].partition(b"\n")[0] if data.startswith(_KIND) else b""
        raise UnfitError(said.decode("ascii", "replace"))
    start = len(_MAGIC) + _CHECKSUM
    body = memoryview(data)[start:]
    if crc32(body).to_bytes(_CHECKSUM, "big") != data[len(_MAGIC) : start]:
        raise ValueError("the rules are damaged")
    rules, compiled = decoded(body, tuple[memoryview, bytes])
    return decoded(rules, RuleSet), partial(_plans, compiled)


def _plans(compiled: bytes) -> CompiledRules:
    from regcheck.matching.plans import CompiledRules

    return decoded(compiled, CompiledRules)


def read_rules(file: Path) -> tuple[RuleSet, Callable[[], CompiledRules]]:
    """What a file holds. Raises as `unpacked` does, and OSError."""
    return unpacked(bytes_of(file, _MAX_BYTES))


def load(folder: CacheFolder, key: str) -> tuple[RuleSet, Callable[[], CompiledRules]] | None:
    """The rules kept under a key and what reads their plans, or None."""
    data = folder.read(_name(key), _MAX_BYTES)
    return None if data is None else unpacked(data)


def save(folder: CacheFolder, key: str, rule_set: RuleSet, compiled: CompiledRules) -> None:
    """Keep rules under a key, and drop the oldest where there is too much."""
    if folder.write(_name(key), packed(rule_set, compiled)):
        folder.shrink(RULES, MAX_KEPT_BYTES)


def _name(key: str) -> str:
    return f"{RULES}/{key[:40]}.bin"


MADE_FROM = "made-from"
"""The file that holds the digest of what the rules were made from."""


def made_from() -> str:
    """SHA-256 over the code that findings come from and the built-in rules, as they are now."""
    said = f"{source_digest()}\n{library_fingerprint([builtin_folder()])}"
    return sha256(said.encode("ascii")).hexdigest()


def shipped(collection: str) -> tuple[RuleSet, Callable[[], CompiledRules]] | None:
    """The built-in rules of a collection and what reads their plans, or None."""
    folder = package() / COMPILED
    try:
        if (folder / MADE_FROM).read_text("ascii").strip() == made_from():
            return read_rules(file_of(folder, collection))
    except (OSError, ValueError):
        pass
    return None


def file_of(folder: Path, collection: str) -> Path:
    """Where the rules of a collection lie."""
    return folder / f"{collection}.rules"
