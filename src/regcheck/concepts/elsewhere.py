"""A draft compared with what is defined elsewhere: terms it defines otherwise than its enabling act
or other law, another name for a concept of its act, and concepts it leaves undefined."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from regcheck.concepts.catalogue import Catalogued
from regcheck.concepts.comparison import bears_data, counts
from regcheck.concepts.concept_rules import (
    CATALOGUE,
    ENABLING,
    OTHER_LAW,
    TWO_TERMS,
    UNDEFINED,
    ConceptRules,
)
from regcheck.concepts.definitions import Definition
from regcheck.concepts.draft import (
    LEAST_WORDS,
    MOST_TERMS,
    DraftTerm,
    draft_term,
    share_a_word,
)
from regcheck.concepts.index import ConceptIndex
from regcheck.concepts.meanings import (
    Agreement,
    Meaning,
    Verdict,
    compare,
    is_same_wording,
    meaning_of,
)
from regcheck.concepts.notes import (
    advice_on_reference,
    note_on_catalogue,
    note_on_difference,
    note_on_other_name,
    note_on_several,
)
from regcheck.definitions.named_terms import named_terms
from regcheck.document.model import Document, Role
from regcheck.findings.judge import Judged
from regcheck.language.forms import noun_lemma
from regcheck.law.citations import find_citations
from regcheck.law.dated import REFID
from regcheck.law.vocabulary import THE_ENACTMENT
from regcheck.packs.model import Severity
from regcheck.segments.view import Segments
from regcheck.text.span import Span

KEY_TERMS = {
    "nærstående": "nærstående", "nærståande": "nærstående", "pårørende": "pårørende",
    "pårørande": "pårørende", "virkedag": "virkedag", "verkedag": "virkedag",
    "yrkedag": "virkedag", "formue": "formue", "forsørger": "forsørger",
    "forsørgjar": "forsørger", "konsern": "konsern", "årsverk": "årsverk",
}  # fmt: skip
"""Words whose meaning decides which data can be shared: lemmas in either written standard, with the
lemma they are indexed under. Cohabitants, households, income and residence have rules of their own,
which need no index."""
_KEY_START = re.compile(
    r"\b(?:nærst|pårør|virkedag|verkedag|yrkedag|formue|forsør|konsern|årsverk)\w*"
)
_ROLES = frozenset({"søker", "søkjar", "bruker", "brukar", "eier", "eigar", "medlem"})
"""Words for the role somebody has, which each text rightly defines in its own way."""
_REFID = re.compile(REFID)
_ENABLED = re.compile(r"\b(?:hjemmel|heimel|hjemlet|heimla)\b[^.\n]{0,12}? i ")
_TITLED = re.compile(r"\b[Ll]ov om ([^§.;:\n]{3,160}?)(?= §| av \d|,|$)")
_EXPLAINED = re.compile(rf"§|\bjf\b|\b(?:{THE_ENACTMENT})\b")
_IN_OTHER_WORDS = 0.5
"""The likeness from which two short definitions say the same in other words."""
_MOST_ENABLING, _STRETCH = 6, 600


@dataclass(frozen=True, slots=True)
class _Elsewhere:
    """The rules that are run; what other law and catalogues say of the draft's terms, by lemma; the
    ids of the enabling acts and what these define; `near` are those acts and the text itself."""

    rules: ConceptRules
    law: Mapping[str, Sequence[Definition]]
    catalogued: Mapping[str, Sequence[Catalogued]]
    enabling: Set[str]
    in_act: Sequence[Definition]
    near: Set[str]


def compare_with(index: ConceptIndex, segments: Segments, rules: ConceptRules) -> Iterator[Judged]:
    """The judged matches of the rules that compare a draft with an index, at most one for each
    term."""
    terms = [draft_term(segments, term) for term in named_terms(segments)[:MOST_TERMS]]
    own = _first_said([one for one in terms if one.is_own])
    key = _key_places(segments, terms) if UNDEFINED in rules else {}
    lemmas = {one.record.lemma for one in own}
    if not lemmas and not key:
        return
    meta = segments.document.meta
    mine = {meta.refid, *meta.amends} - {""}
    enabling = enabling_acts(segments.document, index) - mine
    law: dict[str, list[Definition]] = {}
    for one in index.definitions(lemmas | key.keys()):
        if counts(one) and one.role != Role.FOREIGN.value and one.refid not in mine:
            law.setdefault(one.lemma, []).append(one)
    catalogued: dict[str, list[Catalogued]] = {}
    for concept in index.catalogued(lemmas):
        catalogued.setdefault(concept.lemma, []).append(concept)
    in_act = [one for one in index.definitions_in(enabling) if counts(one)] if enabling else []
    elsewhere = _Elsewhere(rules, law, catalogued, enabling, in_act, mine | enabling)
    for term in own:
        yield from _findings_on(term, elsewhere)
    for lemma, (leaf, span) in key.items():
        yield from _undefined(lemma, (leaf, span), elsewhere)


def _findings_on(term: DraftTerm, elsewhere: _Elsewhere) -> Iterator[Judged]:
    known = elsewhere.law.get(term.record.lemma, [])
    acts = [one for one in known if one.refid in elsewhere.enabling]
    if acts:
        if found := _nearest(term, acts):
            other, verdict = found
            sure = verdict.agreement is Agreement.DIFFERENT
            sure = sure and other.language == term.record.language
            severity = None if sure else Severity.INFO
            yield from elsewhere.rules.judged(
                ENABLING,
                term.place,
                note_on_difference(other, verdict, len(acts)),
                proposal=advice_on_reference(term.record.term, other),
                severity=severity,
            )
        return
    for other in elsewhere.in_act:
        if len(term.meaning.content) >= LEAST_WORDS and _is_another_name(term, other):
            note = note_on_other_name(other)
            yield from elsewhere.rules.judged(TWO_TERMS, term.place, note)
            return
    matters = bears_data(term.record.lemma) and term.record.lemma not in _ROLES
    if matters and (found := _nearest(term, known)):
        other, verdict = found
        yield from elsewhere.rules.judged(
            OTHER_LAW,
            term.place,
            note_on_difference(other, verdict, len(known)),
            proposal=advice_on_reference(term.record.term, other),
        )
        return
    yield from _catalogued(term, elsewhere)


def _catalogued(term: DraftTerm, elsewhere: _Elsewhere) -> Iterator[Judged]:
    """A term whose meaning is none of those that catalogues give it."""
    seen = []
    for one in elsewhere.catalogued.get(term.record.lemma, []):
        if one.definition:
            said = meaning_of(one.definition, one.language)
            verdict = compare(said, term.meaning)
            retold = one.refid in elsewhere.near and one.relation != "quoted"
            if not _clearly_differs(said, term.meaning, verdict, retold=retold):
                return
            seen.append((-verdict.likeness, one.identifier, one, verdict))
    if seen:
        _, _, one, verdict = min(seen, key=lambda each: each[:2])
        note = note_on_catalogue(one, verdict)
        yield from elsewhere.rules.judged(CATALOGUE, term.place, note)


def _undefined(lemma: str, place: tuple[int, Span], elsewhere: _Elsewhere) -> Iterator[Judged]:
    """A key term that the draft leaves undefined, when other law gives it several meanings."""
    law = elsewhere.law.get(lemma, [])
    if any(one.refid in elsewhere.enabling for one in law):
        return
    meanings = [meaning_of(one.definition, one.language) for one in law]
    if not all(compare(meanings[0], one).agreement.agrees for one in meanings[1:]):
        yield from elsewhere.rules.judged(UNDEFINED, place, note_on_several(law))


def enabling_acts(document: Document, index: ConceptIndex) -> set[str]:
    """The ids of the acts a document is based on: as its metadata have them, else as the words
    about its legal basis cite them."""
    said = {match[0] for one in document.meta.based_on for match in _REFID.finditer(one)}
    if said or document.meta.kind.is_act:
        return said
    called = []
    places = [match.end() for match in _ENABLED.finditer(document.text)][:_MOST_ENABLING]
    for start in places:
        end = document.text.find("\n", start)
        words = document.text[start : min(start + _STRETCH, end if end > 0 else start + _STRETCH)]
        for citation in find_citations(words):
            if citation.refid.startswith(("lov/", "forskrift/")):
                said.add(citation.refid)
            elif citation.act_name:
                called.append(citation.act_name)
        called += [titled[0] for titled in _TITLED.finditer(words)]
    if called:
        names = index.names(called)
        said |= {names.refid(name) for name in called}
    return said - {""}


def _first_said(terms: list[DraftTerm]) -> list[DraftTerm]:
    """Terms without additions («som X regnes …») to those that the text also defines."""
    said = {one.record.lemma for one in terms if not one.record.pattern.startswith("D3")}
    return [
        one
        for one in terms
        if one.record.lemma not in said or not one.record.pattern.startswith("D3")
    ]


def _clearly_differs(said: Meaning, here: Meaning, verdict: Verdict, *, retold: bool) -> bool:
    """Whether a catalogue and a text mean different things by a term, and do not only say the same
    in other words: a catalogue may shorten a provision that it is based on (`retold`)."""
    if verdict.agreement.agrees:
        return False
    if said.numbers and here.numbers and said.numbers != here.numbers:
        return True
    return not retold and (verdict.likeness < _IN_OTHER_WORDS or said.negated != here.negated)


def _nearest(
    term: DraftTerm, definitions: Sequence[Definition]
) -> tuple[Definition, Verdict] | None:
    """The definition nearest to the draft's, acts first, when none of them agrees with it."""
    seen = []
    for one in definitions:
        verdict = compare(meaning_of(one.definition, one.language), term.meaning)
        if verdict.agreement.agrees:
            return None
        rank = (one.kind != "act", -verdict.likeness, one.refid, one.start)
        seen.append((rank, one, verdict))
    if not seen:
        return None
    _, other, verdict = min(seen, key=lambda each: each[0])
    return other, verdict


