"""Terms that several texts define: which agree, which differ, and how much each matters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby

from regcheck.concepts.definitions import Definition
from regcheck.concepts.meanings import Agreement, Verdict, compare, meaning_of

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
_IN_PASSING = ("short", "when", "holds", "D3 as")
"""Ways of naming a term that say what it is called, or one thing that counts as it."""
_ADDS = re.compile(r"(?:her )?(?:også|òg|ikke|ikkje)\b", re.IGNORECASE)
_MOST = 60
"""Definitions of one term that are compared with each other; beyond it, one for each wording."""
_WEIGHT = 5


@dataclass(frozen=True, slots=True)
class Cluster:
    """Definitions of one term that agree, the first in the order of places standing for all."""

    definitions: tuple[Definition, ...]

    @property
    def documents(self) -> int:
        """In how many documents it is defined so."""
        return len({one.refid or one.path for one in self.definitions})


@dataclass(frozen=True, slots=True)
class Term:
    """A term that at least two texts define.

    `verdict` is the strongest disagreement between any two: `different`, then `narrower` (or
    wider), then those that agree. `foreign` says that all definitions are in translated text.
    """

    lemma: str
    clusters: tuple[Cluster, ...]
    verdict: Agreement
    weight: int
    foreign: bool

    @property
    def documents(self) -> int:
        """How many documents define it."""
        refs = {one.refid or one.path for c in self.clusters for one in c.definitions}
        return len(refs)


_STRENGTH = (
    Agreement.SAME_WORDING, Agreement.SAME_SUBSTANCE, Agreement.BY_REFERENCE,
    Agreement.NARROWER, Agreement.WIDER, Agreement.DIFFERENT,
)  # fmt: skip


def harmonise(definitions: Iterable[Definition], *, chapters: bool = False) -> list[Term]:
    """The terms with definitions in at least two documents, those that matter most first.

    `definitions` come sorted by lemma. Definitions limited to a section are left aside, and those
    limited to a chapter unless `chapters` is set; short forms in brackets are names, not meanings.
    """
    found = []
    for lemma, group in groupby(definitions, key=lambda one: one.lemma):
        some = [one for one in group if counts(one, chapters=chapters)]
        if len({one.refid or one.path for one in some}) >= 2:
            found.append(_term(lemma, some))
    return sorted(found, key=lambda term: (-term.weight, term.lemma))


def pairs(definitions: Sequence[Definition]) -> Iterator[tuple[Definition, Definition, Verdict]]:
    """Each two definitions from different documents, with how the second stands to the first."""
    for first, second in combinations(definitions, 2):
        if (first.refid or first.path) != (second.refid or second.path):
            yield first, second, verdict(first, second)


def verdict(first: Definition, second: Definition) -> Verdict:
    """How the second definition stands to the first."""
    return compare(
        meaning_of(first.definition, first.language),
        meaning_of(second.definition, second.language),
    )


def counts(one: Definition, *, chapters: bool = False) -> bool:
    """Whether a definition says what a term means in a whole text, so that others can differ."""
    if one.scope == "section" or (one.scope == "chapter" and not chapters):
        return False
    if one.pattern.startswith(_IN_PASSING) or _ADDS.match(one.definition):
        return False
    return bool(one.definition)


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
    strongest = max(verdicts, key=_STRENGTH.index)
    foreign = all(one.role == "foreign" for one in definitions)
    whole = tuple(Cluster(tuple(c)) for c in sorted(clusters, key=len, reverse=True))
    documents = len({one.refid or one.path for one in definitions})
    weight = documents + len(whole) * 2 + (_WEIGHT * documents if bears_data(lemma) else 0)
    if strongest.agrees:
        weight //= 10
    return Term(lemma, whole, strongest, weight // 4 if foreign else weight, foreign)


def bears_data(lemma: str) -> bool:
    """Whether the meaning of a term decides which data can be shared."""
    return lemma in DATA_BEARING or lemma.rsplit(maxsplit=1)[-1] in DATA_BEARING
