"""One config file to its values, with every problem in it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from regcheck.base.datafiles.fields import (
    FileReader,
    entries_of,
    read_choice,
    read_mapping,
    read_text,
    read_truth,
    read_whole,
    text_nodes,
)
from regcheck.base.datafiles.yaml_nodes import Items, Node, ParsedFile, Scalar
from regcheck.base.datafiles.yaml_nodes import Mapping as MappingNode
from regcheck.base.files.globs import MOST_GLOBS, is_glob
from regcheck.base.text.patterns import pattern
from regcheck.base.text.printable import cut
from regcheck.base.texts.message import Message, message
from regcheck.findings.policy import PathOverride
from regcheck.results.config.model import Origin, Setting, TrustRequest
from regcheck.results.config.places import is_inside, shown
from regcheck.results.settings import CONFIG_KEYS, LEVELS, MAX_NUMBER, OVERRIDE_KEYS

Levels = tuple[tuple[str, str], ...]
_WINDOWS = pattern(r"\\(?=\w)")
"""A backslash that stands between folders: in a glob it would make the next letter itself."""


@dataclass(slots=True)
class Layer:
    """What one file says. `extends` are the files it builds on, with the node that names each."""

    settings: dict[str, Setting] = field(default_factory=dict)
    selectors: dict[str, Origin] = field(default_factory=dict)
    extends: list[tuple[Path, Node]] = field(default_factory=list)
    requests: list[TrustRequest] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What paths in a file are seen against: its folder, the root that the files it names must stay
    inside, the folder the run was started in, and folders outside the root of which files may be
    read. All are absolute. With `trusted` what takes trust holds."""

    folder: Path
    root: Path
    cwd: Path
    allowed: tuple[Path, ...] = ()
    trusted: bool = False

    def is_own(self, given: str) -> bool:
        """Whether a path stays in the repository or in what is allowed."""
        place = self.resolve(given)
        return any(is_inside(place, str(folder)) for folder in (self.root, *self.allowed))

    def resolve(self, given: str) -> str:
        """A path in the file, as an absolute one."""
        return os.path.abspath(os.path.join(self.folder, given))  # noqa: PTH100, PTH118

    def shown(self, given: str) -> str:
        """The same as the run names it."""
        return shown(self.resolve(given), self.cwd)


def read_layer(parsed: ParsedFile, around: Surroundings) -> tuple[Layer, FileReader]:
    """The values of one parsed file; problems are kept in the reader."""
    reader = FileReader(parsed)
    file = _File(reader, around)
    if parsed.root is None:
        return file.layer, reader
    for name, node in read_mapping(reader, parsed.root, CONFIG_KEYS).items():
        key = next(key for key in CONFIG_KEYS if key.name == name)
        if name == "extends":
            file.layer.extends = [
                (Path(around.resolve(text)), scalar)
                for text, scalar in text_nodes(reader, node)
                if "\0" in text or file.may_use(name, text, scalar)
            ]
            continue
        value = file.value(key.kind, key.name, node, key.choices)
        assert isinstance(parsed.root, MappingNode)  # noqa: S101 - read_mapping has seen to it
        origin = file.origin(parsed.root.entries[name][0])
        if key.takes_trust(value):
            told = ", ".join(value) if isinstance(value, tuple) else str(value)
            file.layer.requests.append(TrustRequest(name, told, origin))
            if not around.trusted:
                continue
        file.layer.settings[name] = Setting(value, origin)
    return file.layer, reader


