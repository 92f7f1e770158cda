r"""Regular expressions of our own, compiled on first use.

    _WORD = pattern(r"\w+")
    _WORD.findall(text)

A check imports modules with some three hundred expressions and uses less than half of them.
"""

from __future__ import annotations

import re
from typing import AnyStr, cast

_METHODS = (
    *("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split"),
    *("flags", "groups", "groupindex"),
)


class _Expression:
    """An expression; its methods are those of the compiled one, from the first use on."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self._flags = int(flags)

    def __getattr__(self, name: str) -> object:
        if name not in _METHODS:
            raise AttributeError(name)
        found = re.compile(self.pattern, self._flags)
        self.__dict__.update((one, getattr(found, one)) for one in _METHODS)
        return self.__dict__[name]


def pattern(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """An expression that is compiled when one of its methods is first used."""
    return cast("re.Pattern[AnyStr]", _Expression(text, flags))
