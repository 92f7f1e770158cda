"""Words from files as words for messages."""

from __future__ import annotations


def one_line(text: str) -> str:
    """The text on one line, without control and direction characters that a terminal obeys."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else " " if c.isspace() else "�" for c in text)
