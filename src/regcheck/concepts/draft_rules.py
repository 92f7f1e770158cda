"""What finds a draft's concepts in a run, and made-up law for the examples of rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from regcheck.concepts.concept_rules import ConceptRules
from regcheck.document.segments.view import Segments
from regcheck.findings.judge import Judged
from regcheck.packs.model import RuleSet
from regcheck.results.result import Settings
from regcheck.terms.definitions import defined_terms

if TYPE_CHECKING:
    from regcheck.concepts.index import ConceptIndex

_LAW = {
    "lov/1901-01-01-1": """# Lov om ferger (fergeloven)

### § 2. Definisjoner

I denne loven menes med:

- passasjer: person som følger med fergen uten å arbeide om bord
- fergeleie: anlegg ved sjøen der kjøretøy kjøres om bord i en ferge
""",
    "lov/1901-01-01-2": """# Lov om fellesbeiter (beiteloven)

### § 2. Definisjoner

I denne loven menes med:

- konsern: morselskap med ett eller flere datterselskaper
- husdyr: storfe, sau, geit og hest som holdes på en gård
- samboer: den som er over 18 år og bor sammen med en annen i et fast forhold
""",
    "lov/1901-01-01-3": """# Lov om kjøkkenhager (hageloven)

### § 2. Definisjoner

I denne loven menes med:

- konsern: morselskap med minst fem datterselskaper som driver hager
- samboer: den som har delt hage og bolig med en annen i to år
""",
}
_CATALOGUE = """anbefaltTerm;frarådetTerm;definisjon;identifikator
stoppested;busslomme;sted der en buss tar opp reisende;begrep/1
"""


class DraftConcepts(ConceptRules):
    """Finds what the rules on concepts say of documents, alone and with an index of law."""

    def __init__(self, rule_set: RuleSet, index: ConceptIndex | None = None) -> None:
        super().__init__(rule_set)
        self._index = index

    def in_document(self, segments: Segments) -> list[Judged]:
        """What the document alone shows."""
        if not self or not defined_terms(segments):
            return []
        from regcheck.concepts.draft import circular, outside_scope, two_terms

        checks = (two_terms, circular, outside_scope)
        return [judged for check in checks for judged in check(segments, self)]

    def against_index(self, segments: Segments) -> list[Judged]:
        """What the law in the index shows of the document's terms, at most one rule for each."""
        if not self or self._index is None:
            return []
        from regcheck.concepts.elsewhere import compare_with

        return list(compare_with(self._index, segments, self))


def concepts_of(rule_set: RuleSet, settings: Settings) -> DraftConcepts:
    """What finds the concepts of a draft. Raises UsageError for an index that cannot be used."""
    if not (settings.concepts and ConceptRules(rule_set)):
        return DraftConcepts(rule_set)
    from regcheck.concepts.index import keep_open

    return DraftConcepts(rule_set, keep_open(settings.concepts))


def example_law() -> ConceptIndex:
    """An index in memory of made-up acts of one legal area and a catalogue with one concept."""
    from regcheck.concepts.catalogue import read_registration_csv
    from regcheck.concepts.definitions import definitions_in
    from regcheck.concepts.index import IndexEntry, index_in_memory
    from regcheck.document.model import Unreadable
    from regcheck.document.provision_paths import Places
    from regcheck.readers.registry import read_document

    entries = []
    for refid, text in _LAW.items():
        path = f"{refid}.md"
        head = f"refid: {refid}\nrettsomrade: Ferger og beite\ndepartement: Fergedepartementet"
        document = read_document(f"---\n{head}\n---\n\n{text}".encode(), path, "md")
        if not isinstance(document, Unreadable):
            found = tuple(definitions_in(document))
            entries.append(IndexEntry(path, "", document.meta, found, Places()))
    concepts, _ = read_registration_csv(_CATALOGUE.encode(), "katalog.csv")
    return index_in_memory(entries, concepts)
