"""From folders of YAML to a `Library`, or one error with every problem of every file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from regcheck.base.datafiles.fields import FileReader, NeededName, did_you_mean
from regcheck.base.datafiles.yaml_nodes import Mapping, Node, NodeError, Scalar, parse_yaml
from regcheck.base.errors import PackError, Problem
from regcheck.base.texts.message import Message, message
from regcheck.packs.library import Library, groups_in, terminals_of
from regcheck.packs.model import Pack, Rule
from regcheck.packs.rule_file import read_rule
from regcheck.packs.selectors import ids_matching
from regcheck.packs.shared_files import (
    read_collection,
    read_group,
    read_pack,
    read_shared_adjustment,
    read_sheet,
)
from regcheck.packs.source_files import read_source, source_files

UNVERSIONED = "unversioned"
_IN_PHRASES = frozenset({"phrase", "lemma", "regex", "group"})
_NAME_KEYS = {"rule": "id", "sheet": "sheet"}
_READERS: Final[AnyMapping[str, Callable[[FileReader, Node | None], tuple[str, Any] | None]]] = {
    "pack": read_pack,
    "adjustment": read_shared_adjustment,
    "group": read_group,
    "collection": read_collection,
    "sheet": read_sheet,
}
_FIRST: Final = ("pack", "adjustment")
"""What the other files of all places build upon."""


def load_packs(folders: Sequence[Path], known_checks: frozenset[str] | None = None) -> Library:
    """Load pack folders and single rule files, the built-in ones first.

    `known_checks` are the measures and structure checks that rules may name; None leaves the names
    unchecked. Raises PackError with every problem of every file, sorted by file and line, and
    UsageError for a place that does not exist.
    """
    loader = _PackLoader()
    opened = [one for place in dict.fromkeys(folders) for one in loader.open_place(place)]
    for one in sorted(opened, key=lambda one: one.kind not in _FIRST):
        loader.take(one)
    return loader.finish(known_checks)


def load_manifests(folders: Sequence[Path]) -> tuple[Pack, ...]:
    """The manifests of the categories in pack folders, without their rules. Raises PackError with
    every problem of them, and UsageError for a place that does not exist."""
    loader = _PackLoader()
    for place in dict.fromkeys(folders):
        for one in loader.open_place(place, only="pack"):
            loader.take(one)
    return tuple(loader.finish(None).packs.values())


@dataclass(slots=True)
class _PackFile:
    place: Path
    kind: str
    reader: FileReader
    root: Node | None


@dataclass(slots=True)
class _PackLoader:
    """Collects values by kind and name, with the place where each is defined."""

    values: defaultdict[str, dict[str, Any]] = field(default_factory=lambda: defaultdict(dict))
    places: dict[tuple[str, str], tuple[FileReader, Node]] = field(default_factory=dict)
    manifests: dict[tuple[Path, str], Pack] = field(default_factory=dict)
    readers: list[FileReader] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    files: dict[str, Path] = field(default_factory=dict)

    def open_place(self, place: Path, only: str = "") -> Iterator[_PackFile]:
        """The files of a place, or those that are of one kind by where they lie."""
        for file in source_files(place):
            if only not in ("", file.kind):
                continue
            data = read_source(file, place)
            if isinstance(data, Problem):
                self.problems.append(data)
                continue
            try:
                parsed = parse_yaml(data, str(file.path))
            except NodeError as wrong:
                self.problems.append(wrong.problem)
                continue
            reader = FileReader(parsed, file.name, file.category)
            self.readers.append(reader)
            if file.misplaced:
                fault = message("packs.too_deep")
                reader.problem(parsed.root, fault, "rules/category/rule-name.yaml")
            kind = file.kind or _kind_by_content(parsed.root)
            yield _PackFile(place, kind, reader, parsed.root)

    def take(self, one: _PackFile) -> None:
        """Keep what a file says, after the manifests and shared adjustments of every place."""
        value: Any
        if one.kind == "rule":
            value = self._rule(one)
            name = value.id if value else ""
        else:
            name, value = _READERS[one.kind](one.reader, one.root) or ("", None)
        if not name:
            return
        self._add(one.kind, name, value, one, _NAME_KEYS.get(one.kind, "name"))
        self.files.setdefault(f"{one.kind}:{name}", Path(one.reader.path))
        if one.kind == "pack":
            self.manifests.setdefault((one.place, name), value)
        for alias in value.aliases if one.kind == "rule" else ():
            self._add("alias", alias, name, one, "aliases")

    def _rule(self, one: _PackFile) -> Rule | None:
        rule_id = _node_at(one.root, "id")
        category = rule_id.text.partition("/")[0] if isinstance(rule_id, Scalar) else ""
        joined = self.values["pack"].get(category)
        pack = self.manifests.get((one.place, one.reader.category))
        return read_rule(one.reader, one.root, pack, joined, self.values["adjustment"])

    def _add(self, kind: str, name: str, value: Any, one: _PackFile, key: str) -> None:
        node = _node_at(one.root, key)
        if name in self.values[kind]:
            self._clash(one.reader, node, message(f"packs.twice_{kind}", name=name), kind, name)
            return
        self.values[kind][name] = value
        self.places[kind, name] = (one.reader, node)

    def _clash(self, reader: FileReader, node: Node, fault: Message, kind: str, name: str) -> None:
        other, first = self.places[kind, name]
        hint = message("packs.first_in", path=other.path, line=first.line)
        reader.problem(node, fault, hint)

    def finish(self, known_checks: frozenset[str] | None) -> Library:
        values = self.values
        for alias in sorted(values["alias"].keys() & values["rule"].keys()):
            reader, node = self.places["alias", alias]
            self._clash(reader, node, message("packs.alias_is_rule", name=alias), "rule", alias)
        categories = {rule_id.partition("/")[0] for rule_id in values["rule"]}
        for name in categories - values["pack"].keys():
            values["pack"][name] = Pack(name, UNVERSIONED)
        library = Library(
            rules=dict(sorted(values["rule"].items())),
            groups=dict(sorted(values["group"].items())),
            sheets=dict(sorted(values["sheet"].items())),
            packs=dict(sorted(values["pack"].items())),
            collections=dict(sorted(values["collection"].items())),
            aliases=dict(sorted(values["alias"].items())),
            files=dict(sorted(self.files.items())),
            doubts=tuple(_in_order(doubt for reader in self.readers for doubt in reader.doubts)),
        )
        _check_references(self.readers, library, known_checks)
        groups = {name: place for (kind, name), place in self.places.items() if kind == "group"}
        _check_cycles(groups, library)
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


def _check_references(
    readers: Iterable[FileReader], library: Library, known_checks: frozenset[str] | None
) -> None:
    """Report each reference to something that does not exist. Names of checks are compared only if
    `known_checks` is given."""
    ids = {*library.rules, *library.aliases}
    for one in (reference for reader in readers for reference in reader.references):
        if one.kind == "group":
            _check_group(one, library)
        elif one.kind == "sheet" and one.name not in library.sheets:
            category, _, name = one.name.rpartition("/")
            own = f"{category}/"
            here = [other.removeprefix(own) for other in library.sheets if other.startswith(own)]
            fault = message("packs.no_sheet", name=name, category=category)
            one.reader.problem(one.node, fault, did_you_mean(name, here))
        elif one.kind == "rule" and one.name not in ids:
            _missing(one, "packs.no_rule", ids)
        elif one.kind == "selector" and not ids_matching(one.name, ids):
            categories = {rule_id.partition("/")[0] for rule_id in ids}
            _missing(one, "packs.chooses_nothing", ids | categories)
        elif one.kind == "check" and known_checks is not None and one.name not in known_checks:
            _missing(one, "packs.no_check", known_checks)


def _check_cycles(places: AnyMapping[str, tuple[FileReader, Node]], library: Library) -> None:
    """Add a problem for each group that, through others, stands for itself. `places` says which
    file each group is in."""
    for name in sorted(library.groups):
        used = list(groups_in(library.groups[name].pattern))
        for other in used:
            if other in library.groups:
                used += set(groups_in(library.groups[other].pattern)).difference(used)
        if name in used and name in places:
            reader, node = places[name]
            fault = message("packs.holds_itself", name=name)
            reader.problem(node, fault, message("packs.through_others"))


def _check_group(reference: NeededName, library: Library) -> None:
    group = library.groups.get(reference.name)
    if group is None:
        _missing(reference, "packs.no_group", library.groups)
        return
    if not reference.in_phrase:
        return
    other = next((t.kind for t in terminals_of(group.pattern) if t.kind not in _IN_PHRASES), "")
    if other:
        reference.reader.problem(
            reference.node,
            message("packs.group_in_phrase", name=reference.name, kind=other),
            message("packs.in_phrase_can"),
        )


def _missing(reference: NeededName, key: str, allowed: Iterable[str]) -> None:
    fault = message(key, name=reference.name[:80])
    reference.reader.problem(reference.node, fault, did_you_mean(reference.name, allowed))
