"""All the forms by which Norwegian law defines a word, and which of them a passage may contain,
judged by the words they need."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from regcheck.base.search.frequency import occurrences
from regcheck.base.search.literals import regex_needs
from regcheck.base.search.scanner import Scan, build_scanner
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
Find = Callable[[str], Iterable[re.Match[str]]]
"""Gives the matches of a form in a sentence."""
Likely = Sequence[tuple[str, Find]]
"""Forms that may match, by name, in the order in which they are tried."""


class _Sieve(NamedTuple):
    """A scan for the words of which matches hold one; for each of these the mask of the forms that
    need it, the last bit being that of lead-ins; the mask of the forms without such words."""

    scan: Scan
    masks: list[int]
    always: int


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
    if likely := _chosen(_masks(segments).get(leaf, 0) | _sieve().always):
        for sentence in segments.sentences(segments.leaves[leaf].span):
            yield sentence, likely


def lead_ins(segments: Segments) -> Sequence[int]:
    """The indices of the leaves that introduce definitions, in order."""
    return segments.remember("lead-ins", lambda: _lead_ins(segments))


def _lead_ins(segments: Segments) -> list[int]:
    bit = 1 << len(forms())
    return [
        leaf
        for leaf, mask in sorted(_masks(segments).items())
        if mask & bit and leads_in(segments.leaves[leaf].span.of(segments.text))
    ]


@cache
def _sieve() -> _Sieve:
    words: dict[str, int] = {}
    always = 0
    for place, form in enumerate((*(one.pattern for one in forms().values()), LEAD_IN.pattern)):
        need = _need(form)
        always |= 0 if need else 1 << place
        for word in need:
            words[word] = words.get(word, 0) | 1 << place
    return _Sieve(build_scanner(list(words)), list(words.values()), always)


def _need(expression: str) -> list[str]:
    """The rarest set of words of which a match holds one."""
    return sorted(min(regex_needs(expression, _LEAST), key=_cost, default=frozenset()))


def _cost(need: Iterable[str]) -> float:
    return sum(
        occurrences(word, whole=False) if any(map(str.isalpha, word)) else _SIGN for word in need
    )


@cache
def _finder(expression: str) -> Find:
    form = pattern(expression)
    if not expression.startswith("^"):
        return form.finditer
    return lambda sentence: filter(None, (form.match(sentence),))


def _masks(segments: Segments) -> dict[int, int]:
    """For each leaf that has words of forms, the mask of the forms that may match in it."""
    return segments.remember("words of forms", lambda: _words_in(segments))


def _words_in(segments: Segments) -> dict[int, int]:
    sieve = _sieve()
    found: dict[int, int] = {}
    leaf, end = -1, 0
    for word, start, _ in sieve.scan(segments.lowered):
        if start >= end or leaf < 0 or start < segments.starts[leaf]:
            leaf = segments.leaf_at(start)
            end = segments.leaves[leaf].span.end if leaf >= 0 else 0
        if leaf >= 0:
            found[leaf] = found.get(leaf, 0) | sieve.masks[word]
    return found


@lru_cache(maxsize=1 << 14)
def _chosen(mask: int) -> Likely:
    every = enumerate(forms().items())
    return tuple((name, _finder(form.pattern)) for at, (name, form) in every if mask & 1 << at)
