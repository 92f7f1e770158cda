"""The tables of a scan: which columns they have, and what stands in them.

A cell is text, a whole number or a decimal number; empty text and nothing are the same and stored
as null. Several values in one cell (`ministry`, `legal_area`, `based_on`, `amends`, `notes`) have
`"; "` between them; `related`, `fix` and `skipped` are JSON.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

Cell = str | int | float | None
Row = tuple[Cell, ...]

BETWEEN: Final = "; "
TEXT: Final = "varchar"
WHOLE: Final = "bigint"
DECIMAL: Final = "double"

_WHOLE = frozenset(
    {"start", "end", "line", "column", "words", "sentences", "provisions", "findings", "bytes"}
)
_DECIMAL = frozenset({"words_per_sentence", "lix"})

DOCUMENTS: Final = (
    "path", "refid", "kind", "title", "short_title", "language", "format", "digest", "bytes",
    "ministry", "agency", "legal_area", "based_on", "amends", "in_force", "published",
    "status", "provisions", "words", "sentences", "words_per_sentence", "lix", "findings",
    "notes", "skipped", "rule_set",
)  # fmt: skip
FINDINGS: Final = (
    "path", "refid", "title", "kind", "ministry", "agency", "legal_area", "in_force",
    "category", "rule", "severity", "confidence", "verdict", "decider", "function",
    "address", "address_path", "target", "role", "quote", "start", "end", "line", "column",
    "part", "excerpt", "language", "message", "advice", "suggestion", "related", "fix",
    "status", "justification", "suppressed_by", "fingerprint",
    "pack_version", "digest", "rule_set",
)  # fmt: skip
UNREADABLE: Final = ("path", "reason", "detail", "hint", "digest")

TABLES: Final[Mapping[str, tuple[str, ...]]] = {
    "findings": FINDINGS,
    "documents": DOCUMENTS,
    "unreadable": UNREADABLE,
}
"""Each table with its columns, in the order they are stored in."""


def column_type(name: str) -> str:
    """The SQL type of a column."""
    if name in _WHOLE:
        return WHOLE
    return DECIMAL if name in _DECIMAL else TEXT


def several(values: tuple[str, ...]) -> str | None:
    """Several values as one cell."""
    return BETWEEN.join(values) or None
