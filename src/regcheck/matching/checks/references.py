"""Checks of the references inside a document."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from operator import attrgetter
from string import ascii_letters

from regcheck.base.text.patterns import pattern
from regcheck.base.text.span import Span
from regcheck.document.model import Node, NodeKind, Role
from regcheck.document.segments.outline import is_law, is_section, outline
from regcheck.document.segments.view import Segments
from regcheck.law.address import StepKind
from regcheck.law.citations import Citation, CitationKind, find_citations
from regcheck.law.vocabulary import ACTS, OTHER_TEXTS, THE_ENACTMENT, THIS, word_set
from regcheck.matching.checks.hits import CheckHit

_LABEL = pattern(
    r"§§?[ \u00a0]?(\d+[a-zA-Z]?(?:[-–]\d+[a-zA-Z]?)*)(?: ([a-zæøå])(?![\w]))?(?! ?[-–] ?\d)"
)
_OWN = pattern(
    rf"\b(?:(?:i|etter) )?(?:(?:{THIS}) (?:lov|forskrift)\w*"
    rf"|(?:{THE_ENACTMENT}) her)"
)
_OTHER = pattern(
    rf"(?:{ACTS})\b|forskrift\w*|{OTHER_TEXTS}|regelverk|tidligere|tidlegare|nåværende"
    r"|noverande|opphev|\w+ordning|stortingets|\w+vedtak"
    r"|\b[a-zæøå]{1,7}l\. ?(?=§|\(|\d{2}\b)"
)
_IN_OTHER = pattern(r"\.? ?(?:\([^()]{1,20}\) )?i [a-zæøå]{1,7}l\.")
_NAMED = pattern(r"(?<!jf)(?<!jfr)(?<!Jf)(?<!Jfr)\. ?$|\b[A-ZÆØÅ]{3,} $|\w(?:ens|ets|ans) $|\w$")
"""What stands before a section sign that belongs to some other text: an abbreviation, a name in
capitals, a genitive."""
_end = attrgetter("span.end")
_BARE = word_set(THE_ENACTMENT)
_FEWEST = 3
"""Sections from which on a text is taken for whole."""
_FIRST_TWO = (["1", "2"], ["1-1", "1-2"])
_EXCERPT = pattern(r"utdrag|utval|utsnitt|\bexcerpts?\b|\bextracts?\b", re.IGNORECASE)
_LEFT_OUT = pattern(r"\W*(?:…|\.\.\.|\[?(?:utelatt|utelate)\]?|[-–—*_]{2,})\W*")
_BEFORE = 400
_NEAR = 80
_MORE = 10


def dangling_reference(segments: Segments, options: Mapping[str, str]) -> Iterator[CheckHit]:
    """A reference to a section of the same document that the document does not have."""
    if segments.document.meta.kind.is_amending:
        return
    sections = outline(segments).sections
    if len(sections) < _FEWEST and not _is_short_text(segments, sections):
        return
    known = frozenset(node.label.lower() for node in sections)
    prefixes = frozenset(label.partition("-")[0] for label in known if "-" in label)
    numbers = [int(label) for label in known if label.isdecimal()]
    most = 2 * max(numbers) + _MORE if numbers else -1
    told: set[Span] = set()
    said = cache(partial(_said_around, segments))  # a long sentence is gone through once
    for match in _LABEL.finditer(segments.text):
        label = match[1].lower().replace("–", "-")
        if _is_known(match, label, known):
            continue
        is_range = match[0].startswith("§§")
        if not _is_of_this_kind(label, known, prefixes, most, is_range=is_range):
            continue
        leaf = segments.leaf_at(match.start())
        if (
            leaf < 0
            or not is_law(segments.leaves[leaf])
            or not (
                is_section(segments.article_of(leaf))
                and (segments.leaves[leaf].role is not Role.INSERTED)
            )
        ):
            continue
        span = _internal(segments, leaf, match, said)
        if span is not None and span not in told:
            told.add(span)
            yield CheckHit(leaf, span)


def _is_short_text(segments: Segments, sections: Sequence[Node]) -> bool:
    """Whether so few sections are a whole text and no excerpt: it has a title, is numbered from the
    beginning, and nothing says that anything is left out."""
    title = segments.document.meta.title
    if not title or _EXCERPT.search(title):
        return False
    if [node.label for node in sections] not in _FIRST_TWO:
        return False
    return not any(_LEFT_OUT.fullmatch(leaf.span.of(segments.text)) for leaf in segments.leaves)


def _is_known(match: re.Match[str], label: str, known: frozenset[str]) -> bool:
    return label in known or f"{label}{(match[2] or '').lower()}" in known


def _labels(segments: Segments) -> frozenset[str]:
    """The labels of all articles of the document, annexes too, in lower case."""
    return frozenset(
        node.label.lower()
        for node in segments.document.root.walk()
        if node.kind is NodeKind.ARTICLE
    )


def _is_of_this_kind(
    label: str, known: frozenset[str], prefixes: frozenset[str], most: int, *, is_range: bool
) -> bool:
    """Whether a missing label is numbered as the document's own sections are, so that it may be
    one of them; the two ends of a range that are both there are not missing."""
    first, _, rest = label.partition("-")
    if not rest:
        return int(label.rstrip(ascii_letters)) <= most
    both = {first, rest} <= known
    if is_range and both:
        return False
    # «§ 6-13» for «§§ 6 til 13» where sections have whole numbers
    run_on = both and not prefixes and first.isdecimal() and rest.isdecimal()
    return first in prefixes or (run_on and int(first) < int(rest))


def _said_around(
    segments: Segments, leaf: int, sentence: Span
) -> tuple[bool, tuple[Citation, ...]]:
    """Whether another document is named around a sentence, and the citations in it."""
    lowered = segments.lowered
    pieces = segments.norm(leaf, Span(sentence.start, sentence.start + 1))
    start = segments.paragraph_of(leaf).span.start
    before = Span(max(start, sentence.start - _BEFORE), sentence.start)
    around = " ".join(_OWN.sub("", piece.of(lowered)) for piece in (before, *pieces))
    heading = segments.heading_of(leaf)
    elsewhere = _OTHER.search(around) or (heading and _OTHER.search(heading.of(lowered)))
    return bool(elsewhere), tuple(find_citations(sentence.of(segments.text)))


def _internal(
    segments: Segments,
    leaf: int,
    match: re.Match[str],
    said: Callable[[int, Span], tuple[bool, tuple[Citation, ...]]],
) -> Span | None:
    """The words of the citation when nothing says that it is of another document, and not even
    an annex has the section."""
    at, lowered = match.start(), segments.lowered
    begun = max(segments.leaves[leaf].span.start, at - _NEAR)
    if _OTHER.search(_OWN.sub("", lowered[begun:at])) or _NAMED.search(segments.text[begun:at]):
        return None
    sentence = segments.sentence_of(leaf, Span(at, at + 1))
    elsewhere, citations = said(leaf, sentence)
    known = segments.remember("labels", lambda: _labels(segments))
    if elsewhere or _is_known(match, match[1].lower().replace("–", "-"), known):
        return None
    number = bisect_right(citations, at - sentence.start, key=_end)
    if number == len(citations):
        return None
    citation = citations[number]
    span = citation.span.shift(sentence.start)
    own = citation.act_name.lower() in _BARE and lowered.endswith("denne ", 0, span.start)
    internal = own or citation.kind is CitationKind.INTERNAL
    if span.start > at or citation.refid or not internal:
        return None
    span = Span(max(span.start, at), span.end) if own else span
    begun = max(segments.leaves[leaf].span.start, span.start - 30)
    if _NAMED.search(segments.text, begun, span.start) or _IN_OTHER.match(lowered, span.end):
        return None
    labels = (
        address.steps[0].label.lower()
        for address in citation.addresses
        if address.steps and address.steps[0].kind is StepKind.ARTICLE
    )
    return span if any(label not in known for label in labels) else None
