"""Where configs are looked for, and how paths in them are read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from regcheck.base.errors import UsageError
from regcheck.base.files.whole import bytes_of
from regcheck.base.text.patterns import pattern
from regcheck.base.texts.message import message

NAME = "regcheck.yaml"
PROJECT = "pyproject.toml"
ALLOW = "REGCHECK_ALLOW"
"""The environment variable with folders outside the repository that configs may name files of."""
BASELINE = "regcheck.baseline.json"
SIDECAR = "regcheck.ignore.yaml"
FOR_ALL_DOCUMENTS = frozenset({NAME, "regcheck.yml", PROJECT, SIDECAR, BASELINE})
"""Files that say how every document is checked, or what is known of them."""
_MISSPELT = ("regcheck.yml", ".regcheck.yaml", ".regcheck.yml")
_LIKELY = pattern(rb"tool[\"']?\s*\.\s*[\"']?regcheck|\[\s*tool\s*\]")
_LARGEST = 1_000_000


def repository_root(folder: Path) -> Path | None:
    """The nearest folder with `.git` in it, from `folder` upward; None outside repositories."""
    return next((f for f in (folder, *folder.parents) if Path(f, ".git").exists()), None)


def find_config(start: Path, cwd: Path) -> Path | None:
    """The nearest config from `start` upward to the root of its repository, else to `cwd`. Raises
    UsageError for a misspelt name, and for a link out of the repository."""
    found = next((f for folder in _upward(start, cwd) for f in _configs(folder)), None)
    return found and own(found)


def find_named(name: str, start: Path, cwd: Path) -> Path | None:
    """The nearest file of a name. Raises UsageError for a link out of the repository."""
    found = next((f / name for f in _upward(start, cwd) if os.path.lexists(f / name)), None)
    return found and own(found)


def own(found: Path) -> Path:
    """A file that was found, not named. Raises UsageError for one outside its repository."""
    if not is_inside(str(found), str(home_of(found.parent))):
        remedy = message("config.on_command_line")
        outside = message("config.outside", path=found)
        raise UsageError(message("config.with_remedy", what=outside, remedy=remedy))
    return found


def home_of(folder: Path) -> Path:
    """The root of the repository around a folder; the folder itself outside repositories."""
    return repository_root(folder) or folder


def _upward(start: Path, cwd: Path) -> Iterator[Path]:
    top = repository_root(start)
    if top is None:
        top = cwd if start.is_relative_to(cwd) else start
    for folder in (start, *start.parents):
        yield folder
        if folder == top:
            return


def _configs(folder: Path) -> Iterator[Path]:
    if os.path.lexists(folder / NAME):
        yield folder / NAME
    for name in _MISSPELT:
        if os.path.lexists(folder / name):
            raise UsageError(message("config.misspelt", file=folder / name, name=NAME))
    if _has_table(folder / PROJECT):
        yield folder / PROJECT


def _has_table(path: Path) -> bool:
    """Whether a pyproject.toml speaks of regcheck; only then its faults are regcheck's business."""
    try:
        if not path.is_file():
            return False
        data = bytes_of(path, _LARGEST + 1)
    except OSError:
        return False
    if not _LIKELY.search(data):
        return False
    from regcheck.base.datafiles.toml_nodes import has_table

    return has_table(data)


def shown(path: str | os.PathLike[str], cwd: Path) -> str:
    """A path relative to `cwd` where that is possible, with forward slashes."""
    absolute = os.path.abspath(path)  # noqa: PTH100 - without following links
    try:
        relative = os.path.relpath(absolute, cwd)
    except ValueError:
        relative = absolute
    return relative.replace(os.sep, "/")


def is_inside(path: str, root: str) -> bool:
    """Whether a path, links followed, lies in the folder `root`. Another drive is never looked at:
    it may be a machine on the network, which Windows would sign in to."""
    drives = [os.path.splitdrive(os.path.abspath(one))[0] for one in (path, root)]  # noqa: PTH100
    if drives[0].lower() != drives[1].lower():
        return False
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))
