"""Words from files as words for messages, reports and terminals."""

from __future__ import annotations

import re

from regcheck.texts.message import Message

_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def printable(text: str) -> str:
    """`text` on one line, with control and direction characters written as escapes."""
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def one_line(text: str) -> str:
    """The text on one line, without control and direction characters that a terminal obeys."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else " " if c.isspace() else "�" for c in text)


def clean(text: str | Message) -> str | Message:
    """The text, or the values of a message, on one line and without such characters."""
    if isinstance(text, str):
        return one_line(text)
    return Message(
        text.key,
        tuple(
            (name, clean(value) if isinstance(value, str | Message) else value)
            for name, value in text.values
        ),
    )
