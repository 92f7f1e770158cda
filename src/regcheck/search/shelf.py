"""What earlier runs worked out, where reading it again is quicker than working it out.

There is one shelf in a process. Without a place to keep it, it holds what this process made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache

MOST = 4_000
"""Entries that are kept; a fuller shelf is begun anew with what the last run made."""
WORTH_KEEPING = 16
"""New entries from which on the shelf is written: to make a few again costs less."""


def _nothing() -> Mapping[str, bytes]:
    return {}


def _nowhere(_: Mapping[str, bytes]) -> None:
    """Keep nothing."""


@dataclass(slots=True)
class Shelf:
    """Bytes by key. `load` gives what is kept, and is not asked before the first look-up; `save`
    is handed all that there is to keep."""

    load: Callable[[], Mapping[str, bytes]] = _nothing
    save: Callable[[Mapping[str, bytes]], None] = _nowhere
    _kept: dict[str, bytes] | None = None
    _fresh: dict[str, bytes] = field(default_factory=dict)

    def get(self, key: str) -> bytes | None:
        """What is known under a key, or None."""
        if self._kept is None:
            self._kept = dict(self.load())
        found = self._kept.get(key)
        return self._fresh.get(key) if found is None else found

    def put(self, key: str, value: bytes) -> None:
        """Keep a value under a key, in place of what is there."""
        if self._kept is not None:
            self._kept.pop(key, None)
        self._fresh[key] = value

    def write(self) -> None:
        """Save, when there is enough that is new."""
        if len(self._fresh) < WORTH_KEEPING:
            return
        known = {**(self._kept or {}), **self._fresh}
        self._kept = known if len(known) <= MOST else self._fresh
        self._fresh = {}
        self.save(self._kept)


@cache
def shelf() -> Shelf:
    """The shelf of this process."""
    return Shelf()
