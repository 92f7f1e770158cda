"""Text in spreadsheets: what begins as a formula gets an apostrophe before it, and loses it again.

What a draft says must never be run by the program that opens a table.
"""

from __future__ import annotations

from typing import Final

FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "|", "＝", "＋", "－", "＠")
"""What a cell begins with that some spreadsheet takes for a formula."""
_SUSPECT: Final = frozenset((*FORMULA, " ", "'"))


def begins_formula(text: str) -> bool:
    """Whether a spreadsheet may take a text for a formula, past spaces and apostrophes."""
    first = text[:1]
    return first in _SUSPECT and text.lstrip(" '").startswith(FORMULA)


def guarded(text: str) -> str:
    """The text as a spreadsheet takes it for text; `unguarded` undoes it exactly."""
    return f"'{text}" if begins_formula(text) else text


def unguarded(text: str) -> str:
    """The text that `guarded` was given."""
    inner = text.removeprefix("'")
    return inner if inner != text and begins_formula(inner) else text
