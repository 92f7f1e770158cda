"""Regular expressions in rule files: whether they compile, and where they go wrong.

How long an expression may search is the engine's business; here only its form is checked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MAX_LENGTH: Final = 5_000
MAX_BRACKETS: Final = 200
_HINTS: Final = {
    "missing )": "close every «(»; a bracket as such is written \\(",
    "unbalanced parenthesis": "a bracket as such is written \\)",
    "nothing to repeat": "a question mark, star or plus as such is written \\?, \\*, \\+",
    "unterminated character set": "close every «[»; a bracket as such is written \\[",
}


@dataclass(frozen=True, slots=True)
class WrongExpression:
    """Why an expression cannot be used and at which of its code points (from 0)."""

    message: str
    at: int
    hint: str = ""


def check_expression(pattern: str) -> WrongExpression | None:
    """Compile an expression as the engine does (module `regex`); None when all is well."""
    import regex

    if len(pattern) > MAX_LENGTH:
        return WrongExpression(f"longer than {MAX_LENGTH:,} characters", 0)
    if pattern.count("(") > MAX_BRACKETS:
        return WrongExpression(f"more than {MAX_BRACKETS} brackets", 0)
    try:
        compiled = regex.compile(pattern, regex.IGNORECASE)
    except regex.error as wrong:
        said = str(wrong.msg)
        return WrongExpression(said, wrong.pos or 0, _HINTS.get(said, ""))
    except (RecursionError, OverflowError, MemoryError, ValueError, IndexError, KeyError) as wrong:
        return WrongExpression(f"cannot be compiled ({type(wrong).__name__})", 0)
    if compiled.fullmatch("") is not None:
        return WrongExpression("matches an empty text", 0, "make at least one part obligatory")
    return None
