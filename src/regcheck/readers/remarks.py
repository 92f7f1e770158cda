"""Why a source cannot be read, and the notes that readers make on one."""

from __future__ import annotations

from regcheck.base.text.printable import clean
from regcheck.base.texts.message import Message, message
from regcheck.document.model import Unreadable

NOTE_EMPTY = message("readers.note_empty")


class ReadError(Exception):
    """A source cannot be read, or not any further; the fields are those of `Unreadable`."""

    def __init__(self, reason: str, detail: str | Message, hint: str | Message = "") -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = clean(detail)
        self.hint = hint

    def unreadable(self, path: str) -> Unreadable:
        """The source as unreadable."""
        return Unreadable(path, self.reason, self.detail, self.hint)


def read_as(encoding: str) -> Message:
    """The note that a source was read in this encoding."""
    if encoding == "windows-1252":
        return message("readers.note_windows_1252")
    if encoding == "utf-16":
        return message("readers.note_utf_16")
    return message("readers.note_encoding", encoding=encoding)
