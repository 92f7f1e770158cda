"""What commands know of the world around them: streams, environment, places."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from regcheck.base.texts.catalogue import Texts
from regcheck.base.texts.message import Message, message, said
from regcheck.reports.layout import Line, Look, Paint, plain_painter, rich_painter, terminal_console

if TYPE_CHECKING:
    from regcheck.base.errors import RegcheckError
    from regcheck.base.files.sealed import CacheFolder
    from regcheck.document.model import Unreadable
    from regcheck.results.result import SkippedRule

PIPED_WIDTH = 100
"""Columns of a report that goes to a file or another program: the same on every machine."""
_STREAMS = (
    ("stdin", "r", os.O_RDONLY),
    ("stdout", "w", os.O_RDONLY),
    ("stderr", "w", os.O_WRONLY),
)
"""Stand-ins for streams that were closed before we began, in the order of their numbers. Nothing
can be read from that of stdin, and nothing written to that of stdout: a lost report is a fault."""


def prepare_streams() -> None:
    """Make sure that nothing that is printed can fail on an odd letter, or for want of a stream."""
    for name, mode, way in _STREAMS:
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.open(os.devnull, way), mode))  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        if stream.isatty():
            reconfigure(errors="backslashreplace")
        else:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def user_locale(environ: Mapping[str, str]) -> str:
    """The language of whoever runs the process; English for any that is not ours."""
    named = (environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    tag = next(filter(None, named), "") or _windows_language()
    languages = {"nn": "nn", "nb": "nb", "no": "nb"}
    return languages.get(tag[:2].lower(), "en")


def _windows_language() -> str:
    """The language of the user interface, such as `nb_NO`; empty elsewhere than on Windows."""
    if sys.platform != "win32":
        return ""
    import ctypes
    from locale import windows_locale

    return windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")


@dataclass(slots=True)
class _Voice:
    """The language that this process speaks to whoever runs it: one for all that is printed."""

    choose: Callable[[], str]
    chosen: str = ""


_voice = _Voice(lambda: user_locale(os.environ))


def speak(choose: Callable[[], str]) -> None:
    """Speak the language that `choose` gives, from now on; it is asked when something is said."""
    _voice.choose, _voice.chosen = choose, ""


def spoken() -> str:
    """The language that is spoken: `nb`, `nn` or `en`."""
    _voice.chosen = _voice.chosen or _voice.choose()
    return _voice.chosen


def say(text: str) -> None:
    """Write to stdout."""
    sys.stdout.write(text)


def say_line(text: str | Message) -> None:
    """Write a line to stdout, a message in the user's language."""
    say(f"{said(text, spoken())}\n")


def say_bytes(data: bytes) -> None:
    """Write bytes to stdout as they are."""
    flush()
    sys.stdout.buffer.write(data)


def warn(text: str | Message) -> None:
    """Write to stderr, in the user's language, nothing that a terminal would obey."""
    from regcheck.base.text.printable import printable

    lines = said(text, spoken()).split("\n")
    print("regcheck:", "\n".join(map(printable, lines)), file=sys.stderr)  # noqa: T201


def note(text: str | Message) -> None:
    """Write a remark to stderr, marked as one."""
    warn(message("cli.note", text=text))


def counted(key: str, number: int) -> str:
    """So many of something in the user's language."""
    area, _, name = key.partition(".")
    return Texts(area, spoken()).count(name, number)


def warn_error(fault: RegcheckError) -> None:
    """Write an error to stderr, marked as one."""
    warn(message("cli.error", text=fault.said(spoken())))


def flush() -> None:
    """Push out what was said."""
    if not sys.stdout.closed:
        sys.stdout.flush()


def discard_output() -> None:
    """After a closed pipe: let the interpreter's own last flush succeed."""
    with suppress(OSError), open(os.devnull, "w") as nowhere:  # noqa: PTH123 - a device, not a path
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


def user_folder(
    environment: Mapping[str, str], home: Path | None, *, windows: bool, state: bool = False
) -> Path | None:
    """Where caches go, or with `state` what is to last: the places of the XDG specification, which
    must be absolute, or `LOCALAPPDATA` on Windows; None when none is known."""
    variable, below = ("XDG_STATE_HOME", ".local/state") if state else ("XDG_CACHE_HOME", ".cache")
    named = environment.get("LOCALAPPDATA" if windows else variable, "")
    if named and Path(named).is_absolute():
        return Path(named, "regcheck")
    return None if home is None else Path(home, below, "regcheck")


def user_place(*, state: bool = False) -> Path | None:
    """The user's own folder for caches, or for what is to last; None when there is no place."""
    try:
        home: Path | None = Path.home()
    except RuntimeError:
        home = None
    return user_folder(os.environ, home, windows=sys.platform == "win32", state=state)


def caches(folder: str = "", complaints: set[str] | None = None) -> CacheFolder | None:
    """A folder for caches, the user's own by default; None without a place for it or for the key.
    What is wrong with it is remarked on once for all that share `complaints`."""
    from regcheck.base.files.sealed import CacheFolder, user_key

    path, keys = Path(folder) if folder else user_place(), user_place(state=True)
    key = user_key(keys) if keys else None
    if path is None or key is None:
        return None
    return CacheFolder(path, key, partial(_complain, set() if complaints is None else complaints))


def _complain(complaints: set[str], why: Message) -> None:
    if why.key not in complaints:
        complaints.add(why.key)
        note(message("cli.not_kept", why=why))


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


def show(lines: Iterable[Line]) -> None:
    """Write styled lines to stdout."""
    painter(look_of(sys.stdout))(lines)


def width(most: int = PIPED_WIDTH) -> int:
    """How many columns stdout has, at most so many."""
    return min(look_of(sys.stdout).width, most)


def unreadable(item: Unreadable) -> Message:
    """Why a document cannot be read, and what to do about it."""
    key = "cli.unreadable_hint" if item.hint else "cli.unreadable"
    return message(key, path=item.path, why=item.detail, hint=item.hint)


def warn_unread(item: Unreadable) -> None:
    """A line on stderr for a document that could not be read."""
    warn(message("cli.not_read", what=unreadable(item)))


def warn_of_missing(
    unreadable: Iterable[Unreadable | None], skipped: Iterable[SkippedRule]
) -> bool:
    """A line on stderr for each document that could not be read and each rule that did not run;
    gives whether there is any."""
    missing = False
    for item in filter(None, unreadable):
        missing = True
        warn_unread(item)
    for one in skipped:
        missing = True
        warn_not_run(one.path, one.rule, one.reason)
    return missing


def warn_not_run(path: str, rule: str, why: str) -> None:
    """A line on stderr for a rule, or all of them (`*`), that did not run on a document."""
    name = message("cli.all_rules") if rule == "*" else rule
    warn(message("cli.not_run", path=path, rule=name, why=why))
