"""All the ways in which a document defines terms: those of `definitions`, and states, short forms
and what counts as what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from regcheck.base.text.patterns import pattern
from regcheck.base.text.span import Span
from regcheck.document.model import Node, NodeKind
from regcheck.document.segments.outline import is_silent
from regcheck.document.segments.view import Segments
from regcheck.law.vocabulary import AN, CAPITAL_AN, SHALL_OR_MAY, THE, THE_ENACTMENT, THESE, THIS
from regcheck.terms.definitions import (
    BELOW_HEADING,
    IN_LIST,
    LISTED,
    RUN_IN,
    DefinedTerm,
    defined_terms,
    heading_defines,
    leads_in,
    listed_term,
)
from regcheck.terms.form import Candidate
from regcheck.terms.forms import is_sure, lead_ins, likely_forms
from regcheck.terms.naming import TABULAR

_LOOSELY = ("D3 as", "when counted", "short bracket", "holds")
_ONCE = ("D3", "D5", "is", "when", "short")
_MAX_HEAD = 160
_MAX_SET = 40
_RUN_TOGETHER = ("capital", "colon")
_MAX_TERM = 60
_AFTER = pattern(r"(?<=\w\w\w)(?:,? som |, | ved | etter | i | når )")
_NO_HEAD = pattern(
    rf"(?:det|{THIS}|{THESE}|den|de|dei|slike?|for|i|ved|på|til|med|etter|når|dersom|hvis|om|som|alle"
    rf"|noen|nokre|endr[ea]t?|tilføyd|føyd|merknad|{THE_ENACTMENT}|følgende|følgjande|tilsvarende|unntatt"
    r"|unnateke|så langt|generelt|(?:vedlegg|tabell|kolonne|regel|\d+) \w+)\b"
    rf"|(?:(?!\bsom )[^:;])* (?:{SHALL_OR_MAY})\b",
    re.IGNORECASE,
)
_NUMBERED = pattern(r"\*?\d{1,2}\. ")
_QUOTED_HEAD = pattern(r"(?:[–-] ?|[a-z]\) |\d+[.)] )?[«\"“](?P<term>[^«»\"“”]{2,120})[»\"”]")
_RUN_IN = pattern(
    r"(?:[:,;.◄] ?(?:► ?\w\d+ ?)?|◄ ?\w\d+ |► ?\w\d+ )[«\"“](?P<term>[^«»\"“”]{2,80})[»\"”]:? "
)


def named_terms(segments: Segments) -> list[DefinedTerm]:
    """Every term that the document defines, in text order, each place once: «med X menes», lists of
    definitions, «som X regnes …», «… regnes som X», «X er ei …», «(heretter kalt X)» and a
    bracketed name. Translated text (role foreign) and annexes are read too."""
    found = {term.span: term for term in defined_terms(segments)}
    for index, leaf in enumerate(segments.leaves):
        if is_silent(leaf):
            continue
        for span, form in _named(segments, index, leaf):
            if any(span.overlaps(known) for known in found):
                continue
            sentence = segments.sentence_of(index, span)
            found[span] = DefinedTerm(
                span.of(segments.lowered), span, index, sentence, pattern=form
            )
    return _once_each(segments, [found[span] for span in sorted(found)])


def _once_each(segments: Segments, terms: list[DefinedTerm]) -> list[DefinedTerm]:
    """Terms without those that a section defines elsewhere and here only adds something to, and
    without those that occur again in the paragraph or item they head."""
    said = {
        (term.term, segments.article_of(term.leaf).span.start): term
        for term in reversed(terms)
        if not term.pattern.startswith(_LOOSELY)
    }
    for term in terms:
        said.setdefault((term.term, segments.article_of(term.leaf).span.start), term)
    kept = []
    seen: set[tuple[str, int]] = set()
    heads: set[tuple[str, int]] = set()
    for term in terms:
        if (term.term, term.leaf) in heads:
            continue
        if term.span.start == segments.leaves[term.leaf].span.start:
            heads.add((term.term, term.leaf))
        key = (term.term, segments.article_of(term.leaf).span.start)
        if key in seen and term.pattern.startswith(_ONCE):
            continue
        if not term.pattern.startswith(_LOOSELY) or (said[key] is term and key not in seen):
            kept.append(term)
            seen.add(key)
    return kept


def _named(segments: Segments, index: int, leaf: Node) -> Iterator[tuple[Span, str]]:
    yield from _item(segments, index, leaf)
    yield from _run_in(segments, leaf)
    for sentence, likely in likely_forms(segments, index):
        text = sentence.of(segments.text)
        for name, find in likely:
            for match in find(text):
                group = "term" if match["term"] else "quoted"
                span = _cut(text, _bare(text, Span(*match.span(group))))
                at = Span(sentence.start + span.start, sentence.start + span.end)
                found = Candidate(name, index, text, span, at, match)
                if len(span) and is_sure(segments, found):
                    yield at, name


def _run_in(segments: Segments, leaf: Node) -> Iterator[tuple[Span, str]]:
    """Terms in quotation marks after «menes med:», all in one paragraph."""
    text = segments.text
    head = text[leaf.span.start : min(leaf.span.end, leaf.span.start + _MAX_HEAD)]
    colon = head.find(":")
    if colon >= 0 and leads_in(head[: colon + 1]):
        for quoted in _RUN_IN.finditer(text, leaf.span.start + colon, leaf.span.end):
            yield _bare(text, Span(*quoted.span("term"))), RUN_IN


def _item(segments: Segments, index: int, leaf: Node) -> Iterator[tuple[Span, str]]:
    place = _place_of(segments, index, leaf)
    if not place:
        return
    text, start = segments.text, leaf.span.start
    end = min(leaf.span.end, start + _MAX_HEAD)
    if numbered := _NUMBERED.match(text, start, end):
        start = numbered.end()
    if quoted := _QUOTED_HEAD.match(text, start, end):
        yield Span(*quoted.span("term")), f"{place} quoted"
        return
    listed = listed_term(segments, leaf) if place == IN_LIST else None
    if listed is not None:
        yield listed, LISTED
        return
    tabular = leaf.role in TABULAR
    for name, form in _heads().items():
        if (name == "capital" and (place == IN_LIST or tabular)) or (
            name == "spaced comma" and place != IN_LIST
        ):
            continue
        match = form.match(text, start, end)
        if match and _NO_HEAD.match(match["term"]) is None:
            yield _bare(text, Span(*match.span("term"))), f"{place} {name}"
            if name in _RUN_TOGETHER:
                yield from _run_together(segments, leaf, place, name)
            elif place == BELOW_HEADING:
                yield from _run_together(segments, leaf, place, "says")
            return
    yield from _run_together(segments, leaf, place, "colon", least=2)


@cache
def _heads() -> Mapping[str, re.Pattern[str]]:
    """How a paragraph or item begins that defines a term, where its place says that it does."""
    several = r"(?:, [^.:;,«»]{2,40}?(?: og | eller )[^.:;,«»]{2,40}?)?"
    words = rf"(?=[^\W\d_])[^.:;,«»\"“”]{{2,70}}?{several}"
    term = rf"(?:(?:{CAPITAL_AN}|{AN}) )?(?P<term>[A-ZÆØÅ](?= ?[:;])|{words})"

    return {
        "colon": pattern(
            r"(?:(?:Den|Det|De|Dei) )?" + term + r"(?: ?\([^()]{1,60}\))? ?[:;] ?(?=\S)"
        ),
        "dash": pattern(term + r"(?: ?\([^()]{1,60}\))? ?[–—] (?=\w)"),
        "spaced comma": pattern(term + r" , (?=\w)"),
        "means": pattern(term + r" (?:betyr|tyder|betyder|defineres som|er definert som)\b"),
        "says": pattern(
            term + r" (?:innebærer|inneber|viser til|vil si|vil seie|tilsvarer|tilsvarar|betegner"
            r"|(?:blir|vert) (?:forstått|rekna) som|forstås som|er når)\b(?! (?:ikke|ikkje)\b)"
        ),
        "is": pattern(
            r"(?![^.:;]{3,60} i denne )"
            + term
            + rf" er (?:(?:{AN}|{THE}|alle?|enhver|ethvert|kvar|kvart|summen)\b"
            r"|\w+(?:er|ar|ing|sjon|else|enhet|eining)\b)"
        ),
        "capital": pattern(
            r"(?P<term>[A-ZÆØÅ][^\W\d_A-ZÆØÅ]{2,}(?:[ -][^\W\d_A-ZÆØÅ]{2,}){0,2}) "
            r"(?=[A-ZÆØÅ][a-zæøå]+(?:/[a-zæøå]+)?,? [a-zæøå]|«[A-ZÆØÅ])"
            rf"(?!(?:\S+ ){{1,8}}(?:{SHALL_OR_MAY})\b)"
        ),
    }


def _run_together(
    segments: Segments, leaf: Node, place: str, name: str, least: int = 1
) -> Iterator[tuple[Span, str]]:
    """The terms after the first of a table or list that became one paragraph, each at the start of
    a sentence; none when there are fewer than `least`."""
    form, found = _heads()[name], []
    for sentence in list(segments.sentences(leaf.span))[1:]:
        match = form.match(segments.text, sentence.start, sentence.end)
        if match and match["term"][0].isupper() and _NO_HEAD.match(match["term"]) is None:
            found.append(_bare(segments.text, Span(*match.span("term"))))
    if len(found) >= least:
        yield from ((span, f"{place} {name}") for span in found)


def _place_of(segments: Segments, index: int, leaf: Node) -> str:
    """`D8` for an item of a list whose lead-in defines, `D9` for a paragraph or item of a section
    whose heading announces definitions, else empty."""
    line = segments.document.parents[index]
    below = leaf
    for above in reversed(line):
        if below.kind is NodeKind.ITEM:
            first = above.children[0]
            start = first.span.start
            if first.kind is NodeKind.TEXT and segments.leaf_at(start) in lead_ins(segments):
                return IN_LIST
        if below is not leaf and below.children[0] is not leaf:
            break
        below = above
    if leaf.kind not in (NodeKind.ITEM, NodeKind.PARAGRAPH) and not (
        line
        and line[-1].kind in (NodeKind.ITEM, NodeKind.PARAGRAPH)
        and line[-1].children[0] is leaf
    ):
        return ""
    led_in = heading_defines(segments, index) or _is_led_in(segments, index)
    return BELOW_HEADING if led_in else ""


def _is_led_in(segments: Segments, index: int) -> bool:
    """Whether an earlier paragraph of the section, standing alone, introduces definitions."""
    first = segments.article_of(index).span.start
    earlier = (leaf for leaf in lead_ins(segments) if index - _MAX_SET <= leaf < index)
    spans = (segments.leaves[leaf].span for leaf in earlier)
    return any(span.start >= first and len(span) < _MAX_HEAD for span in spans)


def _cut(text: str, span: Span) -> Span:
    if len(span) <= _MAX_TERM or (after := _AFTER.search(text, span.start, span.end)) is None:
        return span
    return Span(span.start, after.start())


def _bare(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and text[start] in '«»"“” ':
        start += 1
    while end > start and text[end - 1] in '«»"“” ':
        end -= 1
    return Span(start, end)
