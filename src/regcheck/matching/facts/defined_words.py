"""Words inside a term that the document gives a meaning: what they mean is said there."""

from __future__ import annotations

import re
from functools import cache

from regcheck.base.text.patterns import pattern
from regcheck.base.text.span import Span
from regcheck.document.model import Role
from regcheck.document.segments.view import Segments
from regcheck.matching.facts.place import MatchContext
from regcheck.terms.definitions import defined_terms

_WORD = pattern(r"[^\W_]+")
_STEM = 4
"""Letters of a word that stay alike in its forms, at least."""
_AROUND = 80
_ADDED = pattern(r" (?:på|til|av|for|i|ved|med|om) ")
_TERM = pattern(r"\W*(?:\w\)? )?[«“]?\w[^.:;]{1,60}: ")
_SAYING = pattern(r",? (?:vil si|vil seie|innebærer|inneber|betyr|tyder),? at\b")


def in_defined_term(place: MatchContext) -> bool:
    """The words stand in a term where the document defines it, or, if the term has more than one
    word, wherever it stands. What is said in the definition itself is not in the term."""
    segments, match = place.segments, place.match
    if _is_explained(place):
        return True
    terms: _Terms = segments.remember("terms around words", lambda: _Terms(segments))
    return terms.cover(match.span)


def _head(term: str) -> str:
    """A term without what a preposition adds: «betydelig skade» of «betydelig skade på utstyr»."""
    head = _ADDED.split(term, maxsplit=1)[0]
    return head if " " in head else term


def _is_explained(place: MatchContext) -> bool:
    """Whether the sentence says what the words mean («At vekten er egnet, vil si at …»), or what a
    term before a colon means («Anker: feste som er egnet …»)."""
    segments, one, sentence = place.segments, place.match, place.sentence
    if segments.leaves[one.leaf].role is Role.DEFINITION:
        return _TERM.match(segments.text, sentence.start, one.span.start) is not None
    if not segments.lowered.startswith("at ", sentence.start):
        return False
    saying = _SAYING.search(segments.lowered, one.span.end, sentence.end)
    return saying is not None


class _Terms:
    """The terms of a document: as they are written, in other forms («alvorlige uhell» of «alvorlig
    uhell»), and without what a preposition adds to them where none stands there."""

    def __init__(self, segments: Segments) -> None:
        self._lowered = segments.lowered
        self._places = [term.span for term in defined_terms(segments)]
        self._names = sorted({term.term for term in defined_terms(segments) if " " in term.term})
        self._with = cache(self._terms_with)

    def cover(self, span: Span) -> bool:
        """Whether some words lie within a term."""
        lowered, words = self._lowered, span.of(self._lowered)
        if any(place.covers(span) for place in self._places):
            return True
        held = ((name, name.find(words)) for name in self._names if words in name)
        if any(lowered.startswith(name, span.start - at) for name, at in held):
            return True
        word = _WORD.search(lowered, span.start, span.end)
        found = self._with(word[0][:_STEM]) if word else None
        if found is None:
            return False
        start, end = max(0, span.start - _AROUND), span.end + _AROUND
        return any(
            around.start() <= span.start and span.end <= around.end()
            for around in found.finditer(lowered, start, end)
        )

    def _terms_with(self, begins: str) -> re.Pattern[str] | None:
        sharing = [n for n in self._names if begins in {word[:_STEM] for word in n.split(" ")}]
        return re.compile(rf"\b(?:{'|'.join(map(_forms_of, sharing))})") if sharing else None


def _forms_of(name: str) -> str:
    head = _head(name)
    whole = _form(name)
    return whole if head == name else rf"{whole}|{_form(head)}(?!{_ADDED.pattern})"


def _form(words: str) -> str:
    stems = (word[: max(_STEM, len(word) - 2)] for word in words.split(" "))
    return " ".join(rf"{re.escape(stem)}\w{{0,5}}\b" for stem in stems)
