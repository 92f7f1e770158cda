"""A server that speaks LanguageTool's protocol, and a program for writing that asks it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from regcheck.desk.serve.proofreader import Proofreader
from regcheck.desk.serve.protocol import FORM
from regcheck.desk.serve.server import ProofServer
from regcheck.results.result import Settings
from regcheck.run.check import CheckJob
from regcheck.run.options import RunOptions
from regcheck.run.rules import LoadedRules


@dataclass
class Program:
    """A program for writing that talks to a server."""

    server: ProofServer

    def ask(
        self, method: str, path: str, body: bytes = b"", **headers: str | None
    ) -> tuple[int, str]:
        """Status and body of an answer; a header of None is left out."""
        sent = {"Host": f"127.0.0.1:{self.server.port}"}
        if method == "POST":
            sent |= {"Content-Type": FORM, "Content-Length": str(len(body))}
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        connection = HTTPConnection("127.0.0.1", self.server.port, timeout=60)
        connection.putrequest(method, path, skip_host=True)
        for name, value in (sent | given).items():
            if value is not None:
                connection.putheader(name, value)
        connection.endheaders(body)
        answer = connection.getresponse()
        said = answer.status, answer.read().decode()
        connection.close()
        return said

    def matches(self, text: str = "", language: str = "nb-NO", **more: str) -> list[Any]:
        """What is found in a text."""
        asked = ({"text": text} if text else {}) | {"language": language, **more}
        status, said = self.ask("POST", "/v2/check", urlencode(asked).encode())
        assert status == 200
        found: list[Any] = json.loads(said)["matches"]
        return found


@contextmanager
def serving(rules: LoadedRules, context: Path | None = None) -> Iterator[Program]:
    """A server that answers as long as the block lasts, on a port of its own."""

    def job(language: str) -> CheckJob:
        settings = Settings(nlp=False, language=language)
        return CheckJob(rules, settings, RunOptions(keep_text=True))

    server = ProofServer(0, Proofreader(job, context), rules.rule_set, time.monotonic)
    server.begin()
    try:
        yield Program(server)
    finally:
        server.close()
