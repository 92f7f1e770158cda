"""Terms that a document defines, for checks inside that document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from regcheck.base.text.patterns import pattern
from regcheck.base.text.span import Span
from regcheck.base.values import Value
from regcheck.document.model import Node, NodeKind
from regcheck.document.segments.marks import marks
from regcheck.document.segments.outline import is_law, outline
from regcheck.document.segments.view import Segments
from regcheck.law.vocabulary import (
    AN,
    IF,
    MENTIONED,
    ORDINAL,
    SHALL_OR_MAY,
    THE,
    THE_ENACTMENT,
    THESE,
    THIS,
)

_ARTICLE = pattern(rf"(?:{AN}|{THE})\s+", re.IGNORECASE)
_PLACE = rf"(?:i|etter) (?:(?:{ORDINAL}) ledd|§)"
_SAYS = r"(?:menes|meines|meinast|forstås|forståast|meint|meiner (?:ein|vi)|regnes|reknast|anses)"
_LIMITED = pattern(
    rf"\b(?:i|etter|for) (?:{THIS}|{THESE}) (?P<unit>kapit|paragraf|del|avsnitt|bestemmelse"
    r"|føresegn|ledd|vedlegg|punkt|artik|§)|\b(?P<here>paragrafen|kapit[a-z]+|ledd[a-z]+) her\b"
    rf"|\b{_PLACE}[^.;:]*?\b{_SAYS}\b|\b{_SAYS} (?:det )?{_PLACE}"
    rf"|\b{_SAYS} (?:det )?her\b",
    re.IGNORECASE,
)
IN_LIST, BELOW_HEADING = "D8", "D9"
"""Where a definition stands: the patterns of definitions in lists and of those below a heading that
announces them begin so."""
LISTED, RUN_IN = f"{IN_LIST} list", f"{IN_LIST} run in"
"""Patterns of definitions in lists: one to an item, or in a paragraph, each in quotation marks."""
_CHAPTER_UNITS = ("kapit", "del", "avsnitt", "vedlegg")
LEAD_IN: Final = pattern(
    r"\b(?:(?:menes|meines|mener (?:en|man)|forstås|forståast|meiner (?:ein|vi|me)|meint|meinast"
    r"|tyder|tydar|betyr|betyder|forstått|defineres)\b(?![^:]*\.$)"
    r"|(?:definisjon(?:er|ane|ene|ar)|slik betydning|(?:omgrep|begrep|uttrykk)\w* (?:nytta|brukt\w*"
    r"|benyttes) slik)\b)(?![^:]*\bmellom)[^:]{0,40}:?$",
    re.IGNORECASE,
)
_WORD_FOR = pattern(r"(?:begrep|omgrep|uttrykk|ord|term)(?:et|ene|a|en|ane)\s+", re.IGNORECASE)
_PLACED = pattern(
    rf" (?:i|etter) (?:{ORDINAL}|§|artikkel|kap|punkt|{THIS}"
    rf"|{THE_ENACTMENT}|bestemmelsen|føresegna|paragrafen)\b.*$"
    rf"| som (?:er )?(?:{MENTIONED})\b.*$"
    rf"|,?;.*$|,? (?:{SHALL_OR_MAY})$"
)
_ABROAD = pattern(
    rf"\b(?:\w+(?:{THE_ENACTMENT})|lov\w* \d|direktiv|forordning|konvensjon)",
    re.IGNORECASE,
)
_HEADED = pattern(
    r"\b(?:definisjon|ordforklaring|omgrep|begrep|uttrykk|terminologi|produktbeskr)", re.IGNORECASE
)
_MARKS = pattern(rf":| [–—-] |, (?=(?:{AN}|{THE}|alle?|enhver)\b)|(?<=[»”\"]) (?=\w)")
_COMMA = pattern(r", (?=[a-zæøå-]{4,} (?:som|der|av|hvor|kor)\b)(?![^:]{0,60}(?::| [–—] ))")
_POINTING = pattern(
    r"dette|det|denne|dei|slike?|slikt|uttrykk|ord|begrep(?:er)?|omgrep"
    rf"|(?:{THESE})(?: \w+)?|(?:følgende|følgjande)(?: \w+){{0,5}}",
    re.IGNORECASE,
)
_NO_TERM = pattern(rf"\.| som |\d+ ?\w{{1,3}}$|^(?:i|på|ved|for|etter|{IF}|med|til|fra|frå) ")
_WITHIN = pattern(
    r"(?:\(\d+\) |\d+\. )?Med (?:(?!menes|forstås|meinast|meint|meiner)[^.:;,])* ", re.IGNORECASE
)
_HERE = rf"(?:,? (?:i|etter) (?:{THIS}|{THE_ENACTMENT})\b[^.:;]{{0,60}}?,?)?"
_HELPER = r"(?:er|blir|vert) (?:det )?(?:i [^.:;]{0,30})?"
_INLINE = pattern(
    r"\bmed (?P<term>[«\"”“']?(?:[^\s,.:;]+ ){0,6}?[^\s,.:;]+?)"
    rf"{_HERE} (?:(?:også |òg )?(?:menes|forstås|meinast|meiner ein|meiner vi)|{_HELPER}meint)\b"
    r"(?! (?:det same|det samme|ikke|ikkje)\b)",
    re.IGNORECASE,
)
"""«med X menes», «med X i denne loven forstås», «med X er i lova meint»."""
_MAX_TERM, _MAX_LISTED = 60, 100
"""Characters of a term in running text, and before a colon in a list."""
_BEFORE = 160


class DefinedTerm(Value, frozen=True):
    """A term where it is defined. `term` is in lower case without an article; `scope` is the start
    of the unit that the definition is limited to, or -1 for the whole document. `sentence` defines
    the term; `abroad` means that the term belongs to some other act."""

    term: str
    span: Span
    leaf: int
    sentence: Span
    scope: int = -1
    abroad: bool = False
    pattern: str = ""


def defined_terms(segments: Segments) -> tuple[DefinedTerm, ...]:
    """Every term that the document defines in running text («med X menes») or in a list of
    definitions («X: …»), in text order. An item that repeats its term («X: Med X menes …») gives it
    once, at its head. Computed once per document."""

    def found() -> tuple[DefinedTerm, ...]:
        listed = list(_listed(segments))
        heads = {(term.leaf, term.term) for term in listed}
        running = [term for term in _running(segments) if (term.leaf, term.term) not in heads]
        return tuple(sorted([*running, *listed], key=lambda term: term.span))

    return segments.remember("terms", found)


def _running(segments: Segments) -> Iterator[DefinedTerm]:
    text = segments.text
    seen: set[int] = set()
    for at in marks(segments)["defining"]:
        leaf = segments.leaf_at(at)
        if leaf < 0 or not is_law(segments.leaves[leaf]):
            continue
        node = segments.leaves[leaf].span
        start, end = max(node.start, at - _BEFORE), min(node.end, at + 24)
        for match in _INLINE.finditer(text, start, end):
            term = _term(segments, Span(*match.span("term")))
            if term is not None and term.start not in seen:
                seen.add(term.start)
                sentence = segments.sentence_of(leaf, term)
                if is_within(text[sentence.start : match.start()]):
                    continue
                before = Span(sentence.start, min(at + 60, sentence.end)).of(text)
                yield _defined(segments, leaf, term, sentence, before)


def _listed(segments: Segments) -> Iterator[DefinedTerm]:
    for one in outline(segments).lists:
        first = segments.leaf_at(one.node.span.start)
        lead_in = _lead_in(segments, first, one.node) if first >= 0 else ""
        if not lead_in:
            continue
        for item in one.node.children:
            if item.kind is not NodeKind.ITEM:
                continue
            index = segments.leaf_at(item.span.start)
            leaf = segments.leaves[index]
            term = listed_term(segments, leaf)
            if term is not None:
                yield _defined(segments, index, term, leaf.span, lead_in)


def listed_term(segments: Segments, leaf: Node) -> Span | None:
    """The term at the head of an item in a list of definitions («X: …», «X – …», «X, en …»)."""
    head = segments.text[leaf.span.start : min(leaf.span.end, leaf.span.start + _MAX_LISTED + 3)]
    mark = _MARKS.search(head) or _COMMA.search(head)
    if mark is None or _NO_TERM.search(head, 0, mark.start()):
        return None
    if mark.start() > _MAX_TERM and mark[0] != ":":
        return None
    span = Span(leaf.span.start, leaf.span.start + mark.start())
    return _term(segments, span, _MAX_LISTED)


def is_within(before: str) -> bool:
    """Whether the words before «med X menes» belong to what is defined: «Med leie av kai med tak
    menes»."""
    return _WITHIN.fullmatch(before) is not None


def leads_in(words: str) -> bool:
    """Whether the words above a list introduce definitions."""
    return LEAD_IN.search(words) is not None


def is_pronoun(words: str) -> bool:
    """Whether words only refer to something («dette», «slike»), and so are no term."""
    return _POINTING.fullmatch(words) is not None


def heading_defines(segments: Segments, leaf: int) -> bool:
    """Whether the heading of the section announces definitions."""
    heading = segments.heading_of(leaf)
    return heading is not None and _HEADED.search(heading.of(segments.text)) is not None


def _lead_in(segments: Segments, leaf: int, above: Node) -> str:
    """The words above a list if they make it a list of definitions, else empty."""
    first = above.children[0]
    words = first.span.of(segments.text) if first.kind is NodeKind.TEXT else ""
    if LEAD_IN.search(words):
        return words
    heading = segments.heading_of(leaf)
    if heading is None or not heading_defines(segments, leaf):
        return ""
    return words or heading.of(segments.text)


def _term(segments: Segments, span: Span, most: int = _MAX_TERM) -> Span | None:
    """The term alone: without article, quotation marks and words such as «begrepet»."""
    text = segments.text
    start, end = span.start, span.end
    for lead in (_ARTICLE, _WORD_FOR):
        if match := lead.match(text, start, end):
            start = match.end()
    if placed := _PLACED.search(span.of(text)):
        end = span.start + placed.start()
    if (bracket := text.find(" (", start, end)) > start and text.find(")", bracket, end) < 0:
        end = bracket
    while start < end and text[start] in " «\"”“'‘":
        start += 1
    while end > start and text[end - 1] in " »\"”“'’":
        end -= 1
    if (
        text.startswith("§", start)
        or _POINTING.fullmatch(text, start, end)
        or not 1 < end - start <= most
    ):
        return None
    return Span(start, end)


def _defined(
    segments: Segments, index: int, term: Span, sentence: Span, context: str
) -> DefinedTerm:
    scope = limited_to(segments, index, context)
    abroad = _ABROAD.search(context.replace("denne forskrift", "")) is not None
    return DefinedTerm(term.of(segments.lowered), term, index, sentence, scope, abroad)


def limited_to(segments: Segments, index: int, context: str) -> int:
    """The start of the unit around a leaf that words limit a definition to («i denne paragrafen»);
    -1 where they do not."""
    limited = _LIMITED.search(context)
    return _scope(segments, index, limited) if limited else -1


def _scope(segments: Segments, index: int, limited: re.Match[str]) -> int:
    """The start of the unit that a definition is limited to: a chapter is the outermost one, which
    may have sections with Roman numerals within."""
    unit = (limited["unit"] or limited["here"] or "").lower()
    if not unit.startswith(_CHAPTER_UNITS):
        return segments.article_of(index).span.start
    line = segments.document.parents[index]
    chapters = [node for node in line if node.kind is NodeKind.CHAPTER]
    if unit.startswith("kapit") and chapters:
        return chapters[0].span.start
    for node in reversed(line):
        if node.kind in (NodeKind.CHAPTER, NodeKind.ANNEX, NodeKind.PART):
            return node.span.start
    return line[0].span.start if line else -1
