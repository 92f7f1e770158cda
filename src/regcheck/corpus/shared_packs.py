"""Shared packs fetched: the YAML files of a commit or an archive, and nothing that runs."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from regcheck.base.datafiles.yaml_nodes import MAX_BYTES
from regcheck.base.errors import UsageError
from regcheck.base.files.whole import bytes_of
from regcheck.base.texts.localised import Localised
from regcheck.base.texts.message import message
from regcheck.changes.git import contents, files_at, find_git
from regcheck.corpus.fetch import Corpus, Patience, checked_url, fetch
from regcheck.packs.fetched import SharedPack
from regcheck.packs.source_files import MAX_FILES

PATIENCE: Final = Patience(tries=3, seconds=300.0, most_bytes=50_000_000)
_ENDINGS: Final = (".yaml", ".yml")
_PROTOCOLS: Final = "https:ssh:file"
_TOO_LARGE: Final = bytes(MAX_BYTES + 1)


def fetch_pack(
    pack: SharedPack, environment: Mapping[str, str], patience: Patience = PATIENCE
) -> Mapping[str, bytes]:
    """The YAML files of a pack by path; the path is empty where the pack is one file. Raises
    UsageError when it cannot be had, is not what the address says, or holds too much."""
    with TemporaryDirectory(prefix="regcheck-") as folder:
        files = (
            _of_commit(pack, folder, environment)
            if pack.commit
            else _of_file(pack, Path(folder), patience)
        )
        found, size = {}, 0
        for path, data in files:
            size += len(data)
            if len(data) > MAX_BYTES or size > patience.most_bytes:
                raise _too_much(pack)
            found[path] = data
    if not found:
        raise UsageError(message("packs.holds_no_yaml", address=pack.address))
    return found


def _of_commit(
    pack: SharedPack, folder: str, environment: Mapping[str, str]
) -> Iterator[tuple[str, bytes]]:
    if pack.url.startswith("https:"):
        checked_url(pack.url)
    git = find_git(folder, environment)
    git = replace(git, environment={**git.environment, "GIT_ALLOW_PROTOCOL": _PROTOCOLS})
    git.ask("init", "--quiet", "--bare", "--template=", "--object-format", _format_of(pack.commit))
    # An address begins with its protocol, so that Git cannot take it for an option.
    git.ask(
        "fetch", "--quiet", "--depth=1", "--no-tags", "--no-write-fetch-head", pack.url, pack.commit
    )
    blobs = dict(_of_pack(pack, files_at(git, pack.commit).items()))
    found = contents(git, blobs.values(), MAX_BYTES)
    for path, blob in blobs.items():
        yield path, _TOO_LARGE if (data := found[blob]) is None else data


def _format_of(commit: str) -> str:
    return "sha1" if len(commit) == 40 else "sha256"


def _of_file(pack: SharedPack, folder: Path, patience: Patience) -> Iterator[tuple[str, bytes]]:
    corpus = Corpus("pack", pack.url, "pack", Localised("pack"), sha256=pack.sha256)
    file = fetch(corpus, folder, patience).path
    if not pack.url.endswith(".zip"):
        yield "", bytes_of(file, MAX_BYTES + 1)
        return
    try:
        with zipfile.ZipFile(file) as archive:
            for path, name in _of_pack(pack, ((name, name) for name in archive.namelist())):
                with archive.open(name) as stream:
                    yield path, stream.read(MAX_BYTES + 1)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as fault:
        words = " ".join(str(fault).split()) or type(fault).__name__
        raise UsageError(
            message("packs.broken_archive", address=pack.address, words=words)
        ) from fault


def _of_pack(pack: SharedPack, files: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The YAML files of a pack by their paths in it."""
    inside, number = f"{pack.subdirectory}/" if pack.subdirectory else "", 0
    for path, what in files:
        own = path.removeprefix(inside)
        parts = own.split("/")
        if not what or not path.startswith(inside) or not own.lower().endswith(_ENDINGS):
            continue
        if any(part[:1] in ("", ".", "_") or "\\" in part or ":" in part for part in parts):
            continue
        number += 1
        if number > MAX_FILES:
            raise _too_much(pack)
        yield own, what


def _too_much(pack: SharedPack) -> UsageError:
    return UsageError(
        message("packs.too_much", address=pack.address, files=MAX_FILES, most=MAX_BYTES)
    )
