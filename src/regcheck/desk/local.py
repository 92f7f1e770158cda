"""A server on 127.0.0.1 alone, few visitors at a time, silent about what it is sent."""

from __future__ import annotations

import socket
import socketserver
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import BoundedSemaphore, Event, Lock, Thread
from typing import Any

from regcheck.base.errors import UsageError, system_reason
from regcheck.base.texts.message import message
from regcheck.desk.sent import COMMON, Answer, plain

HERE = "127.0.0.1"
AT_A_TIME = 4
"""Requests with a body that are held in memory at a time; one of them is being worked on."""
PATIENCE = 30.0
"""Seconds that a visitor may be silent in the middle of a request."""
_PIECE = 65_536
_EXCLUSIVE = "SO_EXCLUSIVEADDRUSE"


class LocalServer(ThreadingHTTPServer):
    """Listens on a port, or on any for 0. Raises UsageError when it cannot."""

    daemon_threads = True
    request_queue_size = 64
    allow_reuse_address = False

    def __init__(
        self, port: int, handler: type[LocalHandler], clock: Callable[[], float], name: str
    ) -> None:
        self.ended = Event()
        self.room = BoundedSemaphore(AT_A_TIME)
        self._clock = clock
        self._last = clock()
        self._at_work = 0
        self._lock = Lock()
        try:
            super().__init__((HERE, port), handler)
        except OSError as fault:
            place = f"{HERE}:{port}" if port else HERE
            why = system_reason(fault)
            said = message("desk.cannot_listen", command=name, place=place, reason=why)
            raise UsageError(said) from fault

    @property
    def port(self) -> int:
        """The port that is listened on."""
        return int(self.server_address[1])

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

    def idle(self) -> float:
        """Seconds since anything was last asked or answered; none while something is done."""
        with self._lock:
            return 0.0 if self._at_work else self._clock() - self._last

    def wait(self, seconds: float) -> None:
        """Wait until the server is told to end, or for so many idle seconds; 0 is any number."""
        while not self.ended.wait(0.5):
            if seconds and self.idle() > seconds:
                break

    def work(self, by: int) -> None:
        """Note that a request has come (1) or is done (-1)."""
        with self._lock:
            self._at_work += by
            self._last = self._clock()


class LocalHandler(BaseHTTPRequestHandler):
    """One connection. Says nothing on the terminal, where addresses and texts would stand."""

    server: LocalServer
    protocol_version = "HTTP/1.1"
    server_version = "regcheck"
    sys_version = ""
    timeout = PATIENCE

    def refusal(self, headers: dict[str, str]) -> Answer | None:
        """Why a request is turned away before anything of it is read; None when it is let in."""
        raise NotImplementedError

    def let_in(self, headers: dict[str, str]) -> None:
        """Answer a request; names of headers are in lower case."""
        raise NotImplementedError

    def do_GET(self) -> None:
        """Show something."""
        self._handle()

    def do_POST(self) -> None:
        """Take something."""
        self._handle()

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Say that a request makes no sense, without repeating any of it."""
        self.refuse(plain(code, "bad request"))

    def take(self, headers: dict[str, str], answer: Callable[[bytes], Answer]) -> None:
        """Answer a request by its body, unless as many as may be are held already."""
        length = int(headers["content-length"])
        if not self.server.room.acquire(blocking=False):
            self._pass_over(length)
            self.refuse(plain(503, "busy"))
            return
        try:
            body = self.rfile.read(length)
            if len(body) < length:
                self.close_connection = True
                return
            said = answer(body)
            self.send(said)
            if said.ends:
                self.server.ended.set()
        finally:
            self.server.room.release()

    def refuse(self, said: Answer) -> None:
        """Answer, and read nothing more from this visitor."""
        self.close_connection = True
        self.send(said)

    def send(self, said: Answer) -> None:
        """Send an answer with the headers that all have."""
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

    def _handle(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        if len(headers) != len(self.headers) or not self.path.startswith("/"):
            self.refuse(plain(400, "bad request"))
            return
        refused = self.refusal(headers)
        if refused is not None:
            self.refuse(refused)
            return
        self.server.work(1)
        try:
            self.let_in(headers)
        finally:
            self.server.work(-1)

    def _pass_over(self, length: int) -> None:
        """Read what is not wanted: a visitor cut off while speaking would not hear the answer."""
        while length > 0 and (some := self.rfile.read(min(length, _PIECE))):
            length -= len(some)
