"""Checks of references inside a document that are followed to what they lead to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from regcheck.base.text.patterns import pattern
from regcheck.base.text.span import Span
from regcheck.document.model import Node, NodeKind, Role
from regcheck.document.segments.outline import is_law, is_section, outline
from regcheck.document.segments.view import Segments
from regcheck.law.address import Address, StepKind
from regcheck.law.citations import Citation, CitationKind, find_citations
from regcheck.matching.checks.hits import CheckHit
from regcheck.matching.checks.law_in_force import speaks_of_older_law

_ELSEWHERE = pattern(
    r"(?:lov|forskrift|vedtekt|avtale|direktiv|forordning|konvensjon|reglement|instruks|vedlegg"
    r"|kapittel|[a-zæøå]{1,7}l\.|artikkel|tidligere|tidlegare)"
)
"""What makes it doubtful that a reference is to this text."""
_AFTER = pattern(
    r"\.? ?(?:i|til|av) (?!denne|dette|samme|same)(?:[a-zæøå]*lov|[a-zæøå]*forskrift|§)"
)
_NAMED = pattern(
    r"\b(?P<noun>[a-zæøå]*(?:søknad|tillatelse|løyve|lisens|klage|gebyr|avgift|tilskudd|tilskot"
    r"|melding|rapport|register|søksmål|dispensasjon|garanti|erstatning))"
    r"(?:er|ar|en|a|et|ene|ane|s|e)?(?: (?:som(?: er)? )?(?:nevnt|nemnt|omtalt))?"
    r" (?:etter|i|som følger av) (?:reglene i |bestemmelsene i )?$"
)
"""A noun that the place referred to is said to be about."""
_LISTED = frozenset({NodeKind.ITEM, NodeKind.TABLE})
_MOST = 2
"""Sections that may be meant instead."""
_REACH = 90
"""Characters before a reference in which its noun stands."""
_NOUNS = {
    "søknad": r"søk",
    "tillatelse": r"tillat|løyve|samtykk|godkjen|konsesjon|bevilling|forbud|forbod",
    "løyve": r"løyve|tillat|samtykk|godkjen|konsesjon|bevilling|forbud|forbod",
    "lisens": r"lisens",
    "klage": r"klag|anke",
    "gebyr": r"gebyr|avgift|betal|kost|sats",
    "avgift": r"avgift|gebyr|betal|sats|vederlag",
    "tilskudd": r"tilsku|tilsko|støtte|stønad|midler|refusjon",
    "tilskot": r"tilsku|tilsko|støtte|stønad|midlar|refusjon",
    "melding": r"meld|meddel|vars|underrett|opplys|gi beskjed|si fra",
    "rapport": r"rapport|meld",
    "register": r"regist|føre|protokoll",
    "søksmål": r"søksmål|sak|domstol|rett",
    "dispensasjon": r"dispens|unntak|fritak|fravik|unnta",
    "garanti": r"garanti|sikkerhet|trygd",
    "erstatning": r"erstat|tap|skade|vederlag|kompensasjon",
}
"""How the words begin that a place about a noun holds one of."""


_LOOKED_BACK = 400
"""Code points before a reference in which another text may be named."""


def misplaced_reference(segments: Segments, options: Mapping[str, str]) -> Iterator[CheckHit]:
    """A noun that a section of the document is said to be about, which does not mention it, while
    one or two others do; these are related, and the words give their numbers."""
    sections = _sections(segments)
    for leaf, span, citation in _own_references(segments):
        start = max(segments.leaves[leaf].span.start, span.start - _REACH)
        named = _NAMED.search(segments.lowered, start, span.start)
        if named is None or len(citation.addresses) != 1:
            continue
        section = _section(sections, citation.addresses[0])
        stem = next(stem for stem in _NOUNS if named["noun"].endswith(stem))
        own = segments.article_of(leaf)
        if section in (None, own) or _mentions(segments, section, pattern(_NOUNS[stem])):
            continue
        stem_itself = pattern(stem)
        others = [
            one
            for one in sections.values()
            if one is not own and _mentions(segments, one, stem_itself)
        ]
        if 0 < len(others) <= _MOST:
            whole = Span(named.start(), span.end)
            words = ", ".join(f"§ {one.label}" for one in others)
            yield CheckHit(leaf, whole, related=tuple(one.span for one in others), words=words)


def absent_part(segments: Segments, options: Mapping[str, str]) -> Iterator[CheckHit]:
    """A paragraph or a lettered item of a section of the same document that the section does not
    have; it is related, and the words give its number."""
    sections = _sections(segments)
    for leaf, span, citation in _own_references(segments):
        for address in citation.addresses:
            section = _section(sections, address)
            if section is not None and _lacks(segments, sections, section, address):
                yield CheckHit(leaf, span, related=(section.span,), words=f"§ {section.label}")
                break


def _lacks(
    segments: Segments, sections: Mapping[str, Node], section: Node, address: Address
) -> bool:
    """Whether a section has fewer paragraphs than an address says, or not the item."""
    paragraphs = [node for node in section.children if node.kind is NodeKind.PARAGRAPH]
    for step in address.steps[1:]:
        if step.kind is StepKind.PARAGRAPH and step.label.isdecimal() and paragraphs:
            if len(paragraphs) < int(step.label):
                return True
        elif step.kind is StepKind.ITEM:
            if step.item_word != "bokstav" or f"{section.label}{step.label}" in sections:
                return False
            items = [node for node in section.walk() if node.kind in _LISTED]
            text = section.span.of(segments.lowered)
            return bool(
                all(node.label and node.kind is NodeKind.ITEM for node in items)
                and all(node.label.lower() != step.label.lower() for node in items)
                and f"{step.label.lower()})" not in text
                and (items or ":" not in text)  # a list that was read as running text
            )
    return False


def _sections(segments: Segments) -> dict[str, Node]:
    return segments.remember(
        "sections by label",
        lambda: {node.label.lower(): node for node in outline(segments).sections},
    )


def _section(sections: Mapping[str, Node], address: Address) -> Node | None:
    first = address.steps[0] if address.steps else None
    if first is None or first.kind is not StepKind.ARTICLE:
        return None
    return sections.get(first.label.lower())


def _mentions(segments: Segments, node: Node, words: re.Pattern[str]) -> bool:
    return words.search(segments.lowered, node.span.start, node.span.end) is not None


def _own_references(segments: Segments) -> list[tuple[int, Span, Citation]]:
    return segments.remember("own references", lambda: list(_references(segments)))


def _references(segments: Segments) -> Iterator[tuple[int, Span, Citation]]:
    """The references to sections of the document itself, with leaf and place; none in texts that
    amend others."""
    if segments.document.meta.kind.is_amending:
        return
    for leaf, node in enumerate(segments.leaves):
        text = node.span.of(segments.text)
        if "§" not in text or not is_law(node) or node.role is Role.INSERTED:
            continue
        if not is_section(segments.article_of(leaf)):
            continue
        for citation in find_citations(text):
            if citation.kind is not CitationKind.INTERNAL or citation.through:
                continue
            span = citation.span.shift(node.span.start)
            sentence = segments.sentence_of(leaf, span)
            if not (
                _ELSEWHERE.search(
                    segments.lowered, max(sentence.start, span.start - _LOOKED_BACK), span.start
                )
                or speaks_of_older_law(segments, sentence)
                or _AFTER.match(segments.lowered, span.end)
            ):
                yield leaf, span, citation
