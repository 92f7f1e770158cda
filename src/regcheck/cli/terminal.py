"""What commands know of the world around them: streams, environment, places."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from regcheck.reports.layout import Paint, plain_painter, rich_painter, terminal_console
from regcheck.reports.report import Look
from regcheck.run.rule_cache import cache_folder

if TYPE_CHECKING:
    from regcheck.document.model import Unreadable
    from regcheck.results.result import RunResult

PIPED_WIDTH = 100
"""Columns of a report that goes to a file or another program: the same on every machine."""


class PipeClosedError(Exception):
    """Whoever read our output has gone away."""


def prepare_streams() -> None:
    """Make sure that nothing that is printed can fail on an odd letter."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        if stream.isatty():
            reconfigure(errors="backslashreplace")
        else:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def say(text: str) -> None:
    """Write to stdout. Raises PipeClosedError when nobody reads it."""
    try:
        sys.stdout.write(text)
    except BrokenPipeError as fault:
        raise PipeClosedError from fault


def say_bytes(data: bytes) -> None:
    """Write bytes to stdout as they are. Raises PipeClosedError when nobody reads them."""
    flush()
    try:
        sys.stdout.buffer.write(data)
    except BrokenPipeError as fault:
        raise PipeClosedError from fault


def warn(text: str) -> None:
    """Write a line to stderr."""
    print(f"regcheck: {text}", file=sys.stderr)  # noqa: T201


def flush() -> None:
    """Push out what was said. Raises PipeClosedError when nobody reads it."""
    if sys.stdout.closed:
        return
    try:
        sys.stdout.flush()
    except BrokenPipeError as fault:
        raise PipeClosedError from fault


def discard_output() -> None:
    """After a closed pipe: let the interpreter's own last flush succeed."""
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - a device, not a path
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


def look_of(stream: TextIO) -> Look:
    """Width and colours for a stream: colours on a terminal unless `NO_COLOR` is set, and
    elsewhere only when `FORCE_COLOR` is."""
    terminal = stream.isatty()
    wanted = bool(os.environ.get("FORCE_COLOR")) or (
        terminal and os.environ.get("TERM", "") != "dumb"
    )
    width = shutil.get_terminal_size((PIPED_WIDTH, 24)).columns if terminal else PIPED_WIDTH
    return Look(width=width, colour=wanted and not os.environ.get("NO_COLOR"))


def caches() -> Path | None:
    """The folder for caches, or None when there is no place for them."""
    try:
        home: Path | None = Path.home()
    except RuntimeError:
        home = None
    return cache_folder(os.environ, home, windows=sys.platform == "win32")


def processors() -> int:
    """How many processors this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def read_stdin(most: int) -> bytes:
    """At most so many bytes of stdin."""
    return sys.stdin.buffer.read(most)


def painter(look: Look) -> Paint:
    """What paints styled lines on stdout."""
    if look.colour:
        return rich_painter(terminal_console(sys.stdout, look.width))
    return plain_painter(say)


def deliver(pieces: Iterable[str], output: str) -> None:
    """Write pieces to a file that appears when it is whole, or to stdout for `-` or nothing."""
    if output in ("", "-"):
        for piece in pieces:
            say(piece)
        return
    from regcheck.reports.files import ReportFile

    with ReportFile(output) as file:
        for piece in pieces:
            file.write(piece)


def warn_unread(item: Unreadable) -> None:
    """A line on stderr for a document that could not be read."""
    from regcheck.reports.layout import printable

    hint = f" ({item.hint})" if item.hint else ""
    warn(f"not read: {printable(f'{item.path}: {item.detail}{hint}')}")


def warn_of_missing(result: RunResult) -> None:
    """A line on stderr for each document that could not be read and each rule that did not run."""
    from regcheck.reports.layout import printable

    for item in result.unreadable:
        warn_unread(item)
    for skipped in result.skipped:
        rule = "all rules" if skipped.rule == "*" else skipped.rule
        warn(f"not run: {printable(f'{skipped.path}: {rule}: {skipped.reason}')}")
