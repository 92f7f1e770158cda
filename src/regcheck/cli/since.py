"""`--since`: the change that a run looks at."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from regcheck.cli.terminal import warn

if TYPE_CHECKING:
    from regcheck.changes.since import Since
    from regcheck.readers.inputs import Inputs


def find_since(revision: str, inputs: Inputs, paths: Sequence[str]) -> Since | None:
    """What has changed of the inputs since a revision; None when none is named. Raises UsageError
    when Git, the repository or the revision is not there."""
    if not revision:
        return None
    from regcheck.changes.git import find_git, work_tree
    from regcheck.changes.since import find_changes, real_paths
    from regcheck.reports.layout import printable

    here = Path.cwd()
    asked = real_paths(paths, here)
    git = find_git(_start(asked, here), os.environ)
    top = work_tree(git)
    since = find_changes(replace(git, folder=top), top, revision, inputs, asked)
    if since.outside:
        warn(printable(f"note: left out, outside the repository: {', '.join(since.outside)}"))
    if not since.changed:
        warn(printable(f"note: none of the documents has changed since {revision}"))
    return since


def _start(asked: Sequence[str], here: Path) -> str:
    """The folder to look for a repository from: that of the first path, for what is checked may
    lie elsewhere than where one stands."""
    if not asked:
        return str(here)
    first = Path(asked[0])
    return str(first if first.is_dir() else first.parent)
