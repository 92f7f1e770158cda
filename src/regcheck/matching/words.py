"""Finders: compiled patterns that conditions ask whether they occur in a stretch of text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice, takewhile
from operator import attrgetter

from regcheck.base.search.expressions import Expression
from regcheck.base.text.patterns import pattern
from regcheck.base.text.span import Span
from regcheck.base.values import Value
from regcheck.document.segments.view import Segments
from regcheck.matching.literal import Literal
from regcheck.matching.vocabulary import Kinds

_WORD = pattern(r"\w+(?:-\w+)*")
_AROUND = 80
"""How far, in code points, exceptions are looked for around a stretch."""


class Finder(Value, frozen=True):
    """Words, open-ended words, phrases and expressions, any of which may occur.

    `exact` are whole single words, `prefixes` and `suffixes` beginnings and endings of words,
    `phrases` whatever has spaces or is open on both sides. `single` is the mask of the first
    three, `hint` that of words one of which is there wherever a phrase is found; -1 when that is
    not known; each expression has one of its own. `any_hint` is all of these in one, and those of
    `excepted`: other finders in pairs, of which the first finds where its places do not overlap
    those of the second.
    """

    exact: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    phrases: tuple[Literal, ...] = ()
    expressions: tuple[tuple[int, Expression], ...] = ()
    single: int = 0
    hint: int = -1
    any_hint: int = -1
    excepted: tuple[tuple[Finder, Finder], ...] = ()

    def occurs(self, segments: Segments, kinds: Kinds, span: Span) -> bool:
        """Whether anything is found in `span`."""
        mask = kinds.around(span)
        if mask & self.single and kinds.of(span) & self.single:
            return True
        text, lowered, (start, end) = segments.text, segments.lowered, span
        if mask & self.hint and any(True for _ in self._phrases_in(lowered, span, span)):
            return True
        for hint, expression in self.expressions:
            if mask & hint and expression.is_in(text, lowered, start, end):
                return True
        return any(True for _ in self._excepted(segments, kinds, span))

    def _excepted(self, segments: Segments, kinds: Kinds, span: Span) -> Iterator[Span]:
        """For each that has exceptions, the first place where these are not."""
        for finder, but in self.excepted:
            yield from islice(finder._places_but(but, segments, kinds, span), 1)

    def _places_but(
        self, but: Finder, segments: Segments, kinds: Kinds, span: Span
    ) -> Iterator[Span]:
        """The places that do not overlap those of another finder; leaf by leaf, since one is often
        enough."""
        if not self.occurs(segments, kinds, span):
            return
        for part in segments.leaf_parts(span):
            if self.may_occur(kinds.around(part)):
                end = min(part.end + _AROUND, len(segments.text))
                around = Span(max(part.start - _AROUND, 0), end)
                for place in self.places(segments, kinds, part):
                    if not but.overlaps(segments, kinds.around(around), around, place):
                        yield place

    def may_occur(self, mask: int) -> bool:
        """Whether anything can be found among words with this mask."""
        return mask & self.any_hint != 0

    def places(self, segments: Segments, kinds: Kinds, span: Span) -> list[Span]:
        """Every place in `span` where something without exceptions is found, in order."""
        mask = kinds.around(span)
        found = [*self._single_words(segments.lowered, span)] if mask & self.single else []
        return sorted(found + self._others(segments, mask, span, span))

    def first(self, segments: Segments, kinds: Kinds, span: Span) -> Span | None:
        """Where something is found first in `span`."""
        mask = kinds.around(span)
        words = self._single_words(segments.lowered, span) if mask & self.single else ()
        found = list(islice(words, 1))
        found += self._others(segments, mask, span, span)
        found += self._excepted(segments, kinds, span)
        return min(found, default=None)

    def overlaps(self, segments: Segments, mask: int, near: Span, whole: Span) -> bool:
        """Whether anything found in `near`, whose words have a mask, shares words with `whole`."""
        if mask & self.single:
            words = Span(
                max(near.start, word_start(segments.lowered, whole.start)),
                min(near.end, word_end(segments.lowered, whole.end)),
            )
            if any(place.overlaps(whole) for place in self._single_words(segments.lowered, words)):
                return True
        return any(found.overlaps(whole) for found in self._others(segments, mask, near, whole))

    def _single_words(self, lowered: str, span: Span) -> Iterator[Span]:
        """The places of single words, whole ones and those with the right beginning or end, in
        order."""
        for match in _WORD.finditer(lowered, span.start, span.end):
            word, start = match[0], match.start()
            if word.endswith(self.suffixes):
                yield Span(word_start(lowered, start), match.end())
            elif word in self.exact or word.startswith(self.prefixes):
                yield Span(start, match.end())

    def _phrases_in(self, lowered: str, near: Span, whole: Span) -> Iterator[Span]:
        """The places in `near` of phrases that reach `whole`."""
        window = near.of(lowered)
        for literal in self.phrases:
            if literal.text in window:
                size = len(literal.text)
                start, end = max(near.start, whole.start - size), min(near.end, whole.end + size)
                yield from whole_words(lowered, literal, Span(start, end))

    def _others(self, segments: Segments, mask: int, near: Span, whole: Span) -> list[Span]:
        """The places in `near` of phrases that reach `whole`, and of expressions in it, among words
        with this mask."""
        found = [*self._phrases_in(segments.lowered, near, whole)] if mask & self.hint else []
        for hint, expression in self.expressions:
            if mask & hint:
                places = _places_of(expression, segments, near)
                ahead = islice(places, bisect_right(places, whole.start, key=_end), None)
                found += takewhile(lambda place: place.start < whole.end, ahead)
        return found


_end = attrgetter("end")


def _places_of(expression: Expression, segments: Segments, near: Span) -> list[Span]:
    """Where an expression matches in a stretch, in order; looked for once in each."""

    def find() -> list[Span]:
        found = expression.find(segments.text, segments.lowered, near.start, near.end)
        return [whole for _, whole in found]

    return segments.remember((id(expression), near), find)


def is_left_edge(text: str, at: int) -> bool:
    """Whether a word can begin at `at`: no letter, and no letter with a hyphen, before it."""
    if at == 0:
        return True
    before = text[at - 1]
    if before.isalnum() or before == "_":
        return False
    return not (before == "-" and at > 1 and text[at - 2].isalnum())


def is_right_edge(text: str, at: int) -> bool:
    """Whether a word can end at `at`: no letter, and no hyphen with a letter, after it."""
    if at >= len(text):
        return True
    after = text[at]
    if after.isalnum() or after == "_":
        return False
    return not (after == "-" and at + 1 < len(text) and text[at + 1].isalnum())


def word_start(text: str, at: int) -> int:
    """Where the word that `at` lies in begins; hyphens belong to words."""
    while at > 0 and (text[at - 1].isalnum() or text[at - 1] in "_-"):
        at -= 1
    return at


def word_end(text: str, at: int) -> int:
    """Where the word that `at` lies in ends; hyphens between letters belong to words."""
    size = len(text)
    while at < size and (
        text[at].isalnum()
        or text[at] == "_"
        or (text[at] == "-" and at + 1 < size and text[at + 1].isalnum())
    ):
        at += 1
    return at


def whole_words(lowered: str, literal: Literal, span: Span) -> Iterator[Span]:
    """Occurrences of a literal in `span` that begin and end where words do, or are open there;
    an open end takes in the rest of the word."""
    size = len(literal.text)
    at = lowered.find(literal.text, span.start, span.end)
    while at >= 0:
        end = at + size
        if (literal.open_left or is_left_edge(lowered, at)) and (
            literal.open_right or is_right_edge(lowered, end)
        ):
            begin = word_start(lowered, at) if literal.open_left else at
            yield Span(begin, word_end(lowered, end) if literal.open_right else end)
        at = lowered.find(literal.text, at + 1, span.end)
