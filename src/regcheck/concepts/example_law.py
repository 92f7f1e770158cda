"""The law that examples of rules about concepts are seen against: made up, and small."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from regcheck.concepts.catalogue import Catalogued
from regcheck.concepts.definitions import Definition
from regcheck.law.names import Called, Names

_TITLES = {
    "lov/1901-01-01-1": "Lov om ferger (fergeloven)",
    "lov/1901-01-01-2": "Lov om fellesbeiter (beiteloven)",
    "forskrift/1901-01-01-3": "Forskrift om kjøkkenhager",
}
_DEFINITIONS = (
    ("lov/1901-01-01-1", "passasjer", "person som følger med fergen uten å arbeide om bord"),
    ("lov/1901-01-01-1", "fergeleie", "anlegg ved sjøen der kjøretøy kjøres om bord i en ferge"),
    ("lov/1901-01-01-2", "konsern", "morselskap med ett eller flere datterselskaper"),
    ("lov/1901-01-01-2", "husdyr", "storfe, sau, geit og hest som holdes på en gård"),
    ("forskrift/1901-01-01-3", "konsern", "hager som drives av samme lag i en kommune"),
)


class ExampleLaw:
    """A source of definitions and of one catalogued concept."""

    def definitions(self, lemmas: Iterable[str] | None = None) -> Iterator[Definition]:
        """The definitions of these lemmas."""
        wanted = None if lemmas is None else set(lemmas)
        return (one for one in _all() if wanted is None or one.lemma in wanted)

    def definitions_in(self, refids: Iterable[str]) -> Iterator[Definition]:
        """The definitions in these acts and regulations."""
        wanted = set(refids)
        return (one for one in _all() if one.refid in wanted)

    def catalogued(self, lemmas: Iterable[str] | None = None) -> Iterator[Catalogued]:
        """The one concept of the catalogue."""
        if lemmas is None or "stoppested" in set(lemmas):
            words = "sted der en buss tar opp reisende"
            yield Catalogued(
                *("stoppested", "stoppested", "nb", words, "", "", "begrep/1", "", "", "", ""),
                source="katalog.ttl",
            )

    def names(self, like: Iterable[str] = ()) -> Names:
        """What the documents are called."""
        return Names(Called(refid, title, "") for refid, title in _TITLES.items())


def _all() -> Iterator[Definition]:
    for refid, term, words in _DEFINITIONS:
        yield Definition(
            term=term,
            lemma=term,
            definition=words,
            scope="document",
            pattern="D8 list",
            path=f"{refid}.md",
            refid=refid,
            title=_TITLES[refid],
            kind="act" if refid.startswith("lov") else "regulation",
            address="§ 2",
            address_path=f"{refid}/§2",
            role="definition",
            start=0,
            end=len(term),
            language="nb",
        )
