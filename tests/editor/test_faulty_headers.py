"""Headers of lengths that no message can have neither deafen nor end the server."""

from __future__ import annotations

import io

import pytest

from regcheck.desk.editor.answering import FramedInput


@pytest.mark.parametrize(
    "before",
    [
        b"Content-Length: -5\r\n\r\n{}",
        b"Content-Length: 99999999999999\r\n\r\n",
        b"\xff\0:junk\r\n",
        b"x" * 200_000,
    ],
)
def test_the_next_message_is_found(before: bytes) -> None:
    framed = FramedInput(io.BytesIO(before + b"Content-Length: 12\r\n\r\n{}"))
    lines = list(iter(framed.readline, b""))
    lengths = [line for line in lines if line.startswith(b"Content-Length")]
    assert lengths == [b"Content-Length: 12\r\n"]
