"""Lines of JSON or CSV that people wrote: each is read, or reported with its number."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from regcheck.base.datafiles.fields import did_you_mean
from regcheck.base.errors import Problem
from regcheck.base.text.patterns import pattern
from regcheck.base.text.printable import cut
from regcheck.base.texts.message import Message, message

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_CONTROL = pattern("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What must not reach a terminal."""


@dataclass(slots=True)
class Lines:
    """A file of lines, and the problems found in it so far."""

    path: str
    problems: list[Problem] = field(default_factory=list)

    def problem(self, line: int, what: str | Message, hint: str | Message = "") -> None:
        """Note a problem at a line (1-based; 0 for the whole file)."""
        self.problems.append(Problem(self.path, line, 0, what, hint))

    def objects(self, data: bytes) -> Iterator[tuple[int, dict[str, Any]]]:
        """The objects of a file of JSON lines with their line numbers; blank lines are skipped,
        and what is not a JSON object becomes a problem."""
        for number, raw in enumerate(data.removeprefix(_BYTE_ORDER_MARK).split(b"\n"), 1):
            if not raw.strip():
                continue
            found = self._object(number, raw)
            if found is not None:
                yield number, found

    def _object(self, number: int, raw: bytes) -> dict[str, Any] | None:
        try:
            value = json.loads(raw.decode("utf-8"), object_pairs_hook=_once)
        except UnicodeDecodeError as wrong:
            self.problem(number, fault("not_utf8", byte=wrong.start + 1), fault("save_as_utf8"))
        except RecursionError:
            self.problem(number, fault("too_deep"))
        except _KeyTwiceError as wrong:
            self.problem(number, fault("key_twice", field=str(wrong)))
        except ValueError as wrong:
            self.problem(number, fault("not_json", reason=str(wrong)), fault("object_per_line"))
        else:
            if isinstance(value, dict):
                return value
            self.problem(number, fault("not_an_object"), fault("object_per_line"))
        return None

    def text_of(self, number: int, record: dict[str, Any], key: str, *, line: bool = True) -> str:
        """The text under a key. Missing or empty text, text of several lines where `line` asks for
        one, and characters that no file can hold become problems and give ``""``."""
        value = record.get(key)
        if not isinstance(value, str) or not value.strip():
            self.problem(number, fault("no_text", field=key))
            return ""
        if unfit := _unfit(value, line):
            self.problem(number, fault(unfit, field=key))
            return ""
        return value


class _KeyTwiceError(ValueError):
    """A JSON object has the same key twice."""


def fault(name: str, /, **values: object) -> Message:
    """The message `evaluation.name`, with values that are safe for a terminal."""
    shown = {key: _shown(one) if isinstance(one, str) else one for key, one in values.items()}
    return message(f"evaluation.{name}", **shown)


def short_text(text: str) -> str:
    """The beginning of a text, on one line, for a problem."""
    return cut(" ".join(text.split()), 60)


def unknown_value(key: str, value: str, allowed: Sequence[str]) -> tuple[Message, str | Message]:
    """A problem with a value that is none of those allowed, and the nearest of them."""
    return fault("unknown_value", field=key, value=short_text(value)), did_you_mean(value, allowed)


def _shown(text: str) -> str:
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = Counter(key for key, _ in pairs)
        raise _KeyTwiceError(next(key for key, times in keys.items() if times > 1))
    return found


def _unfit(value: str, line: bool) -> str:
    """What no text may hold, as the name of a message; empty when there is nothing."""
    if line and ("\n" in value or "\r" in value):
        return "line_break"
    if "\0" in value:
        return "null_character"
    if line and _CONTROL.search(value):
        return "control_character"
    if any("\ud800" <= character <= "\udfff" for character in value):
        return "half_surrogate"
    return ""
