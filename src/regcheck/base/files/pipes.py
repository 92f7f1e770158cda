"""Named pipes, which may never have anything to give: whoever opens one waits for a writer."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from stat import S_ISFIFO


def is_named_pipe(path: str | Path) -> bool:
    """Whether there is a named pipe that the system has not handed to us. Raises OSError."""
    if not S_ISFIFO(os.stat(path).st_mode):  # noqa: PTH116 - a path of any kind
        return False
    return not os.path.realpath(path).startswith(("/dev/", "/proc/"))


def refuse_named_pipe(path: str | Path) -> None:
    """Raise OSError for a named pipe, and for what is not there."""
    if is_named_pipe(path):
        raise OSError(errno.EINVAL, "it is a named pipe")
