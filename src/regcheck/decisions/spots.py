"""Where in a document the letters stand that each list of phrases needs, found in one pass."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

from regcheck.base.search.literals import regex_anchors
from regcheck.base.search.scanner import Scan, build_scanner
from regcheck.base.text.span import Span
from regcheck.decisions.words import phrase, phrase_lines, phrase_names
from regcheck.document.segments.view import Segments


def spots_of(segments: Segments, name: str) -> list[int] | None:
    """Where words of a list of phrases can stand, in order; None where that may be anywhere."""
    known: dict[str, list[int]] = segments.remember(
        "spots of decisions", lambda: _spots(segments.lowered)
    )
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


def _spots(lowered: str) -> dict[str, list[int]]:
    """The positions of the anchors by list of phrases; lists without certain anchors are not in
    it."""
    scan, names = _scanner()
    found: dict[str, list[int]] = {name: [] for some in names for name in some}
    for index, start, _ in scan(lowered):
        for name in names[index]:
            found[name].append(start)
    for places in found.values():
        places.sort()
    return found


@cache
def _scanner() -> tuple[Scan, tuple[tuple[str, ...], ...]]:
    """A search for the anchors of all lists, and the lists that each is an anchor of."""
    anchored: dict[str, list[str]] = {}
    for name in phrase_names():
        anchors = [regex_anchors(line) for line in phrase_lines(name)]
        if all(anchors):
            for literal in frozenset().union(*anchors):
                anchored.setdefault(literal, []).append(name)
    return build_scanner(list(anchored)), tuple(map(tuple, anchored.values()))
