"""Which expressions are tame: those that cannot take long on a short text. Phrases repeat only
words in between and the rest of a word; how many of these follow each other decides."""

from __future__ import annotations

from math import prod

from regcheck.base.text.patterns import pattern

_GAP = pattern(r"\(\?:\[\^\\s;:\]\+ \)\{\d+,(\d+)\}")
_TOKEN = pattern(r"(?P<rest>\\w\*(?![*+?])|\\w\+\+)|\\.|\[(?:\\.|[^\]\\])*\]|(?P<sign>[ (|)*+{])")
_MOST_WAYS = 1_000
_MOST_OPEN = 2


def is_tame(pattern: str) -> bool:
    """Whether an expression repeats only what phrases do, with few ways to lay it out."""
    gaps = [int(most) + 1 for most in _GAP.findall(pattern)]
    return prod(gaps) <= _MOST_WAYS and _most_open(_GAP.sub(" ", pattern)) <= _MOST_OPEN


def _most_open(pattern: str) -> float:
    """The most open ends in one word, by the worst branches; infinity for other repeats."""
    most = 0
    outer: list[tuple[int, int]] = []
    before = here = 0  # the worst of the branches before this one, and this one so far
    for token in _TOKEN.finditer(pattern):
        sign = token["sign"]
        if token["rest"]:
            here += 1
        elif sign == "(":
            outer.append((before, here))
            before = here = 0
        elif sign == "|":
            before, here = max(before, here), 0
        elif sign == ")" and outer:
            worst = max(before, here)
            before, here = outer.pop()
            here += worst
        elif sign == " " and not outer:
            most, here = max(most, here), 0
        elif sign in ("*", "+", "{"):
            return float("inf")
    return max(most, before, here)
