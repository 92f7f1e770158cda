"""Terms given their meaning in other ways than by saying what they mean: what counts as what, and
short names in brackets. For collecting the concepts of a text, not for finding faults in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from regcheck.document.model import OPERATIVE_ROLES, Role
from regcheck.matching.definitions import DefinedTerm, defined_terms
from regcheck.segments.view import Segments
from regcheck.text.span import Span

_STEM = 5
_NO_NAME = re.compile(
    r"(?:nødvendige?|naudsynt|del|ein del|egen|særlige?|særleg|relevante?|gyldige?|likeverdige?"
    r"|vesentlige?|hovedregel|offentlige?|adskilt|omfattet|nære|falske|trygg|uforholdsmessig"
    r"|\w*(?:lov(?:en|a)|forskrift(?:en|a)))$",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:hva|kva|hvilke|hvilken|når (?:det|et|eit)|som må|kan)\b[^.;]{0,60}$", re.IGNORECASE
)


def named_terms(segments: Segments) -> list[DefinedTerm]:
    """Every term the document gives a meaning, in text order: «med X menes», lists of
    definitions, «som X regnes …», «… regnes som X», «(heretter kalt X)» and a bracketed name that
    the document goes on to use."""
    found = {term.span: term for term in defined_terms(segments)}
    for index, leaf in enumerate(segments.leaves):
        if leaf.role not in OPERATIVE_ROLES and leaf.role is not Role.INSERTED:
            continue
        for span in _named(segments, leaf.span):
            if not any(span.overlaps(known) for known in found):
                sentence = segments.sentence_of(index, span)
                found[span] = DefinedTerm(span.of(segments.lowered), span, index, sentence)
    return [found[span] for span in sorted(found)]


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    counts = r"(?:regnes|reknes|reknast|anses|ansees|reknar ein|blir rekna|vert rekna|er rekna)"
    word = r"[^\s,.:;()«»]+"
    return (
        re.compile(rf"\bSom (?P<term>«?(?:{word} ){{0,4}}?{word}»?) {counts}\b"),
        re.compile(
            rf"\b(?:{counts}|å rekne|å regne|å anse) (?:også |òg |ikke |ikkje )?som "
            rf"(?:en |et |ein |eit |ei )?(?P<term>«[^»]{{2,60}}»|{word}(?: i {word})?)"
        ),
        re.compile(
            r"\((?:heretter|i det følgende|nedanfor|nedenfor|seinare|vidare)[^()«]{0,30}? "
            r"«?(?P<term>[^()«»]{2,60}?)[»)]"
        ),
        re.compile(r"\([«\"](?P<term>[^()«»\"]{2,60})[»\"]\)"),
    )


@cache
def _bracketed() -> re.Pattern[str]:
    return re.compile(r"[a-zæøå] \((?P<term>[a-zæøå][a-zæøå-]{3,}(?: [a-zæøå-]{3,}){0,2})\)")


def _named(segments: Segments, leaf: Span) -> Iterator[Span]:
    text = segments.text
    for form in _forms():
        for match in form.finditer(text, leaf.start, leaf.end):
            before = text[max(leaf.start, match.start() - 70) : match.start()]
            if not _NO_NAME.match(match["term"]) and not _OPEN.search(before):
                yield _bare(text, Span(*match.span("term")))
    for match in _bracketed().finditer(text, leaf.start, leaf.end):
        span = Span(*match.span("term"))
        stem = segments.lowered[span.start : span.end - 1]
        if _NO_NAME.match(match["term"]):
            continue
        if len(stem) >= _STEM and segments.lowered.find(stem, span.end) >= 0:
            yield span


def _bare(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and text[start] in "« ":
        start += 1
    while end > start and text[end - 1] in "» ":
        end -= 1
    return Span(start, end)
