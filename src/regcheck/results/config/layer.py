"""One config file to its values, with every problem in it."""

from __future__ import annotations

import os
from collections.abc import Sequence
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
from regcheck.base.datafiles.keys import Key
from regcheck.base.datafiles.yaml_nodes import Items, Node, ParsedFile, Scalar
from regcheck.base.datafiles.yaml_nodes import Mapping as MappingNode
from regcheck.base.errors import UsageError
from regcheck.base.files.globs import MOST_GLOBS, is_glob
from regcheck.base.text.patterns import pattern
from regcheck.base.text.printable import cut
from regcheck.base.texts.message import Message, message
from regcheck.findings.policy import PathOverride
from regcheck.packs.fetched import is_shared, shared_pack
from regcheck.results.config.model import Origin, Setting, TrustRequest
from regcheck.results.config.places import home_of, is_inside, shown
from regcheck.results.settings import CONFIG_KEYS, LEVELS, MAX_NUMBER, OVERRIDE_KEYS, SWITCH, Option

Levels = tuple[tuple[str, str], ...]
_GLOB = pattern(r"[*?\[]")
_WINDOWS = pattern(r"\\(?=\w)")
"""A backslash that stands between folders: in a glob it would make the next letter itself."""


class Layer:
    """What one file says, with every problem in it. `extends` are the files it builds on, with the
    node that names each. Files that it names must stay in its repository or in what is `allowed`,
    unless it is `trusted`; paths are shown relative to `cwd`."""

    def __init__(
        self, parsed: ParsedFile, folder: Path, cwd: Path, allowed: Sequence[Path], *, trusted: bool
    ) -> None:
        self.reader = FileReader(parsed)
        self.settings: dict[str, Setting] = {}
        self.selectors: dict[str, Origin] = {}
        self.extends: list[tuple[Path, Node]] = []
        self.requests: list[TrustRequest] = []
        self._folder = folder
        self._cwd = cwd
        self._own = (home_of(folder), *allowed)
        self._trusted = trusted
        if parsed.root is None:
            return
        keys = {key.name: key for key in CONFIG_KEYS}
        for name, node in read_mapping(self.reader, parsed.root, CONFIG_KEYS).items():
            self._read(keys[name], node, parsed.root)

    def _read(self, key: Option, node: Node, root: Node) -> None:
        if key.name == "extends":
            self.extends = [
                (Path(self._resolved(text)), scalar)
                for text, scalar in text_nodes(self.reader, node)
                if "\0" in text or self._may_use(key.name, text, scalar)
            ]
            return
        value = self._value(key, node)
        assert isinstance(root, MappingNode)  # noqa: S101 - read_mapping has seen to it
        origin = self._origin(root.entries[key.name][0])
        if key.takes_trust(value):
            told = ", ".join(value) if isinstance(value, tuple) else str(value)
            self.requests.append(TrustRequest(key.name, told, origin))
            if not self._trusted:
                return
        self.settings[key.name] = Setting(value, origin)

    def _value(self, key: Key, node: Node) -> Any:
        """The value of a key of the table `CONFIG_KEYS` or `OVERRIDE_KEYS`."""
        match key.kind:
            case "choice":
                return read_choice(self.reader, node, key.choices)
            case "text" | "report":
                return read_text(self.reader, node)
            case "truth":
                return read_truth(self.reader, node)
            case "whole" | "count":
                return self._whole(key.name, node, least=int(key.kind == "whole"))
            case "target":
                return self._target(node, key.name)
            case kind:  # `globs`, `paths` and so on: each has a method
                return getattr(self, f"_{kind}")(node)

    def _origin(self, node: Node) -> Origin:
        return Origin("file", self.reader.path, node.line)

    def _resolved(self, given: str) -> str:
        """A path in the file, as an absolute one."""
        return os.path.abspath(os.path.join(self._folder, given))  # noqa: PTH100, PTH118

    def _shown(self, given: str) -> str:
        """The same as the run names it."""
        return shown(self._resolved(given), self._cwd)

    def _texts(self, node: Node) -> list[tuple[str, Scalar]]:
        """Texts with their nodes; an empty list is one that takes back what a base says."""
        if isinstance(node, Items) and not node.nodes:
            return []
        return text_nodes(self.reader, node)

    def _selectors(self, node: Node) -> tuple[str, ...]:
        found = self._texts(node)
        for text, scalar in found:
            self.selectors.setdefault(text, self._origin(scalar))
        return tuple(dict.fromkeys(text for text, _ in found))

    def _globs(self, node: Node) -> tuple[str, ...]:
        kept: list[str] = []
        for text, scalar in self._texts(node):
            if _WINDOWS.search(text):
                hint = message("config.write", text=_WINDOWS.sub("/", text))
                self.reader.problem(scalar, message("config.backslashes", text=text), hint)
            elif not is_glob(text):
                example = message("config.glob_example")
                self.reader.problem(scalar, message("config.no_glob", text=cut(text, 60)), example)
            elif len(kept) == MOST_GLOBS:
                self.reader.problem(scalar, message("config.many_globs", most=MOST_GLOBS))
                break
            else:
                kept.append(text)
        return tuple(kept)

    def _paths(self, node: Node) -> tuple[str, ...]:
        found = []
        for text, scalar in self._texts(node):
            if is_shared(text):
                found += self._shared(text, scalar)
            elif self._may_use("packs", text, scalar):
                found.append(self._shown(text))
                if not os.path.lexists(self._resolved(text)):
                    self._missing(scalar, message("config.no_path", path=text))
        return tuple(found)

    def _shared(self, address: str, node: Node) -> list[str]:
        """A pack of others; what its address says of the content is what is trusted."""
        try:
            shared_pack(address)
        except UsageError as fault:
            self.reader.problem(node, fault.message)
            return []
        self.requests.append(TrustRequest("packs", address, self._origin(node)))
        return [address] if self._trusted else []

    def _file(self, node: Node) -> str:
        """A file that is only read."""
        text = read_text(self.reader, node)
        if not text or not self._may_use("concepts", text, node):
            return ""
        if not Path(self._resolved(text)).is_file():
            self._missing(node, message("config.no_file_named", path=text))
            return ""
        return self._shown(text)

    def _may_use(self, key: str, text: str, node: Node) -> bool:
        """Whether a file may be used; one outside takes trust to be even looked for."""
        if "\0" in text:
            self._missing(node, message("config.no_path", path=text))
            return False
        place = self._resolved(text)
        if any(is_inside(place, str(folder)) for folder in self._own):
            return True
        reads = "" if key == "baseline" else place
        self.requests.append(TrustRequest(key, text, self._origin(node), reads))
        return self._trusted

    def _target(self, node: Node, key: str = "") -> str:
        """What may be written, judged where it lies if a key is named."""
        text = read_text(self.reader, node)
        if "\0" in text:
            self._missing(node, message("config.no_path", path=text))
            return ""
        return self._shown(text) if text and (not key or self._may_use(key, text, node)) else ""

    def _switch(self, node: Node) -> bool:
        if isinstance(node, Scalar) and isinstance(node.value(), bool):
            return bool(node.value())
        return read_choice(self.reader, node, SWITCH) == "on"

    def _cache(self, node: Node) -> str:
        """`on`, `off` or the folder."""
        if isinstance(node, Scalar) and (isinstance(node.value(), bool) or node.text in SWITCH):
            return "on" if self._switch(node) else "off"
        return self._target(node)

    def _missing(self, node: Node, what: Message) -> None:
        self.reader.problem(node, what, message("config.check_spelling"))

    def _whole(self, name: str, node: Node, least: int) -> int:
        value = read_whole(self.reader, node, least)
        if not least <= value <= MAX_NUMBER:
            words = message("config.no_number", name=name, least=least, most=MAX_NUMBER)
            self.reader.problem(node, words)
        return value

    def _reports(self, node: Node) -> tuple[str, ...]:
        """Reports as the command line names them: `NAME=FILE`."""
        if not isinstance(node, MappingNode):
            self.reader.problem(node, message("config.no_reports"), "sarif: regcheck.sarif")
            return ()
        return tuple(
            f"{name}={path}"
            for name, (_, value) in node.entries.items()
            if (path := self._target(value))
        )

    def _levels(self, node: Node) -> Levels:
        """Selectors and severities in the order of application: single rules come last."""
        if not isinstance(node, MappingNode):
            self.reader.problem(node, message("config.no_levels"), "paper/some-rule: warning")
            return ()
        found = []
        for name, (key, value) in node.entries.items():
            level = read_choice(self.reader, value, LEVELS)
            if level:
                self.selectors.setdefault(name, self._origin(key))
                found.append((name, level))
        return tuple(sorted(found, key=lambda one: "/" in one[0] and not _GLOB.search(one[0])))

    def _overrides(self, node: Node) -> tuple[PathOverride, ...]:
        found = []
        for item in entries_of(self.reader, node, "mappings with paths"):
            values = {
                key.name: self._value(key, given[key.name])
                for given in [read_mapping(self.reader, item, OVERRIDE_KEYS)]
                for key in OVERRIDE_KEYS
                if key.name in given
            }
            if len(values) == 1 and "paths" in values:
                self.reader.problem(item, message("config.empty_override"), "severity, select …")
            if values.get("paths"):
                found.append(PathOverride(base=self._shown("."), **values))
        return tuple(found)
