"""What `.gitignore` files keep out of a folder that is walked."""

from __future__ import annotations

import os
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_NAME = ".gitignore"
_MAX_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True)
class IgnoreRules:
    """The ignore files that hold in one folder, outermost first, each with its own folder.

    Folders are absolute paths. The innermost file that says anything about a path decides.
    """

    layers: tuple[tuple[str, GitIgnoreSpec], ...] = ()

    def enter(self, folder: str) -> IgnoreRules:
        """The rules inside `folder`, with those of its own ignore file added."""
        spec = _load(Path(folder, _NAME))
        return self if spec is None else IgnoreRules((*self.layers, (folder, spec)))

    def hides(self, path: str, *, folder: bool) -> bool:
        """Whether the file or folder at an absolute path is to be left out."""
        for base, spec in reversed(self.layers):
            inside = path[len(base) :].replace(os.sep, "/").strip("/")
            answer = spec.check_file(f"{inside}/" if folder else inside).include
            if answer is not None:
                return answer
        return False


def rules_above(folder: str) -> IgnoreRules:
    """The rules that the folders above `folder` lay down, from the root of its repository.

    None hold outside a repository. Nor do they when they would leave out the very folder that was
    asked for.
    """
    lineage = _up_to_repository(Path(folder))
    rules = IgnoreRules()
    for above, inner in pairwise(lineage):
        rules = rules.enter(str(above))
        if rules.hides(str(inner), folder=True):
            return IgnoreRules()
    return rules


def _up_to_repository(folder: Path) -> list[Path]:
    """From the root of the repository that `folder` lies in down to `folder`; only `folder` when
    there is none."""
    lineage = [folder]
    for above in (folder, *folder.parents):
        if above != folder:
            lineage.append(above)
        if Path(above, ".git").exists():
            return lineage[::-1]
    return [folder]


def _load(path: Path) -> GitIgnoreSpec | None:
    try:
        if not path.is_file():
            return None
        with path.open("rb") as stream:
            text = stream.read(_MAX_BYTES).decode("utf-8", "replace")
    except (OSError, ValueError):
        return None
    from pathspec import GitIgnoreSpec

    lines = text.splitlines()
    try:
        return GitIgnoreSpec.from_lines(lines)
    except ValueError:
        return GitIgnoreSpec.from_lines([line for line in lines if _is_pattern(line)])


def _is_pattern(line: str) -> bool:
    from pathspec import GitIgnoreSpec

    try:
        GitIgnoreSpec.from_lines([line])
    except ValueError:
        return False
    return True
