"""Talks to `regcheck serve`, and starts it. Knows nothing of LibreOffice."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

IDLE = 60
"""Minutes without a question after which a server that was started here ends."""
AGAIN = 30.0
"""Seconds between attempts to start one."""
PATIENCE = 60.0
BUSY = 503
_STEP = 0.25


class ServerError(Exception):
    """There is no server, and none could be started."""


@dataclass
class Client:
    """Asks the server on a port. With `start` it is started by `command` when it does not answer.
    It is waited for while it begins or has too much to do, so many seconds as `wait` says."""

    command: str = "regcheck"
    port: int = 8097
    start: bool = True
    wait: float = 30.0
    _tried: float = field(default=float("-inf"), repr=False)
    _process: subprocess.Popen[Any] | None = field(default=None, repr=False)

    def check(self, language: str, **asked: Any) -> list[dict[str, Any]]:
        """The matches of the protocol for `text` or `data`. Raises ServerError."""
        given = {"language": language, **asked}
        form = {k: v if isinstance(v, str) else json.dumps(v) for k, v in given.items()}
        body = urllib.parse.urlencode(form).encode("utf-8")
        until = time.monotonic() + self.wait
        while True:
            try:
                return self._ask(body)
            except urllib.error.HTTPError as other:
                if other.code != BUSY:
                    raise ServerError(str(other)) from other
            except OSError:
                if self._process is None or self._process.poll() is not None:
                    self._start()
            if time.monotonic() > until:
                raise ServerError(self.command)
            time.sleep(_STEP)

    def _ask(self, body: bytes) -> list[dict[str, Any]]:
        address = f"http://127.0.0.1:{self.port}/v2/check"
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(address, body, timeout=PATIENCE) as answer:
            found: list[dict[str, Any]] = json.load(answer)["matches"]
        return found

    def _start(self) -> None:
        now = time.monotonic()
        if not self.start or now - self._tried < AGAIN:
            raise ServerError(self.command)
        self._tried = now
        hidden = {"creationflags": 0x08000000} if os.name == "nt" else {"start_new_session": True}
        words = [_located(self.command), "serve", "--port", str(self.port), "--idle", str(IDLE)]
        try:
            self._process = subprocess.Popen(  # noqa: S603 - what the user's options name
                words,
                cwd=Path.home(),  # not the folder of the document
                env=_own_environment(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                **hidden,
            )
        except (OSError, ValueError) as fault:
            raise ServerError(self.command) from fault


def _own_environment() -> dict[str, str]:
    """The environment without what LibreOffice sets for its own Python. No Python that is started
    looks for modules in the folder it stands in."""
    left_out = ("PYTHONHOME", "PYTHONPATH", "LD_LIBRARY_PATH")
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    return kept | {"PYTHONSAFEPATH": "1"}


def _located(command: str) -> str:
    """Where a command lies on the search path: Windows would look first in the folder one stands
    in, where a stranger's draft may lie. Raises ServerError where it is not."""
    if Path(command).name != command:
        return command
    places = filter(os.path.isabs, os.environ.get("PATH", os.defpath).split(os.pathsep))
    found = filter(None, (shutil.which(Path(place, command)) for place in places))
    named = next(found, None)
    if named is None:
        raise ServerError(command)
    return named
