"""The concepts that most need harmonising: who owns each, how the others differ, how much it is
used, and a wording that covers all where there is one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from math import log2

from regcheck.base.text.patterns import pattern
from regcheck.concepts.catalogue import CatalogueConcept
from regcheck.concepts.comparison import bears_data
from regcheck.concepts.definitions import ROLES, Definition, counts, is_relative
from regcheck.concepts.differences import Difference, Resolver, difference
from regcheck.concepts.index import ConceptIndex, IndexedDocument
from regcheck.concepts.meanings import Agreement
from regcheck.concepts.ties import GENERAL
from regcheck.concepts.usage import Usage, usage_of
from regcheck.corpus.obstacles.obstacle import NOT_ASSESSED, Assessment, among
from regcheck.document.model import Role

_LOCAL = pattern(
    r"\b(?:ved|på|for|i) (?:Universitet|Norges|Nord\b|NTNU|NLA|Høg|Høy|Fagskol|Handelsh|Politih"
    r"|Arkitektur|Kunsth|MF\b|VID\b|OsloMet|Sámi|Noroff)|\b(?:studier?|studium|eksamen|ph\.?d\.?"
    r"|opptak|doktorgrad\w*|grad(?:er|en)?|fagskole\w*|høyskole\w*|høgskole\w*|høgskule\w*)\b",
)
_EXCEPTS = pattern(r"\b(?:likevel|unntatt|unnateke|med unntak|bortsett|også|òg)\b")
_MOST_IN_ALL = 400
_LEAST_ALIKE = 0.08
_WEIGHTS = {
    Agreement.CONDITION: 3.0,
    Agreement.NARROWER: 1.5,
    Agreement.WIDER: 1.5,
    Agreement.DIFFERENT: 2.0,
}
_EVENTS = 1.5
_DATA = 1.6


@dataclass(frozen=True, slots=True)
class Other:
    """A definition that is not the owner's, and how it differs from that."""

    definition: Definition
    document: IndexedDocument
    how: Difference


@dataclass(frozen=True)
class Concept:
    """A concept to harmonise. `others` are acts first; `local` is the number of local rules that
    define it too, which are not compared; `key` is what it is known again by."""

    key: str
    owner: Definition
    owner_document: IndexedDocument
    others: Sequence[Other]
    local: int
    usage: Usage
    life_events: tuple[str, ...]
    catalogued: tuple[CatalogueConcept, ...]
    assessment: Assessment = NOT_ASSESSED

    @property
    def term(self) -> str:
        """The term as its owner writes it, in the singular."""
        return self.key if self.owner.language == "nb" else self.owner.lemma

    @cached_property
    def to_amend(self) -> tuple[Other, ...]:
        """The definitions that do not fit the owner's."""
        return tuple(one for one in self.others if one.how.kind.matters)

    @cached_property
    def documents(self) -> tuple[IndexedDocument, ...]:
        """The texts that define it, the owner's first."""
        found = {self.owner_document.refid: self.owner_document}
        found |= {one.document.refid: one.document for one in self.others}
        return tuple(found.values())

    @cached_property
    def ministries(self) -> tuple[str, ...]:
        """The ministries that answer for a text whose definition matters, in order."""
        some = (self.owner_document, *(one.document for one in self.to_amend))
        return tuple(dict.fromkeys(name for one in some for name in one.ministries))

    @cached_property
    def proposal(self) -> Definition | None:
        """The definition that covers all the others, if one is nowhere narrower."""
        if any(one.how.contrasts or one.how.kind is Agreement.DIFFERENT for one in self.to_amend):
            return None
        all_of = (self.owner, *(one.definition for one in self.to_amend))
        for one in all_of:
            kinds = [difference(one, other).kind for other in all_of if other != one]
            if kinds and all(kind is Agreement.NARROWER or kind.agrees for kind in kinds):
                return one
        return None

    @cached_property
    def weight(self) -> float:
        """How much it matters: laws and ministries, differences, use, and life events or data."""
        acts = {one.definition.refid for one in self.to_amend if one.definition.kind == "act"}
        texts = {one.definition.refid for one in self.to_amend}
        differs = sum(sorted((_WEIGHTS[o.how.kind] for o in self.to_amend), reverse=True)[:6])
        size: float = 2 * len(acts) + min(len(texts), 12) ** 0.5 + 1.5 * len(self.ministries)
        used = log2(2 + self.usage.documents)
        known = _EVENTS if self.life_events else 1.0
        return (size + differs) * used * known * (_DATA if bears_data(self.key) else 1.0)


