"""From a file to a `Config`: read, with what it extends, and merged."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from regcheck.base.datafiles.yaml_nodes import MAX_BYTES, NodeError, ParsedFile, parse_yaml
from regcheck.base.errors import ConfigError, Problem, system_reason
from regcheck.base.files.whole import bytes_of
from regcheck.base.texts.message import Message, message
from regcheck.results.config.layer import Layer
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
    loader.add(path)
    if loader.problems:
        unique = dict.fromkeys(loader.problems)
        raise ConfigError(sorted(unique, key=lambda p: (p.path, p.line, p.column, str(p.message))))
    folder = path.parent
    settings: dict[str, Setting] = {}
    selectors = {}
    for layer in loader.layers:
        selectors.update(layer.selectors)
        for name, setting in layer.settings.items():
            before = settings[name].value if name in _ADDED and name in settings else ()
            both = (*before, *setting.value) if before else setting.value
            if before and name == "reports":
                both = tuple({str(one).partition("=")[0]: one for one in both}.values())
            settings[name] = Setting(both, setting.origin)
    return Config(
        path=shown(path, cwd),
        folder=str(folder),
        root=str(home_of(folder)),
        settings=settings,
        selectors=selectors,
        files=tuple(layer.reader.path for layer in reversed(loader.layers)),
        requests=tuple(request for layer in loader.layers for request in layer.requests),
        trusted=trusted,
    )


@dataclass(slots=True)
class _Loader:
    """Collects layers, those that others build on first, each file once."""

    cwd: Path
    allowed: tuple[Path, ...]
    trusted: bool
    layers: list[Layer] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    done: set[str] = field(default_factory=set)

    def add(
        self,
        path: Path,
        chain: tuple[str, ...] = (),
        complain: Callable[[Message, str | Message], None] | None = None,
    ) -> None:
        """Read a file; `complain` keeps a problem at the place that named it, if one did."""
        real = os.path.realpath(path)
        name = shown(path, self.cwd)
        if complain and real in chain:
            complain(message("config.circle"), message("config.end_circle"))
        elif real in self.done:
            pass
        elif complain and len(self.done) >= MAX_FILES:
            complain(message("config.too_many_files", n=MAX_FILES), "")
        else:
            self.done.add(real)
            try:
                parsed = parse_file(path, name)
            except NodeError as wrong:
                problem = wrong.problem
                if complain and not problem.line:
                    told = message("config.at", place=name, text=problem.message)
                    complain(told, problem.hint)
                else:
                    self.problems.append(problem)
                return
            layer = Layer(parsed, path.parent, self.cwd, self.allowed, trusted=self.trusted)
            for base, at in layer.extends:
                self.add(base, (*chain, real), partial(layer.reader.problem, at))
            self.problems += layer.reader.problems
            self.layers.append(layer)


def parse_file(path: Path, name: str) -> ParsedFile:
    """The tree of a YAML file, which messages call `name`, or of a TOML file's `[tool.regcheck]`.
    Raises NodeError, with a problem of line 0 for a file that cannot be read."""
    try:
        mode = path.stat().st_mode
        if S_ISDIR(mode):
            raise _unread(name, message("config.is_folder"), message("config.name_file"))
        if not S_ISREG(mode):
            raise _unread(name, message("config.no_regular_file"))
        data = bytes_of(path, MAX_BYTES + 1)
    except NodeError:
        raise
    except (FileNotFoundError, NotADirectoryError, ValueError) as wrong:
        missing = message("config.no_file")
        raise _unread(name, missing, message("config.check_spelling")) from wrong
    except OSError as wrong:
        raise _unread(name, message("config.unreadable", reason=system_reason(wrong))) from wrong
    if path.suffix.lower() == ".toml":
        from regcheck.base.datafiles.toml_nodes import parse_toml

        return parse_toml(data, name)
    return parse_yaml(data, name)


def _unread(name: str, why: Message, hint: str | Message = "") -> NodeError:
    return NodeError(Problem(name, 0, 0, why, hint))
