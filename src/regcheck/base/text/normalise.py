"""Reversible normalisation of running text: white space, invisible characters, composition (NFC).

Any run of white space (line breaks and no-break spaces too) becomes one space, none is left at
either end, characters that only hint at line breaking are dropped, and letters with loose accents
are composed. Every code point of the result maps back to the source through `TextBuilder`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from unicodedata import combining, is_normalized, normalize

from regcheck.base.text.offsets import TextBuilder
from regcheck.base.text.patterns import pattern
from regcheck.base.text.span import Span

Piece = tuple[str, int, int]
"""A stretch of decoded text, its place in the source, and how many code points of the source it
stands for; as many as the text has means that each stands for itself. 0 means it has no source."""

INVISIBLE = "\u00ad\u200b\u2060\ufeff"
"""Soft hyphen, zero-width space, word joiner, byte-order mark: dropped."""

_MOST_ACCENTS = 32
"""A letter with more accents than this is composed in parts: to put them in order takes a time that
grows with the square of their number."""

_GAP = rf"(?:[^\S ]| (?=[\s{INVISIBLE}]))[\s{INVISIBLE}]*"
_CHANGED = pattern(rf"({_GAP})|[{INVISIBLE}]+(\s[\s{INVISIBLE}]*)?")
_EDGE = pattern(rf"[\s{INVISIBLE}]*")
_SPLIT_WORD = pattern(
    r"(?<=[^\W\d_]{2})[-\u00ad\u2010][ \t]*\r?\n[ \t]*(?=[^\W\d_])(?!(?:og|eller|samt|and|or)\b)"
)


def append_normalised(
    builder: TextBuilder, raw: str, at: int, *, join_split_words: bool = False
) -> Span:
    """Append source text at offset `at`; gives its span in the text being built. With
    `join_split_words` words divided at the ends of lines are joined, unless a conjunction
    follows."""
    if join_split_words and "\n" in raw:
        return append_pieces(builder, tuple(_joined_words(raw, at)))
    return append_pieces(builder, ((raw, at, len(raw)),))


def append_pieces(builder: TextBuilder, pieces: Sequence[Piece]) -> Span:
    """Append one stretch of running text that is in several pieces of the source (between
    tags, entities undone); gives its span in the text being built, empty for nothing but white
    space."""
    start = builder.length
    joined = pieces[0][0] if len(pieces) == 1 else "".join([piece[0] for piece in pieces])
    if is_normal(joined):
        done: Iterable[Piece] = pieces
    else:
        done = list(_collapsed(joined, pieces))
        if not is_normalized("NFC", "".join([piece[0] for piece in done])):
            done = _composed(done)
    for text, at, length in done:
        builder.add(text, at, length)
    return Span(start, builder.length)


def is_normal(text: str) -> bool:
    """Whether normalising would leave `text` as it is."""
    if " ".join(text.split()) != text:
        return False
    if text.isascii():
        return True
    return is_normalized("NFC", text) and not any(mark in text for mark in INVISIBLE)


def cut_pieces(
    pieces: Sequence[Piece], start: int, end: int, bases: Sequence[int] = (0,)
) -> list[Piece]:
    """The pieces of the code points `start` to `end`; `bases` say where the pieces begin, or the
    first of them."""
    found: list[Piece] = []
    first = bisect_right(bases, start) - 1
    base = bases[first]
    for number in range(first, len(pieces)):
        text, at, length = pieces[number]
        low, high = max(start - base, 0), min(end - base, len(text))
        if low < high:
            whole = length != len(text)  # such a piece has one place for all of it
            found.append(
                (text[low:high], at, length) if whole else (text[low:high], at + low, high - low)
            )
        base += len(text)
        if base >= end:
            break
    return found


def bases_of(pieces: Sequence[Piece]) -> list[int]:
    """Where each piece begins in the text that they make."""
    return list(accumulate((len(piece[0]) for piece in pieces), initial=0))


def _joined_words(raw: str, at: int) -> Iterator[Piece]:
    done = 0
    for found in _SPLIT_WORD.finditer(raw):
        if not raw[found.end()].islower():
            continue
        yield raw[done : found.start()], at + done, found.start() - done
        done = found.end()
    yield raw[done:], at + done, len(raw) - done


def _collapsed(joined: str, pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces without superfluous white space and invisible characters."""
    low = _EDGE.match(joined).end()  # type: ignore[union-attr]
    high = len(joined)
    while high > low and (joined[high - 1].isspace() or joined[high - 1] in INVISIBLE):
        high -= 1
    bases = bases_of(pieces)
    for found in _CHANGED.finditer(joined, low, high):
        yield from cut_pieces(pieces, low, found.start(), bases)
        if found.lastindex:
            _, at, length = cut_pieces(pieces, *found.span(found.lastindex), bases)[0]
            yield " ", at, length
        low = found.end()
    yield from cut_pieces(pieces, low, high, bases)


def _composed(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces in NFC: each cluster that composes stands for all of its source."""
    cluster: Piece | None = None
    for text, at, length in pieces:
        for index, char in enumerate(text):
            here = (char, at + index, 1) if length == len(text) else (char, at, length)
            if cluster is None:
                cluster = here
            elif len(cluster[0]) < _MOST_ACCENTS and (
                combining(char)
                or not is_normalized("NFC", normalize("NFC", cluster[0]) + normalize("NFC", char))
            ):
                size = max(here[1] + here[2] - cluster[1], cluster[2])
                cluster = (cluster[0] + char, cluster[1], size)
            else:
                yield normalize("NFC", cluster[0]), cluster[1], cluster[2]
                cluster = here
    if cluster is not None:
        yield normalize("NFC", cluster[0]), cluster[1], cluster[2]
