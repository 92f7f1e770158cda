"""Measures of readability, placed among Norwegian acts or regulations by percentile."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from regcheck.base.text.patterns import pattern
from regcheck.base.text.span import Span
from regcheck.document.model import NodeKind, Role
from regcheck.document.segments.measures import MEASURED_ROLES, measure_text, measured_text
from regcheck.document.segments.view import Segments
from regcheck.matching.checks.hits import CheckHit
from regcheck.matching.checks.run_together import words_at_once

_SHORTEST = 200
_PUNCTUATION = pattern(r"[^\w\s]")
_SENTENCE = pattern(r"\b[^.!?]+[.!?]*")
_LONG = 25
"""Words in sentences that are kept for every rule on their length."""
_SHORT_WORD = 2
"""Code points that every word takes at least, with the space after it."""


@cache
def percentiles(kind: str, measure: str) -> tuple[float, ...]:
    """The 1st to 99th percentile of a measure over Norwegian law; `kind` is `act` or `regulation`
    and `measure` one of `sentence-words`, `paragraph-words`, `lix`, `words-per-sentence`; the last
    two are of whole documents."""
    table = json.loads(Path(__file__).with_name("percentiles.json").read_text("utf-8"))
    return tuple(table[kind][measure])


def _limits(segments: Segments, measure: str, options: Mapping[str, str]) -> tuple[float, float]:
    """The range that is reported: above the first, not above the second."""
    table = percentiles(("act" if segments.document.meta.kind.is_act else "regulation"), measure)
    above = float(options["above"]) if "above" in options else -1.0
    if "percentile" in options:
        above = max(above, table[int(options["percentile"]) - 1])
    upto = table[int(options["below-percentile"]) - 1] if "below-percentile" in options else 1e9
    return above, upto


def sentence_words(segments: Segments, options: Mapping[str, str]) -> Iterator[CheckHit]:
    """Sentences of operative text with too many words, as they are read: list items are sentences
    of their own, also where they have run together in the source, and a list in a line is as long
    as its lead-in and its longest item.

    A table written out as running text, a list of references and a formula with what its symbols
    stand for are no sentences and are passed over.
    """
    above, upto = _limits(segments, "sentence-words", options)
    long = segments.remember("long-sentences", lambda: _long_sentences(segments, _LONG))
    for index, sentence, words in long if above >= _LONG else _long_sentences(segments, above):
        if above < words <= upto:
            yield CheckHit(index, sentence, words, above)


def _long_sentences(segments: Segments, above: float) -> list[tuple[int, Span, int]]:
    """Sentences of more than `above` words, with the leaf and how many words are read at once."""
    found = []
    fewest = above * _SHORT_WORD
    for index, leaf in enumerate(segments.leaves):
        if leaf.span.end - leaf.span.start < fewest or leaf.role not in MEASURED_ROLES:
            continue
        for sentence in segments.sentences(leaf.span):
            if sentence.end - sentence.start < fewest:
                continue
            if segments.text.count(" ", sentence.start, sentence.end) + 1 <= above:
                continue
            last = sentence.end == leaf.span.end and leaf.kind is not NodeKind.ITEM
            after = segments.leaves[index + 1 : index + 2] if last else ()
            over_list = any(one.kind is NodeKind.ITEM for one in after)
            words = words_at_once(segments.text, sentence, over_list=over_list)
            if words > above:
                found.append((index, sentence, words))
    return found


def paragraph_words(segments: Segments, options: Mapping[str, str]) -> Iterator[CheckHit]:
    """Paragraphs (ledd) without a list that are too long, in words."""
    above, upto = _limits(segments, "paragraph-words", options)
    for index, leaf in enumerate(segments.leaves):
        if leaf.role not in MEASURED_ROLES or leaf.kind is not NodeKind.PARAGRAPH:
            continue
        words = segments.text.count(" ", leaf.span.start, leaf.span.end) + 1
        if above < words <= upto:
            first = segments.sentences(leaf.span)[0]
            yield CheckHit(index, first, words, above)


def document_lix(segments: Segments, options: Mapping[str, str]) -> Iterator[CheckHit]:
    """The document's LIX, reported at its first heading or provision; texts of under 200 words
    are left alone."""
    above, upto = _limits(segments, "lix", options)
    measures = measure_text(segments)
    value = round(measures.lix, 1)
    if measures.words >= _SHORTEST and above < value <= upto:
        yield from _of_document(segments, value, above)


def _of_document(segments: Segments, value: float, above: float) -> Iterator[CheckHit]:
    """A measure of a document, at its first heading or provision."""
    for index, leaf in enumerate(segments.leaves):
        if leaf.role in (Role.HEADING, *MEASURED_ROLES):
            yield CheckHit(index, leaf.span, value, above)
            return


def rix(text: str) -> float:
    """RIX (Anderson 1983): words of more than six letters per sentence, counted as textstat does:
    punctuation, hyphens too, is taken out of words, and what ends in a stop after one or two words
    is no sentence."""
    long_words = sum(len(word) > 6 for word in _PUNCTUATION.sub("", text).split())
    sentences = _SENTENCE.findall(text)
    counted = sum(len(_PUNCTUATION.sub("", sentence).split()) > 2 for sentence in sentences)
    return long_words / max(counted, 1)


def document_rix(segments: Segments, options: Mapping[str, str]) -> Iterator[CheckHit]:
    """The document's RIX when it is above the option `above`, at its first heading or provision;
    texts of under 200 words are left alone."""
    if measure_text(segments).words < _SHORTEST:
        return
    value, above = rix(measured_text(segments)), float(options["above"])
    if value > above:
        yield from _of_document(segments, value, above)
