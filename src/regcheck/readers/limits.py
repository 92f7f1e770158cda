"""How much a reader takes on before it calls a file too large, too deep or a bomb."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest values that are still read: bytes of a file, code points of a line, elements or
    lists inside each other, bytes and entries of an archive, and how many times an archive may
    grow, looked at once `ratio_floor` bytes have come out."""

    max_file_bytes: int = 64 * MEGABYTE
    max_line: int = 4_000_000
    max_depth: int = 256
    max_archive_total: int = 4096 * MEGABYTE
    max_members: int = 200_000
    max_ratio: int = 200
    ratio_floor: int = 16 * MEGABYTE


DEFAULT = Limits()
"""The caps that hold where nothing else is said."""
