"""The desk over HTTP, until it is told to end."""

from __future__ import annotations

from collections.abc import Callable

from regcheck.desk.answers import Request, answer, leading_to
from regcheck.desk.checks import Checks
from regcheck.desk.guard import PAGE, Pass, refuse
from regcheck.desk.local import LocalHandler, LocalServer
from regcheck.desk.sent import Answer, plain


class DeskServer(LocalServer):
    """Answers the first who has the token, then whoever has the secret. Raises UsageError."""

    def __init__(self, checks: Checks, token: str, secret: str, clock: Callable[[], float]) -> None:
        self.checks = checks
        self._opened = False
        super().__init__(0, DeskHandler, clock, "desk")
        self.known = Pass(token, secret, self.port)

    def open(self) -> bool:
        """Whether the page is opened for the first time; nobody else can open it after that."""
        with self._lock:
            first, self._opened = not self._opened, True
        return first


class DeskHandler(LocalHandler):
    """One connection to the desk."""

    server: DeskServer

    def refusal(self, headers: dict[str, str]) -> Answer | None:
        """Turn away all but the page and whoever opens it."""
        server = self.server
        most = server.checks.limits.max_file_bytes
        return refuse(self.command, self.path, headers, server.known, most)

    def let_in(self, headers: dict[str, str]) -> None:
        """Show the page or a result, check a file, or end."""
        target = self.path.lstrip("/").partition("/")
        checks = self.server.checks
        if self.command == "GET" and self.server.known.opens(self.path):
            self._open(headers)
        elif not target[1]:
            self.refuse(plain(404, "not found"))
        elif self.command == "GET":
            self.send(answer(Request("GET", target[2], headers), checks))
        else:
            self.take(
                headers, lambda body: answer(Request("POST", target[2], headers, body), checks)
            )

    def _open(self, headers: dict[str, str]) -> None:
        """Give the cookie and lead on to the page. The page itself must ask for what comes next: a
        browser that comes from elsewhere would not send a cookie as strict as this."""
        known = self.server.known
        if not self.server.open() and not known.is_known(headers):
            self.refuse(plain(403, "forbidden"))
            return
        query = self.path.partition("?")[2]
        self.send(leading_to(f"/{PAGE}/{'?' * bool(query)}{query}", known.cookie))
