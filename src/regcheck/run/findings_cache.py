"""Findings kept between runs, by the digests of the document, its path, the rules, the settings,
the limits and the code. Documents that were not read or not finished are looked at again."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from hashlib import sha256

from regcheck import __version__
from regcheck.base.files.sealed import CacheFolder
from regcheck.document.model import Unreadable
from regcheck.packs.model import RuleSet
from regcheck.readers.inputs import Input
from regcheck.readers.limits import MEGABYTE, Limits
from regcheck.results import wire
from regcheck.results.result import DocumentResult, Settings
from regcheck.run.fingerprints import running_code

FINDINGS = "findings"
"""The inner folder of the one for caches."""
MAX_KEPT_BYTES = 256 * MEGABYTE
"""What all results may take, packed."""
_FASTEST = 1
_MAX_PACKED = 16 * MEGABYTE
_MAX_BYTES = 256 * MEGABYTE
"""Bytes of a result; a larger one is not kept."""


@dataclass(slots=True)
class FindingsCache:
    """Results of earlier runs with the same rules, settings and limits."""

    folder: CacheFolder
    rule_set: RuleSet
    settings: Settings
    limits: Limits
    max_kept_bytes: int = MAX_KEPT_BYTES
    basis: bytes = field(init=False)
    _rule_index: Mapping[str, int] = field(init=False)
    _grew: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        self.basis = basis_of(self.rule_set, self.settings, self.limits, self.folder)
        self._rule_index = wire.rule_index(self.rule_set)

    def find(self, item: Input) -> DocumentResult | None:
        """The result for a document exactly as it is now, or None."""
        data = item.read(self.limits)
        if isinstance(data, Unreadable):
            return None
        name = self._name(item, sha256(data).hexdigest())
        kept = self.folder.read(name, _MAX_PACKED)
        if kept is None:
            return None
        try:
            body = zlib.decompressobj().decompress(kept, _MAX_BYTES)
            found = wire.unpack(body, self.rule_set)
        except (ValueError, zlib.error):
            return None
        self.folder.use(name)
        return found

    def keep(self, item: Input, result: DocumentResult, packed: bytes | None = None) -> None:
        """Keep a result under the digest of its bytes, `packed` if it has been already."""
        if result.unreadable is not None or result.skipped or not result.digest:
            return
        try:
            body = wire.pack(result, self._rule_index) if packed is None else packed
        except UnicodeEncodeError:
            return
        kept = zlib.compress(body, _FASTEST)
        if len(body) <= _MAX_BYTES and len(kept) <= _MAX_PACKED:
            self._grew |= self.folder.write(self._name(item, result.digest), kept)

    def close(self) -> None:
        """Drop what was of use longest ago where there is too much."""
        if self._grew:
            self.folder.shrink(FINDINGS, self.max_kept_bytes)

    def _name(self, item: Input, digest: str) -> str:
        said = "\0".join((item.path, item.format, digest)).encode("utf-8", "surrogatepass")
        return f"{FINDINGS}/{sha256(self.basis + said).hexdigest()}"


def basis_of(
    rule_set: RuleSet, settings: Settings, limits: Limits, cache: CacheFolder | None = None
) -> bytes:
    """A digest of everything but the document that findings depend on."""
    chosen = {
        one.name: getattr(settings, one.name)
        for one in fields(settings)
        if one.metadata.get("finds", True)
    }
    said = (__version__, running_code(cache), wire.layout(), rule_set.digest, chosen, limits)
    return sha256("\0".join(map(repr, said)).encode("utf-8", "surrogatepass")).digest()
