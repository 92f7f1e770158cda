"""The words that say what a term means: the whole definition, with the sentences, list items and
paragraphs that go on with it, and without what its neighbours say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from regcheck.base.text.patterns import pattern
from regcheck.base.text.span import Span
from regcheck.document.model import NodeKind
from regcheck.document.segments.view import Segments
from regcheck.law.vocabulary import THE_ENACTMENT, THESE, THIS
from regcheck.terms.definitions import BELOW_HEADING, IN_LIST, RUN_IN, DefinedTerm
from regcheck.terms.form import COUNTED, COUNTED_PERFECT, TO_COUNT, counts_as

_MOST_ITEMS, _MOST_SENTENCES, _MOST_PARAGRAPHS = 60, 6, 3
_LONGEST = 4000
_STEM, _LEAST_STEM = 3, 4
_REGARDED = rf"(?:{COUNTED}|{COUNTED_PERFECT})"
_VERBS = tuple(
    pattern(rf"\b(?:{words})\b(?: (?:som|for)\b)?", re.IGNORECASE)
    for words in (
        r"menes|meines|meinast|meiner (?:ein|vi)|forstås|forståes|forståast|(?:meint|ment)(?! å\b)",
        rf"{_REGARDED}(?! å\b)|betyr|tyder|betyder|definert som|definer(?:es|ast) som",
        r"(?:er|omfatter|omfattar)(?! å\b)",
    )
)
_COUNTS = pattern(rf"\b{_REGARDED}\b(?: (?:som|for)\b)?", re.IGNORECASE)
# «X er den inntekten dagpengene regnes ut etter»: the meaning starts at the first verb.
_IS_AT_ONCE = pattern(
    r"[\s»”\"“]*\b(?:er|omfatter|omfattar)\b"
    r"(?![^.;:]{0,40}\b(?:meint|ment|forstått|definert|rekna|regnet|ansett|å)\b)",
    re.IGNORECASE,
)
_LEADING = pattern(
    r"\s*(?:[»”\"“]?\s*\([^()]{1,80}\))?[\s»”\"“():;,–—-]*"
    r"(?:eller [«\"“][^«»\"“”]{1,60}[»\"”][\s:,–—-]*)?"
    rf"(?:(?:betyr|tyder|betyder|vil si|vil seie|menes|[Ee]r(?: {TO_COUNT} som)?)\b\s*)?"
    rf"(?:(?:her\b(?! i )|(?:i|etter|for) (?:{THIS}|{THESE}|{THE_ENACTMENT})"
    r"(?: (?:lov|forskrift|kap|paragraf|sam|forbindelse)\w*)?)[\s,:]*)?"
)
_AGAIN = pattern(
    rf"(?:Med|Som) [^.:;,]{{2,80}}? (?:menes|forstås|meinast|{COUNTED}|er meint)\b"
    rf"(?: (?:i|etter) (?:{THIS}|{THE_ENACTMENT})(?: \w+)?)?\s*"
)
_COUNTED = pattern(
    r"(?:\b(?:skal|kan|vil|bør|blir|vert|er|ble|vart|likevel|også|òg) )*\b"
    rf"{_REGARDED}\b[^,.;:]{{0,40}}$"
)
_NEXT_HEAD = pattern(r"\.(?= [A-ZÆØÅ][^.:;,«»]{1,70}: ?[A-ZÆØÅa-zæøå])")
_SAYS = pattern(r"\s*[»”\"]?:?\s*(?:betyr|tyder|er)\s+")
_NEXT_QUOTED = pattern(r"[,;.◄] ?(?:► ?\w\d+ ?)?[«\"“]")
_BEFORE_NEXT = pattern(
    r"[.,;]?\s*(?:\b(?:og|samt|mens|medan|eller)\b\s*)?(?:\b(?:med|som|under|en|et|ein|eit)\b\s*)?"
    r"[«\"“]?$",
    re.IGNORECASE,
)
_ALSO = r"(?:også|òg|likevel|ikke|ikkje|bare|berre|både|blant annet|mellom anna|særlig|særleg)"
_INCLUDES = r"(?:omfatter|omfattar|gjelder|gjeld|inneholder)"
_GOES_ON = pattern(
    rf"(?:\(\d+\) )?(?:(?:Det sam[me]e|Tilsvar[ea]nde) (?:gjelder|gjeld)\b"
    rf"|(?:Dette|Det|De|Dei|Slik\w*) {_INCLUDES}\b"
    r"|(?:Unntatt|Unnateke|Unntak|Herunder|Medregnet|Medrekna|Også|Òg)\b"
    rf"|(?:Begrepet|Omgrepet|Uttrykket|Definisjonen)(?: \S+){{0,4}}? {_INCLUDES}\b"
    rf"|(?:Som|Til|Med|Like med|På lik linje med) (?:slike?t?|dette|{THESE})\b"
    r"|Ved (?:vurderinge?[na]|avgjørelsen|avgjerda)\b)",
)
_ADDED = pattern(
    r"(?:\(\d+\) )?(?:(?:Som|Til|Med|Like med|Likestilt med|På lik linje med)"
    rf" (?P<counted>[^.:;,]{{2,80}}?) (?:{COUNTED}|menes|meinast|likestill\w+) {_ALSO}\b"
    rf"|(?P<subject>[^.:;,]{{2,80}}?) (?:{_INCLUDES}|er|kan være|kan vere) {_ALSO}\b)"
)


def definition_text(segments: Segments, term: DefinedTerm, form: str, until: int = -1) -> str:
    """The words that say what a term means, on one line; `form` names the form of the
    definition, and nothing from `until` on is taken, where the next term is defined."""
    text, sentence = segments.text, term.sentence
    if form.startswith("short"):
        opening = text.rfind("(", sentence.start, term.span.start)
        words = text[sentence.start : opening if opening > 0 else term.span.start]
        return _tidy(words[-_LONGEST:])
    if form == "D3 as":
        before = text[sentence.start : term.span.start]
        what = before[: verb.start()] if (verb := _COUNTED.search(before)) else before
        after = text[term.span.end : sentence.end].strip(" \n.,")
        return _tidy(f"{what.strip(' ,')} {after}"[:_LONGEST])
    start, end = _bounds(segments, term, form)
    if term.span.end < until < end:
        before_next = _BEFORE_NEXT.search(text[term.span.end : until])
        end = max(start, until - len(before_next[0] if before_next else ""))
    start = _LEADING.match(text, start, end).end()  # type: ignore[union-attr]
    if form.startswith((IN_LIST, BELOW_HEADING)) and (again := _AGAIN.match(text, start, end)):
        start = again.end()
    own = Span(start, max(start, end)).of(text)
    if not any(map(str.isalpha, own)):
        items = _items_under(segments, term, end)
        own = "" if items else text[sentence.start : term.span.start]
        return _tidy(" ".join([own, *items])[:_LONGEST])
    parts = [own, *_items_under(segments, term, end)]
    if end >= sentence.end and not 0 <= until < end:
        parts += _further(segments, term, end, until)
    return _tidy(" ".join(parts)[:_LONGEST])


def _bounds(segments: Segments, term: DefinedTerm, form: str) -> tuple[int, int]:
    """Where the meaning begins, and where the sentence or item that gives it ends."""
    text, sentence, leaf = segments.text, term.sentence, segments.leaves[term.leaf]
    start, end = term.span.end, sentence.end
    if at_once := _IS_AT_ONCE.match(text, start, sentence.end):
        start = at_once.end()
    elif counts_as(form) and (counts := _COUNTS.search(text, start, sentence.end)):
        start = counts.end()
    elif not form.startswith((IN_LIST, BELOW_HEADING, "D4")):
        start = _after_verb(text, start, sentence.end)
    if form == RUN_IN:
        if said := _SAYS.match(text, start, leaf.span.end):
            start = said.end()
        following = _NEXT_QUOTED.search(text, start, leaf.span.end)
        end = following.start() if following else leaf.span.end
    elif form.startswith((IN_LIST, BELOW_HEADING)) and form != f"{BELOW_HEADING} capital":
        end = leaf.span.end
        if form == f"{BELOW_HEADING} colon" and (head := _NEXT_HEAD.search(text, start, end)):
            end = head.end()
    return start, end


def _after_verb(text: str, start: int, end: int) -> int:
    for verbs in _VERBS:
        if verb := verbs.search(text, start, end):
            return verb.end()
    return start


def _further(segments: Segments, term: DefinedTerm, end: int, until: int) -> Iterator[str]:
    """The sentences after a definition that go on with it: the next ones of its paragraph, and the
    paragraphs after it that add something to the term."""
    text, leaf = segments.text, segments.leaves[term.leaf]
    stop = min(leaf.span.end, until) if until > end else leaf.span.end
    said = 0
    for sentence in segments.sentences(Span(min(end, stop), stop)):
        words = sentence.of(text)
        if not words.strip(" ."):
            continue
        if said >= _MOST_SENTENCES or not (_GOES_ON.match(words) or _adds(words, term)):
            return
        said += 1
        yield words
    if stop == leaf.span.end and leaf.kind is not NodeKind.ITEM:
        yield from _paragraphs_after(segments, term)


def _paragraphs_after(segments: Segments, term: DefinedTerm) -> Iterator[str]:
    here, article = segments.paragraph_of(term.leaf).span, segments.article_of(term.leaf).span
    index = term.leaf + 1
    while index < len(segments.leaves) and segments.leaves[index].span.start < here.end:
        index += 1
    for leaf in segments.leaves[index : index + _MOST_PARAGRAPHS]:
        words = leaf.span.of(segments.text)
        if leaf.span.start >= article.end or not _adds(words, term):
            return
        yield " ".join([words, *listed_below(segments, index)])
        index += 1


def _adds(words: str, term: DefinedTerm) -> bool:
    """Whether a sentence says what else the term covers, or does not."""
    found = _ADDED.match(words)
    if found is None:
        return False
    named = (found["counted"] or found["subject"]).lower()
    last = term.term.split()[-1]
    stem = last[: max(_LEAST_STEM, len(last) - _STEM)]
    return any(word.startswith(stem) for word in named.split())


def _items_under(segments: Segments, term: DefinedTerm, end: int) -> list[str]:
    leaf = segments.leaves[term.leaf]
    return [] if end < leaf.span.end else listed_below(segments, term.leaf)


def listed_below(segments: Segments, index: int) -> list[str]:
    """The list items under a leaf that introduces them."""
    leaf, parents = segments.leaves[index], segments.document.parents[index]
    if not parents:
        return []
    above = parents[-1]
    holding = (i for i, child in enumerate(above.children) if child.span.covers(leaf.span))
    place = next(holding, 0)
    if place > 0 and leaf.kind is NodeKind.ITEM:
        return []
    following = above.children[place + 1 :][:_MOST_ITEMS]
    return [one.span.of(segments.text) for one in following if one.kind is NodeKind.ITEM]


def _tidy(words: str) -> str:
    return " ".join(words.split()).strip(" ,;:")
