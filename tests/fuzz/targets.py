"""What is fuzzed: for each kind of input, whole ones to begin with and what must hold of any."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

Seeds = Mapping[str, bytes]


@dataclass(frozen=True)
class Target:
    """One kind of input. `seeds` makes inputs that are whole, by name; `holds` takes the bytes of
    an input and the name of the seed it was made of, and raises for a fault of regcheck's. `few`
    is how many inputs are tried when nobody asks for more; `real` adds files of real law."""

    seeds: Callable[[], Seeds]
    holds: Callable[[bytes, str], None]
    few: int = 40
    real: Callable[[bytes, str], Seeds] | None = None


@cache
def all_targets() -> dict[str, Target]:
    """Every target by its name."""
    from catalogue_targets import CATALOGUES
    from command_targets import COMMAND_TARGETS
    from file_targets import FILES
    from reader_targets import READERS

    return {**READERS, **FILES, **CATALOGUES, **COMMAND_TARGETS}
