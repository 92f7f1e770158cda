"""Words from files as words for messages, reports and terminals."""

from __future__ import annotations

import re

from regcheck.texts.message import Message

_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def printable(text: str) -> str:
    """Words of a document on one line, with control and direction characters written as escapes;
    soft hyphens and the like stay as they are."""
    return _UNPRINTABLE.sub(lambda found: _escaped(found[0]), text)


def one_line(text: str) -> str:
    """Text for a message: spaces for white space, escapes for all else that is not printable."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else " " if c.isspace() else _escaped(c) for c in text)


def _escaped(char: str) -> str:
    return f"\\u{ord(char):04x}"


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
