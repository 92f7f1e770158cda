"""Where in a document the letters stand that each list of phrases needs, found in one pass."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from functools import cache

from regcheck.base.search.literals import regex_anchors
from regcheck.base.search.scanner import Scan, build_scanner
from regcheck.base.text.span import Span
from regcheck.decisions.words import phrase, phrase_lines
from regcheck.document.segments.view import Segments

PhraseScan = tuple[Scan, tuple[list[str], ...]]
"""A search for anchors, and the lists of phrases that each is an anchor of."""


def use_scan(segments: Segments, scan: Callable[[], PhraseScan]) -> None:
    """Let phrases be found in a document by a scan that was built from kept anchors."""
    segments.remember("scan for decisions", lambda: scan)


def spots_of(segments: Segments, name: str) -> list[int] | None:
    """Where words of a list of phrases can stand, in order; None where that may be anywhere."""
    known: dict[str, list[int]] = segments.remember("spots of decisions", lambda: _spots(segments))
    return known.get(name)


def find(segments: Segments, name: str, span: Span) -> Span | None:
    """The first words of a list of phrases in a span."""
    spots = spots_of(segments, name)
    if spots is not None:
        at = bisect_left(spots, span.start)
        if at == len(spots) or spots[at] >= span.end:
            return None
    match = phrase(name).search(segments.lowered, span.start, span.end)
    return Span(*match.span()) if match and match.end() > match.start() else None


def _spots(segments: Segments) -> dict[str, list[int]]:
    """The positions of the anchors by list of phrases; lists without certain anchors are not in
    it."""
    make: Callable[[], PhraseScan] = segments.remember("scan for decisions", lambda: _own_scan)
    scan, names = make()
    found: dict[str, list[int]] = {name: [] for some in names for name in some}
    for index, start, _ in scan(segments.lowered):
        for name in names[index]:
            found[name].append(start)
    for places in found.values():
        places.sort()
    return found


@cache
def phrase_anchors() -> dict[str, list[str]]:
    """The lists of phrases that each anchor belongs to; reading them off takes 50 ms."""
    anchored: dict[str, list[str]] = {}
    for name, lines in phrase_lines().items():
        anchors = [regex_anchors(line) for line in lines]
        if all(anchors):
            for literal in sorted(frozenset().union(*anchors)):
                anchored.setdefault(literal, []).append(name)
    return anchored


def phrase_scan(anchors: dict[str, list[str]]) -> PhraseScan:
    """A search for what `phrase_anchors` gave."""
    return build_scanner(list(anchors)), tuple(anchors.values())


@cache
def _own_scan() -> PhraseScan:
    return phrase_scan(phrase_anchors())
