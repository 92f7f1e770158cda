"""Plain strings that phrases come down to, with ends that may be open."""

from __future__ import annotations

from regcheck.base.values import Value

OPEN, MARK, UNMARK = "\x01", "\x02", "\x03"
"""Signs in strings: any letters; the beginning and the end of what is reported."""


class Literal(Value, frozen=True):
    """One string a phrase stands for.

    `open_left`/`open_right`: more letters may stand there. `marked` is the part that is reported,
    as (start, end) in `text`.
    """

    text: str
    open_left: bool = False
    open_right: bool = False
    marked: tuple[int, int] = (0, 0)
