"""When the work on a document must stop so that what was found is not lost."""

from __future__ import annotations

from typing import Protocol

NO_TIME = "time limit for the document"
NO_MEMORY = "memory limit for the document"
"""Why the rest of a document was given up."""
LATER = 3e-4
"""About how many seconds are spent on a match once it was found."""
AT_THE_END = 4e-7
"""About how many seconds are spent on a code point of the text once all was found."""


class Expired(Protocol):
    """Whether the time of a document is up."""

    def __call__(self, share: float = 1, ahead: float = 0) -> bool:
        """Whether so many times that time will be up in so many seconds: what was found shall not
        be lost because too little is left to build it."""


class TimeIsUpError(Exception):
    """The time guard of a document has run out."""
