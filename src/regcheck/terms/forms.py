"""All the forms by which Norwegian law defines a word, and which of them a passage may contain,
judged by the words they need."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache, reduce
from operator import or_
from typing import NamedTuple

from regcheck.base.search.frequency import occurrences
from regcheck.base.search.literals import regex_needs
from regcheck.base.search.scanner import Places, Scan, build_scanner
from regcheck.base.text.patterns import pattern
from regcheck.base.text.span import Span
from regcheck.document.segments.view import Segments
from regcheck.law.vocabulary import SHALL_OR_MAY
from regcheck.terms.counts_as_forms import COUNTS_AS
from regcheck.terms.definitions import LEAD_IN, is_pronoun, leads_in
from regcheck.terms.form import Candidate, DefiningForm
from regcheck.terms.is_a_forms import IS_A
from regcheck.terms.meaning import MEANING
from regcheck.terms.naming import NAMING

_BEFORE_VERB = re.compile(rf"(?:(?! som ).)* (?:{SHALL_OR_MAY}) ")
"""A verb of the main clause: the sentence only begins like a form."""
_LEAST = 2
_SIGN = 20_000
"""The frequency assumed for a sign, such as a bracket."""
_RARE, _COMMON = 1000, 20_000
"""Occurrences per million words below which one set of words is selective enough, and from which a
second one is not worth finding."""
Find = Callable[[str], Iterable[re.Match[str]]]
"""Gives the matches of a form in a sentence."""
Likely = Sequence[tuple[str, Find]]
"""Forms that may match, by name, in the order in which they are tried."""


class _Hits(NamedTuple):
    """The words of forms in a text: for each leaf that has some, the mask of the forms that may
    match in it; the words with their places, in the order in which they end; and these ends."""

    masks: dict[int, int]
    places: Places
    ends: list[int]

    def mask_within(self, span: Span) -> int:
        """The mask of the forms that may match in a span."""
        masks, mask = _sieve().masks, 0
        first, last = bisect_right(self.ends, span.start), bisect_right(self.ends, span.end)
        for word, start, _ in self.places[first:last]:
            if start >= span.start:
                mask |= masks[word]
        return mask


class _Sieve(NamedTuple):
    """The forms with their patterns, in order, each with the mask of the sets of words it needs; a
    scan for those words; for each word the mask of the sets it is in; the mask that a lead-in
    needs."""

    forms: tuple[tuple[str, str, int], ...]
    scan: Scan
    masks: list[int]
    lead_in: int


@cache
def forms() -> Mapping[str, DefiningForm]:
    """The forms by name, in the order in which they are tried."""
    return {form.name: form for form in (*MEANING, *COUNTS_AS, *IS_A, *NAMING)}


def is_sure(segments: Segments, found: Candidate) -> bool:
    """Whether a form found in a sentence really names a term."""
    if is_pronoun(found.term) or found.term.startswith("§") or _BEFORE_VERB.match(found.term):
        return False
    return forms()[found.form].sure(segments, found)


def likely_forms(segments: Segments, leaf: int) -> Iterator[tuple[Span, Likely]]:
    """The sentences of a leaf in which some form may match, each with those forms."""
    hits = _hits(segments)
    mask = hits.masks.get(leaf, 0)
    if not _chosen(mask):
        return
    sentences = segments.sentences(segments.leaves[leaf].span)
    for sentence in sentences:
        if forms := _chosen(mask if len(sentences) == 1 else hits.mask_within(sentence)):
            yield sentence, forms


def lead_ins(segments: Segments) -> Sequence[int]:
    """The indices of the leaves that introduce definitions, in order."""
    return segments.remember("lead-ins", lambda: _lead_ins(segments))


def _lead_ins(segments: Segments) -> list[int]:
    masks, need = _hits(segments).masks, _sieve().lead_in
    return [
        leaf
        for leaf in sorted(masks)
        if masks[leaf] & need == need and leads_in(segments.leaves[leaf].span.of(segments.text))
    ]


@cache
def _sieve() -> _Sieve:
    sets: dict[frozenset[str], int] = {}

    def mask_of(pattern: str) -> int:
        return reduce(or_, (1 << sets.setdefault(need, len(sets)) for need in _needs(pattern)), 0)

    tried = tuple((name, form.pattern, mask_of(form.pattern)) for name, form in forms().items())
    lead_in = mask_of(LEAD_IN.pattern)
    words: dict[str, int] = {}
    for need, index in sets.items():
        for word in need:
            words[word] = words.get(word, 0) | 1 << index
    return _Sieve(tried, build_scanner(list(words)), list(words.values()), lead_in)


def _needs(pattern: str) -> list[frozenset[str]]:
    """The rarest sets of words of each of which a match holds one."""
    needs = sorted(regex_needs(pattern, _LEAST), key=_cost)
    few = needs[:1]
    if few and _cost(few[0]) >= _RARE:
        few += [need for need in needs[1:2] if _cost(need) < _COMMON]
    return few


def _cost(need: Iterable[str]) -> float:
    return sum(
        occurrences(word, whole=False) if any(map(str.isalpha, word)) else _SIGN for word in need
    )


@cache
def _finder(expression: str) -> Find:
    form = pattern(expression)

    def at_start(sentence: str) -> Iterable[re.Match[str]]:
        match = form.match(sentence)
        return () if match is None else (match,)

    return at_start if expression.startswith("^") else form.finditer


def _hits(segments: Segments) -> _Hits:
    return segments.remember("words of forms", lambda: _words_in(segments))


def _words_in(segments: Segments) -> _Hits:
    sieve = _sieve()
    places = sieve.scan(segments.lowered)
    found: dict[int, int] = {}
    leaf, end = -1, 0
    for word, start, _ in places:
        if start >= end or leaf < 0 or start < segments.starts[leaf]:
            leaf = segments.leaf_at(start)
            end = segments.leaves[leaf].span.end if leaf >= 0 else 0
        if leaf >= 0:
            found[leaf] = found.get(leaf, 0) | sieve.masks[word]
    return _Hits(found, places, [end for _, _, end in places])


@lru_cache(maxsize=1 << 14)
def _chosen(mask: int) -> Likely:
    return tuple(
        (name, _finder(pattern)) for name, pattern, need in _sieve().forms if mask & need == need
    )
