"""The conditions in a definition that decide whom or what it covers: ages, times, sums, shares,
registers and relations between people, so that a difference in one can be named and shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

from regcheck.base.text.patterns import pattern

NUMERALS = {
    word: str(number)
    for number, words in enumerate(
        ("én ett éin eitt", "to", "tre", "fire", "fem", "seks", "sju syv", "åtte", "ni", "ti",
         "elleve", "tolv"), 1
    )
    for word in words.split()
}  # fmt: skip
_NUMBER = rf"(?:\d[\d   ]*(?:[.,]\d+)?|{'|'.join(NUMERALS)})"
_AGE = pattern(
    rf"\b(?P<how>under|over|fylt|fyller|fylte|eldre enn|yngre enn|yngre enn|mellom)"
    rf" (?P<n>{_NUMBER}) år\b|\b(?P<m>{_NUMBER}) år (?:gammel|gamal|gamle)\b",
    re.IGNORECASE,
)
_TIME = pattern(
    rf"\b(?P<n>{_NUMBER}) (?:sammenhengende |samanhengande |hele |heile )?"
    r"(?P<unit>år|måned|månad|uke|veke|døgn|dag|time|virkedag|kalenderdag)\w{0,4}\b",
    re.IGNORECASE,
)
_SUM = pattern(
    rf"\b(?P<n>{_NUMBER}) ?(?P<unit>kroner|kr\b|euro|mill\w*|G\b"
    r"|(?:ganger|gonger) (?:folketrygdens )?grunnbeløp\w*)",
    re.IGNORECASE,
)
_SHARE = pattern(rf"\b(?P<n>{_NUMBER}) ?(?:prosent|pst\.?|%|prosentpoeng)", re.IGNORECASE)
_SIZE = pattern(
    r"\b(?P<n>\d[\d ]*(?:[.,]\d+)?) ?(?P<unit>meter|m[²³23]?|km|kg|tonn|bruttotonn\w*"
    r"|kW|kV|MW|liter|kvadratmeter|dekar|personer|ansatte|tilsette|beboere|passasjerer|hk)\b"
)
_REGISTER = pattern(
    r"\b(?P<name>\w*(?:registeret|folkeregistrert|folkeregistrerte)"
    r"|(?:registrert|registrerte) i \w+)\b",
    re.IGNORECASE,
)
_RELATION = pattern(
    r"\b(?P<name>ektefelle|samboer|sambuar|barn|foreldre|søsken|besteforeldre|fosterbarn|stebarn"
    r"|adoptivbarn|forlovet|partner|slektning|barnebarn|søskenbarn|svigerforeldre|verge|arving)"
    r"(?:n|r|ne|ane|ar|er|en|et|a|s)?\b",
    re.IGNORECASE,
)
_UNITS = {"månad": "måned", "veke": "uke"}
_RELATIONS = {"sambuar": "samboer"}


class Condition(StrEnum):
    """What a condition is about."""

    AGE = "age"
    TIME = "time"
    SUM = "sum"
    SHARE = "share"
    SIZE = "size"
    REGISTER = "register"
    RELATION = "relation"


_SHAPES = MappingProxyType(
    dict(zip(Condition, (_AGE, _TIME, _SUM, _SHARE, _SIZE, _REGISTER, _RELATION), strict=True))
)


@dataclass(frozen=True, slots=True)
class Contrast:
    """A kind of condition that two definitions make differently, as each says it."""

    kind: Condition
    first: tuple[str, ...]
    second: tuple[str, ...]


def contrasts(first: str, second: str) -> tuple[Contrast, ...]:
    """The conditions that differ where both definitions make one, or a relation or register one."""
    ours, theirs = _conditions(first), _conditions(second)
    found = []
    for kind in Condition:
        a, b = (frozenset(said for of, said in each if of is kind) for each in (ours, theirs))
        if a != b and ((a and b) or kind is Condition.REGISTER):
            found.append(Contrast(kind, tuple(sorted(a - b)), tuple(sorted(b - a))))
    return tuple(found)


@lru_cache(maxsize=1 << 14)
def _conditions(definition: str) -> frozenset[tuple[Condition, str]]:
    return frozenset(_found(definition))


def _found(definition: str) -> Iterator[tuple[Condition, str]]:
    ages = [match.span() for match in _AGE.finditer(definition)]
    for kind, shape in _SHAPES.items():
        for match in shape.finditer(definition):
            said = match.groupdict("")
            if kind is Condition.TIME and any(a <= match.start() < b for a, b in ages):
                continue
            if name := said.get("name", "").lower():
                yield kind, _RELATIONS.get(name, name)
                continue
            unit = said.get("unit") or ("år" if kind is Condition.AGE else "prosent")
            if kind is Condition.TIME:
                unit = _UNITS.get(unit.lower(), unit.lower())
            bare = "".join((said["n"] or said["m"]).lower().split())
            number = NUMERALS.get(bare, bare)
            yield kind, f"{said.get('how', '').lower()} {number} {unit}".strip()
