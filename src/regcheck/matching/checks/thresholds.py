"""Limits that leave the value at the limit itself to no rule."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from regcheck.base.text.patterns import pattern
from regcheck.base.text.span import Span
from regcheck.document.segments.view import Segments
from regcheck.matching.checks.hits import CheckHit

_VALUE = (
    r"(?P<value>(?:\d+(?:[ .]\d{3})*(?:,\d+)?|to|tre|fire|fem|seks|sju|syv|åtte|ni|ti|tolv)"
    r" (?!prosent|januar|desember)[a-zæøå]{2,}(?:/\w+)?)(?! eller)(?:\W+(?P<next>\w{4,}))?"
)
_LIMITS = tuple(
    pattern(word + _VALUE) for word in ("under ", "over ", " enn ", "overstiger ", "overstig ")
)
"""Each begins with letters that are quick to find."""
_BEFORE = pattern(r"(?P<denied>\b(?:ikke|ikkje|aldri|ingen|eller) (?:\w+ ){0,2})?(?P<word>\w*)$")
_BELOW = frozenset({"under", "mindre", "færre", "lavere", "lågare", "kortere", "kortare"})
_ABOVE = frozenset(
    {"over", "overstiger", "overstig", "mer", "meir", "flere", "fleire", "større", "høyere"}
    | {"høgare", "lengre", "tyngre"}
)
_NEAR, _FAR = 700, 4000
"""Code points between two limits for the same thing: in any words, before the same next word."""


def threshold_gap(segments: Segments, options: Mapping[str, str]) -> Iterator[CheckHit]:
    """A rule for what is over a value where another is for what is under it and none names the
    value itself; the other one is related."""
    text = segments.lowered
    sides: dict[str, tuple[list[Span], list[Span]]] = {}
    nexts: dict[Span, str | None] = {}
    for found in (found for limit in _LIMITS for found in limit.finditer(text)):
        first = found[0].split()[0]
        end = found.start() if first == "enn" else found.start() + len(first)
        before = _BEFORE.search(text, max(0, end - 40), end)
        word = before["word"] if before else ""
        age = word in ("under", "over") and found["value"].endswith(" år")
        if not before or before["denied"] or age or word not in _BELOW | _ABOVE:
            continue
        span = Span(before.start("word"), found.end("value"))
        nexts[span] = found["next"]
        sides.setdefault(found["value"], ([], []))[word in _BELOW].append(span)
    for value, (over, under) in sides.items():
        if not over or not under:
            continue
        one, other = min(over), min(under)
        same = nexts[one] is not None and nexts[one] == nexts[other]
        named = re.findall(rf"(?<![\d,.]){re.escape(value)}(?!\w)", text)
        leaf = segments.leaf_at(one.start)
        near = abs(one.start - other.start) < (_FAR if same else _NEAR)
        if leaf >= 0 and near and len(named) == len(over + under):
            yield CheckHit(leaf, one, related=(other,), words=other.of(segments.text))
