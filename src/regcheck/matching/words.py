"""Finders: compiled patterns that conditions ask whether they occur in a stretch of text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from regcheck.matching.expressions import Expression
from regcheck.matching.phrase import Literal
from regcheck.segments.view import Segments
from regcheck.text.span import Span

LONG = 4000
"""Code points from which on words are looked for one by one."""


@dataclass(frozen=True, slots=True)
class Finder:
    """Words, open-ended words, phrases and expressions, any of which may occur.

    `exact` are whole single words, `prefixes` and `suffixes` beginnings and endings of words,
    `phrases` whatever has spaces or is open on both sides.
    """

    exact: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    phrases: tuple[Literal, ...] = ()
    expressions: tuple[Expression, ...] = ()

    def occurs(self, segments: Segments, span: Span) -> bool:
        """Whether anything is found in `span`."""
        if len(span) > LONG:
            return self._occurs_in_long(segments, span)
        words = segments.words(span)
        if not self.exact.isdisjoint(words):
            return True
        if self.prefixes and any(word.startswith(self.prefixes) for word in words):
            return True
        if self.suffixes and any(word.endswith(self.suffixes) for word in words):
            return True
        return any(True for _ in self._loose(segments, span))

    def _occurs_in_long(self, segments: Segments, span: Span) -> bool:
        """The same without taking a whole chapter or document apart into words."""
        lowered = segments.lowered
        if any(True for literal in self._literals() for _ in whole_words(lowered, literal, span)):
            return True
        return any(
            expression.is_in(segments.text, lowered, span.start, span.end)
            for expression in self.expressions
        )

    def places(self, segments: Segments, span: Span) -> list[Span]:
        """Where things are found in `span`, in order."""
        lowered = segments.lowered
        found = [p for literal in self._literals() for p in whole_words(lowered, literal, span)]
        for expression in self.expressions:
            found += [f for _, f in expression.find(segments.text, lowered, span.start, span.end)]
        return sorted(set(found))

    def overlaps(self, segments: Segments, near: Span, whole: Span) -> bool:
        """Whether anything found in `near` shares words with `whole`."""
        lowered = segments.lowered
        for literal in self._literals():
            size = len(literal.text)
            reach = Span(max(near.start, whole.start - size), min(near.end, whole.end + size))
            if lowered.find(literal.text, reach.start, reach.end) >= 0:
                places = whole_words(lowered, literal, reach)
                if any(place.overlaps(whole) for place in places):
                    return True
        return any(
            found.overlaps(whole)
            for expression in self.expressions
            for _, found in expression.find(segments.text, lowered, near.start, near.end)
        )

    def _literals(self) -> Iterator[Literal]:
        yield from self.phrases
        for word in self.exact:
            yield Literal(word)
        for prefix in self.prefixes:
            yield Literal(prefix, open_right=True)
        for suffix in self.suffixes:
            yield Literal(suffix, open_left=True)

    def _loose(self, segments: Segments, span: Span) -> Iterator[Span]:
        for literal in self.phrases:
            yield from whole_words(segments.lowered, literal, span)
        for expression in self.expressions:
            for _, whole in expression.find(segments.text, segments.lowered, span.start, span.end):
                yield whole


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
