"""Words from files as words for messages."""

from __future__ import annotations

from regcheck.texts.message import Message


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
