"""From folders of YAML to a `Library`, or one error with every problem of every file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from regcheck.datafiles.fields import FileReader
from regcheck.datafiles.yaml_nodes import Mapping, Node, NodeError, Scalar, parse_yaml
from regcheck.errors import PackError, Problem
from regcheck.packs.library import Library
from regcheck.packs.model import Group, Pack, Rule
from regcheck.packs.references import check_cycles, check_references
from regcheck.packs.rule_file import read_rule
from regcheck.packs.shared_files import Sheet, read_collection, read_group, read_pack, read_sheet
from regcheck.packs.source_files import (
    SourceFile,
    builtin_folder,
    content_digest,
    read_source,
    source_files,
)

__all__ = ["UNVERSIONED", "builtin_folder", "load_packs"]

UNVERSIONED = "unversioned"
_NAME_KEYS = {"rule": "id", "sheet": "sheet"}


def load_packs(folders: Sequence[Path], known_checks: frozenset[str] | None = None) -> Library:
    """Load pack folders and single rule files, the built-in ones first.

    `known_checks` are the measures and structure checks that rules may name; None leaves the names
    unchecked. Raises PackError with every problem of every file, sorted by file and line, and
    UsageError for a place that does not exist.
    """
    loader = _Loader()
    places = [loader.open_place(folder) for folder in dict.fromkeys(folders)]
    packs = [loader.read_manifests(opened) for opened in places]
    for opened, own in zip(places, packs, strict=True):
        loader.read_rules(opened, own)
    return loader.finish(known_checks)


@dataclass(slots=True)
class _Opened:
    file: SourceFile
    kind: str
    reader: FileReader
    root: Node | None
    digest: str


@dataclass(slots=True)
class _Loader:
    """Collects values by kind and name, and where each was said."""

    values: dict[str, dict[str, Any]] = field(
        default_factory=lambda: {
            kind: {} for kind in ("rule", "group", "sheet", "pack", "collection", "alias")
        }
    )
    places: dict[tuple[str, str], tuple[FileReader, Node]] = field(default_factory=dict)
    readers: list[FileReader] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    digests: dict[str, str] = field(default_factory=dict)
    files: dict[str, Path] = field(default_factory=dict)

    def open_place(self, place: Path) -> list[_Opened]:
        return [found for file in source_files(place) if (found := self._open(file, place))]

    def read_manifests(self, opened: Iterable[_Opened]) -> dict[str, Pack]:
        """Keep the manifests among the files of a place, and give them by category."""
        packs: dict[str, Pack] = {}
        for one in opened:
            if one.kind != "pack":
                continue
            value = read_pack(one.reader, one.root)
            if value is not None:
                packs.setdefault(value.name, value)
                self._keep(one.kind, value, one)
        return packs

    def read_rules(self, opened: Iterable[_Opened], packs: dict[str, Pack]) -> None:
        """Keep all else of a place, when the manifests of every place are known."""
        for one in opened:
            if one.kind == "pack":
                continue
            value = self._read(one, packs.get(one.file.category))
            if value is not None:
                self._keep(one.kind, value, one)

    def _open(self, file: SourceFile, place: Path) -> _Opened | None:
        data = read_source(file, place)
        if isinstance(data, Problem):
            self.problems.append(data)
            return None
        try:
            parsed = parse_yaml(data, str(file.path))
        except NodeError as wrong:
            self.problems.append(wrong.problem)
            return None
        reader = FileReader(parsed, file.name, file.category)
        self.readers.append(reader)
        if file.misplaced:
            reader.problem(parsed.root, "the file lies too deep", "rules/category/rule-name.yaml")
        kind = file.kind or _kind_by_content(parsed.root)
        return _Opened(file, kind, reader, parsed.root, content_digest(data))

    def _read(self, one: _Opened, pack: Pack | None) -> Any:
        if one.kind == "group":
            return read_group(one.reader, one.root)
        if one.kind == "collection":
            return read_collection(one.reader, one.root)
        if one.kind == "sheet":
            return read_sheet(one.reader, one.root)
        return read_rule(one.reader, one.root, pack, self._manifest(one))

    def _manifest(self, one: _Opened) -> Pack | None:
        """The manifest of the category that a rule joins, also where another place has it."""
        rule_id = _node_at(one.root, "id")
        category = rule_id.text.partition("/")[0] if isinstance(rule_id, Scalar) else ""
        found: Pack | None = self.values["pack"].get(category)
        return found

    def _keep(self, kind: str, value: Rule | Group | Sheet | Pack, one: _Opened) -> None:
        name = value.id if isinstance(value, Rule) else value.name
        self._add(kind, name, value, one, _NAME_KEYS.get(kind, "name"))
        self.digests.setdefault(f"{kind}:{name}", one.digest)
        self.files.setdefault(f"{kind}:{name}", one.file.path)
        if isinstance(value, Rule):
            for alias in value.aliases:
                self._add("alias", alias, value.id, one, "aliases")

    def _add(self, kind: str, name: str, value: Any, one: _Opened, key: str) -> None:
        node = _node_at(one.root, key)
        if name in self.values[kind]:
            self._clash(one.reader, node, f"the {kind} «{name}» is here a second time", kind, name)
            return
        self.values[kind][name] = value
        self.places[kind, name] = (one.reader, node)

    def _clash(self, reader: FileReader, node: Node, message: str, kind: str, name: str) -> None:
        other, first = self.places[kind, name]
        reader.problem(node, message, f"first in {other.path}, line {first.line}")

    def finish(self, known_checks: frozenset[str] | None) -> Library:
        values = self.values
        for alias in sorted(values["alias"].keys() & values["rule"].keys()):
            reader, node = self.places["alias", alias]
            self._clash(reader, node, f"the alias «{alias}» is also a rule", "rule", alias)
        categories = {rule_id.partition("/")[0] for rule_id in values["rule"]}
        for name in categories - values["pack"].keys():
            values["pack"][name] = Pack(name, UNVERSIONED)
        sheets = {name: sheet.entries for name, sheet in values["sheet"].items()}
        library = Library(
            rules=dict(sorted(values["rule"].items())),
            groups=dict(sorted(values["group"].items())),
            sheets=dict(sorted(sheets.items())),
            packs=dict(sorted(values["pack"].items())),
            collections=dict(sorted(values["collection"].items())),
            aliases=dict(sorted(values["alias"].items())),
            digests=dict(sorted(self.digests.items())),
            files=dict(sorted(self.files.items())),
            doubts=tuple(_in_order(doubt for reader in self.readers for doubt in reader.doubts)),
        )
        check_references(self.readers, library, known_checks)
        groups = {name: place for (kind, name), place in self.places.items() if kind == "group"}
        check_cycles(groups, library)
        problems = [*self.problems, *(p for reader in self.readers for p in reader.problems)]
        if problems:
            raise PackError(_in_order(problems))
        return library


def _in_order(problems: Iterable[Problem]) -> list[Problem]:
    unique = dict.fromkeys(problems)
    return sorted(unique, key=lambda p: (p.path, p.line, p.column, str(p.message)))


def _kind_by_content(root: Node | None) -> str:
    """What a file is that lies where rules lie, or alone: the keys tell."""
    keys = root.entries.keys() if isinstance(root, Mapping) else set()
    if "id" in keys:
        return "rule"
    if "sheet" in keys or "terms" in keys:
        return "sheet"
    if "include" in keys:
        return "collection"
    if "version" in keys and "name" in keys:
        return "pack"
    return "rule"


def _node_at(root: Node | None, key: str) -> Node:
    """The value of a key, or the whole when it is not there."""
    if isinstance(root, Mapping) and key in root.entries:
        return root.entries[key][1]
    return root if root is not None else Mapping(line=1, column=1)
