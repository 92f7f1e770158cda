"""Limits that leave the value at the limit itself to no rule."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from regcheck.base.text.patterns import pattern
from regcheck.base.text.span import Span
from regcheck.document.segments.view import Segments
from regcheck.matching.checks.hits import CheckHit

_LIMIT = pattern(
    r"\b(?P<denied>(?:ikke|ikkje|aldri|ingen|eller) (?:\w+ ){0,2})?"
    r"(?:(?P<below>under|(?:mindre|færre|lavere|lågare|kortere|kortare) enn)"
    r"|over|(?:mer|meir|flere|fleire|større|høyere|høgare|lengre|tyngre) enn|overstiger|overstig)"
    r" (?P<value>(?:\d+(?:[ .]\d{3})*(?:,\d+)?|to|tre|fire|fem|seks|sju|syv|åtte|ni|ti|tolv)"
    r" (?!prosent|januar|desember)[a-zæøå]{2,}(?:/\w+)?)(?<! år)(?! eller)(?:\W+(?P<next>\w{4,}))?"
)
_NEAR, _FAR = 700, 4000
"""Code points between two limits for the same thing: in any words, before the same next word."""


def threshold_gap(segments: Segments, options: Mapping[str, str]) -> Iterator[CheckHit]:
    """A rule for what is over a value where another is for what is under it and none names the
    value itself; the other one is related."""
    sides: dict[str, tuple[list[re.Match[str]], list[re.Match[str]]]] = {}
    for found in _LIMIT.finditer(segments.lowered):
        if not found["denied"]:
            sides.setdefault(found["value"], ([], []))[bool(found["below"])].append(found)
    for value, (over, under) in sides.items():
        if not over or not under:
            continue
        one, other = over[0], under[0]
        named = re.findall(rf"(?<![\d,.]){re.escape(value)}(?!\w)", segments.lowered)
        same = one["next"] is not None and one["next"] == other["next"]
        leaf = segments.leaf_at(one.start())
        near = abs(one.start() - other.start()) < (_FAR if same else _NEAR)
        if leaf >= 0 and near and len(named) == len(over + under):
            here, there = (Span(m.start(), m.end("value")) for m in (one, other))
            yield CheckHit(leaf, here, related=(there,), words=there.of(segments.text))
