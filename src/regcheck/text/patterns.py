r"""Expressions of our own, compiled when they are first asked.

    _WORD = pattern(r"\w+")
    _WORD.findall(text)

A check passes modules with some three hundred expressions and asks less than half of them; what
those compile to is kept between runs (`text.kept`).
"""

from __future__ import annotations

import re
from typing import AnyStr, cast

_ASKED = (
    *("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split"),
    *("flags", "groups", "groupindex"),
)


class _Asked:
    """An expression that was asked: all it answers is its own."""

    pattern: str | bytes
    _flags: int


class _Unasked(_Asked):
    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self._flags = int(flags)

    def __getattr__(self, name: str) -> object:
        from regcheck.text.kept import compiled, kept

        if name not in _ASKED:
            raise AttributeError(name)
        text, flags = self.pattern, self._flags
        if isinstance(text, str) and kept().file:
            found: object = compiled(text, flags)
        else:
            found = re.compile(text, flags)
        self.__dict__.update((one, getattr(found, one)) for one in _ASKED)
        self.__class__ = _Asked  # type: ignore[assignment]
        return self.__dict__[name]


def pattern(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """An expression that is compiled when it is first asked; until then nobody is told that it is
    none."""
    return cast("re.Pattern[AnyStr]", _Unasked(text, flags))
