"""Definitions of one term in several texts: which agree, differ, or refer in a circle."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby

from regcheck.base.text.patterns import pattern
from regcheck.concepts.definitions import Definition, counts
from regcheck.concepts.meanings import Agreement, Verdict, compare
from regcheck.law.citations import CitationKind, find_citations
from regcheck.law.names import Names

DATA_BEARING = frozenset({
    "inntekt", "lønn", "formue", "bosted", "bosatt", "adresse", "husstand", "husholdning",
    "samboer", "ektefelle", "barn", "familie", "forsørger", "pårørende", "nærstående",
    "arbeidstaker", "arbeidsgiver", "ansatt", "næringsdrivende", "selvstendig", "foretak",
    "virksomhet", "bedrift", "konsern", "eier", "eiendom", "bolig", "virkedag", "dag",
    "alder", "student", "elev", "pasient", "bruker", "søker", "medlem", "sykdom", "uførhet",
    "arbeidstid", "stilling", "omsetning", "årsverk", "kjøretøy", "fartøy", "organisasjon",
    "dokument", "opplysning", "helsepersonell", "husdyr",
})  # fmt: skip
"""Lemmas whose meaning decides which data can be shared: people, households, income, time, work."""
OPEN = frozenset({
    "inntekt", "lønn", "formue", "bosted", "bosatt", "husstand", "husholdning", "samboer",
    "familie", "forsørger", "pårørende", "forbruker", "virkedag",
    "årsverk", "arbeidstid",
})  # fmt: skip
"""Lemmas that everyday language leaves open, and that no sentence settles by itself."""
Circle = Sequence[Definition]
"""Definitions of one term, each of which points to the next and the last to the first."""
Cluster = Sequence[Definition]
"""Definitions of one term that agree; the first in the order of places stands for all."""
_MOST = 60
"""Meanings of one term that are compared with one another."""
_WEIGHT = 5
_MOST_STEPS = 20
_OTHER = pattern(r"lov|forskrift|direktiv|reglement|vedtekt", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Term:
    """A term that at least two texts define; `verdict` is the strongest disagreement between any
    two, `foreign` that all are in translated text."""

    lemma: str
    clusters: tuple[Cluster, ...]
    verdict: Agreement
    weight: int
    foreign: bool

    @property
    def documents(self) -> int:
        """The number of documents that define it."""
        return _documents(one for cluster in self.clusters for one in cluster)

    def against(self, cluster: Cluster) -> Verdict:
        """How a meaning compares with the commonest one."""
        return verdict(self.clusters[0][0], cluster[0])


def compared_terms(definitions: Iterable[Definition], *, chapters: bool = False) -> list[Term]:
    """The terms with definitions in two documents or more, the most important first.
    `definitions` must be sorted by concept; those limited to a section, or unless `chapters` a
    chapter, are left out."""
    found = []
    for concept, group in groupby(definitions, key=lambda one: one.concept or one.lemma):
        some = [one for one in group if counts(one, chapters=chapters)]
        if _documents(some) >= 2:
            found.append(_term(concept, some))
    return sorted(found, key=lambda term: (-term.weight, term.lemma))


def verdict(first: Definition, second: Definition) -> Verdict:
    """How the second definition compares with the first."""
    return compare(first.meaning, second.meaning)


def _term(lemma: str, definitions: list[Definition]) -> Term:
    clusters: list[list[Definition]] = []
    for one in definitions:
        for cluster in clusters:
            if verdict(cluster[0], one).agreement.agrees:
                cluster.append(one)
                break
        else:
            clusters.append([one])
    leaders = [cluster[0] for cluster in clusters][:_MOST]
    verdicts = [verdict(a, b).agreement for a, b in combinations(leaders, 2)]
    if not verdicts:
        verdicts = [verdict(clusters[0][0], one).agreement for one in clusters[0][1:]]
    strongest = max(verdicts, key=list(Agreement).index)
    foreign = all(one.role == "foreign" for one in definitions)
    whole = tuple(map(tuple, sorted(clusters, key=len, reverse=True)))
    documents = _documents(definitions)
    weight = documents + len(whole) * 2 + (_WEIGHT * documents if bears_data(lemma) else 0)
    if strongest.agrees:
        weight //= 10
    return Term(lemma, whole, strongest, weight // 4 if foreign else weight, foreign)


def _documents(definitions: Iterable[Definition]) -> int:
    return len({one.refid or one.path for one in definitions})


def bears_data(lemma: str) -> bool:
    """Whether the meaning of a term decides which data can be shared."""
    return lemma in DATA_BEARING or lemma.rsplit(maxsplit=1)[-1] in DATA_BEARING


def circles_in(definitions: Iterable[Definition], named: Names) -> list[Circle]:
    """The circles among definitions, each once, beginning with its first definition."""
    by_term: dict[tuple[str, str], list[Definition]] = {}
    pointing = []
    for one in definitions:
        by_term.setdefault((one.refid, one.lemma), []).append(one)
        if one.refid and one.meaning.points:
            pointing.append(one)
    after = {one: _next(one, by_term, named) for one in pointing}
    found: dict[frozenset[Definition], Circle] = {}
    for one in sorted(pointing, key=lambda one: (one.refid, one.path, one.start)):
        if circle := _walk(one, after):
            found.setdefault(frozenset(circle), circle)
    return list(found.values())


def _next(
    one: Definition, by_term: dict[tuple[str, str], list[Definition]], named: Names
) -> list[Definition]:
    """The definitions of the same term at the places that a definition points to."""
    found = []
    for citation in find_citations(one.definition):
        refid = citation.refid or named.refid(citation.act_name)
        if citation.kind is CitationKind.INTERNAL and not citation.act_name:
            others = _OTHER.search(one.definition, 0, citation.span.start)
            refid = "" if others else one.refid
        for other in by_term.get((refid, one.lemma), ()) if refid else ():
            path = other.address_path.removeprefix(f"{refid}/")
            places = ["/".join(step.path for step in at.steps) for at in citation.addresses]
            itself = other is one and path not in places
            if not itself and (not places or any(f"{path}/".startswith(f"{at}/") for at in places)):
                found.append(other)
    return found


def _walk(start: Definition, after: dict[Definition, list[Definition]]) -> list[Definition]:
    """The path from a definition back to itself, empty where there is none."""
    path = [start]
    while len(path) <= _MOST_STEPS:
        following = after.get(path[-1], [])
        if start in following:
            return path
        step = next((one for one in following if one not in path), None)
        if step is None:
            return []
        path.append(step)
    return []
