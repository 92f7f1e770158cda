"""A desk in this process, and a visitor who can say anything to it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from regcheck.changes.suppressions.suppressing import Suppressing
from regcheck.desk.checks import Checks
from regcheck.desk.guard import PAGE
from regcheck.desk.server import DeskServer
from regcheck.readers.limits import Limits
from regcheck.run.guard import Guard

SECRET = "-".join(("og", "det", "veit", "berre", "lesaren", "min"))
TOKEN = "-".join(("det", "er", "bare", "eg", "som", "veit", "det"))
DRAFT = "# Forskrift om naust\n\n## § 1. Søknad\n\nSøknaden skal sendes i tre eksemplarer.\n"
PATIENCE = 60


@dataclass(frozen=True)
class Said:
    """An answer: status, headers with names in lower case, and the body."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass(frozen=True)
class Visitor:
    """Asks the desk things as the page would, unless told otherwise."""

    server: DeskServer

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server.known.port}"

    def ask(
        self,
        method: str,
        target: str,
        headers: Mapping[str, str | None] | None = None,
        body: bytes | None = None,
        *,
        token: str = PAGE,
    ) -> Said:
        """Send a request; a header of None is left out."""
        cookie = f"annet=x; {self.server.known.name}={SECRET}"
        sent = {"Host": self.host, "Cookie": cookie, **(headers or {})}
        if method == "POST":
            standard = {
                "Origin": f"http://{self.host}",
                "Content-Type": "application/octet-stream",
                "Content-Length": str(len(body or b"")),
            }
            sent = {**standard, **sent}
        connection = HTTPConnection("127.0.0.1", self.server.known.port, timeout=PATIENCE)
        connection.putrequest(method, f"/{token}/{target}", skip_host=True)
        for name, value in sent.items():
            if value is not None:
                connection.putheader(name, value)
        connection.endheaders(body)
        answer = connection.getresponse()
        headers_in = {name.lower(): value for name, value in answer.getheaders()}
        said = Said(answer.status, headers_in, answer.read())
        connection.close()
        return said

    def get(self, target: str, **headers: str) -> Said:
        return self.ask("GET", target, headers)

    def check(self, name: str, data: bytes | str, **wish: str) -> Said:
        """Drop a file."""
        body = data.encode() if isinstance(data, str) else data
        return self.ask("POST", "check?" + urlencode({"name": name, **wish}), body=body)


@contextmanager
def open_desk(folder: Path, limits: Limits | None = None) -> Iterator[Visitor]:
    """A desk that answers as long as the block lasts."""
    checks = Checks(
        folder,
        lambda rules, settings: Suppressing(rules.rule_set, settings),
        Guard(time.monotonic, 30.0),
        limits or Limits(),
        nlp=False,
    )
    server = DeskServer(checks, TOKEN, SECRET, time.monotonic)
    server.begin()
    try:
        yield Visitor(server)
    finally:
        server.close()
