"""From a file to a `Config`: read, with what it extends, and merged."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from regcheck.base.datafiles.fields import FileReader
from regcheck.base.datafiles.yaml_nodes import MAX_BYTES, Node, NodeError, ParsedFile, parse_yaml
from regcheck.base.errors import ConfigError, Problem, system_reason
from regcheck.base.files.whole import bytes_of
from regcheck.base.texts.message import Message, message
from regcheck.results.config.layer import Layer, Surroundings, read_layer
from regcheck.results.config.model import Config, Setting
from regcheck.results.config.places import home_of, shown

MAX_FILES = 50
"""How many files one config may build on."""
_ADDED = frozenset({"severity", "overrides", "reports"})
"""Keys whose values are added to those of a base, the later one winning; others are replaced."""


def load_config(
    path: Path, cwd: Path, allowed: Sequence[Path] = (), *, trusted: bool = False
) -> Config:
    """The config in a file, with all it extends. `cwd` is what shown paths are relative to,
    `allowed` are folders outside the repository. Raises ConfigError with every problem of every
    file."""
    loader = _Loader(cwd, tuple(allowed), trusted)
    loader.add(path, (), None, None)
    if loader.problems:
        unique = dict.fromkeys(loader.problems)
        raise ConfigError(sorted(unique, key=lambda p: (p.path, p.line, p.column, str(p.message))))
    folder = path.parent
    settings: dict[str, Setting] = {}
    selectors = {}
    for layer in loader.layers:
        selectors.update(layer.selectors)
        for name, setting in layer.settings.items():
            before = settings.get(name)
            if before is not None and name in _ADDED:
                both = (*before.value, *setting.value)
                if name == "reports":
                    both = tuple({str(one).partition("=")[0]: one for one in both}.values())
                settings[name] = Setting(both, setting.origin)
            else:
                settings[name] = setting
    return Config(
        path=shown(path, cwd),
        folder=str(folder),
        root=str(home_of(folder)),
        settings=settings,
        selectors=selectors,
        files=tuple(reversed(loader.files)),
        requests=tuple(request for layer in loader.layers for request in layer.requests),
        trusted=trusted,
    )


@dataclass(slots=True)
class _Loader:
    """Collects layers, those that others build on first, each file once."""

    cwd: Path
    allowed: tuple[Path, ...] = ()
    trusted: bool = False
    layers: list[Layer] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    done: set[str] = field(default_factory=set)

    def add(
        self, path: Path, chain: tuple[str, ...], reader: FileReader | None, node: Node | None
    ) -> None:
        """Read a file; `reader` and `node` are the place that named it."""
        real = os.path.realpath(path)
        if real in chain:
            self._fault(reader, node, message("config.circle"), message("config.end_circle"))
            return
        if real in self.done:
            return
        if len(self.done) >= MAX_FILES:
            self._fault(reader, node, message("config.too_many_files", n=MAX_FILES))
            return
        self.done.add(real)
        name = shown(path, self.cwd)
        data = read_file(path, name)
        if isinstance(data, Problem):
            text = message("config.at", place=name, text=data.message)
            self._fault(reader, node, text, data.hint, data)
            return
        try:
            parsed = parse_file(data, path, name)
        except NodeError as wrong:
            self.problems.append(wrong.problem)
            return
        folder = path.parent
        around = Surroundings(folder, home_of(folder), self.cwd, self.allowed, self.trusted)
        layer, own = read_layer(parsed, around)
        for base, at in layer.extends:
            self.add(base, (*chain, real), own, at)
        self.problems += own.problems
        self.layers.append(layer)
        self.files.append(name)

    def _fault(
        self,
        reader: FileReader | None,
        node: Node | None,
        text: str | Message,
        hint: str | Message = "",
        instead: Problem | None = None,
    ) -> None:
        """Keep a problem at the place that named a file; without one, `instead`."""
        if reader is not None:
            reader.problem(node, text, hint)
        elif instead is not None:
            self.problems.append(instead)


def read_file(path: Path, name: str) -> bytes | Problem:
    """The bytes of a config file, which messages call `name`, or why they cannot be had."""
    try:
        mode = path.stat().st_mode
        if S_ISDIR(mode):
            return Problem(name, 0, 0, message("config.is_folder"), message("config.name_file"))
        if not S_ISREG(mode):
            return Problem(name, 0, 0, message("config.no_regular_file"))
        data = bytes_of(path, MAX_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return Problem(name, 0, 0, message("config.no_file"), message("config.check_spelling"))
    except OSError as wrong:
        return Problem(name, 0, 0, message("config.unreadable", reason=system_reason(wrong)))
    return data


def parse_file(data: bytes, path: Path, name: str) -> ParsedFile:
    """The tree of a YAML file, or of a TOML file's `[tool.regcheck]`. Raises NodeError."""
    if path.suffix.lower() == ".toml":
        from regcheck.base.datafiles.toml_nodes import parse_toml

        return parse_toml(data, name)
    return parse_yaml(data, name)
