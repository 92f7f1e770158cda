"""A draft seen against what is defined elsewhere: terms it defines otherwise than its enabling act
or other law, two terms for one concept, and concepts it leaves undefined."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Protocol

from regcheck.corpus.catalogue import Catalogued
from regcheck.corpus.concept_rules import (
    CATALOGUE,
    ENABLING,
    NEED_INDEX,
    OTHER_LAW,
    TWO_TERMS,
    UNDEFINED,
)
from regcheck.corpus.definitions import Definition, definition_of, said_of, scope_of
from regcheck.corpus.draft_words import (
    advice_on_reference,
    note_on_catalogue,
    note_on_difference,
    note_on_other_name,
    note_on_several,
)
from regcheck.corpus.harmony import bears_data, counts
from regcheck.corpus.meanings import (
    Agreement,
    Meaning,
    Verdict,
    compare,
    is_same_wording,
    meaning_of,
    wording_of,
)
from regcheck.corpus.names import Names
from regcheck.document.model import OPERATIVE_ROLES, Document, Role
from regcheck.findings.judge import Judged
from regcheck.language.forms import noun_lemma
from regcheck.law.citations import find_citations
from regcheck.matching.definitions import DefinedTerm, defined_terms
from regcheck.matching.model import Match
from regcheck.matching.named_terms import named_terms
from regcheck.packs.model import Localised, RuleSet, Severity
from regcheck.segments.view import Segments
from regcheck.text.span import Span

KEY_TERMS = {
    "nærstående": "nærstående", "nærståande": "nærstående", "pårørende": "pårørende",
    "pårørande": "pårørende", "virkedag": "virkedag", "verkedag": "virkedag",
    "yrkedag": "virkedag", "formue": "formue", "forsørger": "forsørger",
    "forsørgjar": "forsørger", "konsern": "konsern", "årsverk": "årsverk",
}  # fmt: skip
"""Words whose meaning decides which data can be shared, by lemma in either standard, with the
lemma they are indexed under. Cohabitants, households, income and residence have rules of their
own, which need no index."""
_KEY_START = re.compile(
    r"\b(?:nærst|pårør|virkedag|verkedag|yrkedag|formue|forsør|konsern|årsverk)\w*"
)
_PARTS_PLAYED = frozenset({"søker", "søkjar", "bruker", "brukar", "eier", "eigar", "medlem"})
"""Words for the part somebody plays, which every text says in its own way and rightly so."""
_ADDS = re.compile(
    r"(?:også|òg|likevel|i tillegg|dessuten|blant annet|mellom anna)\b", re.IGNORECASE
)
_REFID = re.compile(r"(?:lov|forskrift)/\d{4}-\d{2}-\d{2}(?:-\d{1,6})?")
_ENABLED = re.compile(r"\b(?:hjemmel|heimel|hjemlet|heimla)\b[^.\n]{0,12}? i ")
_TITLED = re.compile(r"\b[Ll]ov om ([^§.;:\n]{3,160}?)(?= §| av \d|,|$)")
_EXPLAINED = re.compile(r"§|\bjf\b|\b(?:loven|lova|forskriften|forskrifta)\b")
_IN_OTHER_WORDS = 0.5
"""How alike two short definitions are that say the same in other words."""
_MOST_ENABLING, _STRETCH, _MOST_TERMS, _LEAST_CONTENT = 6, 600, 400, 4
_DISAGREE = frozenset({Agreement.DIFFERENT, Agreement.NARROWER, Agreement.WIDER})
_SAME = frozenset({Agreement.SAME_WORDING, Agreement.SAME_SUBSTANCE})


class Source(Protocol):
    """What is defined elsewhere, such as `corpus.concept_index.ConceptIndex`."""

    def definitions(self, lemmas: Iterable[str]) -> Iterator[Definition]:
        """The definitions of these lemmas."""

    def definitions_in(self, refids: Iterable[str]) -> Iterator[Definition]:
        """The definitions in these acts and regulations."""

    def catalogued(self, lemmas: Iterable[str]) -> Iterator[Catalogued]:
        """The concepts of catalogues with these lemmas."""

    def names(self, like: Iterable[str] = ()) -> Names:
        """What documents are called, at least those with a title like one of these."""


@dataclass(frozen=True, slots=True)
class _Defined:
    """A term of the draft: where it stands and what it means there."""

    at: DefinedTerm
    record: Definition

    @property
    def meaning(self) -> Meaning:
        """What it means there, made ready for comparison."""
        return meaning_of(self.record.definition, self.record.language)

    @property
    def place(self) -> tuple[int, Span]:
        """The leaf it stands in, and where there."""
        return self.at.leaf, self.at.span


@dataclass(frozen=True, slots=True)
class _Elsewhere:
    """What other law and catalogues say of the draft's terms, by lemma; the acts that it rests on
    and what they define; `near` are those acts and the text itself."""

    law: Mapping[str, Sequence[Definition]]
    catalogued: Mapping[str, Sequence[Catalogued]]
    enabling: Set[str]
    in_act: Sequence[Definition]
    near: Set[str]


class DraftConcepts:
    """Finds, in one document after another, what the rules about concepts say; without a `source`
    only what the document alone shows."""

    def __init__(self, rule_set: RuleSet, source: Source | None = None) -> None:
        self._rules = {
            rule.id: (index, rule)
            for index, rule in enumerate(rule_set.rules)
            if rule.id in (*NEED_INDEX, TWO_TERMS)
        }
        self._source = source

    def __call__(self, segments: Segments) -> list[Judged]:
        """The judged matches in a document, at most one of these rules for each term."""
        if not self._rules:
            return []
        found = list(self._two_terms(segments))
        if self._source is not None:
            found += self._against(segments, self._source)
        return found

    def _against(self, segments: Segments, source: Source) -> Iterator[Judged]:
        terms = [_defined(segments, term) for term in named_terms(segments)[:_MOST_TERMS]]
        own = _first_said([one for one in terms if _is_own(one)])
        key = _key_places(segments, terms) if UNDEFINED in self._rules else {}
        lemmas = {one.record.lemma for one in own}
        if not lemmas and not key:
            return
        meta = segments.document.meta
        mine = {meta.refid, *meta.amends} - {""}
        enabling = enabling_acts(segments.document, source) - mine
        law: dict[str, list[Definition]] = {}
        for one in source.definitions(lemmas | key.keys()):
            if counts(one) and one.role != Role.FOREIGN.value and one.refid not in mine:
                law.setdefault(one.lemma, []).append(one)
        catalogued: dict[str, list[Catalogued]] = {}
        for concept in source.catalogued(lemmas):
            catalogued.setdefault(concept.lemma, []).append(concept)
        in_act = [one for one in source.definitions_in(enabling) if counts(one)] if enabling else []
        elsewhere = _Elsewhere(law, catalogued, enabling, in_act, mine | enabling)
        for term in own:
            yield from self._term(term, elsewhere)
        for lemma, (leaf, span) in key.items():
            yield from self._undefined(lemma, leaf, span, law.get(lemma, []), enabling)

    def _term(self, term: _Defined, elsewhere: _Elsewhere) -> Iterator[Judged]:
        known = elsewhere.law.get(term.record.lemma, [])
        acts = [one for one in known if one.refid in elsewhere.enabling]
        if acts:
            if found := _nearest(term, acts):
                other, verdict = found
                sure = verdict.agreement is Agreement.DIFFERENT
                sure = sure and other.language == term.record.language
                severity = None if sure else Severity.INFO
                yield from self._judged(
                    ENABLING,
                    term.place,
                    note_on_difference(other, verdict, len(acts)),
                    proposal=advice_on_reference(term.record.term, other),
                    severity=severity,
                )
            return
        for other in elsewhere.in_act:
            if len(term.meaning.content) >= _LEAST_CONTENT and _is_another_name(term, other):
                note = note_on_other_name(other)
                yield from self._judged(TWO_TERMS, term.place, note)
                return
        matters = bears_data(term.record.lemma) and term.record.lemma not in _PARTS_PLAYED
        if matters and (found := _nearest(term, known)):
            other, verdict = found
            yield from self._judged(
                OTHER_LAW,
                term.place,
                note_on_difference(other, verdict, len(known)),
                proposal=advice_on_reference(term.record.term, other),
            )
            return
        concepts = elsewhere.catalogued.get(term.record.lemma, [])
        yield from self._catalogued(term, concepts, elsewhere.near)

    def _catalogued(
        self, term: _Defined, concepts: Sequence[Catalogued], near: Set[str]
    ) -> Iterator[Judged]:
        """A term whose meaning is none of those that catalogues give it. `near` are the ids of the
        text itself and of the acts that it rests on."""
        seen = []
        for one in concepts:
            if one.definition:
                said = meaning_of(one.definition, one.language)
                verdict = compare(said, term.meaning)
                retold = one.refid in near and one.relation != "quoted"
                if not _clearly_differs(said, term.meaning, verdict, retold=retold):
                    return
                seen.append((-verdict.likeness, one.identifier, one, verdict))
        if seen:
            _, _, one, verdict = min(seen, key=lambda each: each[:2])
            note = note_on_catalogue(one, verdict)
            yield from self._judged(CATALOGUE, term.place, note)

    def _undefined(
        self, lemma: str, leaf: int, span: Span, law: Sequence[Definition], enabling: set[str]
    ) -> Iterator[Judged]:
        if any(one.refid in enabling for one in law):
            return
        meanings = [meaning_of(one.definition, one.language) for one in law]
        if any(compare(meanings[0], one).agreement in _DISAGREE for one in meanings[1:]):
            yield from self._judged(UNDEFINED, (leaf, span), note_on_several(law))

    def _two_terms(self, segments: Segments) -> Iterator[Judged]:
        """Terms that the document itself, in so many words, gives one meaning."""
        said: dict[tuple[str, tuple[str, ...]], list[DefinedTerm]] = {}
        for term in defined_terms(segments)[:_MOST_TERMS]:
            wording = wording_of(said_of(segments, term))
            if len(wording) >= _LEAST_CONTENT:
                said.setdefault((scope_of(segments, term), wording), []).append(term)
        for alike in said.values():
            if len(alike) == 1:
                continue
            own = [one for term in alike if _says_much(one := _defined(segments, term))]
            for place, one in enumerate(own):
                for other in own[:place]:
                    if not _share_a_word(other.record.lemma, one.record.lemma):
                        note = note_on_other_name(other.record, here=True)
                        others = (other.at.span,)
                        yield from self._judged(TWO_TERMS, one.place, note, others=others)
                        break

    def _judged(
        self,
        rule_id: str,
        place: tuple[int, Span],
        note: Localised,
        *,
        proposal: Localised | None = None,
        severity: Severity | None = None,
        others: tuple[Span, ...] = (),
    ) -> Iterator[Judged]:
        if rule_id not in self._rules:
            return
        index, rule = self._rules[rule_id]
        leaf, span = place
        match = Match(index, leaf, span, span, others=others)
        yield Judged(
            rule,
            match,
            severity or rule.severity,
            rule.confidence,
            note=note,
            proposal=proposal or Localised(),
        )


def enabling_acts(document: Document, source: Source) -> set[str]:
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
        names = source.names(called)
        said |= {names.refid(name) for name in called}
    return said - {""}


def _defined(segments: Segments, term: DefinedTerm) -> _Defined:
    return _Defined(term, definition_of(segments, term))


def _says_much(one: _Defined) -> bool:
    """Whether the draft itself gives the term a meaning of some words."""
    return _is_own(one) and len(one.meaning.content) >= _LEAST_CONTENT


def _is_own(one: _Defined) -> bool:
    """Whether the draft itself gives the term a meaning: not a word of some other act, nor what is
    translated or cited."""
    role = one.record.role
    stated = role in OPERATIVE_ROLES or role == Role.INSERTED.value
    adds = _ADDS.match(one.record.definition) is not None or not one.meaning.content
    return (
        stated and not adds and not one.at.abroad and counts(one.record) and not one.meaning.points
    )


def _first_said(terms: list[_Defined]) -> list[_Defined]:
    """Terms without those that a text only says what more counts as («som X regnes …»), having
    said elsewhere what they mean."""
    said = {one.record.lemma for one in terms if not one.record.pattern.startswith("D3")}
    return [
        one
        for one in terms
        if one.record.lemma not in said or not one.record.pattern.startswith("D3")
    ]


def _clearly_differs(said: Meaning, here: Meaning, verdict: Verdict, *, retold: bool) -> bool:
    """Whether a catalogue and a text mean different things by a term, and do not only say the same
    in other words: a catalogue may shorten a provision that it says it rests on (`retold`)."""
    if verdict.agreement not in _DISAGREE:
        return False
    if said.numbers and here.numbers and said.numbers != here.numbers:
        return True
    return not retold and (verdict.likeness < _IN_OTHER_WORDS or said.negated != here.negated)


def _nearest(
    term: _Defined, definitions: Sequence[Definition]
) -> tuple[Definition, Verdict] | None:
    """The definition nearest to the draft's, acts first, when none of them agrees with it."""
    seen = []
    for one in definitions:
        verdict = compare(meaning_of(one.definition, one.language), term.meaning)
        if verdict.agreement not in _DISAGREE:
            return None
        rank = (one.kind != "act", -verdict.likeness, one.refid, one.start)
        seen.append((rank, one, verdict))
    if not seen:
        return None
    _, other, verdict = min(seen, key=lambda each: each[0])
    return other, verdict


def _is_another_name(term: _Defined, other: Definition) -> bool:
    meaning = meaning_of(other.definition, other.language)
    if meaning.points or len(meaning.content) < _LEAST_CONTENT:
        return False
    if _share_a_word(term.record.lemma, other.lemma):
        return False
    return is_same_wording(meaning, term.meaning)


def _share_a_word(first: str, second: str) -> bool:
    """Whether two terms have a word, or the beginning or end of one, in common: one then says more
    than the other, or they are forms of one name."""
    for one in first.split():
        for other in second.split():
            if one == other or one[:4] == other[:4] or one[-5:] == other[-5:]:
                return True
    return False


def _key_places(segments: Segments, terms: Sequence[_Defined]) -> dict[str, tuple[int, Span]]:
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
