"""Why a document could not be read is fit for a terminal, whatever was in the document."""

from __future__ import annotations

from regcheck.document.model import Unreadable


def test_details_are_one_line_without_what_a_terminal_obeys() -> None:
    quoted = "unknown prefix: '\u202e\x1b[2J\nx'"
    assert Unreadable("a", "syntax", quoted).detail == "unknown prefix: '\\u202e\\u001b[2J x'"
    assert Unreadable("a", "syntax", "linje 1, «blå»").detail == "linje 1, «blå»"
