"""Why a source cannot be read, and the notes that readers make on one."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from regcheck.base.text.printable import clean
from regcheck.base.texts.message import Message, message
from regcheck.document.model import Document, Unreadable

P = ParamSpec("P")
NOTE_EMPTY = message("readers.note_empty")


class ReadError(Exception):
    """A source cannot be read, or not any further; the fields are those of `Unreadable`."""

    def __init__(self, reason: str, detail: str | Message, hint: str | Message = "") -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = clean(detail)
        self.hint = hint


def reader(
    read: Callable[Concatenate[bytes, str, P], Document],
) -> Callable[Concatenate[bytes, str, P], Document | Unreadable]:
    """A reader of bytes and the path to name, which gives its `ReadError` as `Unreadable`."""

    @wraps(read)
    def safely(data: bytes, path: str, /, *rest: P.args, **more: P.kwargs) -> Document | Unreadable:
        try:
            return read(data, path, *rest, **more)
        except ReadError as fault:
            return Unreadable(path, fault.reason, fault.detail, fault.hint)
        except RecursionError:
            return Unreadable(path, "depth", message("readers.xml_too_deep"))

    return safely


def read_as(encoding: str) -> tuple[Message, ...]:
    """The note on a source that was not read as UTF-8."""
    if encoding == "windows-1252":
        return (message("readers.note_windows_1252"),)
    if encoding == "utf-16":
        return (message("readers.note_utf_16"),)
    return () if encoding == "utf-8" else (message("readers.note_encoding", encoding=encoding),)
