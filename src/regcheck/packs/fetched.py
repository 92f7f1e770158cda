"""Packs that others share, by an address that says what their content is: a commit of a Git
repository, or a file with its digest. `regcheck packs sync` alone fetches them; a run believes only
what was kept then."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Final

from regcheck.base.errors import UsageError, cannot_write
from regcheck.base.files.sealed import CacheFolder
from regcheck.base.files.whole import keep_in_cache
from regcheck.base.text.patterns import pattern
from regcheck.base.texts.message import message
from regcheck.base.values import Value
from regcheck.packs.source_files import library_fingerprint

_GIT = pattern(
    r"git\+((?:https|ssh|file)://[^\s#]{1,1000})@([0-9a-f]{64}|[0-9a-f]{40})"
    r"(?:#subdirectory=([^\s#&]{1,500}))?"
)
_FILE = pattern(
    r"((?:https?)://[^\s#]{1,1000}\.(zip|ya?ml))#sha256=([0-9a-f]{64})"
    r"(?:&subdirectory=([^\s#&]{1,500}))?"
)
_STARTS: Final = ("git+", "https://", "http://")
_NAME_LETTERS: Final = 32
_SEAL_BYTES: Final = 200
EXAMPLE: Final = "git+https://git.example.no/regler.git@…40 × 0-9a-f…#subdirectory=regler"


class SharedPack(Value, frozen=True):
    """A pack by its address: `commit` of a Git repository at `url`, or the file there with the
    digest `sha256`; of it the folder `subdirectory`, or all."""

    address: str
    url: str
    commit: str = ""
    sha256: str = ""
    subdirectory: str = ""

    @property
    def name(self) -> str:
        """What the pack's folder is called: as in the repository, since that may be a category."""
        last = PurePosixPath(self.subdirectory or self.url).name
        return last.removesuffix(".git").removesuffix(".zip") or "rules"

    @property
    def key(self) -> str:
        """A digest of the address."""
        return sha256(self.address.encode()).hexdigest()[:_NAME_LETTERS]


def is_shared(text: str) -> bool:
    """Whether what names a pack is an address and not a path."""
    return text.startswith(_STARTS)


def shared_pack(address: str) -> SharedPack:
    """The pack that an address means. Raises UsageError for one that does not pin the content."""
    if found := _GIT.fullmatch(address):
        url, commit, folder = found.groups(default="")
        pack = SharedPack(address, url, commit=commit, subdirectory=folder.strip("/"))
    elif found := _FILE.fullmatch(address):
        url, _, digest, folder = found.groups(default="")
        pack = SharedPack(address, url, sha256=digest, subdirectory=folder.strip("/"))
    else:
        raise UsageError(message("packs.not_pinned", address=address[:200], example=EXAMPLE))
    if {"..", ".", ""} & set(pack.subdirectory.split("/")) and pack.subdirectory:
        raise UsageError(message("packs.not_pinned", address=address[:200], example=EXAMPLE))
    return pack


class PackStore(Value, frozen=True):
    """Where shared packs are kept: a folder of the user's own, with his key."""

    folder: CacheFolder

    def place(self, pack: SharedPack) -> Path:
        """The folder or file of a pack. Raises UsageError for one that was not fetched, or is not
        as it was."""
        place = self._folder(pack) / pack.name
        kept = self.folder.read(self._seal(pack), _SEAL_BYTES)
        if kept is None or not place.exists():
            raise UsageError(message("packs.not_synced", address=pack.address))
        if kept.decode("ascii", "replace") != library_fingerprint([place]):
            raise UsageError(message("packs.not_as_synced", address=pack.address, place=place))
        return place

    def has(self, pack: SharedPack) -> bool:
        """Whether a pack is here, as it was fetched."""
        with suppress(UsageError):
            return bool(self.place(pack))
        return False

    def keep(self, pack: SharedPack, files: Mapping[str, bytes]) -> Path:
        """Keep the files of a pack, by their paths in it. Raises UsageError when that is not
        possible."""
        folder = self._folder(pack)
        place = folder / pack.name
        try:
            shutil.rmtree(folder, ignore_errors=True)
            for path, data in files.items():
                for above in reversed(PurePosixPath(path).parents):
                    (place / above).mkdir(parents=True, exist_ok=True, mode=0o700)
                keep_in_cache(place / path if path else place, data)
        except OSError as fault:
            raise cannot_write(folder, fault) from fault
        if not self.folder.write(self._seal(pack), library_fingerprint([place]).encode("ascii")):
            raise UsageError(message("packs.not_synced", address=pack.address))
        return place

    def _folder(self, pack: SharedPack) -> Path:
        return self.folder.path / "packs" / pack.key

    def _seal(self, pack: SharedPack) -> str:
        return f"packs/{pack.key}.seal"
