"""All the ways a document gives terms a meaning: those of `definitions`, and states, short forms
and what counts as what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from regcheck.document.model import Node, NodeKind, Role
from regcheck.matching.defining_forms import forms, heads
from regcheck.matching.definitions import DefinedTerm, defined_terms, headed, leads_in, listed_term
from regcheck.segments.view import Segments
from regcheck.text.span import Span

_SILENT = frozenset({Role.EDITORIAL, Role.HEADING, Role.AMENDMENT_INSTRUCTION, Role.QUOTED})
_SILENT_KINDS = frozenset({NodeKind.HEADING, NodeKind.NOTE, NodeKind.FOOTNOTE})
_NO_NAME = re.compile(
    r"(?:nødvendige?|naudsynt|(?:en |ein )?del|egen|egne|eigen|særlige?|særleg|relevante?|gyldige?"
    r"|likeverdige?|vesentlige?|hovedregel|hovudregel|adskilt|omfattet|omfatta|nære|falske|trygge?"
    r"|uforholdsmessig|egnet|eigna|godkjent også|offentlig støtte|personlige|brukt|levert"
    r"|etter skjønn|blant anna?n?e?t?|framkalla|rimelige?|rimeleg|tilstrekkelige?|forsvarlige?"
    r"|oppfylt|overholdt|overhalden|gitt|tatt|inhabil|tvangsgrunnlag|vanlige?|egnede|aktuelle?|å"
    r"|\w*(?:lov(?:en|a)|forskrift(?:en|a)))\b",
    re.IGNORECASE,
)
_GENERAL_START = re.compile(
    r"(?:\(\d+\) |\d+\. )?(?:Det|Dette|Denne|Disse|Desse|Den|De|Dei|Slik\w*|Videre|Vidare|Vedtak"
    r"|For|I)\b"
)
_ACT = re.compile(
    r"(?:lov|loven|lova|lovi|forskrift|forskriften|forskrifta|reglementet|direktivet?)$"
)
_TREATY = re.compile(r"[\w-]{6,}(?:forordningen|forordninga|konvensjonen)$")
_BRACKETED = re.compile(r"[a-zæøå][a-zæøå-]{5,}(?: [a-zæøå-]{3,}){0,2}")
_GLOSS = re.compile(r"(?:errata|klammer|diploma|vedlegg|skjema|kroner|dato|eventuelt|inkludert)\b")
_PLACE = re.compile(r"(?:i|på|under|ovenfor|ovanfor|nedenfor|av|før) ")
_LEGAL_LABEL = re.compile(r"\b(?:et vedtak|et vilkår)\b")
_BODY = re.compile(
    r"(?:nemnda|nemnden|utvalget|utvalet|tilsynet|styret|direktoratet|ombudet|arkivet)$"
)
_DEFINITE = re.compile(r"(?:en|et|a|ane|ene)$")
_TABULAR = frozenset({Role.ANNEX, Role.TABLE, Role.FOREIGN, Role.FOOTNOTE})
_NO_NOUN = re.compile(
    r"(?:^|[^g])(?:ende|ande|lig|leg|isk|ert|net|bar|unntatt|unnateke)$|^(?:for|i|på|av) "
)
_MAX_LEAF = 1500
_STEM = 5
_MAX_HEAD = 160
_MAX_SET = 40
_NO_HEAD = re.compile(
    r"(?:det|dette|denne|disse|desse|den|de|dei|slike?|for|i|ved|på|til|med|etter|når|dersom|hvis|om"
    r"|som|alle|all|endret|endra|tilføyd|føyd|merknad|forskriften|forskrifta|loven|lova|kapitlet"
    r"|departementet|kongen|opphevet|reglene|bestemmelsene|følgende|følgjande|tilsvarende)\b",
    re.IGNORECASE,
)
_QUOTED_HEAD = re.compile(r"(?:[–-] ?|[a-z]\) |\d+[.)] )?[«\"“](?P<term>[^«»\"“”]{2,80})[»\"”]")


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A form found in a sentence; `span` is that of the term there."""

    form: str
    sentence: str
    span: Span


def named_terms(segments: Segments) -> list[DefinedTerm]:
    """Every term the document gives a meaning, in text order, each place once: «med X menes»,
    lists of definitions, «som X regnes …», «… regnes som X», «X er ei …», «(heretter kalt X)» and
    a bracketed name. Translated text (role foreign) and annexes are read too."""
    found = {term.span: term for term in defined_terms(segments)}
    for index, leaf in enumerate(segments.leaves):
        if leaf.role in _SILENT or leaf.kind in _SILENT_KINDS:
            continue
        for span, pattern in _named(segments, index, leaf):
            if any(span.overlaps(known) for known in found):
                continue
            sentence = segments.sentence_of(index, span)
            found[span] = DefinedTerm(
                span.of(segments.lowered), span, index, sentence, pattern=pattern
            )
    return [found[span] for span in sorted(found)]


