"""Definitions as records: what a document defines, in what words, how widely and where."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, replace

from regcheck.base.text.patterns import pattern
from regcheck.base.texts.locales import locale_for
from regcheck.base.values import Value
from regcheck.concepts.lemmas import concept_of, lemma_of
from regcheck.concepts.meanings import Meaning, meaning_of
from regcheck.document.model import Document, NodeKind, Role
from regcheck.document.segments.view import Segments
from regcheck.law.address_path import read_path
from regcheck.law.address_text import long, path_in_words
from regcheck.law.links import lovdata_url
from regcheck.terms.definitions import LISTED, DefinedTerm, limited_to
from regcheck.terms.form import counts_as
from regcheck.terms.wording import definition_text

_NOTHING = pattern(
    r"(?:det|dette|slike?|slikt|(?:det )?med|den|dei?|alene|åleine|følgende|følgjande|.)"
)
_RELATIVE = pattern(
    r"(?:eksister[ea]nde|nye?|nytt|andre|ann[ea][nt]?|anna|øvrige?|slike?|slikt|tidligere|tidlegare"
    r"|gjeld[ea]nde|vedkomm?[ea]nde|nevnte|nemnde) "
)
_POINTS_HERE = pattern(
    r"(?:ikkj?e|ann[ea][nt]|anna|(?:alle )?andre|alt annet|øvrige?)\b(?=[^.;]{0,60}\.?$)"
)
ROLES = frozenset({
    "søker", "bruker", "eier", "medlem", "klager", "innehaver", "mottaker", "deltaker", "kandidat",
    "part", "rettighetshaver", "søkar",
})  # fmt: skip
"""Concepts of the role somebody has in a text, which each text rightly defines in its own way."""
_IN_PASSING = ("short", "when", "holds", "D3 as")
"""Forms that only give something a name, or name one thing that counts as the term."""
_ADDS = pattern(
    r"(?:her )?(?:ikke|ikkje|blant annet|mellom anna)\b|foruten\b"
    r"|(?:(?! som )[^.;,:]){0,40}\b(?:også|òg)\b",
    re.IGNORECASE,
)
_BASE = "D1 menes"


class Definition(Value, frozen=True):
    """A term as written and what a document says it means. `scope` is `document`, `chapter` or
    `section`, `pattern` the form (`D1` to `D9`, `is`, `when`, `short` …); `start` and `end`
    enclose the term in the source; `concept` is the key where both written standards meet."""

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
    concept: str = ""

    @property
    def meaning(self) -> Meaning:
        """What it means, prepared for comparison."""
        return meaning_of(self.definition, self.language)

    @property
    def page(self) -> str:
        """Its place at lovdata.no; empty where there is none."""
        return lovdata_url(self.refid, read_path(self.address_path))

    def address_in(self, locale: str) -> str:
        """Its address in a locale."""
        return path_in_words(self.address_path, locale, self.address)

    def to_dict(self) -> dict[str, str | int]:
        """The definition as a record for JSON and CSV."""
        return asdict(self)


def definitions_in(document: Document) -> list[Definition]:
    """Every definition in the document that says something of a term, in text order."""
    from regcheck.terms.named_terms import named_terms

    segments = Segments(document)
    terms = named_terms(segments)
    repeated = _in_several_sections(segments, terms)
    found = []
    for one in definitions_of(segments, terms):
        if _NOTHING.fullmatch(one.lemma) or not any(map(str.isalpha, one.definition)):
            continue
        if one.lemma in repeated and one.scope == "document" and counts_as(one.pattern):
            found.append(replace(one, scope="section"))
        else:
            found.append(one)
    return found


def definitions_of(segments: Segments, terms: Sequence[DefinedTerm]) -> list[Definition]:
    """Terms found in a document with their meanings, in text order."""
    return [
        definition_of(segments, term, _next_in(segments, terms, place))
        for place, term in enumerate(terms)
    ]


def definition_of(segments: Segments, term: DefinedTerm, until: int = -1) -> Definition:
    """A term found with its meaning, which ends before `until`."""
    document = segments.document
    leaf = segments.leaves[term.leaf]
    language = segments.language(term.leaf)
    words = term.span.of(document.text)
    source = document.offsets.to_source(term.span)
    lemma, form = lemma_of(words, language), pattern_of(segments, term)
    says = definition_text(segments, term, form, until)
    return Definition(
        term=words,
        lemma=lemma,
        definition=says,
        scope=scope_of(segments, term),
        pattern=form,
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
        concept=concept_of(lemma, language),
    )


def counts(one: Definition, *, chapters: bool = False) -> bool:
    """Whether a definition holds in a whole text, and so can be compared."""
    if one.scope == "section" or (one.scope == "chapter" and not chapters):
        return False
    if one.role == Role.PREAMBLE.value:
        return False
    if one.pattern.startswith(_IN_PASSING) or _ADDS.match(one.definition):
        return False
    return bool(one.definition)


def is_relative(one: Definition) -> bool:
    """Whether a term has its meaning only from the text it stands in."""
    return _RELATIVE.match(one.lemma) is not None or _POINTS_HERE.match(one.definition) is not None


def _next_in(segments: Segments, terms: Sequence[DefinedTerm], place: int) -> int:
    """Where the same paragraph defines its next term; -1 where it does not."""
    one = terms[place]
    for other in terms[place + 1 :]:
        if other.leaf != one.leaf:
            break
        form = pattern_of(segments, other)
        if not form.startswith(("short", "D3 as")):
            return other.span.start
    return -1


def _in_several_sections(segments: Segments, terms: Sequence[DefinedTerm]) -> frozenset[str]:
    """The lemmas that several sections say what counts as, each for itself."""
    places: dict[str, set[int]] = {}
    for one in terms:
        if counts_as(one.pattern):
            language = segments.language(one.leaf)
            lemma = lemma_of(one.span.of(segments.text), language)
            places.setdefault(lemma, set()).add(segments.article_of(one.leaf).span.start)
    return frozenset(lemma for lemma, sections in places.items() if len(sections) > 1)


def pattern_of(segments: Segments, term: DefinedTerm) -> str:
    """The form of a definition."""
    if term.pattern:
        return term.pattern
    before = segments.text[term.sentence.start : term.span.start]
    if not before.strip(' «"“”') and term.sentence == segments.leaves[term.leaf].span:
        return LISTED
    sentence = term.sentence.of(segments.lowered)
    if "meiner ein" in sentence or "meint" in sentence or "meinast" in sentence:
        return "D6 meint"
    return "D2 forstås" if "forstås" in sentence else _BASE


def scope_of(segments: Segments, term: DefinedTerm) -> str:
    """How far a definition reaches: `document`, `chapter` or `section`."""
    scope = term.scope
    if scope < 0 and term.pattern:
        scope = limited_to(segments, term.leaf, term.sentence.of(segments.text))
    if scope < 0:
        return "document"
    for node in segments.document.parents[term.leaf]:
        if node.span.start == scope and node.kind is not NodeKind.DOCUMENT:
            return "section" if node.kind is NodeKind.ARTICLE else "chapter"
    return "document"
