"""Terms that a document defines, for checks inside that document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from regcheck.document.model import OPERATIVE_ROLES, Node, NodeKind, Role
from regcheck.segments.view import Segments
from regcheck.text.span import Span

_ARTICLE = re.compile(r"(?:en|ei|et|ein|eit|den|det|de|dei)\s+", re.IGNORECASE)
_LIMITED = re.compile(
    r"\bi (?:dette|denne) (?:kapit\w+|paragraf\w*|del\w*|avsnitt\w*|bestemmelse\w*"
    r"|føresegn\w*|ledd\w*|vedlegg\w*|§)",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(
    r"\b(?:menes|forstås|meiner ein|blir meint|vert meint|er meint|tyder|betyr|gjelder følgende"
    r" definisjoner|defineres|meinast)\b",
    re.IGNORECASE,
)
_HEADED = re.compile(r"\b(?:definisjon|ordforklaring|omgrep|begrep|uttrykk)", re.IGNORECASE)
_MAX_TERM = 60


@dataclass(frozen=True, slots=True)
class DefinedTerm:
    """A term where it is defined. `term` is in lower case without an article; `scope` is the start
    of the unit that the definition is limited to, or -1 for the whole document."""

    term: str
    span: Span
    leaf: int
    scope: int = -1


@cache
def _inline() -> tuple[re.Pattern[str], ...]:
    return (
        re.compile(
            r"\bmed (?P<term>(?:[^\s,.:;]+ ){0,5}?[^\s,.:;]+?) (?:i (?:denne|dette)[^.:;]{0,40} )?"
            r"(?:menes|forstås|meiner ein|meinast|er meint|blir meint|vert meint|blir det meint"
            r"|er det meint|vert det meint)\b(?! det samme)",
            re.IGNORECASE,
        ),
    )


def defined_terms(segments: Segments) -> list[DefinedTerm]:
    """Every term the document defines in running text («med X menes») or in a list of
    definitions («X: …»), in text order."""
    found: list[DefinedTerm] = []
    for index, leaf in enumerate(segments.leaves):
        if leaf.role not in OPERATIVE_ROLES and leaf.role is not Role.INSERTED:
            continue
        if leaf.kind is NodeKind.ITEM:
            found += _listed(segments, index, leaf)
        if " med " in f" {segments.lowered[leaf.span.start : leaf.span.end]}":
            found += _running(segments, index, leaf)
    return found


def _running(segments: Segments, index: int, leaf: Node) -> Iterator[DefinedTerm]:
    for pattern in _inline():
        for match in pattern.finditer(segments.text, leaf.span.start, leaf.span.end):
            term = _term(segments, Span(*match.span("term")))
            if term is not None:
                sentence = segments.sentence_of(index, term)
                yield _defined(segments, index, term, sentence.of(segments.text))


def _listed(segments: Segments, index: int, leaf: Node) -> Iterator[DefinedTerm]:
    words = leaf.span.of(segments.text)
    colon = words.find(":")
    if not 0 < colon <= _MAX_TERM or "." in words[:colon]:
        return
    line = segments.document.parents[index]
    before = line[-1].children[0] if line else None
    lead_in = before.span.of(segments.text) if before and before.kind is NodeKind.TEXT else ""
    heading = segments.heading_of(index)
    headed = bool(heading and _HEADED.search(heading.of(segments.text)))
    if not (headed or _LEAD_IN.search(lead_in)):
        return
    term = _term(segments, Span(leaf.span.start, leaf.span.start + colon))
    if term is not None:
        yield _defined(segments, index, term, lead_in)


def _term(segments: Segments, span: Span) -> Span | None:
    words = span.of(segments.text)
    article = _ARTICLE.match(words)
    start = span.start + (article.end() if article else 0)
    while start < span.end and segments.text[start] in " «\"”“'":
        start += 1
    end = span.end
    while end > start and segments.text[end - 1] in " »\"”“'":
        end -= 1
    return Span(start, end) if 1 < end - start <= _MAX_TERM else None


def _defined(segments: Segments, index: int, term: Span, context: str) -> DefinedTerm:
    scope = -1
    if _LIMITED.search(context):
        for node in reversed(segments.document.parents[index]):
            if node.kind in (NodeKind.CHAPTER, NodeKind.ANNEX, NodeKind.PART):
                scope = node.span.start
                break
    return DefinedTerm(term.of(segments.lowered), term, index, scope)
