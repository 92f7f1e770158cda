"""Who may ask: only the page itself, opened by whoever started the desk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hmac import compare_digest

BODY = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Pass:
    """What a visitor must know: the token in the address, and the port the desk listens on."""

    token: str
    port: int

    @property
    def hosts(self) -> tuple[str, str]:
        """What the Host header may be. Any other means a name that was made to lead here."""
        return f"127.0.0.1:{self.port}", f"localhost:{self.port}"

    @property
    def address(self) -> str:
        """The address of the page."""
        return f"http://{self.hosts[0]}/{self.token}/"


@dataclass(frozen=True, slots=True)
class Refusal:
    """An HTTP status and a few words."""

    status: int
    words: str


FORBIDDEN = Refusal(403, "forbidden")


def refuse(
    method: str, path: str, headers: Mapping[str, str], known: Pass, most: int
) -> Refusal | None:
    """Why a request is turned away before anything of it is read; None when it is let in.

    `headers` have names in lower case. `most` is how many bytes a request may carry.
    """
    token = path.lstrip("/").partition("/")[0]
    right = compare_digest(token.encode("utf-8", "replace"), known.token.encode("utf-8"))
    if not right or headers.get("host", "") not in known.hosts:
        return FORBIDDEN
    if method == "GET":
        return None
    if method != "POST":
        return Refusal(405, "method not allowed")
    origins = [f"http://{host}" for host in known.hosts]
    if headers.get("origin", "") not in origins:
        return FORBIDDEN
    if headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return FORBIDDEN
    if headers.get("content-type", "") != BODY:
        return Refusal(415, "unsupported media type")
    return _refuse_size(headers, most)


def _refuse_size(headers: Mapping[str, str], most: int) -> Refusal | None:
    length = headers.get("content-length", "")
    if "transfer-encoding" in headers or not length:
        return Refusal(411, "length required")
    if not (length.isascii() and length.isdecimal()):
        return Refusal(400, "bad request")
    if len(length) > 18 or int(length) > most:
        return Refusal(413, "too large")
    return None
