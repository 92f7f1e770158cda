"""Who may ask: only the page itself, opened by whoever started the desk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hmac import compare_digest

from regcheck.desk.sent import Answer, plain

BODY = "application/octet-stream"
PAGE = "desk"
"""What the path of everything begins with that whoever has the cookie may ask for."""


@dataclass(frozen=True, slots=True)
class Pass:
    """What a visitor must know: once the token in the address that opens the desk, and from then on
    the secret that the browser got for it in a cookie. `port` is what the desk listens on."""

    token: str
    secret: str
    port: int

    @property
    def hosts(self) -> tuple[str, str]:
        """What the Host header may be. Any other means a name that was made to lead here."""
        return f"127.0.0.1:{self.port}", f"localhost:{self.port}"

    @property
    def address(self) -> str:
        """The address that opens the page, once."""
        return f"http://{self.hosts[0]}/{self.token}/"

    @property
    def cookie(self) -> str:
        """The cookie as it is given: for this page alone, and out of reach of any script."""
        path = f"Path=/{PAGE}/"
        return f"{self.name}={self.secret}; HttpOnly; SameSite=Strict; {path}"

    @property
    def name(self) -> str:
        """What the cookie is called; browsers keep those of all ports together."""
        return f"regcheck-{self.port}"

    def opens(self, path: str) -> bool:
        """Whether a path is that of the address that opens the page."""
        return _same(path.partition("?")[0].strip("/"), self.token)

    def is_known(self, headers: Mapping[str, str]) -> bool:
        """Whether a visitor has the cookie."""
        given = (one.strip().partition("=") for one in headers.get("cookie", "").split(";"))
        return any(name == self.name and _same(value, self.secret) for name, _, value in given)


FORBIDDEN = plain(403, "forbidden")


def refuse(
    method: str, path: str, headers: Mapping[str, str], known: Pass, most: int
) -> Answer | None:
    """Why a request is turned away unread, or None; names of `headers` are in lower case."""
    if headers.get("host", "") not in known.hosts:
        return FORBIDDEN
    if method == "GET" and known.opens(path):
        return None
    if path.lstrip("/").partition("/")[0] != PAGE or not known.is_known(headers):
        return FORBIDDEN
    if headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
        return FORBIDDEN
    if method == "GET":
        return None
    if method != "POST":
        return plain(405, "method not allowed")
    origins = [f"http://{host}" for host in known.hosts]
    if headers.get("origin", "") not in origins:
        return FORBIDDEN
    if headers.get("content-type", "") != BODY:
        return plain(415, "unsupported media type")
    return refuse_size(headers, most)


def _same(given: str, known: str) -> bool:
    return compare_digest(given.encode("utf-8", "replace"), known.encode("utf-8"))


def refuse_size(headers: Mapping[str, str], most: int) -> Answer | None:
    """Why a body is not read; `most` is how many bytes it may have."""
    length = headers.get("content-length", "")
    if "transfer-encoding" in headers or not length:
        return plain(411, "length required")
    if not (length.isascii() and length.isdecimal()):
        return plain(400, "bad request")
    if len(length) > 18 or int(length) > most:
        return plain(413, "too large")
    return None
