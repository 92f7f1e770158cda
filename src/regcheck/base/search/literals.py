"""Anchors of regular expressions, lower-case strings one of which is in every match, read off the
parse tree of the standard library. An expression without any is tried everywhere."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from typing import Any

from regcheck.base.text.patterns import pattern

MAX_ANCHORS = 60
MIN_LENGTH = 3
_PROPERTY = pattern(r"\\(?:[pP]\{\^?\w+\}|.)", re.DOTALL)
"""An escaped letter, or a class of letters that only the module `regex` knows: `\\p{Lu}`."""


@dataclass(slots=True)
class _Requirement:
    """`exact`: all strings the part can be, or None when not few; `needed`: the best set found of
    strings one of which must occur; `every`: all such sets that stand one after the other."""

    exact: frozenset[str] | None
    needed: frozenset[str]
    every: tuple[frozenset[str], ...] = ()


def regex_anchors(pattern: str, least: int = MIN_LENGTH) -> frozenset[str]:
    """Anchors of `pattern` (lower case, at least so many letters each), or the empty set."""
    found = _parsed(pattern)
    best = _better(found.needed, found.exact or frozenset())
    return best if best and all(_is_telling(one, least) for one in best) else frozenset()


def regex_needs(pattern: str, least: int = MIN_LENGTH) -> tuple[frozenset[str], ...]:
    """Sets of lower-case strings, of each of which every match of `pattern` holds one."""
    found = _parsed(pattern)
    sets = dict.fromkeys((*found.every, found.exact or frozenset()))
    return tuple(one for one in sets if one and all(_is_telling(word, least) for word in one))


def _parsed(expression: str) -> _Requirement:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            known = _PROPERTY.sub(lambda one: r"\w" if one[0][1] in "pP" else one[0], expression)
            tree = re._parser.parse(known, re.IGNORECASE)  # type: ignore[attr-defined]
        except (re.error, RecursionError, OverflowError):
            return _Requirement(None, frozenset())
    return _sequence(tree)


def _is_telling(literal: str, least: int) -> bool:
    """Whether looking for the literal saves work: long enough, or a sign such as §."""
    letters = literal.strip()
    return len(letters) >= least or (bool(letters) and not letters.isalnum())


def _sequence(items: Iterable[Any]) -> _Requirement:
    run: frozenset[str] | None = frozenset({""})
    whole = True
    every: list[frozenset[str]] = []
    for operator, argument in items:
        part = _part(str(operator), argument)
        if part is None:
            continue
        every += part.every or (part.needed,)
        if part.exact is not None and run is not None:
            joined = frozenset(a + b for a in run for b in part.exact)
            if len(joined) <= MAX_ANCHORS:
                run = joined
                continue
        every.append(run or frozenset())
        whole = False
        run = part.exact if part.exact is not None else frozenset({""})
    every.append(run or frozenset())
    best: frozenset[str] = reduce(_better, every, frozenset())
    return _Requirement(run if whole else None, best, tuple(filter(None, every)))


def _part(operator: str, argument: Any) -> _Requirement | None:
    """What one node of the parse tree tells; None for assertions, which take no text."""
    if operator == "LITERAL":
        return _Requirement(frozenset({chr(argument).lower()}), frozenset())
    if operator == "SUBPATTERN":
        return _sequence(argument[3])
    if operator == "ATOMIC_GROUP":
        return _sequence(argument)
    if operator == "BRANCH":
        return _branch(argument[1])
    if operator in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return _repeat(*argument)
    if operator == "IN":
        singles = [chr(value).lower() for kind, value in argument if str(kind) == "LITERAL"]
        few = len(singles) == len(argument) <= 4
        return _Requirement(frozenset(singles) if few else None, frozenset())
    if operator in ("AT", "ASSERT", "ASSERT_NOT"):
        return None
    return _Requirement(None, frozenset())


def _branch(branches: Iterable[Any]) -> _Requirement:
    found = [_sequence(branch) for branch in branches]
    exact: frozenset[str] | None = frozenset()
    for one in found:
        exact = None if exact is None or one.exact is None else exact | one.exact
    if exact is not None and len(exact) > MAX_ANCHORS:
        exact = None
    best = [_better(one.needed, one.exact or frozenset()) for one in found]
    needed = frozenset().union(*best) if all(best) else frozenset()
    return _Requirement(exact, needed if len(needed) <= MAX_ANCHORS else frozenset())


def _repeat(least: int, most: int, inner: Iterable[Any]) -> _Requirement:
    found = _sequence(inner)
    if least == 0:
        exact = found.exact | {""} if most == 1 and found.exact is not None else None
        return _Requirement(exact, frozenset())
    if least == most == 1:
        return found
    return _Requirement(None, _better(found.needed, found.exact or frozenset()))


def _better(a: frozenset[str], b: frozenset[str]) -> frozenset[str]:
    def worth(words: frozenset[str]) -> float:
        telling = words and all(word.strip() for word in words)
        return min(9, *map(len, words)) - len(words) / 50 if telling else -1.0

    return max(a, b, key=worth)
