"""JSON lines from people: every line read or said to be wrong, with its number."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from regcheck.errors import Problem

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What must not reach a terminal."""


@dataclass(slots=True)
class Lines:
    """One file of JSON lines and the problems found in it so far."""

    path: str
    problems: list[Problem] = field(default_factory=list)

    def problem(self, line: int, message: str, hint: str = "") -> None:
        """Note a fault at a line (1-based; 0 for the whole file)."""
        self.problems.append(Problem(self.path, line, 0, _shown(message), hint))

    def objects(self, data: bytes) -> Iterator[tuple[int, dict[str, Any]]]:
        """The objects of the file with their line numbers; blank lines are passed over, and what
        is no JSON object becomes a problem."""
        for number, raw in enumerate(data.removeprefix(_BYTE_ORDER_MARK).split(b"\n"), 1):
            if not raw.strip():
                continue
            found = self._object(number, raw)
            if found is not None:
                yield number, found

    def _object(self, number: int, raw: bytes) -> dict[str, Any] | None:
        try:
            value = json.loads(raw.decode("utf-8"), object_pairs_hook=_once)
        except UnicodeDecodeError as fault:
            self.problem(number, f"byte {fault.start + 1} of the line is no UTF-8", "save as UTF-8")
            return None
        except RecursionError:
            self.problem(number, "nested too deeply")
            return None
        except ValueError as fault:
            self.problem(number, f"no valid JSON: {fault}", "one JSON object on each line")
            return None
        if not isinstance(value, dict):
            self.problem(number, "is no JSON object", "one JSON object on each line")
            return None
        return value

    def text_of(self, number: int, record: dict[str, Any], key: str, *, line: bool = True) -> str:
        """The text under a key. Missing or empty text, text with a line break where `line` asks
        for one line, and characters that cannot stand in a file become problems and give ``""``."""
        value = record.get(key)
        if not isinstance(value, str) or not value.strip():
            self.problem(number, f"«{key}» is missing or no text")
            return ""
        fault = _fault(value, line)
        if fault:
            self.problem(number, f"«{key}» holds {fault}")
            return ""
        return value


def _shown(message: str) -> str:
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in message)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the key «{twice}» stands twice")
    return found


def _fault(value: str, line: bool) -> str:
    if line and ("\n" in value or "\r" in value):
        return "a line break"
    if "\0" in value:
        return "a NUL character"
    if line and _CONTROL.search(value):
        return "a control character"
    if any("\ud800" <= character <= "\udfff" for character in value):
        return "half a surrogate pair"
    return ""
