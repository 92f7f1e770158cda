"""What a text's own terms mean and who else defines them, for those who read it."""

from __future__ import annotations

from regcheck.base.texts.locales import locale_for
from regcheck.concepts.definitions import Definition, counts, definitions_in
from regcheck.concepts.draft import MOST_TERMS
from regcheck.concepts.index import ConceptIndex, open_index
from regcheck.concepts.notes import place_of
from regcheck.document.model import Document
from regcheck.results.result import TermUnit

_MOST_PLACES, _OTHER_THING = 3, 0.1


def terms_told(document: Document, index: str = "") -> tuple[TermUnit, ...]:
    """The terms that a document defines, and who else does. Raises UsageError."""
    own = [one for one in definitions_in(document)[:MOST_TERMS] if counts(one, chapters=True)]
    if not index:
        return tuple(TermUnit(one.lemma, one.address, one.definition) for one in own)
    with open_index(index) as opened:
        return tuple(_told(one, definers(opened, one)) for one in own)


def definers(index: ConceptIndex, one: Definition) -> list[Definition]:
    """Other texts that define a concept: same subject first, then acts, then by likeness."""
    content = one.meaning.content

    def rank(other: Definition) -> tuple[bool, bool, float, str, int]:
        said = other.meaning.content
        like = len(content & said) / (len(content | said) or 1)
        return like < _OTHER_THING, other.kind != "act", -like, other.refid, other.start

    others = [o for o in index.definitions([one.concept]) if counts(o) and o.refid != one.refid]
    first: dict[str, Definition] = {}
    for other in sorted(others, key=rank):
        first.setdefault(other.refid or other.path, other)
    return list(first.values())[:_MOST_PLACES]


def _told(one: Definition, others: list[Definition]) -> TermUnit:
    locale = locale_for(one.language)
    places = tuple((place_of(other, locale), other.definition) for other in others)
    return TermUnit(one.lemma, one.address, one.definition, places)
