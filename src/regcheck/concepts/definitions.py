"""Definitions as records: what a document defines, in what words, how widely and where."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass

from regcheck.definitions.definitions import BELOW_HEADING, IN_LIST, LISTED, RUN_IN, DefinedTerm
from regcheck.document.model import Document, Node, NodeKind
from regcheck.language.forms import is_known, lemmas_of, noun_lemma
from regcheck.law.address_text import long
from regcheck.law.vocabulary import THE_ENACTMENT, THIS
from regcheck.segments.view import Segments
from regcheck.text.span import Span
from regcheck.texts.locales import locale_for

_GLOSS = re.compile(r"\s*\([^()]*\)?$")
_LAST_WORD = re.compile(r"[\w-]+$")
_MOST_ITEMS = 60
_LONGEST = 4000
_VERBS = tuple(
    re.compile(rf"\b(?:{words})\b(?: (?:som|for)\b)?", re.IGNORECASE)
    for words in (
        "menes|meines|meinast|meiner (?:ein|vi)|forstås|forståast|meint|ment",
        "regnes|reknes|reknast|anses|ansees|sjåast|rekna|regnet|ansett"
        "|betyr|tyder|betyder|definert som|defineres som|definerast som",
        "er|omfatter|omfattar",
    )
)
# «X er den inntekten dagpengene regnes ut etter»: the meaning starts at the first verb.
_IS_AT_ONCE = re.compile(
    r"[\s»”\"“]*\b(?:er|omfatter|omfattar)\b"
    r"(?![^.;:]{0,40}\b(?:meint|ment|forstått|definert|rekna|regnet|ansett|å)\b)",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"\s*(?:[»”\"“]?\s*\([^()]{1,80}\))?[\s»”\"“():;,–—-]*"
    rf"(?:(?:i|etter|for) (?:{THIS}|{THE_ENACTMENT})"
    r"(?: (?:lov|forskrift|kapittel|kapitlet|paragraf|sammenheng|samanheng|forbindelse)\w*)?"
    r"[\s,:]*)?"
)
_COUNTED = re.compile(
    r"(?:\b(?:skal|kan|vil|bør|blir|vert|er|ble|vart|likevel|også|òg) )*\b"
    r"(?:regnes|reknes|reknast|anses|ansees|ansjåast|sjåast|reknar ein|regner man|regnet|rekna"
    r"|ansett|reknet|sett|sedd|sedde)\b[^,.;:]{0,40}$"
)
_NEXT_TERM = re.compile(
    r"\.\s+(?=(?:Med|Som) [^.:;]{2,80}? "
    r"(?:menes|forstås|meinast|forståast|regnes|reknast|er meint)\b)"
)
_NEXT_HEAD = re.compile(r"\.(?= [A-ZÆØÅ][^.:;,«»]{1,70}: ?[A-ZÆØÅa-zæøå])")
_SAYS = re.compile(r"\s*[»”\"]?:?\s*(?:betyr|tyder|er)\s+")
_NEXT_QUOTED = re.compile(r"[,;.◄] ?(?:► ?\w\d+ ?)?[«\"“]")
_BASE = "D1 menes"


@dataclass(frozen=True, slots=True)
class Definition:
    """A term and what a document says it means.

    `term` is as written, `lemma` in lower case with its last word in the base form. `scope` is
    `document`, `chapter` or `section`. `pattern` names the form of the definition (`D1` to `D9`,
    `is`, `when`, `short`, and a word more). `start` and `end` are code points of the decoded source
    and enclose exactly the term; `definition` has its white space collapsed.
    """

    term: str
    lemma: str
    definition: str
    scope: str
    pattern: str
    path: str
    refid: str
    title: str
    kind: str
    address: str
    address_path: str
    role: str
    start: int
    end: int
    language: str

    def record(self) -> dict[str, str | int]:
        """The definition as a record for JSON and CSV."""
        return asdict(self)


def definitions_in(document: Document) -> list[Definition]:
    """Every definition in the document, in text order."""
    from regcheck.definitions.named_terms import named_terms

    segments = Segments(document)
    return [definition_of(segments, term) for term in named_terms(segments)]


def definition_of(segments: Segments, term: DefinedTerm) -> Definition:
    """A term found in a document, with what the document says it means."""
    document = segments.document
    leaf = segments.leaves[term.leaf]
    language = segments.language(term.leaf)
    words = term.span.of(document.text)
    source = document.offsets.to_source(term.span)
    return Definition(
        term=words,
        lemma=lemma_of(words, language),
        definition=definition_text(segments, term),
        scope=scope_of(segments, term),
        pattern=pattern_of(segments, term),
        path=document.source.path,
        refid=document.meta.refid,
        title=document.meta.short_title or document.meta.title,
        kind=document.meta.kind.value,
        address=long(leaf.address, locale_for(language)),
        address_path=leaf.address.path,
        role=leaf.role.value,
        start=source.start,
        end=source.end,
        language=language,
    )


def lemma_of(term: str, language: str) -> str:
    """A term in lower case, its last word in the base form; brackets and quotation marks off."""
    words = _GLOSS.sub("", " ".join(term.split())).strip(' «»"“”().,').lower()
    last = _LAST_WORD.search(words)
    if last is None or language not in ("nb", "nn"):
        return words
    if is_known(last[0], language, lemma=True) and last[0] in lemmas_of(last[0], language):
        return words
    return words[: last.start()] + noun_lemma(last[0], language)


def pattern_of(segments: Segments, term: DefinedTerm) -> str:
    """The form of a definition; one without a form of its own is a list item where the term heads
    the item, else running text."""
    if term.pattern:
        return term.pattern
    before = segments.text[term.sentence.start : term.span.start]
    if not before.strip(' «"“”') and term.sentence == segments.leaves[term.leaf].span:
        return LISTED
    sentence = term.sentence.of(segments.lowered)
    if "meiner ein" in sentence or "meint" in sentence or "meinast" in sentence:
        return "D6 meint"
    return "D2 forstås" if "forstås" in sentence else _BASE


def definition_text(segments: Segments, term: DefinedTerm) -> str:
    """The words that say what a term means, on one line."""
    text, sentence = segments.text, term.sentence
    pattern = pattern_of(segments, term)
    if pattern.startswith("short"):
        opening = text.rfind("(", sentence.start, term.span.start)
        words = text[sentence.start : opening if opening > 0 else term.span.start]
        return _tidy(words[-_LONGEST:])
    if pattern == "D3 as":
        before = text[sentence.start : term.span.start]
        what = before[: verb.start()] if (verb := _COUNTED.search(before)) else before
        after = text[term.span.end : sentence.end].strip(" \n.,")
        return _tidy(f"{what.strip(' ,')} {after}"[:_LONGEST])
    start = term.span.end
    if at_once := _IS_AT_ONCE.match(text, start, sentence.end):
        start = at_once.end()
    elif not pattern.startswith((IN_LIST, BELOW_HEADING, "D4")):
        start = _after_verb(text, start, sentence.end)
    leaf = segments.leaves[term.leaf]
    end = sentence.end
    if pattern == RUN_IN:
        if said := _SAYS.match(text, start, leaf.span.end):
            start = said.end()
        following = _NEXT_QUOTED.search(text, start, leaf.span.end)
        end = following.start() if following else leaf.span.end
    elif pattern.startswith((IN_LIST, BELOW_HEADING)) and pattern != f"{BELOW_HEADING} capital":
        end = leaf.span.end
        if pattern == f"{BELOW_HEADING} colon" and (head := _NEXT_HEAD.search(text, start, end)):
            end = head.end()
    start = _LEADING.match(text, start, end).end()  # type: ignore[union-attr]
    if (other := _NEXT_TERM.search(text, start, end)) is not None:
        end = other.start()
    own = Span(start, max(start, end)).of(text)
    return _tidy(" ".join([own, *_items_under(segments, term, end)])[:_LONGEST])


def _after_verb(text: str, start: int, end: int) -> int:
    """The end of the verb that most clearly introduces a meaning."""
    for verbs in _VERBS:
        if verb := verbs.search(text, start, end):
            return verb.end()
    return start


def _items_under(segments: Segments, term: DefinedTerm, end: int) -> list[str]:
    """The list items that continue a definition whose own words end where its leaf does."""
    leaf, parents = segments.leaves[term.leaf], segments.document.parents[term.leaf]
    if end < leaf.span.end or not parents:
        return []
    above = parents[-1]
    place = next((i for i, child in enumerate(above.children) if _holds(child, leaf)), 0)
    if place > 0 and leaf.kind is NodeKind.ITEM:
        return []
    following = above.children[place + 1 :][:_MOST_ITEMS]
    return [one.span.of(segments.text) for one in following if one.kind is NodeKind.ITEM]


def _holds(node: Node, leaf: Node) -> bool:
    return node.span.start <= leaf.span.start and leaf.span.end <= node.span.end


def _tidy(words: str) -> str:
    return " ".join(words.split()).strip(" ,;:")


def scope_of(segments: Segments, term: DefinedTerm) -> str:
    """How far a definition reaches: `document`, `chapter` or `section`."""
    if term.scope < 0:
        return "document"
    for node in segments.document.parents[term.leaf]:
        if node.span.start == term.scope and node.kind is not NodeKind.DOCUMENT:
            return "section" if node.kind is NodeKind.ARTICLE else "chapter"
    return "document"
