"""Words from files as words for messages, reports and terminals."""

from __future__ import annotations

import re

from regcheck.texts.message import Message

_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_BREAK = re.compile("[\t-\r\x85\u2028\u2029]")


def printable(text: str) -> str:
    """`text` on one line, with control and direction characters written as escapes."""
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def one_line(text: str) -> str:
    """`printable`, with a space for each tab and line break."""
    return printable(_BREAK.sub(" ", text))


def clean(text: str | Message) -> str | Message:
    """The text, or the values of a message, as one line each."""
    if isinstance(text, str):
        return one_line(text)
    return Message(
        text.key,
        tuple(
            (name, clean(value) if isinstance(value, str | Message) else value)
            for name, value in text.values
        ),
    )
