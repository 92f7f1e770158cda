"""What a config says: values with the place each was said, and what holds for some paths only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value is from: `default`, `file` (with its path and 1-based line) or
    `command line`."""

    kind: str = "default"
    path: str = ""
    line: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.kind == "file" else self.kind


DEFAULT = Origin()
COMMAND_LINE = Origin("command line")


@dataclass(frozen=True, slots=True)
class Setting:
    """A value and where it is from."""

    value: Any
    origin: Origin = DEFAULT


@dataclass(frozen=True, slots=True)
class TrustRequest:
    """What a config says that holds only if the user trusts it: the key, the value for people, and
    the absolute path of what it would have read outside its repository."""

    key: str
    value: str
    origin: Origin
    reads: str = ""


@dataclass(frozen=True, slots=True)
class Config:
    """A config file with everything it extends.

    `path` is how messages name it, empty when there is none; `folder` is its absolute folder and
    `root` the repository's, or again `folder` outside a repository. `settings` go by the keys of
    the file and hold only what is said; paths in them are relative to the folder that the run was
    started in, or absolute. `selectors` tells where each name of rules stands, `files` what was
    read, the file itself first. `requests` is what takes trust, in
    `settings` only if `trusted`.
    """

    path: str = ""
    folder: str = ""
    root: str = ""
    settings: Mapping[str, Setting] = field(default_factory=dict)
    selectors: Mapping[str, Origin] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    requests: tuple[TrustRequest, ...] = ()
    trusted: bool = False

    @property
    def ignored(self) -> tuple[TrustRequest, ...]:
        """What of the config is ignored for want of trust."""
        return () if self.trusted else self.requests
