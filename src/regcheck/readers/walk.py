"""Walking folders: the documents and archives in them, in order, each real folder once."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from regcheck.document.model import Unreadable
from regcheck.errors import system_reason
from regcheck.readers.ignore_files import IgnoreRules, rules_above
from regcheck.readers.own_reports import is_own_report
from regcheck.readers.registry import SUFFIXES, UNSUPPORTED, is_archive


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A document or archive: its path as shown, where it lies, whether the way to it goes over a
    symbolic link, the place it really has, and its size in bytes."""

    shown: str
    location: str
    linked: bool
    real: str
    size: int


@dataclass(slots=True)
class _Folder:
    shown: str
    location: str
    linked: bool
    rules: IgnoreRules


@dataclass(slots=True)
class Walk:
    """One walk through a folder that was asked for.

    Hidden files and folders (those whose name begins with a dot), what `.gitignore` files name and
    reports that regcheck has written are left out. Folders behind symbolic links are visited last
    and only when they have not been visited already. `passed_over` counts, by suffix, files in
    formats that are not read.
    """

    shown: str
    location: str
    passed_over: Counter[str] = field(default_factory=Counter)
    _visited: set[str] = field(default_factory=set)
    _behind_links: list[_Folder] = field(default_factory=list)

    def __iter__(self) -> Iterator[FoundFile | Unreadable]:
        top = os.path.abspath(self.location)  # noqa: PTH100 - without following links
        rules = rules_above(top)
        yield from self._descend(_Folder(self.shown, top, False, rules))
        while self._behind_links:
            self._behind_links.sort(key=lambda folder: folder.shown, reverse=True)
            yield from self._descend(self._behind_links.pop())

    def _descend(self, top: _Folder) -> Iterator[FoundFile | Unreadable]:
        stack = [top]
        while stack:
            folder = stack.pop()
            real = os.path.realpath(folder.location)
            if real in self._visited:
                continue
            self._visited.add(real)
            try:
                with os.scandir(folder.location) as listing:
                    entries = sorted(listing, key=lambda entry: entry.name)
            except OSError as fault:
                yield cannot_open(printable_path(folder.shown), fault)
                continue
            rules = folder.rules.enter(folder.location)
            inner: list[_Folder] = []
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                yield from self._entry(entry, folder, rules, real, inner)
            stack.extend(reversed(inner))

    def _entry(
        self,
        entry: os.DirEntry[str],
        folder: _Folder,
        rules: IgnoreRules,
        real: str,
        inner: list[_Folder],
    ) -> Iterator[FoundFile]:
        shown = f"{folder.shown}/{entry.name}" if folder.shown else entry.name
        try:
            is_link, is_folder = entry.is_symlink(), entry.is_dir()
            if rules.hides(entry.path, folder=is_folder):
                return
            if is_folder:
                linked = folder.linked or is_link
                (self._behind_links if is_link else inner).append(
                    _Folder(shown, entry.path, linked, rules)
                )
            elif entry.is_file() and self._is_wanted(entry.name, entry.path):
                place = os.path.realpath(entry.path) if is_link else os.path.join(real, entry.name)  # noqa: PTH118
                size = entry.stat().st_size
                yield FoundFile(shown, entry.path, folder.linked or is_link, place, size)
        except OSError:
            return

    def _is_wanted(self, name: str, location: str) -> bool:
        suffix = PurePosixPath(name.lower()).suffix
        if name.startswith("~$"):
            return False
        if suffix in UNSUPPORTED:
            self.passed_over[suffix] += 1
        if suffix in SUFFIXES:
            return not is_own_report(location, suffix)
        return is_archive(name)


def cannot_open(path: str, fault: OSError | ValueError) -> Unreadable:
    """What to answer when the system would not open a file or folder."""
    if isinstance(fault, FileNotFoundError | NotADirectoryError | ValueError):
        return Unreadable(path, "not-found", "no such file or folder", "check the spelling")
    if isinstance(fault, IsADirectoryError):
        return Unreadable(path, "access", "is a folder", "name a file in it")
    detail = f"cannot be opened: {system_reason(fault)}"
    return Unreadable(path, "access", detail, "check who may read it")


def printable_path(path: str) -> str:
    """A path with forward slashes, and with bytes that are no UTF-8 written as `\\xff`."""
    slashed = path.replace(os.sep, "/")
    return slashed.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
