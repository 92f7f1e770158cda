"""Words inside a term that the document gives a meaning: what they mean is said there."""

from __future__ import annotations

import re
from collections.abc import Iterable

from regcheck.definitions.definitions import defined_terms
from regcheck.document.model import Role
from regcheck.findings.judge import Judged
from regcheck.packs.model import ExceptedPlace
from regcheck.segments.view import Segments

_WORD = re.compile(r"[^\W_]+")
_STEM = 4
"""Letters of a word that stay alike in its forms, at least."""
_AROUND = 80
_ADDED = re.compile(r" (?:på|til|av|for|i|ved|med|om) ")
_TERM = re.compile(r"\W*(?:\w\)? )?[«“]?\w[^.:;]{1,60}: ")
_SAYING = re.compile(r",? (?:vil si|vil seie|innebærer|inneber|betyr|tyder),? at\b")


def outside_defined_terms(segments: Segments, judged: Iterable[Judged]) -> list[Judged]:
    """Without findings of the rules that leave such words alone, in a term where the document
    defines it, or, if it has more than one word, wherever the term stands. What is found in the
    definition itself stays."""
    judged = list(judged)
    if not any(ExceptedPlace.DEFINED_TERM in one.rule.except_places for one in judged):
        return judged
    terms = defined_terms(segments)
    places = [term.span for term in terms]
    names = sorted({term.term for term in terms if " " in term.term})
    inflected = _Inflected(names)
    holding: dict[str, list[tuple[str, int]]] = {}

    def is_within(one: Judged) -> bool:
        if any(place.covers(one.span) for place in places) or _is_explained(segments, one):
            return True
        words = one.span.of(segments.lowered)
        if words not in holding:
            holding[words] = [(name, name.find(words)) for name in names if words in name]
        if any(
            segments.lowered.startswith(name, one.span.start - at) for name, at in holding[words]
        ):
            return True
        return inflected.covers(segments, one)

    return [
        one
        for one in judged
        if ExceptedPlace.DEFINED_TERM not in one.rule.except_places or not is_within(one)
    ]


def _head(term: str) -> str:
    """A term without what a preposition adds: «betydelig skade» of «betydelig skade på utstyr»."""
    head = _ADDED.split(term, maxsplit=1)[0]
    return head if " " in head else term


def _is_explained(segments: Segments, one: Judged) -> bool:
    """Whether the sentence says what the words mean («At vekten er egnet, vil si at …»), or what a
    term before a colon means («Anker: feste som er egnet …»)."""
    sentence = segments.sentence_of(one.match.leaf, one.span)
    if segments.leaves[one.match.leaf].role is Role.DEFINITION:
        return _TERM.match(segments.text, sentence.start, one.span.start) is not None
    if not segments.lowered.startswith("at ", sentence.start):
        return False
    saying = _SAYING.search(segments.lowered, one.span.end, sentence.end)
    return saying is not None


class _Inflected:
    """Terms in other forms («alvorlige uhell» of «alvorlig uhell»), and without what a preposition
    adds to them where none stands there."""

    def __init__(self, names: Iterable[str]) -> None:
        self._sharing: dict[str, dict[str, None]] = {}
        self._compiled: dict[str, re.Pattern[str] | None] = {}
        for name in names:
            for word in name.split(" "):
                self._sharing.setdefault(word[:_STEM], {})[name] = None

    def covers(self, segments: Segments, one: Judged) -> bool:
        """Whether a finding lies within such a term."""
        word = _WORD.search(segments.lowered, one.span.start, one.span.end)
        found = self._terms_with(word[0][:_STEM]) if word else None
        if found is None:
            return False
        start, end = max(0, one.span.start - _AROUND), one.span.end + _AROUND
        return any(
            match.start() <= one.span.start and one.span.end <= match.end()
            for match in found.finditer(segments.lowered, start, end)
        )

    def _terms_with(self, begins: str) -> re.Pattern[str] | None:
        """What finds the terms that have a word beginning so."""
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
