"""Every exception regcheck raises on purpose, and the exit codes of the command line.

    RegcheckError
    ├── UsageError          the command line or a path asks for something that cannot be done
    │   └── UnknownRuleError  a name, glob or category means no rule
    ├── FileError           files that people write are wrong (holds every problem found)
    │   ├── ConfigError     a config file
    │   ├── PackError       a rule file, group or pack manifest
    │   └── DataError       labelled provisions, a marked sheet, a baseline
    └── InternalError       a state that should be unreachable

A document that cannot be read is not an exception but an `Unreadable` value: it makes a run
incomplete and never stops it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from errno import errorcode

from regcheck.base.texts.message import Message, message, said


class ExitCode(IntEnum):
    """What the process tells its caller; see «exit codes» in the documentation."""

    OK = 0
    FINDINGS = 1
    NOT_RUN = 2
    INCOMPLETE = 3

    @classmethod
    def of(cls, *, whole: bool) -> ExitCode:
        """How a command ends that looks for no findings: whether everything was read and run."""
        return cls.OK if whole else cls.INCOMPLETE


class RegcheckError(Exception):
    """Base of all errors raised on purpose; `str()` is one line for people, in English."""

    def __init__(self, message: str | Message) -> None:
        self.message = message
        super().__init__(str(message))

    def said(self, locale: str) -> str:
        """The error in a locale."""
        return said(self.message, locale)


class UsageError(RegcheckError):
    """The request cannot be carried out as it stands (unknown option value, no input matched)."""


class UnknownRuleError(UsageError):
    """`name` was to mean rules and means none."""

    def __init__(self, name: str, message: str | Message) -> None:
        self.name = name
        super().__init__(message)


class InternalError(RegcheckError):
    """regcheck itself is at fault; the message requests a report."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in a file: where it is, what is wrong, what to do. `line` and `column` are 1-based;
    0 means the whole file, or the whole line."""

    path: str
    line: int
    column: int
    message: str | Message
    hint: str | Message = ""
    excerpt: str = ""

    def said(self, locale: str) -> str:
        """The problem on one line, in a locale."""
        numbers = (n for n in (self.line, self.column) if n)
        place = ":".join((self.path, *map(str, numbers)))
        hint = f" ({said(self.hint, locale)})" if self.hint else ""
        return f"{place}: {said(self.message, locale)}{hint}"

    def __str__(self) -> str:
        return self.said("en")


class FileError(RegcheckError):
    """Files that people write are wrong: holds every problem found, and tells each on a line."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(p) for p in self.problems))

    def said(self, locale: str) -> str:
        """Every problem on a line, in a locale."""
        return "\n".join(problem.said(locale) for problem in self.problems)


class PackError(FileError):
    """One or more rule files, groups or manifests are wrong; nothing was run."""


class ConfigError(FileError):
    """A config file, or one that it extends, is wrong; nothing was run."""


class DataError(FileError):
    """Labelled provisions or a marked sheet cannot be used as they are; nothing was counted."""


_KNOWN_REASONS = frozenset(
    {"EACCES", "EPERM", "ENOENT", "EEXIST", "EISDIR", "ENOTDIR", "ENOTEMPTY", "ENOSPC", "EDQUOT"}
    | {"EFBIG", "EROFS", "ENAMETOOLONG", "ELOOP", "EBUSY", "EMFILE", "EIO"}
)


def system_reason(fault: OSError | ValueError) -> Message | str:
    """Why the system refused something; a ValueError comes from a path that cannot be one."""
    name = errorcode.get(getattr(fault, "errno", None) or 0, "")
    if name in _KNOWN_REASONS:
        return message(f"errors.{name.lower()}")
    return str(getattr(fault, "strerror", None) or fault or type(fault).__name__).lower()


def cannot_write(folder: object, fault: OSError) -> UsageError:
    """The error for a folder that cannot be written in."""
    return UsageError(message("errors.cannot_write", folder=folder, reason=system_reason(fault)))
