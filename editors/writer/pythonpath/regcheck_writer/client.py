"""Talks to `regcheck serve`, and starts it. Knows nothing of LibreOffice."""

from __future__ import annotations

import json
import os
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
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
        words = [self.command, "serve", "--port", str(self.port), "--idle", str(IDLE)]
        try:
            self._process = subprocess.Popen(  # noqa: S603 - what the user's options name
                words,
                env=_own_environment(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                **hidden,
            )
        except (OSError, ValueError) as fault:
            raise ServerError(self.command) from fault


def _own_environment() -> dict[str, str]:
    """The environment without what LibreOffice sets for its own Python."""
    left_out = ("PYTHONHOME", "PYTHONPATH", "LD_LIBRARY_PATH")
    return {name: value for name, value in os.environ.items() if name not in left_out}
