"""The protocol, in which every request is answered: the library only logs those that it cannot read
and those that come after the end, and an editor would wait for ever."""

from __future__ import annotations

import re
from typing import Any, BinaryIO, Final

from pygls.exceptions import JsonRpcException, JsonRpcInvalidRequest
from pygls.protocol import LanguageServerProtocol

MOST_BYTES: Final = 64_000_000
"""Bytes of a message."""
_LONGEST_LINE: Final = 65_536
_LENGTH: Final = re.compile(rb"Content-Length: *(\d{1,9})\r\n\Z")


class FramedInput:
    """What an editor sends, without lengths that the library would wait for in vain."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.read = stream.read

    def readline(self) -> bytes:
        """The next line of headers; of one that follows other bytes, the header alone."""
        line = self._stream.readline(_LONGEST_LINE)
        length = _LENGTH.search(line)
        if length is None or int(length[1]) > MOST_BYTES:
            return b"-\r\n" if b"Content-Length" in line else line
        return b"Content-Length: %d\r\n" % int(length[1])


class AnsweringProtocol(LanguageServerProtocol):
    """The library's protocol, with an error as the answer to such requests."""

    def structure_message(self, data: dict[str, Any]) -> Any:
        """A message as the library has it; None for a request that was refused."""
        try:
            return super().structure_message(data)
        except JsonRpcException as fault:
            if "method" not in data or not isinstance(data.get("id"), (int, str)):
                raise
            self._send_response(data["id"], None, fault.to_response_error())
            return None

    def handle_message(self, message: Any) -> None:
        """Act upon a message, if it was not refused."""
        if message is None:
            return
        if self._shutdown and hasattr(message, "id") and hasattr(message, "method"):
            refused = JsonRpcInvalidRequest().to_response_error()
            self._send_response(message.id, None, refused)
            return
        super().handle_message(message)
