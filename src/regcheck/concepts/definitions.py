"""Definitions as records: what a document defines, with words, meaning, reach and place."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass

from regcheck.concepts.said import pattern_of, said_of, scope_of
from regcheck.definitions.definitions import DefinedTerm
from regcheck.document.model import Document
from regcheck.language.forms import is_known, lemmas_of, noun_lemma
from regcheck.law.address_text import long
from regcheck.segments.view import Segments
from regcheck.texts.locales import locale_for

_GLOSS = re.compile(r"\s*\([^()]*\)?$")
_LAST_WORD = re.compile(r"[\w-]+$")


@dataclass(frozen=True, slots=True)
class Definition:
    """A term and what a document says it means.

    `term` is as written, `lemma` in lower case with its last word in the base form. `scope` is
    `document`, `chapter` or `section`. `pattern` names the way it is said (D1 to D9 as in the
    domain notes, `is`, `when`, `short`). `start` and `end` are code points of the decoded source
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
        """The definition as JSON sees it."""
        return asdict(self)


def definitions_in(document: Document) -> list[Definition]:
    """Every definition in the document, in text order."""
    from regcheck.definitions.named_terms import named_terms

    segments = Segments(document)
    return [definition_of(segments, term) for term in named_terms(segments)]


def definition_of(segments: Segments, term: DefinedTerm) -> Definition:
    """A term that was found in a document, with what the document says it means."""
    document = segments.document
    leaf = segments.leaves[term.leaf]
    language = segments.language(term.leaf)
    words = term.span.of(document.text)
    source = document.offsets.to_source(term.span)
    return Definition(
        term=words,
        lemma=lemma_of(words, language),
        definition=said_of(segments, term),
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
