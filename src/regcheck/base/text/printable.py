"""Words from files as words for messages, reports and terminals."""

from __future__ import annotations

import json
from typing import Any

from regcheck.base.text.patterns import pattern
from regcheck.base.texts.message import Message

COMMAND = r"#(?=#(?:\[|vso\[|teamcity\[))"
_COMMAND = rf"(?<=:):(?=\S)|{COMMAND}"
"""Where what runs a check in a build takes what is printed for a command: `::error`, `##[group]`,
`##vso[task…]`, `##teamcity[…]`; all but the first anywhere in a line."""
_CONTROL = "[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
_RUNS = pattern(_COMMAND)
_UNPRINTABLE = pattern(f"{_CONTROL}|{_COMMAND}")
_ACTED_UPON = pattern(f"[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]|{COMMAND}")


def printable(text: str) -> str:
    """Words on one line; control and direction characters and build commands are escaped."""
    if text.isprintable() and "#" not in text and ":" not in text:
        return text
    return _UNPRINTABLE.sub(lambda found: _escaped(found[0]), text)


def json_text(value: object, **options: Any) -> str:
    """A value as JSON; only what terminals and builds act upon is escaped."""
    written = json.dumps(value, ensure_ascii=False, **options)
    if written.isprintable() and "##" not in written:
        return written
    return _ACTED_UPON.sub(lambda found: _escaped(found[0]), written)


def one_line(text: str) -> str:
    """Text for a message: spaces for white space, escapes for all else that is not printable."""
    if not text.isprintable():
        text = "".join(c if c.isprintable() else " " if c.isspace() else _escaped(c) for c in text)
    return _RUNS.sub(lambda found: _escaped(found[0]), text)


def cut(text: str, most: int) -> str:
    """The text, or its beginning and an ellipsis where it has more code points than that."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def cut_after_word(text: str, most: int) -> str:
    """The text, or the whole words it begins with and an ellipsis where it is longer."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


def clipped(text: str, most: int) -> str:
    """The text with single spaces for white space, cut after a word or in one."""
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


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
