"""The files of a pack: which there are, what each is by its place, and their bytes."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from regcheck.base.errors import InternalError, Problem, UsageError, system_reason
from regcheck.base.files.whole import bytes_of
from regcheck.base.texts.message import message
from regcheck.base.values import Value

MAX_FILES: Final = 5_000
MAX_ENTRIES: Final = 100_000
MANIFEST: Final = "pack.yaml"
MAPS: Final = frozenset({"life-events.yaml", "ministries.yaml", "registers.yaml"})
"""Files beside the built-in categories that hold no rules."""
_ENDINGS: Final = (".yaml", ".yml")
_SHARED: Final = {"groups": "group", "adjustments": "adjustment", "collections": "collection"}


class SourceFile(Value, frozen=True):
    """One file of a pack.

    `path` is how to open and name it; `name` its place in the pack, with slashes and the category
    before it. `kind` is `group`, `adjustment`, `collection` or `pack` by the place and
    name, or empty where only the content tells; `category` is empty for a file outside any
    category. `misplaced` says that no file may lie there.
    """

    path: Path
    name: str
    kind: str = ""
    category: str = ""
    misplaced: bool = False


def builtin_folder() -> Path:
    """The folder of the rules that come with regcheck: in the installed package, or at the top of
    a source checkout. Raises InternalError when neither is there."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "rules", package.parents[1] / "rules"):
        if folder.is_dir():
            return folder
    raise InternalError(message("packs.no_builtin"))


def source_files(place: Path) -> list[SourceFile]:
    """The files of a pack folder, or the one file that `place` is, sorted by name.

    A folder with `pack.yaml` in it is one category, named after the folder; any other holds
    categories as folders. Files and folders whose names begin with a dot or underscore are left
    out, and links to folders are not followed. Raises UsageError when there is no such place, no
    YAML file in it, or far too many.
    """
    paths = source_paths(place)
    if paths == [str(place)]:
        return [SourceFile(place, place.name)]
    prefix = f"{place.resolve().name}/" if (place / MANIFEST).is_file() else ""
    found = [_placed(path, path.relative_to(place).as_posix(), prefix) for path in map(Path, paths)]
    return sorted(found, key=lambda file: file.name)


def source_paths(place: Path) -> list[str]:
    """Where those files lie, in no order that means anything. Raises UsageError likewise."""
    if place.is_file():
        return [str(place)]
    if not place.is_dir():
        raise UsageError(message("packs.no_place", place=place))
    found = []
    for path in _walk(place):
        found.append(path)
        if len(found) > MAX_FILES:
            raise UsageError(message("packs.many_rule_files", place=place, most=f"{MAX_FILES:,}"))
    if not found:
        raise UsageError(message("packs.empty_place", place=place))
    return found


def read_source(file: SourceFile, root: Path) -> bytes | Problem:
    """The bytes of a file, at most a million, or why it cannot be had. A link that leads out of
    `root` is not followed."""
    from regcheck.base.datafiles.yaml_nodes import MAX_BYTES

    label = str(file.path)
    try:
        if (
            root.is_dir()
            and file.path.is_symlink()
            and not file.path.resolve().is_relative_to(root.resolve())
        ):
            return Problem(label, 0, 0, message("packs.leads_out"), message("packs.copy_file"))
        data = bytes_of(file.path, MAX_BYTES + 1)
    except OSError as wrong:
        fault = message("datafiles.cannot_read", words=system_reason(wrong))
        return Problem(label, 0, 0, fault)
    if len(data) > MAX_BYTES:
        return Problem(label, 0, 0, message("datafiles.too_large", most=f"{MAX_BYTES:,}"))
    return data


def library_fingerprint(places: Sequence[Path]) -> str:
    """SHA-256 over the names and bytes of all YAML files of the places, whatever their order.

    Says without parsing whether anything changed since rules were last loaded. Raises UsageError
    as `source_files` does.
    """
    parts = []
    for place in places:
        for file in source_files(place):
            data = read_source(file, place)
            digest = data.message if isinstance(data, Problem) else hashlib.sha256(data).hexdigest()
            parts.append(f"{file.name}\0{digest}")
    return hashlib.sha256("\n".join(sorted(parts)).encode()).hexdigest()


def _walk(root: Path) -> Iterator[str]:
    seen = 0
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if name[0] not in "._")
        seen += len(folders) + len(files)
        maps = MAPS if folder == str(root) and root == builtin_folder() else frozenset()
        if seen > MAX_ENTRIES:
            raise UsageError(message("packs.many_files", place=root, most=f"{MAX_ENTRIES:,}"))
        for name in sorted(set(files) - maps):
            if name[0] in "._" or not name.lower().endswith(_ENDINGS):
                continue
            path = os.path.join(folder, name)  # noqa: PTH118 - for hundreds a `Path` takes long
            if os.path.isfile(path):  # noqa: PTH113
                yield path


def _placed(path: Path, relative: str, prefix: str) -> SourceFile:
    parts = relative.split("/")
    kind = _SHARED.get(parts[0], "") if len(parts) > 1 else ""
    if kind:
        return SourceFile(path, relative, kind, misplaced=len(parts) > 2)
    name = prefix + relative
    parts = name.split("/")
    if len(parts) == 1:
        return SourceFile(path, name)
    kind = "pack" if parts[1] == MANIFEST else ""
    return SourceFile(path, name, kind, parts[0], misplaced=len(parts) > 2)
