"""The desk over HTTP: on 127.0.0.1 alone, until it is told to end."""

from __future__ import annotations

import socket
import socketserver
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import BoundedSemaphore, Event, Lock, Thread
from typing import Any

from regcheck.desk.answers import COMMON, Answer, Request, answer, leading_to, plain
from regcheck.desk.checks import Checks
from regcheck.desk.guard import PAGE, Pass, refuse
from regcheck.errors import UsageError, system_reason
from regcheck.texts.message import message

HERE = "127.0.0.1"
AT_A_TIME = 4
"""Files that are held in memory at a time; one of them is being checked."""
PATIENCE = 30.0
"""Seconds that a visitor may be silent in the middle of a request."""
_PIECE = 65_536
_EXCLUSIVE = "SO_EXCLUSIVEADDRUSE"


class DeskServer(ThreadingHTTPServer):
    """Answers the first who comes with the token, and from then on whoever has the secret.
    `ended` is set when the page asks the desk to end.

    Raises UsageError when there is no port to listen on.
    """

    daemon_threads = True
    request_queue_size = 64
    allow_reuse_address = False

    def __init__(self, checks: Checks, token: str, secret: str, clock: Callable[[], float]) -> None:
        self.checks = checks
        self.ended = Event()
        self.room = BoundedSemaphore(AT_A_TIME)
        self._clock = clock
        self._last = clock()
        self._at_work = 0
        self._opened = False
        self._lock = Lock()
        try:
            super().__init__((HERE, 0), DeskHandler)
        except OSError as fault:
            why = system_reason(fault)
            raise UsageError(message("desk.cannot_listen", place=HERE, reason=why)) from fault
        self.known = Pass(token, secret, self.server_address[1])

    def server_bind(self) -> None:
        """Bind without asking any name service who 127.0.0.1 is."""
        if hasattr(socket, _EXCLUSIVE):
            self.socket.setsockopt(socket.SOL_SOCKET, getattr(socket, _EXCLUSIVE), 1)
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = HERE, self.server_address[1]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A visitor that goes away in the middle of something is no news."""

    def begin(self) -> None:
        """Answer from a thread of its own until `close`."""
        Thread(target=self.serve_forever, kwargs={"poll_interval": 0.2}, daemon=True).start()

    def close(self) -> None:
        """Stop listening."""
        self.shutdown()
        self.server_close()

    def open(self) -> bool:
        """Whether the page is opened for the first time; nobody else can open it after that."""
        with self._lock:
            first, self._opened = not self._opened, True
        return first

    def idle(self) -> float:
        """Seconds since anything was last asked or answered; none while something is done."""
        with self._lock:
            return 0.0 if self._at_work else self._clock() - self._last

    def work(self, by: int) -> None:
        """Note that a request has come (1) or is done (-1)."""
        with self._lock:
            self._at_work += by
            self._last = self._clock()


class DeskHandler(BaseHTTPRequestHandler):
    """One connection. Says nothing on the terminal, where addresses with the token would stand."""

    server: DeskServer
    protocol_version = "HTTP/1.1"
    server_version = "regcheck"
    sys_version = ""
    timeout = PATIENCE

    def do_GET(self) -> None:
        """Show the page or a result."""
        self._handle()

    def do_POST(self) -> None:
        """Check a file, or end."""
        self._handle()

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Say that a request makes no sense, without repeating any of it."""
        self._refuse(plain(code, "bad request"))

    def _handle(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        if len(headers) != len(self.headers):
            self._refuse(plain(400, "bad request"))
            return
        server = self.server
        most = server.checks.limits.max_file_bytes
        refused = refuse(self.command, self.path, headers, server.known, most)
        if refused is not None:
            self._refuse(plain(refused.status, refused.words))
            return
        server.work(1)
        try:
            self._let_in(headers)
        finally:
            server.work(-1)

    def _let_in(self, headers: dict[str, str]) -> None:
        target = self.path.lstrip("/").partition("/")
        if self.command == "GET" and self.server.known.opens(self.path):
            self._open(headers)
        elif not target[1]:
            self._refuse(plain(404, "not found"))
        elif self.command == "GET":
            self._send(answer(Request("GET", target[2], headers), self.server.checks))
        elif not self.server.room.acquire(blocking=False):
            self._pass_over(int(headers["content-length"]))
            self._refuse(plain(503, "busy"))
        else:
            try:
                self._take(target[2], headers)
            finally:
                self.server.room.release()

    def _open(self, headers: dict[str, str]) -> None:
        """Give the cookie and lead on to the page. The page itself must ask for what comes next: a
        browser that comes from elsewhere would not send a cookie as strict as this."""
        known = self.server.known
        if not self.server.open() and not known.is_known(headers):
            self._refuse(plain(403, "forbidden"))
            return
        query = self.path.partition("?")[2]
        self._send(leading_to(f"/{PAGE}/{'?' * bool(query)}{query}", known.cookie))

    def _pass_over(self, length: int) -> None:
        """Read what is not wanted: a visitor cut off while speaking would not hear the answer."""
        while length > 0 and (some := self.rfile.read(min(length, _PIECE))):
            length -= len(some)

    def _take(self, target: str, headers: dict[str, str]) -> None:
        length = int(headers["content-length"])
        body = self.rfile.read(length)
        if len(body) < length:
            self.close_connection = True
            return
        said = answer(Request("POST", target, headers, body), self.server.checks)
        self._send(said)
        if said.ends:
            self.server.ended.set()

    def _refuse(self, said: Answer) -> None:
        """Answer, and read nothing more from this visitor."""
        self.close_connection = True
        self._send(said)

    def _send(self, said: Answer) -> None:
        self.send_response(said.status)
        for name, value in {**COMMON, **said.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Security-Policy", said.policy)
        self.send_header("Content-Type", said.kind)
        self.send_header("Content-Length", str(len(said.body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(said.body)
