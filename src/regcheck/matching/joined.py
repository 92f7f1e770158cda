"""Norms as running text: a lead-in and an item joined, so that an expression can cross."""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.base.text.span import Span
from regcheck.base.values import Value
from regcheck.document.model import NodeKind
from regcheck.document.segments.view import Segments, lower_in_place

_MAX_ITEMS = 200


class JoinedNorm(Value, frozen=True):
    """Pieces of a document's text with one space between them; `pieces` are spans of the
    document's text and `at` where each begins in `text`."""

    text: str
    lowered: str
    pieces: tuple[Span, ...]
    at: tuple[int, ...]

    def locate(self, span: Span) -> tuple[Span, ...]:
        """The parts of the document's text that a span of `text` covers."""
        found = []
        for piece, at in zip(self.pieces, self.at, strict=True):
            start = max(span.start, at)
            end = min(span.end, at + len(piece))
            if start < end:
                found.append(Span(piece.start + start - at, piece.start + end - at))
        return tuple(found)

    def place(self, span: Span, whole: Span) -> tuple[Span, Span, tuple[Span, ...]]:
        """Of a match that covers `whole` and reports `span`, both in `text`: what is reported in
        the document, the part of the match around that, and its other parts."""
        pieces, shown = self.locate(whole), self.locate(span)[-1]
        own = next(piece for piece in pieces if piece.covers(shown))
        return shown, own, tuple(piece for piece in pieces if piece is not own)


def joined_norms(segments: Segments, leaf: int) -> Iterator[JoinedNorm]:
    """Every norm a listed leaf is part of: its own for an item, one per item for a lead-in."""
    node = segments.leaves[leaf]
    line = segments.document.parents[leaf]
    above = line[-1]
    if node.kind is NodeKind.ITEM:
        yield _join(segments, segments.norm(leaf, Span(node.span.start, node.span.start + 1)))
        return
    own = segments.sentences(node.span)[-1]
    for child in above.children[:_MAX_ITEMS]:
        if child.kind is NodeKind.ITEM:
            first = child
            while first.children:
                first = first.children[0]
            yield _join(segments, tuple(sorted((own, segments.sentences(first.span)[0]))))


def _join(segments: Segments, scope: tuple[Span, ...]) -> JoinedNorm:
    parts, pieces, at = [], [], []
    length = 0
    for span in scope:
        words = span.of(segments.text)
        trimmed = words.rstrip(" :;,–-")
        if not trimmed:
            continue
        parts.append(trimmed)
        pieces.append(Span(span.start, span.start + len(trimmed)))
        at.append(length)
        length += len(trimmed) + 1
    text = " ".join(parts)
    return JoinedNorm(text, lower_in_place(text), tuple(pieces), tuple(at))
