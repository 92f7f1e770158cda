r"""Regular expressions of our own, compiled on first use.

    _WORD = pattern(r"\w+")
    _WORD.findall(text)

A check imports modules with some three hundred expressions and uses less than half of them; what
those compile to is kept between runs (`text.kept`).
"""

from __future__ import annotations

import re
from typing import AnyStr, cast

_METHODS = (
    *("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split"),
    *("flags", "groups", "groupindex"),
)


class _Compiled:
    """An expression in use: its methods are those of the compiled one."""

    pattern: str | bytes
    _flags: int


class _Lazy(_Compiled):
    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self._flags = int(flags)

    def __getattr__(self, name: str) -> object:
        from regcheck.base.text.kept import compiled, kept

        if name not in _METHODS:
            raise AttributeError(name)
        text, flags = self.pattern, self._flags
        if isinstance(text, str) and kept().file:
            found: object = compiled(text, flags)
        else:
            found = re.compile(text, flags)
        self.__dict__.update((one, getattr(found, one)) for one in _METHODS)
        self.__class__ = _Compiled  # type: ignore[assignment]
        return self.__dict__[name]


def pattern(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """An expression that is compiled when one of its methods is first used."""
    return cast("re.Pattern[AnyStr]", _Lazy(text, flags))
