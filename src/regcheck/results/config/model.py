"""What a config says: values with the place each was said, and what holds for some paths only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value is from: `default`, `file` (path and line) or `command line`."""

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
    """A key and value that take trust, and the absolute path it would read outside."""

    key: str
    value: str
    origin: Origin
    reads: str = ""


@dataclass(frozen=True, slots=True)
class Config:
    """A config file with everything it extends: its path, folder and repository, the values by key,
    where each selector stands, the files read, and what takes trust, which holds only if
    `trusted`."""

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
