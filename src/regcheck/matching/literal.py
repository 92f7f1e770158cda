"""Plain strings that phrases come down to, with ends that may be open."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

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


def trie_regex(strings: Iterable[str]) -> str:
    """Strings as one expression in which common beginnings stand once."""
    trie: dict[str, Any] = {}
    for one in strings:
        node = trie
        for char in one:
            node = node.setdefault(char, {})
        node[""] = {}
    return _trie_branch(trie)


def _trie_branch(node: dict[str, Any]) -> str:
    branches = []
    for char in sorted(node):
        if not char:
            continue
        run, below = [char], node[char]
        while len(below) == 1 and "" not in below:
            (following,) = below
            run.append(following)
            below = below[following]
        shown = "".join(r"\w*" if c == OPEN else re.escape(c) for c in run)
        branches.append(shown + (_trie_branch(below) if below.keys() - {""} else ""))
    body = "|".join(branches)
    if "" in node:
        return f"(?:{body})?"
    return f"(?:{body})" if len(branches) > 1 else body
