"""Text that is put aside until it is wanted, packed so that it takes little room."""

from __future__ import annotations

import codecs
import zlib
from collections.abc import Iterator

_CHUNK = 100_000


class Shelf:
    """Takes texts one after another and gives them back in the same order, once."""

    def __init__(self) -> None:
        self._press = zlib.compressobj(1)
        self._packed: list[bytes] = []

    def put(self, text: str) -> None:
        """Add a text."""
        packed = self._press.compress(text.encode("utf-8", "backslashreplace"))
        if packed:
            self._packed.append(packed)

    def take(self) -> Iterator[str]:
        """Everything that was put aside, in pieces of some size."""
        self._packed.append(self._press.flush())
        unpack = zlib.decompressobj()
        decode = codecs.getincrementaldecoder("utf-8")()
        for packed in self._packed:
            while packed:
                yield decode.decode(unpack.decompress(packed, _CHUNK))
                packed = unpack.unconsumed_tail  # noqa: PLW2901 - the rest of the same piece
        self._packed = []
