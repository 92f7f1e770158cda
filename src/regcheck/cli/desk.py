"""`regcheck desk`: a page on one's own machine to drop drafts on."""

from __future__ import annotations

import os
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from secrets import token_urlsafe
from threading import Thread
from typing import Annotated

from regcheck.base.texts.locales import AUTO
from regcheck.base.texts.message import message
from regcheck.changes.suppressions.suppressing import Suppressing
from regcheck.cli import options as shared
from regcheck.cli.options import option
from regcheck.cli.terminal import flush, note, say_line
from regcheck.desk.checks import Checks
from regcheck.desk.local import LocalServer
from regcheck.desk.server import DeskServer
from regcheck.readers.limits import MEGABYTE
from regcheck.run.apart import Apart
from regcheck.run.guard import Guard
from regcheck.run.pool import end_all

MEMORY = 4096
"""Megabytes that one file may take."""
SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
"""What ends the desk in an orderly way, where the system has it."""


def desk(
    no_browser: bool,
    idle: Annotated[int, option("MINUTES", default=60)],
    locale: shared.Locale,
    nlp: shared.Nlp,
    time_limit: shared.TimeLimit,
) -> int:
    """Open a page in the browser to drop drafts on, until Ctrl-C or so many idle minutes."""
    os.umask(0o077)  # what is written is for whoever started the desk alone
    with tempfile.TemporaryDirectory(prefix="regcheck-desk-", ignore_cleanup_errors=True) as folder:
        checks = Checks(
            Path(folder),
            lambda rules, settings: Suppressing(rules.rule_set, settings, today=date.today()),
            Guard(time.process_time, float(time_limit), MEMORY * MEGABYTE),
            nlp=nlp,
            apart=Apart(0, lasting=True),
        )
        server = DeskServer(checks, token_urlsafe(32), token_urlsafe(32), time.monotonic)
        try:
            with serving(server, checks.warm):
                address = server.known.address
                if locale != AUTO:
                    address += f"?lang={locale}"
                say_line(message("desk.at", address=address))
                flush()
                if not no_browser:
                    _open(address, Path(folder))
                server.wait(idle * 60)
        finally:
            end_all()
            checks.close()
    return 0


@contextmanager
def serving(server: LocalServer, warm: Callable[[], None]) -> Iterator[None]:
    """Let a server answer as long as the block lasts, while `warm` makes it ready. Signals that
    would end the process set `server.ended` instead, so that all is cleared away."""
    server.begin()
    Thread(target=warm, daemon=True).start()
    numbers = [getattr(signal, name) for name in SIGNALS if hasattr(signal, name)]
    before = {number: signal.signal(number, lambda *_: server.ended.set()) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        server.close()


def way_to(address: str) -> str:
    """A file that leads a browser on to an address."""
    return f'<!DOCTYPE html><meta http-equiv="refresh" content="0; url={address}">\n'


def _open(address: str, folder: Path) -> None:
    """Open the browser by a file: a browser's command line can be seen by all users."""
    import webbrowser

    way = folder / "open.html"
    try:
        way.write_text(way_to(address), "utf-8")
        opened = webbrowser.open(way.as_uri())
    except (OSError, webbrowser.Error):
        opened = False
    if not opened:
        note(message("desk.no_browser"))
