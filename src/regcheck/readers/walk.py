"""The documents and archives in folders, each real folder once, without hidden files, what
`.gitignore` names, and reports that regcheck has written."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path, PurePosixPath

from regcheck.base.errors import system_reason
from regcheck.base.files.globs import MOST_GLOBS, GlobList, glob_list, is_glob
from regcheck.base.files.own_output import is_own_output
from regcheck.base.texts.message import message
from regcheck.base.values import Record, Value, member
from regcheck.document.model import Unreadable
from regcheck.readers.registry import format_named, format_of_path, is_archive, is_document

_NAME = ".gitignore"
_MAX_BYTES = 256 * 1024
_LIKE_REPORTS = frozenset({".html", ".htm", ".xml", ".md", ".txt", ".text"})
"""Endings of documents that reports have too; copies of documents with comments are documents."""


class FoundFile(Value, frozen=True):
    """A document or archive: its path as shown, where it lies and really is, and its bytes."""

    shown: str
    location: str
    linked: bool
    real: str
    size: int


class _Folder(Record):
    shown: str
    location: str
    linked: bool
    rules: IgnoreRules


class Walk(Record):
    """One walk through a folder. Folders behind links come last, and only if not visited; links out
    of the folder and its repository are told of, not followed."""

    shown: str
    location: str
    passed_over: Counter[str] = member(default_factory=Counter)
    own_output: list[str] = member(default_factory=list)
    _home: str = ""
    _visited: set[str] = member(default_factory=set)
    _behind_links: list[_Folder] = member(default_factory=list)

    def __iter__(self) -> Iterator[FoundFile | Unreadable]:
        top = os.path.abspath(self.location)  # noqa: PTH100 - without following links
        self._home = os.path.realpath(_up_to_repository(Path(top))[0])
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
    ) -> Iterator[FoundFile | Unreadable]:
        shown = f"{folder.shown}/{entry.name}" if folder.shown else entry.name
        try:
            is_link, is_folder = entry.is_symlink(), entry.is_dir()
            if rules.hides(entry.path, folder=is_folder):
                return
            if is_link and (is_folder or entry.is_file()) and self._leads_out(entry, real):
                if is_folder or is_document(entry.name) or is_archive(entry.name):
                    detail, hint = message("readers.leads_out"), message("readers.name_the_file")
                    yield Unreadable(printable_path(shown), "access", detail, hint)
            elif is_folder:
                linked = folder.linked or is_link
                (self._behind_links if is_link else inner).append(
                    _Folder(shown, entry.path, linked, rules)
                )
            elif entry.is_file() and self._is_wanted(entry.name, entry.path, shown):
                place = os.path.realpath(entry.path) if is_link else os.path.join(real, entry.name)  # noqa: PTH118
                size = entry.stat().st_size
                yield FoundFile(shown, entry.path, folder.linked or is_link, place, size)
        except OSError:
            return

    def _leads_out(self, entry: os.DirEntry[str], real: str) -> bool:
        place = Path(os.path.realpath(entry.path))
        return not (place.is_relative_to(self._home) or place.is_relative_to(real))

    def _is_wanted(self, name: str, location: str, shown: str) -> bool:
        if name.startswith("~$"):
            return False
        if is_archive(name):
            return True
        form = format_named(format_of_path(name))
        if form is None:
            return False
        suffix = PurePosixPath(name.lower()).suffix
        if not form.reader:
            self.passed_over[suffix] += 1
            return False
        if suffix in _LIKE_REPORTS and is_own_output(location):
            self.own_output.append(shown)
            return False
        return True


def cannot_open(path: str, fault: OSError | ValueError) -> Unreadable:
    """What to answer when the system would not open a file or folder."""
    if isinstance(fault, FileNotFoundError | NotADirectoryError | ValueError):
        detail, hint = message("readers.not_found"), message("readers.check_spelling")
        return Unreadable(path, "not-found", detail, hint)
    if isinstance(fault, IsADirectoryError):
        detail, hint = message("readers.is_folder"), message("readers.name_a_file")
        return Unreadable(path, "access", detail, hint)
    detail = message("readers.cannot_open", words=system_reason(fault))
    return Unreadable(path, "access", detail, message("readers.check_rights"))


def printable_path(path: str) -> str:
    """A path with forward slashes, and with bytes that are not UTF-8 written as `\\xff`."""
    slashed = path.replace(os.sep, "/")
    return slashed.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


class IgnoreRules(Value, frozen=True):
    """The ignore files that hold in a folder, outermost first; the innermost decides."""

    layers: tuple[tuple[str, GlobList], ...] = ()

    def enter(self, folder: str) -> IgnoreRules:
        """The rules inside `folder`, with those of its own ignore file added; what is not read of
        a long one hides nothing."""
        path = Path(folder, _NAME)
        try:
            if not path.is_file():
                return self
            with path.open("rb") as stream:
                text = stream.read(_MAX_BYTES).decode("utf-8", "replace")
        except OSError:
            return self
        globs = glob_list(filter(is_glob, text.splitlines()[:MOST_GLOBS]))
        return IgnoreRules((*self.layers, (folder, globs)))

    def hides(self, path: str, *, folder: bool) -> bool:
        """Whether the file or folder at an absolute path is to be left out."""
        for base, globs in reversed(self.layers):
            inside = path[len(base) :].replace(os.sep, "/").strip("/")
            answer = globs.verdict(inside, folder=folder)
            if answer is not None:
                return answer
        return False


def rules_above(folder: str) -> IgnoreRules:
    """The rules of the folders above `folder` in its repository, unless they leave it out."""
    lineage = _up_to_repository(Path(folder))
    rules = IgnoreRules()
    for above, inner in pairwise(lineage):
        rules = rules.enter(str(above))
        if rules.hides(str(inner), folder=True):
            return IgnoreRules()
    return rules


def _up_to_repository(folder: Path) -> list[Path]:
    """The folders from the root of the repository down to `folder`."""
    lineage: list[Path] = []
    for above in (folder, *folder.parents):
        lineage.insert(0, above)
        if Path(above, ".git").exists():
            return lineage
    return [folder]
