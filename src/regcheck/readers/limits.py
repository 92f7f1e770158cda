"""How much a reader takes on before it calls a file too large, too deep or a bomb."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """The caps of one run; every cap is the largest value that is still read.

    `max_file_bytes`: bytes of one file or archive member after decompression.
    `max_line`: code points of one line of Markdown or plain text.
    `max_depth`: elements inside each other in XML, and levels of lists in Markdown and text.
    `max_archive_total`: bytes of all members of one archive after decompression, skipped ones too.
    `max_members`: entries of one archive, folders and skipped ones too.
    `max_ratio`: how many times larger an archive may grow when decompressed; looked at only once
    `ratio_floor` bytes have come out, since a small file of repeated words shrinks a lot.
    """

    max_file_bytes: int = 64 * MEGABYTE
    max_line: int = 4_000_000
    max_depth: int = 256
    max_archive_total: int = 4096 * MEGABYTE
    max_members: int = 200_000
    max_ratio: int = 200
    ratio_floor: int = 16 * MEGABYTE


DEFAULT = Limits()
"""The caps that hold where nothing else is said."""
