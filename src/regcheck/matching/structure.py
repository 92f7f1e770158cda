"""Checks of a document's structure and of the terms it defines."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from regcheck.matching.definitions import DefinedTerm, defined_terms
from regcheck.matching.hits import CheckHit
from regcheck.segments.view import Segments
from regcheck.text.span import Span

_LETTERS = re.compile(r"\w+")
_ENDINGS = (
    "ene", "ane", "ens", "ets", "ers", "en", "et", "er", "ar", "ei", "ne", "te", "de", "e", "a", "s"
)  # fmt: skip
_MIN_STEM = 4


def _terms(segments: Segments) -> list[DefinedTerm]:
    return segments.remember("terms", lambda: defined_terms(segments))


def defined_twice(segments: Segments, options: Mapping[str, str]) -> Iterator[CheckHit]:
    """A term defined again with the same reach; the first definition is related."""
    first: dict[tuple[str, int], DefinedTerm] = {}
    for term in _terms(segments):
        key = (term.term, term.scope)
        earlier = first.setdefault(key, term)
        if (
            earlier is not term
            and earlier.span != term.span
            and not _same_sentence(segments, earlier, term)
        ):
            yield CheckHit(term.leaf, term.span, related=(earlier.span,))


def _same_sentence(segments: Segments, a: DefinedTerm, b: DefinedTerm) -> bool:
    return a.leaf == b.leaf and segments.sentence_of(a.leaf, a.span) == segments.sentence_of(
        b.leaf, b.span
    )


def defined_never_used(segments: Segments, options: Mapping[str, str]) -> Iterator[CheckHit]:
    """A term whose stem occurs nowhere outside the places that define it."""
    terms = _terms(segments)
    places: dict[str, list[Span]] = defaultdict(list)
    for term in terms:
        places[term.term].append(segments.leaves[term.leaf].span)
    document = segments.document
    if document.meta.kind.is_amending:
        return
    for term in terms:
        if not _is_used(segments, term, places[term.term]):
            yield CheckHit(term.leaf, term.span)


def _is_used(segments: Segments, term: DefinedTerm, places: list[Span]) -> bool:
    stems = [_stem(word) for word in _LETTERS.findall(term.term)]
    if not stems:
        return True
    pattern = re.compile(r"\w*\W{1,3}".join(re.escape(stem) for stem in stems))
    return any(
        not any(place.start <= match.start() < place.end for place in places)
        for match in pattern.finditer(segments.lowered)
    )


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _MIN_STEM:
            return word[: -len(ending)]
    return word
