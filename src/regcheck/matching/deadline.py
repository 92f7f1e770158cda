"""When the work on a document must stop so that what was found is not lost."""

from __future__ import annotations

from typing import Protocol

NO_TIME = "time limit for the document"
NO_MEMORY = "memory limit for the document"
"""Why the rest of a document was given up."""
MATCHED, JUDGED, PLACED, RANKED, BUILT = 0.5, 0.65, 0.75, 0.85, 1.0
"""The share of its time after which each step on a document stops: so what a step has done by then
goes through those after it and is reported."""


class Expired(Protocol):
    """Whether the time of a document is up."""

    def __call__(self, share: float = 1) -> bool:
        """Whether so many times that time has been used."""


class TimeIsUpError(Exception):
    """The time guard of a document has run out."""
