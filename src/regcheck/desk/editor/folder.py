"""Files that are not open, as an editor would show them."""

from __future__ import annotations

from lsprotocol import types

from regcheck.changes.baseline_file import Entry
from regcheck.desk.editor.places import Places
from regcheck.document.model import Unreadable
from regcheck.readers.encoding import decode
from regcheck.readers.inputs import Input
from regcheck.readers.remarks import ReadError


def held(item: Input) -> str:
    """The text of a file of text; empty where it cannot be read."""
    data = item.read()
    try:
        return "" if isinstance(data, Unreadable) else decode(data, item.path)[0]
    except ReadError:
        return ""


def reason_in(text: str, entry: Entry, unit: str) -> types.Range:
    """Where the reason of an entry stands in a file of answers."""
    at = text.find(entry.reason, max(0, text.find(entry.mark.content)))
    return Places(text, unit).range(at, at + len(entry.reason))
