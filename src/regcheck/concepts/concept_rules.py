"""The rules about a draft's concepts, what finds their matches in a run, and made-up law for their
examples."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from regcheck.base.text.span import Span
from regcheck.base.texts.localised import Localised
from regcheck.document.segments.view import Segments
from regcheck.findings.judge import Judged
from regcheck.matching.model import Match
from regcheck.packs.model import RuleSet, Severity
from regcheck.results.result import Settings

if TYPE_CHECKING:
    from regcheck.concepts.index import ConceptIndex

ENABLING = "concepts/differs-from-enabling-act"
OTHER_LAW = "concepts/differs-from-other-law"
CATALOGUE = "concepts/differs-from-catalogue"
TWO_TERMS = "concepts/two-terms"
UNDEFINED = "concepts/undefined-key-term"
DISCOURAGED = "concepts/discouraged-term"
CIRCULAR = "concepts/circular-definition"
OUTSIDE = "concepts/used-outside-scope"
NEED_INDEX = (ENABLING, OTHER_LAW, CATALOGUE, UNDEFINED, DISCOURAGED)
"""The rules that find something only with an index."""


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


class ConceptRules:
    """Those of these rules that a rule set has, and the index of law that documents are compared
    with, if any."""

    def __init__(self, rule_set: RuleSet, index: ConceptIndex | None = None) -> None:
        self._index = index
        self._rules = {
            rule.id: (number, rule)
            for number, rule in enumerate(rule_set.rules)
            if rule.id in (*NEED_INDEX, TWO_TERMS, CIRCULAR, OUTSIDE)
        }

    def __bool__(self) -> bool:
        return bool(self._rules)

    def __contains__(self, rule_id: str) -> bool:
        return rule_id in self._rules

    def in_document(self, segments: Segments) -> list[Judged]:
        """What the document alone shows."""
        from regcheck.terms.definitions import defined_terms

        if not self._rules or not defined_terms(segments):
            return []
        from regcheck.concepts.draft import circular, outside_scope, two_terms

        checks = (two_terms, circular, outside_scope)
        return [judged for check in checks for judged in check(segments, self)]

    def against_index(self, segments: Segments) -> list[Judged]:
        """What the law in the index shows of the document's terms, at most one rule for each."""
        if not self._rules or self._index is None:
            return []
        from regcheck.concepts.elsewhere import compare_with

        return list(compare_with(self._index, segments, self))

    def judged(
        self,
        rule_id: str,
        place: tuple[int, Span],
        note: Localised,
        *,
        proposal: Localised | None = None,
        severity: Severity | None = None,
        others: tuple[Span, ...] = (),
    ) -> Iterator[Judged]:
        """The rule's match at a leaf and span, when the rule is in the set."""
        if rule_id in self._rules:
            (number, rule), (leaf, span) = self._rules[rule_id], place
            match = Match(number, leaf, span, span, others=others)
            severity, proposal = severity or rule.severity, proposal or Localised()
            yield Judged(rule, match, severity, rule.confidence, note=note, proposal=proposal)


def concepts_of(rule_set: RuleSet, settings: Settings) -> ConceptRules:
    """What finds the concepts of a draft. Raises UsageError for an index that cannot be used."""
    rules = ConceptRules(rule_set)
    if not (rules and settings.concepts):
        return rules
    from regcheck.concepts.index import keep_open

    return ConceptRules(rule_set, keep_open(settings.concepts))


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
