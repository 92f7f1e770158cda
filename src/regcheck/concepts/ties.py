"""Which law a draft's terms are compared with, and why: its enabling act, the EU act it implements,
acts of its legal area and ministry, and general acts. Other law says nothing about a draft."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from regcheck.base.text.patterns import pattern
from regcheck.concepts.definitions import Definition
from regcheck.concepts.index import ConceptIndex, IndexedDocument
from regcheck.document.model import Document, Role
from regcheck.law.basis import acts_in_formula, acts_in_title
from regcheck.law.citations import CitationKind, find_citations
from regcheck.law.dated import REFID

_REFID = pattern(REFID)
_IMPLEMENTS = pattern(
    r"EØS-avtal\w+ vedlegg|gjelder som (?:lov|forskrift)|gjeld som (?:lov|forskrift)"
    r"|gjennomfør(?:er|ar|ing av|es|t)\b"
)
_MOST, _AROUND = 6, 240
_READ, _OFTEN = 60_000, 3

GENERAL = (
    "lov/1967-02-10", "lov/2006-05-19-16", "lov/2005-06-17-62", "lov/1999-03-26-14",
    "lov/1997-02-28-19", "lov/2018-06-15-38", "lov/2018-06-22-83", "lov/2016-12-09-88",
    "lov/1998-07-17-56", "lov/1994-06-03-15", "lov/2009-06-19-58", "lov/2016-05-27-14",
    "lov/2005-06-17-101", "lov/1997-06-13-44", "lov/1991-07-04-47", "lov/1981-04-08-7",
)  # fmt: skip
"""Acts that give words to all law; the reasons stand among the words that people read."""


class Tie(StrEnum):
    """Why a draft's terms are compared with those of a text, the strongest tie first."""

    ENABLING = "enabling-act"
    EU_ACT = "eu-act"
    SAME_AREA = "same-area"
    GENERAL = "general-act"

    @property
    def rank(self) -> int:
        """0 for the strongest."""
        return list(Tie).index(self)


@dataclass(frozen=True, slots=True)
class Ties:
    """Ids of enabling, EU and most cited acts, legal areas and ministries."""

    mine: frozenset[str]
    enabling: frozenset[str]
    eu_acts: frozenset[str]
    areas: frozenset[str]
    ministries: frozenset[str]
    cited: frozenset[str] = frozenset()

    def sort(self, definitions: Iterable[Definition], index: ConceptIndex) -> dict[Definition, Tie]:
        """The definitions that the draft is tied to, each with the strongest tie."""
        some = [one for one in definitions if one.refid and one.refid not in self.mine]
        documents = {one.refid: one for one in index.documents({one.refid for one in some})}
        tied = ((one, self._tie(one, documents.get(one.refid))) for one in some)
        return {one: tie for one, tie in tied if tie is not None}

    def _tie(self, one: Definition, document: IndexedDocument | None) -> Tie | None:
        if one.refid in self.enabling:
            return Tie.ENABLING
        if document is not None and self.eu_acts & set(document.eu_acts):
            return Tie.EU_ACT
        if one.role == Role.FOREIGN.value or document is None or one.kind != "act":
            return None
        if one.refid in GENERAL:
            return Tie.GENERAL
        same = self.areas & _tops(document.legal_areas) and (
            not self.ministries or self.ministries & set(document.ministries)
        )
        return Tie.SAME_AREA if same else None


def ties_of(document: Document, index: ConceptIndex) -> Ties:
    """What ties a draft to law in an index."""
    meta = document.meta
    mine = frozenset({meta.refid, *meta.amends} - {""})
    enabling = frozenset(enabling_acts(document, index) - mine)
    known = meta.legal_areas and meta.ministries
    cited = frozenset(() if known or enabling else _often_cited(document, index))
    acts = list(index.documents(enabling | cited)) if enabling | cited else []
    ministries = frozenset(meta.ministries or (m for one in acts for m in one.ministries))
    acts = [one for one in acts if not ministries or ministries & set(one.ministries)]
    areas = _tops(meta.legal_areas) or _tops(a for one in acts for a in one.legal_areas)
    eu_acts = frozenset(eu_acts_of(document))
    return Ties(mine, enabling, eu_acts, areas, ministries, cited)


def enabling_acts(document: Document, index: ConceptIndex) -> set[str]:
    """The ids of the acts a document is based on, by metadata, formula or title."""
    meta = document.meta
    said = {match[0] for one in meta.based_on for match in _REFID.finditer(one)}
    if said or meta.kind.is_act:
        return said
    return _ids(
        [*acts_in_formula(document.text), *acts_in_title(meta.title, meta.short_title)], index
    )


def _ids(named: Sequence[str], index: ConceptIndex) -> set[str]:
    """The ids of acts that are given by id or by name."""
    found = {name for name in named if _REFID.fullmatch(name)}
    if called := [name for name in named if name not in found]:
        names = index.names(called)
        found |= {names.refid(name) for name in called}
    return found - {""}


def _often_cited(document: Document, index: ConceptIndex) -> set[str]:
    """The ids of the acts that a document cites most, and more than once."""
    cited = Counter(
        one.refid or one.act_name
        for one in find_citations(document.text[:_READ])
        if one.refid.startswith("lov/") or (one.act_name and not one.refid)
    )
    return _ids([name for name, number in cited.most_common(_OFTEN) if number > 1], index)


def eu_acts_of(document: Document) -> list[str]:
    """The ids of the EU acts that a document says it implements, in order."""
    found: dict[str, None] = {}
    text = document.text
    places = [(match.start(), match.end()) for match in _IMPLEMENTS.finditer(text)][:_MOST]
    for start, end in places:
        line = text.rfind("\n", 0, start) + 1
        around = text[max(line, start - _AROUND) : end + _AROUND].split("\n", 1)[0]
        ours = (one for one in find_citations(around) if one.kind is CitationKind.EU and one.refid)
        if (first := next(ours, None)) is not None:
            found[first.refid] = None
    for one in find_citations(document.meta.title):
        if one.kind is CitationKind.EU and one.refid:
            found[one.refid] = None
    return list(found)


def _tops(areas: Iterable[str]) -> frozenset[str]:
    """The first levels of legal areas («Selskaper» of «Selskaper>Fond»)."""
    return frozenset(area.split(">")[0].strip() for area in areas if area.strip())
