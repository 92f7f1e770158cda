"""Where files go: never below a repository's own folder nor through a stranger's link, and over
nothing but what regcheck has written itself."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Final

from regcheck.base.errors import UsageError
from regcheck.base.files.own_output import is_own_output
from regcheck.base.texts.message import message

_LEFT_OUT: Final = dict.fromkeys(
    (*range(0x200C, 0x2010), *range(0x202A, 0x202F), *range(0x206A, 0x2070), 0xFEFF)
)
"""What macOS leaves out of names."""
_TELLING = 16
"""Bytes that a first line has at least which tells one kind of file from others."""


def output_place(target: str | Path) -> Path:
    """The absolute path of an output, whose missing folders are made. Raises UsageError when it
    lies below a `.git`, under any of its names, or behind a link in the folder one stands in or in
    a work tree of Git; a link above these is the user's own. Raises OSError and ValueError."""
    here = os.path.realpath(Path.cwd())
    path = Path(here, target)
    place = Path(path.anchor)
    for part in path.parts[1:-1]:
        step = place / part
        if _is_link(step) and _is_strangers(place, here):
            raise UsageError(message("reports.through_link", path=target, link=step))
        place = Path(os.path.realpath(step))
    place /= path.name
    refuse_git(place, target)
    if not is_handed_to_us(place):
        place.parent.mkdir(parents=True, exist_ok=True)
    return place


def refuse_git(place: Path, shown: str | Path) -> None:
    """Raise UsageError for what lies in a repository's own folder."""
    if any(map(_is_git, place.parts)):
        raise UsageError(message("reports.in_git", path=shown))


def refuse_foreign(place: Path, shown: str | Path, head: bytes = b"") -> None:
    """Raise UsageError where anything lies that regcheck did not write; an empty file may be
    replaced. `head` is how the file begins that shall take its place: with it, one that begins the
    same is regcheck's own."""
    try:
        state = place.lstat()
    except OSError:
        return
    if is_handed_to_us(place) or (stat.S_ISREG(state.st_mode) and not state.st_size):
        return
    line = head.partition(b"\n")[0]
    begins = line if len(line) >= _TELLING else head
    if not stat.S_ISREG(state.st_mode) or not is_own_output(place, begins):
        raise UsageError(message("reports.foreign", path=shown))


def refuse_odd(target: str | Path) -> Path:
    """The place of an output that is added to. Raises UsageError for all but a regular file."""
    place = output_place(target)
    if os.path.lexists(place) and not stat.S_ISREG(place.lstat().st_mode):
        raise UsageError(message("reports.odd", path=target))
    return place


def is_handed_to_us(place: Path) -> bool:
    """Whether a path stands for a device or a stream that is open already."""
    if os.name == "nt":
        return place.stem.lower() in ("nul", "con")
    return str(place).startswith(("/dev/", "/proc/")) and (_is_link(place) or not place.is_file())


def _is_git(part: str) -> bool:
    """Whether a name means `.git` to some file system."""
    name = part.translate(_LEFT_OUT).partition(":")[0].rstrip(". ").casefold()
    return name == ".git" or (name.startswith("git~") and name[4:].isdecimal())


def _is_link(path: Path) -> bool:
    """Whether a symbolic link or a junction of Windows lies at a path."""
    try:
        state = path.lstat()
    except OSError:
        return False
    junction = getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", -1)
    return stat.S_ISLNK(state.st_mode) or getattr(state, "st_reparse_tag", 0) == junction


def _is_strangers(folder: Path, here: str) -> bool:
    """Whether what lies in a folder may have come with the one that one stands in or a clone."""
    if folder.is_relative_to(here) and Path(here).parent != Path(here):
        return True
    return any((above / ".git").exists() for above in (folder, *folder.parents))