def concepts_to_harmonise(
    index: ConceptIndex,
    life_events: Mapping[str, tuple[str, ...]],
    most: int,
    *,
    ministry: Sequence[str] = (),
    area: Sequence[str] = (),
) -> list[Concept]:
    """The concepts whose definitions do not fit together, those that matter most first. Of each a
    text is wanted of a `ministry` and an `area`, by parts of their names, where these are given."""
    documents = {one.refid: one for one in index.documents(index.refids())}
    resolver = Resolver(index, index.names())
    found = []
    for _, group in groupby(index.definitions(), key=lambda one: one.concept):
        some = [
            one
            for one in group
            if one.refid in documents
            and one.concept not in ROLES
            and counts(one)
            and one.role != Role.FOREIGN.value
            and not is_relative(one)
        ]
        if len({one.refid for one in some}) > 1:
            concept = _concept(some, documents, resolver, life_events)
            if concept is not None and any(
                among(ministry, text.ministries) and among(area, text.legal_areas)
                for text in concept.documents
            ):
                found.append(concept)
    found.sort(key=lambda one: (-one.weight, one.key))
    return _with_usage(found[: max(_MOST_IN_ALL, most)], index)[:most]


def _with_usage(concepts: Sequence[Concept], index: ConceptIndex) -> list[Concept]:
    """The concepts with how law uses them and what catalogues say, those that matter most first."""
    usage = usage_of([one.key for one in concepts], index.words())
    catalogued: dict[str, list[CatalogueConcept]] = {}
    for entry in index.catalogued({name for one in concepts for name in (one.key, one.term)}):
        catalogued.setdefault(entry.lemma, []).append(entry)
    found = [
        replace(
            one,
            usage=usage[one.key],
            catalogued=tuple(catalogued.get(one.term) or catalogued.get(one.key) or ()),
        )
        for one in concepts
    ]
    return sorted(found, key=lambda one: (-one.weight, one.key))


def _concept(
    definitions: Sequence[Definition],
    documents: Mapping[str, IndexedDocument],
    resolver: Resolver,
    life_events: Mapping[str, tuple[str, ...]],
) -> Concept | None:
    """The concept of one term; None where its definitions fit or are only local rules."""
    central = [one for one in definitions if not is_local(documents[one.refid])]
    if len({one.refid for one in central}) < 2:
        return None
    whole = {one: resolver.resolved(one) for one in central}
    owner = owner_of(central, whole)
    if owner.meaning.points:
        return None
    others = []
    for one in sorted(central, key=lambda one: (one.kind != "act", one.refid, one.start)):
        if one.refid != owner.refid:
            how = difference(owner, whole[one])
            if (
                how.kind.matters
                and resolver.cites(one, owner)
                and not _EXCEPTS.search(one.definition)
            ):
                how = replace(how, kind=Agreement.BY_REFERENCE)
            if how.kind not in (Agreement.HOMONYM, Agreement.RELATIVE) and _is_akin(how):
                others.append(Other(one, documents[one.refid], how))
    if not any(one.how.kind.matters and one.definition.kind == "act" for one in others):
        return None
    events = {event for one in (owner, *central) for event in life_events.get(one.refid, ())}
    local = len({one.refid for one in definitions if is_local(documents[one.refid])})
    return Concept(
        key=owner.concept,
        owner=owner,
        owner_document=documents[owner.refid],
        others=tuple(others),
        local=local,
        usage=Usage(),
        life_events=tuple(sorted(events)),
        catalogued=(),
    )


def owner_of(
    definitions: Iterable[Definition], whole: Mapping[Definition, Definition]
) -> Definition:
    """The definition that others should follow: the one that most others refer to, else that of a
    general act, of an act, and of a section of definitions, the oldest first."""
    some = list(definitions)
    pointed = Counter(target.refid for one, target in whole.items() if target != one)
    return min(
        some,
        key=lambda one: (
            one.meaning.points,
            one.kind != "act",
            -pointed[one.refid],
            one.refid not in GENERAL,
            one.concept[:6] not in one.title.lower(),
            one.role != Role.DEFINITION.value,
            one.refid,
            one.start,
        ),
    )


def is_local(document: IndexedDocument) -> bool:
    """Whether a regulation holds for one school or place only."""
    return document.kind != "act" and _LOCAL.search(document.title) is not None


def _is_akin(how: Difference) -> bool:
    """Whether two definitions speak of one concept."""
    return (
        how.kind.agrees or how.kind is Agreement.CONDITION or how.verdict.likeness >= _LEAST_ALIKE
    )