def _named(segments: Segments, index: int, leaf: Node) -> Iterator[tuple[Span, str]]:
    yield from _item(segments, index, leaf)
    for sentence in segments.sentences(leaf.span):
        text = sentence.of(segments.text)
        for name, form in forms().items():
            for match in form.finditer(text):
                group = "term" if match["term"] else "quoted"
                span = _bare(text, Span(*match.span(group)))
                if len(span) and _is_sure(segments, index, _Candidate(name, text, span)):
                    at = Span(sentence.start + span.start, sentence.start + span.end)
                    yield at, name


def _item(segments: Segments, index: int, leaf: Node) -> Iterator[tuple[Span, str]]:
    """The term at the head of a paragraph or list item that defines it, of translated text too."""
    place = _place_of(segments, index, leaf)
    if not place:
        return
    text, start = segments.text, leaf.span.start
    end = min(leaf.span.end, start + _MAX_HEAD)
    if quoted := _QUOTED_HEAD.match(text, start, end):
        yield Span(*quoted.span("term")), f"{place} quoted"
        return
    listed = listed_term(segments, leaf) if place == "D8" else None
    if listed is not None:
        yield listed, "D8 list"
        return
    for name, form in heads().items():
        if name == "capital" and leaf.role in _TABULAR:
            continue
        match = form.match(text, start, end)
        if match and not _NO_HEAD.match(match["term"]):
            yield _bare(text, Span(*match.span("term"))), f"{place} {name}"
            return


def _place_of(segments: Segments, index: int, leaf: Node) -> str:
    """`D8` for an item of a list whose lead-in defines, `D9` for a paragraph or item of a section
    whose heading says that it defines, else nothing."""
    line = segments.document.parents[index]
    below = leaf
    for above in reversed(line):
        if below.kind is NodeKind.ITEM:
            first = above.children[0]
            words = first.span.of(segments.text) if first.kind is NodeKind.TEXT else ""
            if leads_in(words):
                return "D8"
        if below is not leaf and below.children[0] is not leaf:
            break
        below = above
    if leaf.kind not in (NodeKind.ITEM, NodeKind.PARAGRAPH) and not (
        line
        and line[-1].kind in (NodeKind.ITEM, NodeKind.PARAGRAPH)
        and line[-1].children[0] is leaf
    ):
        return ""
    heading = segments.heading_of(index)
    if heading is not None and headed(heading.of(segments.text)):
        return "D9"
    return "D9" if _is_led_in(segments, index, leaf) else ""


def _is_led_in(segments: Segments, index: int, leaf: Node) -> bool:
    """Whether an earlier paragraph of the section, set as one of its own, leads in definitions."""
    article = segments.article_of(index)
    for earlier in range(index - 1, max(index - _MAX_SET, -1), -1):
        before = segments.leaves[earlier]
        if before.span.start < article.span.start:
            return False
        words = before.span.of(segments.text)
        if len(words) < _MAX_HEAD and leads_in(words):
            return True
    return False


def _is_sure(segments: Segments, index: int, found: _Candidate) -> bool:
    """Whether a form found in a sentence really names a term."""
    form, term = found.form, found.span.of(found.sentence)
    if form == "short bracket":
        return _is_short_form(segments, index, term)
    if form == "short called":
        return _PLACE.match(term) is None
    if form == "is headed":
        return _is_headed(segments, index, term) and not _GENERAL_START.match(found.sentence)
    if form == "is one":
        return _LEGAL_LABEL.search(found.sentence) is None
    return not (form.startswith("when ") and _NO_NAME.match(term))


def _is_headed(segments: Segments, index: int, term: str) -> bool:
    """Whether the section is about the term, and the term is no body's name."""
    heading = segments.heading_of(index)
    if heading is None or _BODY.search(term):
        return False
    words, term = heading.of(segments.lowered), term.lower()
    stem = term[: max(_STEM, len(term) - 3) - 1]
    return term in words or (stem in words and not _DEFINITE.search(term))


def _is_short_form(segments: Segments, index: int, term: str) -> bool:
    """Whether brackets hold a short name, used further on, for what stands before them."""
    leaf = segments.leaves[index]
    if _ACT.search(term) or _GLOSS.match(term) or leaf.role in _TABULAR:
        return False
    if _TREATY.fullmatch(term):
        return True
    if len(leaf.span) > _MAX_LEAF or not _BRACKETED.fullmatch(term) or _NO_NOUN.search(term):
        return False
    lowered, low = segments.lowered, term.lower()
    first = lowered.find(f"({low})", leaf.span.start)
    if lowered.find(low, leaf.span.start, max(first, leaf.span.start)) >= 0:
        return False
    again = lowered.find(low[:-1], first + len(term))
    return again >= 0 and not lowered[again - 1].isalpha()


def _bare(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and text[start] in '«»"“” ':
        start += 1
    while end > start and text[end - 1] in '«»"“” ':
        end -= 1
    return Span(start, end)
