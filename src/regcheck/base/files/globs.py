"""Globs as in a `.gitignore`, in time linear in the path for each: they come with the folder that
is checked. What `fnmatch` makes of a name takes the first place of what follows a star, which is as
good as any later one; folders are taken in the same way, with `**` for stars."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

MOST_GLOBS: Final = 2_000
LONGEST: Final = 1_000
_ANY: Final = "**"
_SIGN: Final = re.compile(r"\\(?P<plain>.)|\[(?P<set>[!^]?\]?[^\]]*)\]|(?P<open>\[)", re.DOTALL)


class Glob(NamedTuple):
    """One line: whether it takes in or leaves out (`!`), and the tests of the names in a path; None
    stands for any folders. With `of_folder` only a folder is meant, with all in it; with `inside`
    only what is in it."""

    include: bool
    names: tuple[Callable[[str], bool] | None, ...]
    of_folder: bool
    inside: bool

    def rank(self, path: Sequence[str], *, folder: bool) -> int:
        """2 when the path itself is meant, 1 when a folder around it is or it is one, else 0."""
        if not (folder or self.of_folder) and _fits(self.names, path):
            return 2
        around = path if folder else path[:-1]
        is_in = bool(around) and _fits((*self.names, None), around)
        return (2 if self.inside else 1) if is_in else 0


class GlobList(NamedTuple):
    """Globs in the order of their lines, of which the last that means a path decides."""

    globs: tuple[Glob, ...]

    def verdict(self, path: str, *, folder: bool = False) -> bool | None:
        """Whether a relative path, with forward slashes, is taken in or left out; None when no glob
        means it. One that means the path itself counts for more than one of a folder around it."""
        names = path.split("/")
        answer, highest = None, 1
        for glob in self.globs:
            rank = glob.rank(names, folder=folder)
            if rank >= highest:
                answer, highest = glob.include, rank
        return answer


def glob_list(lines: Iterable[str]) -> GlobList:
    """The globs of these lines, which `is_glob` lets pass; comments and empty lines are none."""
    return GlobList(tuple(glob for line in lines if (glob := _glob(line)) is not None))


def is_glob(line: str) -> bool:
    """Whether a line can be taken: it is not too long, and does not end in a backslash."""
    text = _text(line)
    return len(line) <= LONGEST and (len(text) - len(text.rstrip("\\"))) % 2 == 0


def _text(line: str) -> str:
    return line.lstrip() if line.endswith("\\ ") else line.strip()


def _glob(line: str) -> Glob | None:
    text = _text(line)
    include = not text.startswith("!")
    text = text if include else text[1:]
    if text in ("", "/") or line.lstrip().startswith("#"):
        return None
    names = text.removesuffix("/").split("/")
    of_folder = text.endswith("/")
    names = names[1:] if names[0] == "" else names if len(names) > 1 else [_ANY, *names]
    inside = not of_folder and names[-1] == _ANY
    if inside or (of_folder and len(names) > 1 and names[-1] == _ANY):
        names, of_folder = names[:-1], True
    if not [name for name in names if name != _ANY]:  # anything, or anything in a folder
        return Glob(include, (None,), of_folder and not inside, inside)
    tests = tuple(None if name == _ANY else _test(name) for name in names)
    return Glob(include, tests, of_folder, inside)


def _test(name: str) -> Callable[[str], bool]:
    """The test of one name in a path; a set that is not closed fits nothing."""
    if any(found["open"] for found in _SIGN.finditer(name)):
        return _never
    fits = re.compile(fnmatch.translate(_SIGN.sub(_as_set, name))).match
    return lambda text: fits(text) is not None


def _as_set(found: re.Match[str]) -> str:
    """An escaped sign or a set as `fnmatch` has it."""
    if found["set"] is not None:
        return f"[{found['set'].replace('^', '!', 1) if found['set'][0] == '^' else found['set']}]"
    return f"[{found['plain']}]" if found["plain"] in "*?[" else str(found["plain"])


def _fits(tests: Sequence[Callable[[str], bool] | None], path: Sequence[str]) -> bool:
    """Whether the names of a path pass the tests, each one; None lets any number pass."""
    at = passed = 0
    back = (-1, 0)
    while passed < len(path):
        test = tests[at] if at < len(tests) else _never
        if test is None:
            back = (at := at + 1), passed
        elif test(path[passed]):
            at, passed = at + 1, passed + 1
        elif back[0] < 0:
            return False
        else:
            back = at, passed = back[0], back[1] + 1
    return all(test is None for test in tests[at:])


def _never(_: str) -> bool:
    return False