@dataclass(slots=True)
class _File:
    """The reader of one file's values, by the kinds of `settings`."""

    reader: FileReader
    around: Surroundings
    layer: Layer = field(default_factory=Layer)

    def origin(self, node: Node) -> Origin:
        return Origin("file", self.reader.path, node.line)

    def value(self, kind: str, name: str, node: Node, choices: tuple[str, ...]) -> Any:
        """The value of a key of the table `CONFIG_KEYS` or `OVERRIDE_KEYS`."""
        if kind == "choice":
            return read_choice(self.reader, node, choices)
        readers: Mapping[str, Callable[[Node], Any]] = {
            "text": lambda n: read_text(self.reader, n),
            "report": lambda n: read_text(self.reader, n),
            "truth": lambda n: read_truth(self.reader, n),
            "globs": self.globs,
            "paths": self.paths,
            "selectors": self.names,
            "levels": self.levels,
            "overrides": self.overrides,
            "switch": self.switch,
            "reports": self.reports,
            "target": lambda n: self.target(n, name),
            "file": self.file,
            "cache": self.cache,
            "whole": lambda n: self.whole(name, n, 1),
            "count": lambda n: self.whole(name, n, 0),
        }
        return readers[kind](node)

    def texts(self, node: Node) -> list[tuple[str, Scalar]]:
        """Texts with their nodes; an empty list is one that takes back what a base says."""
        if isinstance(node, Items) and not node.nodes:
            return []
        return text_nodes(self.reader, node)

    def names(self, node: Node) -> tuple[str, ...]:
        found = self.texts(node)
        for text, scalar in found:
            self.layer.selectors.setdefault(text, self.origin(scalar))
        return tuple(dict.fromkeys(text for text, _ in found))

    def globs(self, node: Node) -> tuple[str, ...]:
        kept: list[str] = []
        for text, scalar in self.texts(node):
            if _WINDOWS.search(text):
                hint = message("config.write", text=_WINDOWS.sub("/", text))
                self.reader.problem(scalar, message("config.backslashes", text=text), hint)
                continue
            if not is_glob(text):
                example = message("config.glob_example")
                self.reader.problem(scalar, message("config.no_glob", text=cut(text, 60)), example)
            elif len(kept) == MOST_GLOBS:
                self.reader.problem(scalar, message("config.many_globs", most=MOST_GLOBS))
                break
            else:
                kept.append(text)
        return tuple(kept)

    def paths(self, node: Node) -> tuple[str, ...]:
        found = []
        for text, scalar in self.texts(node):
            if not self.may_use("packs", text, scalar):
                continue
            if os.path.lexists(self.around.resolve(text)):
                found.append(self.around.shown(text))
            else:
                self._missing(scalar, message("config.no_path", path=text))
        return tuple(found)

    def file(self, node: Node) -> str:
        """A file that is only read."""
        text = read_text(self.reader, node)
        if not text or not self.may_use("concepts", text, node):
            return ""
        if not Path(self.around.resolve(text)).is_file():
            self._missing(node, message("config.no_file_named", path=text))
            return ""
        return self.around.shown(text)

    def may_use(self, key: str, text: str, node: Node) -> bool:
        """Whether a file may be used; one outside takes trust to be even looked for."""
        if "\0" in text:
            self._missing(node, message("config.no_path", path=text))
            return False
        if self.around.is_own(text):
            return True
        reads = "" if key == "baseline" else self.around.resolve(text)
        self.layer.requests.append(TrustRequest(key, text, self.origin(node), reads))
        return self.around.trusted

    def target(self, node: Node, key: str = "") -> str:
        """What may be written, judged where it lies if a key is named."""
        text = read_text(self.reader, node)
        if "\0" in text:
            self._missing(node, message("config.no_path", path=text))
            return ""
        return (
            self.around.shown(text) if text and (not key or self.may_use(key, text, node)) else ""
        )

    def switch(self, node: Node) -> bool:
        if isinstance(node, Scalar) and isinstance(node.value(), bool):
            return bool(node.value())
        return read_choice(self.reader, node, ("on", "off")) == "on"

    def cache(self, node: Node) -> str:
        """`on`, `off` or the folder."""
        if isinstance(node, Scalar) and (
            isinstance(node.value(), bool) or node.text in ("on", "off")
        ):
            return "on" if self.switch(node) else "off"
        return self.target(node)

    def _missing(self, node: Node, what: Message) -> None:
        self.reader.problem(node, what, message("config.check_spelling"))

    def whole(self, name: str, node: Node, least: int) -> int:
        value = read_whole(self.reader, node, least)
        if not least <= value <= MAX_NUMBER:
            words = message("config.no_number", name=name, least=least, most=MAX_NUMBER)
            self.reader.problem(node, words)
        return value

    def reports(self, node: Node) -> tuple[str, ...]:
        """Reports as the command line names them: `NAME=FILE`."""
        if not isinstance(node, MappingNode):
            self.reader.problem(node, message("config.no_reports"), "sarif: regcheck.sarif")
            return ()
        return tuple(
            f"{name}={path}"
            for name, (_, value) in node.entries.items()
            if (path := self.target(value))
        )

    def levels(self, node: Node) -> Levels:
        """Selectors and severities in the order of application: single rules come last."""
        if not isinstance(node, MappingNode):
            self.reader.problem(node, message("config.no_levels"), "paper/some-rule: warning")
            return ()
        found = []
        for name, (key, value) in node.entries.items():
            level = read_choice(self.reader, value, LEVELS)
            if level:
                self.layer.selectors.setdefault(name, self.origin(key))
                found.append((name, level))
        return tuple(sorted(found, key=lambda pair: _is_id(pair[0])))

    def overrides(self, node: Node) -> tuple[PathOverride, ...]:
        found = []
        for item in entries_of(self.reader, node, "mappings with paths"):
            values = {
                key.name: self.value(key.kind, key.name, given[key.name], key.choices)
                for given in [read_mapping(self.reader, item, OVERRIDE_KEYS)]
                for key in OVERRIDE_KEYS
                if key.name in given
            }
            if len(values) == 1 and "paths" in values:
                self.reader.problem(item, message("config.empty_override"), "severity, select …")
            if values.get("paths"):
                found.append(PathOverride(base=self.around.shown("."), **values))
        return tuple(found)


def _is_id(selector: str) -> bool:
    return "/" in selector and not any(char in selector for char in "*?[")
