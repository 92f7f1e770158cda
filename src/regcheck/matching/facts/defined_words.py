"""Words inside a term that the document gives a meaning: what they mean is said there."""

from __future__ import annotations

import re

from regcheck.base.text.patterns import pattern
from regcheck.base.text.span import Span
from regcheck.document.model import Role
from regcheck.document.segments.view import Segments
from regcheck.matching.facts.place import MatchContext
from regcheck.matching.model import Match
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
    return terms.cover(match)


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
        self._segments = segments
        terms = defined_terms(segments)
        self._none = not terms
        self._places: dict[int, list[Span]] = {}
        for term in terms:
            self._places.setdefault(segments.leaf_at(term.span.start), []).append(term.span)
        self._names = sorted({term.term for term in terms if " " in term.term})
        self._holding: dict[str, list[tuple[str, int]]] = {}
        self._sharing: dict[str, dict[str, None]] = {}
        self._compiled: dict[str, re.Pattern[str] | None] = {}
        for name in self._names:
            for word in name.split(" "):
                self._sharing.setdefault(word[:_STEM], {})[name] = None

    def cover(self, one: Match) -> bool:
        """Whether a match lies within a term."""
        lowered, span = self._segments.lowered, one.span
        if self._none:
            return False
        if any(place.covers(span) for place in self._places.get(one.leaf, ())):
            return True
        words = span.of(lowered)
        if words not in self._holding:
            self._holding[words] = [(n, n.find(words)) for n in self._names if words in n]
        if any(lowered.startswith(name, span.start - at) for name, at in self._holding[words]):
            return True
        word = _WORD.search(lowered, span.start, span.end)
        found = self._terms_with(word[0][:_STEM]) if word else None
        if found is None:
            return False
        start, end = max(0, span.start - _AROUND), span.end + _AROUND
        return any(
            around.start() <= span.start and span.end <= around.end()
            for around in found.finditer(lowered, start, end)
        )

    def _terms_with(self, begins: str) -> re.Pattern[str] | None:
        if begins not in self._compiled:
            forms = [_forms_of(name) for name in self._sharing.get(begins, ())]
            found = re.compile(rf"\b(?:{'|'.join(forms)})") if forms else None
            self._compiled[begins] = found
        return self._compiled[begins]


def _forms_of(name: str) -> str:
    head = _head(name)
    whole = _form(name)
    return whole if head == name else rf"{whole}|{_form(head)}(?!{_ADDED.pattern})"


def _form(words: str) -> str:
    stems = (word[: max(_STEM, len(word) - 2)] for word in words.split(" "))
    return " ".join(rf"{re.escape(stem)}\w{{0,5}}\b" for stem in stems)
