"""Lines of JSON or CSV that people wrote: each is read, or reported with its number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, TypeVar

import msgspec

from regcheck.base.datafiles.fields import did_you_mean
from regcheck.base.errors import Problem
from regcheck.base.text.printable import cut
from regcheck.base.texts.message import Message, message

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
CONTROL = r"\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff"
"""What must not reach a terminal."""
Line = Annotated[str, msgspec.Meta(pattern=rf"^(?=.*\S)[^{CONTROL}]+\Z")]
Text = Annotated[
    str, msgspec.Meta(pattern=r"^[^\x00\ud800-\udfff]*[^\s\x00][^\x00\ud800-\udfff]*\Z")
]
T = TypeVar("T")


@dataclass(slots=True)
class Lines:
    """A file of lines, and the problems found in it so far."""

    path: str
    problems: list[Problem] = field(default_factory=list)

    def problem(self, line: int, what: str | Message, hint: str | Message = "") -> None:
        """Note a problem at a line (1-based; 0 for the whole file)."""
        self.problems.append(Problem(self.path, line, 0, what, hint))

    def objects(self, data: bytes) -> Iterator[tuple[int, dict[str, Any]]]:
        """The objects of a file of JSON lines with line numbers; what is none becomes a problem."""
        for number, raw in enumerate(data.removeprefix(_BYTE_ORDER_MARK).split(b"\n"), 1):
            if not raw.strip():
                continue
            try:
                yield number, msgspec.json.decode(raw, type=dict[str, Any])
            except (ValueError, RecursionError) as wrong:
                self.problem(number, fault("not_json", reason=str(wrong)), fault("object_per_line"))

    def read(self, number: int, record: object, kind: type[T]) -> T | None:
        """A record as a value of a kind; None, and a problem, where it is not one."""
        try:
            return msgspec.convert(record, kind)
        except msgspec.ValidationError as wrong:
            reason, _, place = str(wrong).partition(" - at `$.")
            if "regex" in reason:
                self.problem(number, fault("unfit_text", field=place.rstrip("`")))
            else:
                self.problem(number, fault("wrong_record", reason=str(wrong)))
            return None


def fault(name: str, /, **values: object) -> Message:
    """The message `evaluation.name`, with values that are safe for a terminal."""
    shown = {
        key: "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in one)
        if isinstance(one, str)
        else one
        for key, one in values.items()
    }
    return message(f"evaluation.{name}", **shown)


def short_text(text: str) -> str:
    """The beginning of a text, on one line, for a problem."""
    return cut(" ".join(text.split()), 60)


def unknown_value(key: str, value: str, allowed: Sequence[str]) -> tuple[Message, str | Message]:
    """A problem with a value that is none of those allowed, and the nearest of them."""
    return fault("unknown_value", field=key, value=short_text(value)), did_you_mean(value, allowed)
