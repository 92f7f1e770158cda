"""Where rated words stand today, found by document and digest: where they stood, or else in the
provision with the same address."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Final

from regcheck.base.text.offsets import OffsetMap
from regcheck.base.text.patterns import pattern
from regcheck.base.text.span import Span
from regcheck.document.lookup import NodeIndex
from regcheck.document.model import Document, Unreadable
from regcheck.law.address_path import read_path
from regcheck.quality.evaluation.ratings import Facts, RatedFinding, digest
from regcheck.readers.inputs import Input, Inputs

HEAD: Final = 16_384
"""Bytes at the beginning of a file that tell which documents it may be."""
LARGEST_UNIT: Final = 20_000
"""Code points of a provision in which words are looked for."""
_REFID = pattern(rb"[a-z]{2,20}/\d{4}-\d\d-\d\d(?:-\d{1,6})?")
_WORD = pattern(r"\S+")


@dataclass(frozen=True, slots=True)
class PlacedRating:
    """A rating and where its words stand in the source of a document."""

    rated: RatedFinding
    span: Span


@dataclass(slots=True)
class RatingPlaces:
    """The documents in which rated words stand, in path order, with the ratings of each; ratings of
    documents that are not there; and ratings whose words the documents no longer have."""

    inputs: Inputs
    placed: list[list[PlacedRating]] = field(default_factory=list)
    absent: list[RatedFinding] = field(default_factory=list)
    changed: list[RatedFinding] = field(default_factory=list)
    unreadable: list[Unreadable] = field(default_factory=list)


def locate(rated: Sequence[RatedFinding], inputs: Inputs) -> RatingPlaces:
    """Find the words of the ratings in documents."""
    by_text: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(rated):
        by_text[one.facts.text].append(number)
    located = RatingPlaces(inputs)
    found: dict[int, tuple[int, Span]] = {}
    still: set[int] = set()  # found where they stood
    seen: set[str] = set()
    kept: list[Input] = []
    for item in inputs:
        document = _read(item, by_text, inputs)
        if isinstance(document, Unreadable):
            located.unreadable.append(document)
        if not isinstance(document, Document) or isinstance(item, Unreadable):
            continue
        text = document.meta.refid or PurePosixPath(item.path).name
        seen |= {text} & by_text.keys()
        wanted = [(n, rated[n].facts) for n in by_text.get(text, ()) if n not in still]
        places = list(_places(wanted, document))
        for number, span, stays in places:
            if stays or number not in found:
                found[number] = len(kept), span
                still |= {number} if stays else set()
        kept += [item] if places else []
    by_document: dict[int, list[PlacedRating]] = defaultdict(list)
    for number, one in enumerate(rated):
        if number in found:
            at, span = found[number]
            by_document[at].append(PlacedRating(one, span))
        else:
            (located.changed if one.facts.text in seen else located.absent).append(one)
    used = tuple(kept[at] for at in sorted(by_document))
    located.inputs = replace(inputs, entries=used, wanted=None)
    located.placed = [by_document[at] for at in sorted(by_document)]
    return located


def _read(
    item: Input | Unreadable, wanted: dict[str, list[int]], inputs: Inputs
) -> Document | Unreadable | None:
    """The document, or None where its beginning names other documents only."""
    if isinstance(item, Unreadable):
        return item
    data = item.read(inputs.limits)
    if isinstance(data, Unreadable):
        return data
    named = {refid.decode("ascii") for refid in _REFID.findall(data[:HEAD])}
    if named and not named & wanted.keys() and PurePosixPath(item.path).name not in wanted:
        return None
    return item.document(inputs.limits)


def _places(
    wanted: Iterable[tuple[int, Facts]], document: Document
) -> Iterator[tuple[int, Span, bool]]:
    """Where the words stand in the source of a document, and whether that is where they stood."""
    index: NodeIndex | None = None
    for number, facts in wanted:
        here = text_span(document.offsets, len(document.text), Span(facts.start, facts.end))
        if here and digest(here.of(document.text)) == facts.words:
            yield number, Span(facts.start, facts.end), True
            continue
        index = index or NodeIndex(document)
        if moved := _moved(facts, document, index):
            yield number, document.offsets.to_source(moved), False


def text_span(offsets: OffsetMap, length: int, source: Span) -> Span | None:
    """The stretch of a document's text that a stretch of its source stands for, or None."""
    pieces = list(offsets.pieces())
    starts = [at for at, _, _ in pieces[1:]] + [length]
    first = last = None
    for (at, place, size), end in zip(pieces, starts, strict=True):
        if not size or place >= source.end or place + size <= source.start:
            continue
        linear = end - at == size
        begin = at + max(source.start - place, 0) if linear else at
        stop = end - max(place + size - source.end, 0) if linear else end
        first = begin if first is None else min(first, begin)
        last = stop if last is None else max(last, stop)
    return None if first is None or last is None else Span(first, last)


def _moved(facts: Facts, document: Document, index: NodeIndex) -> Span | None:
    address = read_path(facts.address_path)
    node = None if address is None else index.find(address)
    if node is None or len(node.span) > LARGEST_UNIT:
        return None
    length = facts.end - facts.start
    for word in _WORD.finditer(document.text, node.span.start, node.span.end):
        span = Span(word.start(), word.start() + length)
        if span.end > node.span.end:
            return None
        if digest(span.of(document.text)) == facts.words:
            return span
    return None
