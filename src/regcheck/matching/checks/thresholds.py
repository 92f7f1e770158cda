"""Limits that leave the value at the limit itself to no rule."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from regcheck.base.text.patterns import pattern
from regcheck.base.text.span import Span
from regcheck.document.segments.view import Segments
from regcheck.matching.checks.hits import CheckHit

_LIMIT = pattern(
    r"\b(?:"
    r"(?P<below>under|(?:mindre|færre|lavere|lågare|kortere|kortare|lettere|lettare) enn)"
    r"|over|(?:mer|meir|flere|fleire|større|høyere|høgare|lengre|tyngre) enn|overstiger|overstig)"
    r" (?P<value>(?:\d+(?:[ .]\d{3})*(?:,\d+)?|to|tre|fire|fem|seks|sju|syv|åtte|ni|ti|tolv)"
    r" (?!prosent|januar|desember)[a-zæøå]{2,}(?:/\w+)?)"
    r"(?! eller)(?:\W+(?P<next>\w{4,}))?"
)
_DENIED = pattern(r"\b(?:ikke|ikkje|aldri|ingen|eller) (?:\w+ ){0,2}$")
_AGE = pattern(r"(?:under|over) \S+ år\b")
_NEAR, _FAR = 700, 4000
"""Code points between two limits for the same thing: in any words, before the same next word."""


def threshold_gap(segments: Segments, options: Mapping[str, str]) -> Iterator[CheckHit]:
    """A rule for what is over a value where another is for what is under it and none names the
    value itself; the other one is related."""
    sides: dict[str, tuple[list[re.Match[str]], list[re.Match[str]]]] = {}
    for found in _LIMIT.finditer(segments.lowered):
        if _AGE.match(found[0]):
            continue
        if _DENIED.search(segments.lowered, max(0, found.start() - 30), found.start()):
            continue
        sides.setdefault(found["value"], ([], []))[bool(found["below"])].append(found)
    for value, (over, under) in sides.items():
        if not over or not under:
            continue
        one, other = over[0], under[0]
        apart = abs(one.start() - other.start())
        same = one["next"] is not None and one["next"] == other["next"]
        named = re.findall(rf"(?<![\d,.]){re.escape(value)}(?!\w)", segments.lowered)
        leaf = segments.leaf_at(one.start())
        if leaf >= 0 and apart < (_FAR if same else _NEAR) and len(named) == len(over + under):
            first, second = (Span(m.start(), m.end("value")) for m in (one, other))
            yield CheckHit(leaf, first, related=(second,), words=second.of(segments.text))
