"""Provisions of two versions found in each other: by words, by address, then by likeness."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from regcheck.base.text.patterns import pattern
from regcheck.changes.marks import address_within
from regcheck.document.model import Document, Node, NodeKind, Role

ALIKE = 0.3
"""From this share of common word triples on, two provisions are versions of one another."""
_WORD = pattern(r"\w+")
_COMMON = 40
"""Word triples in more provisions than this tell nothing of which is which."""


class Provision(NamedTuple):
    """A section, or a paragraph where there are none: address, word triples, words."""

    address: str
    triples: frozenset[tuple[str, ...]]
    words: tuple[str, ...]


def provisions(document: Document) -> list[Provision]:
    """The sections of a document, or its paragraphs where it has none."""
    kinds = (NodeKind.ARTICLE, NodeKind.PARAGRAPH)
    found = [[n for n in document.root.walk() if n.kind is kind] for kind in kinds]
    return [_provision(document, node) for node in found[0] or found[1]]


def align(old: Sequence[Provision], new: Sequence[Provision]) -> dict[str, str]:
    """The present address of each earlier provision that is still there: by equal words, by
    likeness at the same address, by likeness, at last by address alone."""
    places = {provision.address: number for number, provision in enumerate(new)}
    found = _the_same(old, new, places)
    taken = set(found.values())

    def join(pairs: Iterable[tuple[int, int]], least: float = 0.0) -> None:
        for number, other in pairs:
            free = number not in found and other not in taken
            if free and (not least or _likeness(old[number], new[other]) >= least):
                found[number] = other
                taken.add(other)

    kept = [(n, places[one.address]) for n, one in enumerate(old) if one.address in places]
    join(kept, ALIKE)
    join((number, other) for _, number, other in sorted(_pairs(old, new, found, taken)))
    join(kept)
    return {old[number].address: new[other].address for number, other in sorted(found.items())}


def _the_same(
    old: Sequence[Provision], new: Sequence[Provision], places: Mapping[str, int]
) -> dict[int, int]:
    """The provisions whose words are unique, and those that kept both words and address."""
    found = {
        number: other
        for number, provision in enumerate(old)
        if (other := places.get(provision.address, -1)) >= 0 and provision.words == new[other].words
    }
    mine = Counter(one.words for one in old)
    theirs = Counter(one.words for one in new)
    lone = {one.words: number for number, one in enumerate(new) if theirs[one.words] == 1}
    taken = set(found.values())
    for number, provision in enumerate(old):
        other = lone.get(provision.words, -1)
        if number not in found and mine[provision.words] == 1 and other >= 0 and other not in taken:
            found[number] = other
            taken.add(other)
    return found


def moved_address(address: str, aligned: Mapping[str, str]) -> str:
    """The present address of a place inside an aligned provision; elsewhere the address itself."""
    place = address
    while place:
        if place in aligned:
            return aligned[place] + address[len(place) :]
        place = place.rpartition("/")[0]
    return address


def _provision(document: Document, node: Node) -> Provision:
    own = (leaf for leaf in node.walk() if not leaf.children and leaf.role is not Role.EDITORIAL)
    words = [word for leaf in own for word in _WORD.findall(leaf.span.of(document.text).lower())]
    triples = zip(words, words[1:], words[2:], strict=False)
    return Provision(
        address_within(node.address.path, document.meta.refid),
        frozenset(triples) or frozenset({tuple(words)}),
        tuple(words),
    )


def _likeness(one: Provision, other: Provision) -> float:
    common = len(one.triples & other.triples)
    return common / (len(one.triples) + len(other.triples) - common)


def _pairs(
    old: Sequence[Provision], new: Sequence[Provision], done: Mapping[int, int], taken: set[int]
) -> Iterator[tuple[float, int, int]]:
    """Pairs of provisions that are alike; likeness is negative so that the best sorts first."""
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, provision in enumerate(new):
        if number not in taken:
            for triple in provision.triples:
                holders[triple].append(number)
    for number, provision in enumerate(old):
        if number in done:
            continue
        near = (holders.get(triple, ()) for triple in provision.triples)
        for other in sorted({n for some in near if len(some) <= _COMMON for n in some}):
            likeness = _likeness(provision, new[other])
            if likeness >= ALIKE:
                yield -likeness, number, other
