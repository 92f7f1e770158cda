"""`regcheck desk`: a page on one's own machine to drop drafts on."""

from __future__ import annotations

import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, Annotated

import typer

from regcheck.cli import options as shared
from regcheck.cli.terminal import flush, say, warn

if TYPE_CHECKING:
    from regcheck.desk.checks import Checks
    from regcheck.desk.server import DeskServer

SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
"""What ends the desk in an orderly way, where the system has it."""

NoBrowser = Annotated[
    bool, typer.Option("--no-browser", help="Print the address, and open no browser.")
]
Idle = Annotated[
    str,
    typer.Option("--idle", metavar="MINUTES", help="End when nothing was asked for so long."),
]
PageLocale = Annotated[
    str,
    typer.Option(
        "--locale",
        metavar="auto|nb|nn|en",
        help="The page, by default the browser's, and the reports, by default the draft's.",
    ),
]


def desk(
    *,
    no_browser: NoBrowser = False,
    idle: Idle = "60",
    locale: PageLocale = "auto",
    nlp: shared.Nlp = "on",
    time_limit: shared.TimeLimit = "30",
    debug: shared.Debug = False,
) -> int:
    """Open a page in the browser to drop drafts on, on this machine alone.

    Reports and commented copies come back on the page. They lie in a temporary folder that is
    deleted at the end: with Ctrl-C, from the page, or after --idle minutes.
    """
    minutes = shared.whole_number("--idle", idle)
    language = shared.one_of("--locale", locale, shared.LOCALES)
    seconds = float(shared.whole_number("--time-limit", time_limit))
    with tempfile.TemporaryDirectory(prefix="regcheck-desk-", ignore_cleanup_errors=True) as folder:
        checks = _checks(Path(folder), seconds, nlp=shared.on_or_off("--nlp", nlp))
        with _serving(checks) as server, _until_told(server.ended):
            address = server.known.address
            if language != "auto":
                address += f"?lang={language}"
            say(f"regcheck desk: {address}\nCtrl-C ends it.\n")
            flush()
            if not no_browser:
                _open(address)
            while not server.ended.wait(0.5):
                if server.idle() > minutes * 60:
                    break
    return 0


def _checks(folder: Path, seconds: float, *, nlp: bool) -> Checks:
    from regcheck.cli.job import day_of
    from regcheck.desk.checks import Checks
    from regcheck.run.document import Guard
    from regcheck.suppressions.suppressing import Suppressing

    return Checks(
        folder,
        lambda rules, settings: Suppressing(rules.rule_set, settings, today=day_of("")),
        Guard(time.monotonic, seconds),
        nlp=nlp,
    )


@contextmanager
def _serving(checks: Checks) -> Iterator[DeskServer]:
    """A server with a token of its own, answering as long as the block lasts."""
    import secrets

    from regcheck.desk.server import DeskServer

    server = DeskServer(checks, secrets.token_urlsafe(32), time.monotonic)
    server.begin()
    Thread(target=checks.warm, daemon=True).start()
    try:
        yield server
    finally:
        server.close()


@contextmanager
def _until_told(ended: Event) -> Iterator[None]:
    """Signals that would end the process set `ended` instead, so that all is cleared away."""
    numbers = [getattr(signal, name) for name in SIGNALS if hasattr(signal, name)]
    before = {number: signal.signal(number, lambda *_: ended.set()) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _open(address: str) -> None:
    """Open the browser; that there is none is no fault, for the address has been printed."""
    import webbrowser

    try:
        opened = webbrowser.open(address)
    except (OSError, webbrowser.Error):
        opened = False
    if not opened:
        warn("note: no browser could be opened: open the address in one")
