"""Checks of the terms a document defines, and of words that compete for one concept."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from operator import attrgetter

from regcheck.base.text.patterns import pattern
from regcheck.base.text.span import Span
from regcheck.document.segments.view import Segments
from regcheck.matching.checks.hits import CheckHit
from regcheck.terms.definitions import DefinedTerm, defined_terms

_LETTERS = pattern(r"\w+")
_ENDINGS = (
    "ingene", "ingen", "inga", "ing", "ene", "ane", "ens", "ets", "ers", "en", "et", "er", "ar",
    "ei", "ne", "te", "de", "e", "a", "s",
)  # fmt: skip
_MIN_STEM = 4
_MOST = 1_000
_begins = attrgetter("start")
_SEVERAL = pattern(r" (?:eller|og|/) |/| ?[(),] ?")
_GOES_ON = pattern(
    r"\b(?:også|òg|likevel|dessuten|i tillegg|(?:menes|forstås|meint) (?:derimot )?(?:ikke|ikkje)"
    r"|blant annet|mellom anna|for eksempel|til dømes)\b|\b(?:bl\.a|f\.eks|t\.d|m\.a)\."
)


def defined_twice(segments: Segments, options: Mapping[str, str]) -> Iterator[CheckHit]:
    """A term defined again with the same reach; the first definition is related."""
    if segments.document.meta.kind.is_amending:
        return
    first: dict[tuple[str, int], DefinedTerm] = {}
    for term in defined_terms(segments):
        earlier = first.setdefault((term.term, term.scope), term)
        if earlier is term or _are_one(segments, earlier, term):
            continue
        yield CheckHit(term.leaf, term.span, related=(earlier.span,))


def _are_one(segments: Segments, a: DefinedTerm, b: DefinedTerm) -> bool:
    """Whether the second place goes on with the first, rather than defining anew."""
    if a.leaf == b.leaf or segments.leaves[a.leaf].role is not segments.leaves[b.leaf].role:
        return True
    sentence = segments.sentence_of(b.leaf, b.span)
    return _GOES_ON.search(segments.lowered, sentence.start, sentence.end) is not None


def defined_never_used(segments: Segments, options: Mapping[str, str]) -> Iterator[CheckHit]:
    """A term whose stem occurs nowhere outside the places that define it; of the first
    definitions, since the text is gone through for each."""
    if segments.document.meta.kind.is_amending:
        return
    terms = defined_terms(segments)[:_MOST]
    places: dict[str, list[Span]] = defaultdict(list)
    for term in terms:
        places[term.term].append(term.sentence)
    used = {term for term, defined in places.items() if _is_used(segments, term, defined)}
    for term in terms:
        if not term.abroad and term.term not in used:
            yield CheckHit(term.leaf, term.span)


def _is_used(segments: Segments, term: str, places: list[Span]) -> bool:
    """Whether the term, or one of several given for the same thing, stands elsewhere."""
    names = _SEVERAL.split(term)
    return any(_stands(segments.lowered, name, places) for name in names if name)


def _stands(lowered: str, name: str, places: list[Span]) -> bool:
    stems = [_stem(word) for word in _LETTERS.findall(name)]
    if not stems:
        return True
    rest = re.compile(r"\w*\W{1,3}(?:\w+\W{1,3}){0,3}?".join(re.escape(stem) for stem in stems))
    begun = places[0].end
    for low, high in ((begun, len(lowered)), (0, begun)):
        at = lowered.find(stems[0], low, high)
        while at >= 0:
            before = bisect_right(places, at, key=_begins) - 1
            if (before < 0 or at >= places[before].end) and rest.match(lowered, at):
                return True
            at = lowered.find(stems[0], at + 1, high)
    return False


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _MIN_STEM:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > _MIN_STEM and word[-1] == word[-2] else word
