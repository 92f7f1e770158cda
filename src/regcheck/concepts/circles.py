"""Definitions that say no more than that a term means what it means somewhere else, and that lead
back to themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from regcheck.concepts.definitions import Definition
from regcheck.concepts.meanings import meaning_of
from regcheck.law.address import Step
from regcheck.law.citations import CitationKind, find_citations
from regcheck.law.names import Names

_MOST_STEPS = 20
_OTHER = re.compile(r"lov|forskrift|direktiv|reglement|vedtekt", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Circle:
    """Definitions of one term, each of which points to the next and the last to the first."""

    definitions: tuple[Definition, ...]


def circles_in(definitions: Iterable[Definition], named: Names) -> list[Circle]:
    """The circles among definitions, each once, beginning with what stands first."""
    by_term: dict[tuple[str, str], list[Definition]] = {}
    pointing = []
    for one in definitions:
        by_term.setdefault((one.refid, one.lemma), []).append(one)
        if one.refid and meaning_of(one.definition, one.language).points:
            pointing.append(one)
    after: dict[Definition, list[Definition]] = {
        one: _next(one, by_term, named) for one in pointing
    }
    found: dict[frozenset[Definition], Circle] = {}
    for one in sorted(pointing, key=_place):
        if circle := _walk(one, after):
            found.setdefault(frozenset(circle), Circle(tuple(circle)))
    return list(found.values())


def _next(
    one: Definition, by_term: dict[tuple[str, str], list[Definition]], named: Names
) -> list[Definition]:
    """The definitions of the same term at the places that one points to."""
    found = []
    for citation in find_citations(one.definition):
        refid = citation.refid or named.refid(citation.act_name)
        if citation.kind is CitationKind.INTERNAL and not citation.act_name:
            others = _OTHER.search(one.definition, 0, citation.span.start)
            refid = "" if others else one.refid
        for other in by_term.get((refid, one.lemma), ()) if refid else ():
            path = other.address_path.removeprefix(f"{refid}/")
            places = [address.steps for address in citation.addresses]
            itself = other is one and path not in map(_path, places)
            if not itself and (not places or any(_covers(steps, path) for steps in places)):
                found.append(other)
    return found


def _covers(steps: Sequence[Step], path: str) -> bool:
    return f"{path}/".startswith(f"{_path(steps)}/")


def _path(steps: Sequence[Step]) -> str:
    return "/".join(step.path for step in steps)


def _walk(start: Definition, after: dict[Definition, list[Definition]]) -> list[Definition]:
    """The way from a definition back to itself, empty when there is none."""
    way: list[Definition] = [start]
    seen = {start}
    while len(way) <= _MOST_STEPS:
        following = after.get(way[-1], [])
        if start in following:
            return way
        step = next((one for one in following if one not in seen), None)
        if step is None:
            return []
        seen.add(step)
        way.append(step)
    return []


def _place(one: Definition) -> tuple[str, str, int]:
    return one.refid, one.path, one.start
