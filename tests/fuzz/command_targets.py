"""Commands on damaged drafts, some of them with a fault in what they read, write or hold: they end
with an exit code of their own and a message, and leave nothing half written behind."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import sys
import tempfile
from collections.abc import Iterator
from copy import copy
from functools import cache
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

from targets import Seeds, Target

from regcheck.cli.main import main

sys.path.append(str(Path(__file__).resolve().parents[1] / "complexity"))

COMMANDS: tuple[tuple[str, ...], ...] = (
    ("check", "{draft}", "--format", "json"),
    ("check", "{draft}", "--format", "text", "--report", "sarif={out}", "--report", "html={out}2"),
    ("check", "{draft}", "--report", "gitlab={out}", "--show-info", "--locale", "nn"),
    ("check", "{draft}", "--diff", "--fix"),
    ("check", "{draft}", "--fix"),
    ("baseline", "create", "{draft}", "--baseline", "{out}"),
    ("scan", "{draft}", "-o", "{out}"),
    ("compare", "{draft}", "{draft}"),
    ("readiness", "{draft}"),
    ("suppressions", "{draft}"),
    ("tree", "{draft}"),
    ("address", "§ 1 første ledd", "{draft}"),
    ("references", "{draft}"),
    ("decisions", "{draft}"),
    ("concepts", "extract", "{draft}"),
    ("concepts", "build", "{draft}", "-o", "{out}"),
)
FAULTS = (
    OSError(errno.ENOSPC, "No space left on device"),
    OSError(errno.EACCES, "Permission denied"),
    OSError(errno.EROFS, "Read-only file system"),
    OSError(errno.EIO, "Input/output error"),
    MemoryError(),
)
PLACES = ("os.fsync", "pathlib.Path.replace", "pathlib.Path.open", "os.open")
"""Where a fault may come up."""


@cache
def drafts() -> Seeds:
    """One of each kind of repetition that work must grow with, and no faster."""
    from growing import TEXTS

    return {f"{n}.md": made(8).encode() for n, made in enumerate(TEXTS.values())}


@contextlib.contextmanager
def faulty(random: Random) -> Iterator[bool]:
    """With a fault that comes up the first, second or third time, or with none."""
    if random.random() < 0.5:
        yield False
        return
    fault, place = random.choice(FAULTS), random.choice(PLACES)
    owner, _, name = place.rpartition(".")
    holder = os if owner == "os" else Path
    real, left = getattr(holder, name), [random.randrange(3)]

    def call(*args: Any, **more: Any) -> Any:
        left[0] -= 1
        if left[0] == -1:
            raise copy(fault)  # one that was raised before would bring its old places along
        return real(*args, **more)

    with patch.object(holder, name, call):
        yield True


def commands(data: bytes, name: str) -> None:
    """A command that the data choose ends as commands do."""
    random = Random(sha256(data).digest())
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder, "utkast.md")
        draft.write_bytes(data)
        given = {"draft": str(draft), "out": str(Path(folder, "ut"))}
        chosen = [word.format(**given) for word in random.choice(COMMANDS)]
        out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
        quiet = contextlib.redirect_stdout(out), contextlib.redirect_stderr(err)
        with quiet[0], quiet[1], faulty(random) as broken:
            code = main([*chosen, "--no-config"] if chosen[0] == "check" else chosen)
        err.flush()
        told = err.buffer.getvalue().decode("utf-8", "replace")
        assert code in (0, 1, 2, 3), (chosen, code)
        assert "Traceback" not in told, (chosen, told)
        assert broken or "internal error" not in told, (chosen, told)
        left = [path.name for path in Path(folder).iterdir() if path.name.endswith(".tmp")]
        assert left == [], chosen
        if "--fix" not in chosen:
            assert draft.read_bytes() == data, chosen


COMMAND_TARGETS = {"commands": Target(drafts, commands, 20)}
