"""How large an expression becomes when it is compiled, told before it is."""

from __future__ import annotations

from typing import Final

from regcheck.base.text.patterns import pattern

MOST: Final = 10_000
_TOKEN: Final = pattern(
    r"(?P<refused>\(\?(?:R\)|[+-]?\d|&|P>|[a-zA-Z01]*[xV]))|\(\?#[^)]*\)|\\[pPNxgo]\{[^}]*\}|\\[\s\S]"
    r"|\[\^?\]?(?:\\[\s\S]|[^\]\\])*\]|(?P<sign>[()])|\{(?P<least>\d*)(?P<comma>,?)(?P<most>\d*)\}"
    r"|[\s\S]"
)


def refused_at(expression: str) -> int:
    """Where an expression refers to itself, or changes how it is written; -1 for nowhere."""
    found = (one.start() for one in _TOKEN.finditer(expression) if one["refused"])
    return next(found, -1)


def size_of(expression: str) -> int:
    """About how many parts an expression has when its repeats are written out."""
    outer: list[int] = []
    total = last = 0  # of what stands in the group that is open, and of the last part in it
    for token in _TOKEN.finditer(expression):
        if token["sign"] == "(":
            outer.append(total)
            total = last = 0
        elif token["sign"] == ")" and outer:
            last = total + 1
            total = outer.pop() + last
        elif token["least"] or token["most"]:
            times = max(int(token[name][:6] or 0) for name in ("least", "most"))
            total += last * (max(times, 1) - 1)
            last *= max(times, 1)
        else:
            last = 1
            total += 1
    return total