def _is_another_name(term: DraftTerm, other: Definition) -> bool:
    meaning = meaning_of(other.definition, other.language)
    if meaning.points or len(meaning.content) < LEAST_WORDS:
        return False
    if share_a_word(term.record.lemma, other.lemma):
        return False
    return is_same_wording(meaning, term.meaning)


def _key_places(segments: Segments, terms: Sequence[DraftTerm]) -> dict[str, tuple[int, Span]]:
    """Where the draft first uses a key term that it does not define, in a sentence that refers to
    no other text."""
    defined = {KEY_TERMS.get(word, word) for one in terms for word in one.record.lemma.split()}
    found: dict[str, tuple[int, Span]] = {}
    settled = set(defined)
    for match in _KEY_START.finditer(segments.lowered):
        leaf = segments.leaf_at(match.start())
        if leaf < 0 or segments.leaves[leaf].role is not Role.OPERATIVE:
            continue
        language = segments.language(leaf)
        lemma = KEY_TERMS.get(noun_lemma(match[0], "nn" if language == "nn" else "nb"), "")
        if not lemma or lemma in settled:
            continue
        span = Span(match.start(), match.end())
        if _EXPLAINED.search(segments.paragraph_of(leaf).span.of(segments.text)):
            settled.add(lemma)
            continue
        settled.add(lemma)
        found[lemma] = (leaf, span)
    return found
