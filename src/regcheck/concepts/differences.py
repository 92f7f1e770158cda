"""How a definition differs from another of the same term, references resolved."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from regcheck.base.text.patterns import pattern
from regcheck.concepts.conditions import Condition, Contrast, contrasts
from regcheck.concepts.definitions import Definition, is_relative
from regcheck.concepts.index import ConceptIndex
from regcheck.concepts.meanings import Agreement, Verdict, are_retold, compare
from regcheck.law.address import Address
from regcheck.law.citations import Citation, CitationKind, find_citations
from regcheck.law.names import Names
from regcheck.law.vocabulary import AN_ENACTMENT, OF_THE_ACT, THE_ACT

_THE_ACT = pattern(rf"(?:{OF_THE_ACT}|{THE_ACT})", re.IGNORECASE)
_TITLED = pattern(rf"\b(?:{AN_ENACTMENT}) om ")
_AKIN, _HOMONYM = 0.3, 0.06
_MOST_STEPS = 3


@dataclass(frozen=True, slots=True)
class Difference:
    """How the second definition differs, with the words and conditions of each alone."""

    kind: Agreement
    verdict: Verdict
    contrasts: tuple[Contrast, ...] = ()


def difference(first: Definition, second: Definition) -> Difference:
    """How the second definition differs from the first; each should have been resolved."""
    verdict = compare(first.meaning, second.meaning)
    found = contrasts(first.definition, second.definition)
    return Difference(_kind(first, second, verdict, found), verdict, found)


def _kind(
    first: Definition, second: Definition, verdict: Verdict, found: tuple[Contrast, ...]
) -> Agreement:
    if verdict.agreement.agrees:
        return verdict.agreement
    if is_relative(first) or is_relative(second):
        return Agreement.RELATIVE
    measured = [one for one in found if one.kind is not Condition.RELATION]
    if verdict.likeness >= _AKIN and measured:
        return Agreement.CONDITION
    if not measured and (
        first.language != second.language and are_retold(first.meaning, second.meaning)
    ):
        return Agreement.SAME_SUBSTANCE
    if verdict.agreement is not Agreement.DIFFERENT:
        return verdict.agreement
    if verdict.likeness < _HOMONYM and not found:
        return Agreement.HOMONYM
    return Agreement.DIFFERENT


class Resolver:
    """Leads definitions that only refer to others to these, in an index."""

    def __init__(self, index: ConceptIndex, names: Names | None = None) -> None:
        """`names` are those of all documents; without them each is looked up when it is needed."""
        self._index = index
        self._names = names
        self._known: dict[str, str] = {}

    def resolved(self, one: Definition) -> Definition:
        """The definition that one leads to by reference («det samme som i båtloven § 3»), or itself
        where it says what the term means or the other is not in the index."""
        seen = {one}
        for _ in range(_MOST_STEPS):
            if not one.meaning.points:
                return one
            following = self._target(one)
            if following is None or following in seen:
                return one
            seen.add(following)
            one = following
        return one

    def cites(self, one: Definition, other: Definition, *, enabling: bool = False) -> bool:
        """Whether a definition refers to the text that gives another, or to its section there; with
        `enabling` that text is the act that «loven» means."""
        return self._is_titled(one, other) or any(
            (enabling and _THE_ACT.fullmatch(citation.act_name))
            or (
                self._refid(citation, one) == other.refid
                and (one.refid != other.refid or _first([other], citation.addresses))
            )
            for citation in find_citations(one.definition)
        )

    def _is_titled(self, one: Definition, other: Definition) -> bool:
        said = one.definition.lower()
        return _TITLED.search(said) is not None and any(
            document.title.partition(" (")[0].lower() in said
            for document in self._index.documents([other.refid])
        )

    def _target(self, one: Definition) -> Definition | None:
        """The definition of the same concept at the first place that a definition cites."""
        for citation in find_citations(one.definition):
            refid = self._refid(citation, one)
            defined = self._index.definitions_in([refid]) if refid else ()
            others = [other for other in defined if other.concept == one.concept and other != one]
            if found := _first(others, citation.addresses):
                return found
        return None

    def _refid(self, citation: Citation, one: Definition) -> str:
        name = citation.act_name
        if citation.refid or not name:
            internal = citation.kind is CitationKind.INTERNAL
            return citation.refid or (one.refid if internal else "")
        if name not in self._known:
            names = self._names or self._index.names([name])
            self._known[name] = names.refid(name) or ""
        return self._known[name]


def _first(definitions: list[Definition], addresses: Sequence[Address]) -> Definition | None:
    """The first definition in a section that is cited, else the only one there is."""
    paths = [f"/{address.steps[0].path}/" for address in addresses if address.steps]
    inside = (one for path in paths for one in definitions if path in f"/{one.address_path}/")
    return next(inside, None if addresses else next(iter(definitions), None))
