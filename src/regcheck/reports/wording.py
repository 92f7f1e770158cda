"""What reports for people say of their own accord, in Bokmål, Nynorsk and English."""

from __future__ import annotations

PLAIN_REASONS = frozenset(
    {"not-found", "binary", "crashed", "memory", "timeout", "unsupported", "old-word", "locked"}
)
"""Reasons a document was not read for that need no further detail."""
