"""Findings kept between runs, by the digests of the document, its path, the rules, the settings,
the limits and the code. Documents that were not read or not finished are looked at again."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from hashlib import sha256
from pathlib import Path

from regcheck import __version__
from regcheck.base.files.sealed import CacheFolder
from regcheck.document.model import Unreadable
from regcheck.packs.model import RuleSet
from regcheck.readers.inputs import Input
from regcheck.readers.limits import MEGABYTE, Limits
from regcheck.results import wire
from regcheck.results.result import DocumentResult, Settings
from regcheck.run.cache_store import Store
from regcheck.run.fingerprints import running_code

_FASTEST = 1
_MAX_BYTES = 256 * MEGABYTE
"""Bytes of a result; a larger one is not kept."""


@dataclass(slots=True)
class FindingsCache:
    """Results of earlier runs with the same rules, settings and limits."""

    store: Store
    rule_set: RuleSet
    settings: Settings
    limits: Limits
    folder: CacheFolder | None = None
    basis: bytes = field(init=False)
    _rule_index: Mapping[str, int] = field(init=False)

    def __post_init__(self) -> None:
        self.basis = basis_of(self.rule_set, self.settings, self.limits, self.folder)
        self._rule_index = wire.rule_index(self.rule_set)

    def find(self, item: Input) -> DocumentResult | None:
        """The result for a document exactly as it is now, or None."""
        data = item.read(self.limits)
        if isinstance(data, Unreadable):
            return None
        kept = self.store.get(self._key(item, sha256(data).hexdigest()))
        if kept is None:
            return None
        try:
            body = zlib.decompressobj().decompress(kept, _MAX_BYTES)
            return wire.unpack(body, self.rule_set)
        except (ValueError, zlib.error):
            return None

    def keep(self, item: Input, result: DocumentResult, packed: bytes | None = None) -> None:
        """Keep a result under the digest of its bytes, `packed` if it has been already."""
        if result.unreadable is not None or result.skipped or not result.digest:
            return
        try:
            body = wire.pack(result, self._rule_index) if packed is None else packed
        except UnicodeEncodeError:
            return
        if len(body) <= _MAX_BYTES:
            self.store.put(self._key(item, result.digest), zlib.compress(body, _FASTEST))

    def close(self) -> None:
        """Write what is not yet written."""
        self.store.close()

    def _key(self, item: Input, digest: str) -> bytes:
        said = "\0".join((item.path, item.format, digest)).encode("utf-8", "surrogatepass")
        return sha256(self.basis + said).digest()


def open_cache(
    folder: CacheFolder | None,
    rule_set: RuleSet,
    settings: Settings,
    limits: Limits,
) -> FindingsCache | None:
    """The findings cache in the folder for caches; None when there is none."""
    if folder is None:
        return None
    store = Store(findings_folder(folder.path), folder.key, folder.complain)
    return FindingsCache(store, rule_set, settings, limits, folder)


def findings_folder(folder: Path) -> Path:
    """Where the findings lie in the folder for caches."""
    return folder / "findings"


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
