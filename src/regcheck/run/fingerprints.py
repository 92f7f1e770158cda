"""Digests of the code and of the rule files, which caches go by.

Reading some hundred files takes longer than checking a short draft. So a digest is kept with the
names, sizes, times and inodes of its files, and made anew when these differ or when it was noted
within moments of the last change.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path

from regcheck.base.files.sealed import CacheFolder
from regcheck.packs.source_files import library_fingerprint, source_paths

COMPILED = "compiled"
"""The folder of the package with rules that were compiled when it was built."""
NOT_CHECKING = frozenset({"cli", "reports", "rules", "corpora", COMPILED, "__pycache__"})
"""Folders of the package on which no finding depends, and the rules, which have a digest of their
own."""
_LIBRARIES = ("lxml", "regex")
_SMALL = 1_000_000
_SETTLED = 2_000_000_000
"""Nanoseconds that lie between the last change of any file and a note that is believed."""
_FIRST = "fingerprint-"
_NOTE_BYTES = 1_000


@cache
def running_code(cache: CacheFolder | None = None) -> str:
    """SHA-256 over the code and data that findings come from, as this process began with them, and
    the versions of the libraries that take part. Kept in the folder `cache` if there is one."""
    return _kept(cache, "code", [*_code_files(), *_library_folders()], _read_code)


def rules_fingerprint(places: Sequence[Path], cache: CacheFolder | None = None) -> str:
    """`library_fingerprint` of the places, kept in the folder `cache` if there is one."""
    files = [path for place in places for path in sorted(source_paths(place))]
    name = sha256("\0".join(map(os.fspath, places)).encode("utf-8", "surrogateescape")).hexdigest()
    return _kept(cache, f"rules-{name[:16]}", files, lambda: library_fingerprint(places))


def _kept(
    cache: CacheFolder | None, name: str, files: Iterable[str], make: Callable[[], str]
) -> str:
    if cache is None:
        return make()
    state, changed = _state(files)
    note = f"rules/{_FIRST}{name}"
    known = (cache.read(note, _NOTE_BYTES) or b"").decode("ascii").split()
    if known and known[0] == state:
        with contextlib.suppress(OSError):
            if (cache.path / note).stat().st_mtime_ns > changed + _SETTLED:
                return known[1]
    made = make()
    cache.write(note, f"{state}\n{made}\n".encode("ascii"))
    return made


def _state(files: Iterable[str]) -> tuple[str, int]:
    """A digest of how files stand in the file system, and the last change in nanoseconds."""
    lines, latest = [], 0
    for path in files:
        try:
            found = os.stat(path)  # noqa: PTH116 - for hundreds a `Path` takes long
        except OSError:
            lines.append(f"{path}\0missing\0")
            continue
        changed, noted = found.st_mtime_ns, found.st_ctime_ns
        lines.append(f"{path}\0{found.st_size} {changed} {noted} {found.st_ino}\0")
        latest = max(latest, changed, noted)
    return sha256("".join(lines).encode("utf-8", "surrogateescape")).hexdigest(), latest


def source_digest() -> str:
    """SHA-256 over the code and data that findings come from; large files by their size."""
    digest = sha256()
    root = package()
    for path in map(Path, _code_files()):
        with path.open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            digest.update(f"{path.relative_to(root).as_posix()}\0{size}\0".encode())
            if size <= _SMALL:
                digest.update(stream.read())
    return digest.hexdigest()


def package() -> Path:
    """The folder of the package."""
    return Path(__file__).resolve().parents[1]


def _code_files() -> Iterator[str]:
    for folder, inner, files in os.walk(package()):
        inner[:] = sorted(set(inner) - NOT_CHECKING)
        yield from (os.path.join(folder, name) for name in sorted(files))  # noqa: PTH118


def _library_folders() -> Iterator[str]:
    """The folders the libraries are installed in, which another version changes."""
    from importlib.util import find_spec

    for library in _LIBRARIES:
        found = find_spec(library)
        if found is not None and found.origin is not None:
            yield str(Path(found.origin).parents[1])


def _read_code() -> str:
    from importlib.metadata import PackageNotFoundError, version

    digest = sha256(sys.version.encode())
    for library in _LIBRARIES:
        try:
            digest.update(f"{library} {version(library)}\0".encode())
        except PackageNotFoundError:
            digest.update(f"{library} missing\0".encode())
    digest.update(source_digest().encode("ascii"))
    return digest.hexdigest()
