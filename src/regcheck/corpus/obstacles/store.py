"""The rows of a map in a temporary file, a provision at a time, in the order of their rank."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, suppress
from operator import attrgetter
from typing import IO, Any, Final

from regcheck.base.errors import cannot_write
from regcheck.corpus.obstacles.obstacle import Obstacle
from regcheck.corpus.obstacles.rank import weight_together

_KEPT: Final = tuple(one for one in Obstacle._fields if one not in ("assessment", "change"))
_TUPLES: Final = tuple(_KEPT.index(name) for name in ("ministries", "life_events"))


class ObstacleRows(AbstractContextManager["ObstacleRows"]):
    """Rows in a temporary file; they come by the weight of provisions, heaviest first."""

    def __init__(self) -> None:
        import msgspec

        self._file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed in `__exit__`
        self._places: list[tuple[tuple[float, bool, str, str, int], int, int]] = []
        self._sorted = True
        self._number = 0
        self._encode = msgspec.msgpack.Encoder().encode
        self._decode = msgspec.msgpack.Decoder().decode

    def add(self, rows: Sequence[Obstacle]) -> None:
        """Add the rows of a provision, in their order. Raises UsageError on a full disk."""
        if not rows:
            return
        take = attrgetter(*_KEPT)
        try:
            data = self._encode([take(row) for row in rows])
        except UnicodeEncodeError:
            data = self._encode([_clean(take(row)) for row in rows])
        try:
            at = self._file.seek(0, os.SEEK_END)
            self._file.write(data)
        except OSError as fault:
            raise cannot_write(tempfile.gettempdir(), fault) from fault
        first, weight = rows[0], weight_together(row.weight for row in rows)
        key = (-weight, not first.refid, first.refid, first.path, first.start)
        self._places.append((key, at, len(data)))
        self._sorted = False
        self._number += len(rows)

    def __len__(self) -> int:
        return self._number

    def __iter__(self) -> Iterator[Obstacle]:
        if not self._sorted:
            self._places.sort()
            self._sorted = True
        try:
            self._file.flush()
        except OSError as fault:
            raise cannot_write(tempfile.gettempdir(), fault) from fault
        for _, at, size in self._places:
            self._file.seek(at)
            for values in self._decode(self._file.read(size)):
                for one in _TUPLES:
                    values[one] = tuple(values[one])
                yield Obstacle(*values)

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):  # what is thrown away need not reach a full disk
            self._file.close()


def _clean(values: tuple[Any, ...]) -> list[Any]:
    """Values with lone surrogates as escapes."""
    return [
        one.encode("utf-8", "backslashreplace").decode() if isinstance(one, str) else one
        for one in values
    ]
