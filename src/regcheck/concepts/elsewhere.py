"""A draft compared with law and catalogues that it is tied to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from regcheck.base.text.patterns import pattern
from regcheck.base.text.span import Span
from regcheck.concepts.catalogue import CatalogueConcept
from regcheck.concepts.comparison import OPEN
from regcheck.concepts.concept_rules import (
    CATALOGUE,
    DISCOURAGED,
    ENABLING,
    OTHER_LAW,
    TWO_TERMS,
    UNDEFINED,
    ConceptRules,
)
from regcheck.concepts.definitions import ROLES, Definition, counts, is_relative
from regcheck.concepts.differences import Difference, Resolver, difference
from regcheck.concepts.draft import LEAST_WORDS, DraftTerm, draft_terms, share_a_word
from regcheck.concepts.index import ConceptIndex
from regcheck.concepts.lemmas import concept_of, lemma_of
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
    note_on_preferred,
    note_on_several,
)
from regcheck.concepts.ties import Tie, ties_of
from regcheck.document.model import OPERATIVE_ROLES
from regcheck.document.segments.view import Segments
from regcheck.findings.judge import Judged
from regcheck.law.vocabulary import THE_ENACTMENT
from regcheck.packs.model import Severity
from regcheck.terms.form import counts_as
from regcheck.terms.named_terms import named_terms

_WORD = pattern(r"(?<![\w-])[a-zæøå]{6,40}(?![\w-])")
_EXPLAINED = pattern(rf"§|\bjf\b|\b(?:{THE_ENACTMENT})\b")
_IN_OTHER_WORDS = 0.5
"""The likeness from which two short definitions say the same in other words."""
_LEAST_LIKE, _NEARLY_SAME = 0.25, 0.6
"""The likeness below which two texts speak of different things, and above which of the same."""
_LEAST_USES, _MOST_UNDEFINED = 3, 3
Tied = Mapping[Definition, Tie]
_Other = tuple[Definition, Tie, Difference]
"""A definition elsewhere, why it is compared with, and how it differs."""


def compare_with(index: ConceptIndex, segments: Segments, rules: ConceptRules) -> Iterator[Judged]:
    """The judged matches of the rules that compare with an index, one for each term."""
    terms = draft_terms(segments, named_terms(segments))
    own = [one for one in terms if one.is_own]
    # Additions («som X regnes …») to terms that the text also defines say nothing new.
    said = {one.record.lemma for one in own if not counts_as(one.record.pattern)}
    own = [o for o in own if o.record.lemma not in said or not counts_as(o.record.pattern)]
    used = _used(segments, terms) if UNDEFINED in rules else {}
    if own or used:
        elsewhere = _Elsewhere(index, segments, rules, own, used)
        for term in own:
            yield from elsewhere.findings_on(term)
        yield from elsewhere.undefined(used)
    if DISCOURAGED in rules:
        yield from _discouraged(index, segments, rules)


class _Elsewhere:
    """What tied law and catalogues say of the terms of a draft."""

    def __init__(
        self,
        index: ConceptIndex,
        segments: Segments,
        rules: ConceptRules,
        own: Sequence[DraftTerm],
        used: Collection[str],
    ) -> None:
        ties = ties_of(segments.document, index)
        concepts = {one.record.concept for one in own}
        law = [o for o in index.definitions({*concepts, *used}) if counts(o) and not is_relative(o)]
        self._rules, self._resolver = rules, Resolver(index)
        self._law: defaultdict[str, dict[Definition, Tie]] = defaultdict(dict)
        for one, tie in ties.sort(law, index).items():
            self._law[one.concept][one] = tie
        self._catalogued: defaultdict[str, list[CatalogueConcept]] = defaultdict(list)
        for concept in index.catalogued({one.record.lemma for one in own} | concepts):
            self._catalogued[concept.lemma].append(concept)
        acts = index.definitions_in(ties.enabling) if ties.enabling else ()
        self._in_act = [one for one in acts if counts(one)]
        self._near = ties.mine | ties.enabling | ties.cited

    def findings_on(self, term: DraftTerm) -> Iterator[Judged]:
        """What law or a catalogue says otherwise of a term, by the first rule that finds it."""
        known = self._law[term.record.concept]
        if acts := {one: tie for one, tie in known.items() if tie is Tie.ENABLING}:
            yield from self._against_act(term, acts)
            return
        for other in self._in_act:
            if (
                min(len(term.meaning.content), len(other.meaning.content)) >= LEAST_WORDS
                and not other.meaning.points
                and not share_a_word(term.record.lemma, other.lemma)
                and is_same_wording(other.meaning, term.meaning)
            ):
                yield from self._rules.judged(TWO_TERMS, term.place, note_on_other_name(other))
                return
        if not is_relative(term.record) and term.record.concept not in ROLES:
            found = self._nearest(term, known)
            if found is not None and _is_worth_telling(term.record, *found):
                yield from self._differs(OTHER_LAW, term, found, len(known))
                return
        if one := self._other_in_catalogue(term):
            note = note_on_catalogue(term.record, one)
            yield from self._rules.judged(CATALOGUE, term.place, note)

    def undefined(self, used: Mapping[str, tuple[int, Span]]) -> Iterator[Judged]:
        """The most used concepts left undefined that law defines in several ways, the act not."""
        told = 0
        for concept, place in used.items():
            law = self._law[concept]
            if any(one.refid in self._near for one in law):
                continue
            some = [self._resolver.resolved(one) for one in law]
            if len({one.refid for one in some}) > 1 and any(
                difference(some[0], one).kind.matters for one in some[1:]
            ):
                yield from self._rules.judged(UNDEFINED, place, note_on_several(some))
                told += 1
                if told == _MOST_UNDEFINED:
                    return

    def _against_act(self, term: DraftTerm, acts: Tied) -> Iterator[Judged]:
        """A term that the enabling act defines otherwise: an error where a regulation changes a
        figure or a register in the act's condition, a note where it only seems narrower or
        wider."""
        found = self._nearest(term, acts)
        if found is None:
            return
        other, _, how = found
        milder = how.kind in (Agreement.NARROWER, Agreement.WIDER)
        severity = None
        if how.kind is Agreement.CONDITION and term.record.kind == "regulation":
            severity = Severity.ERROR
        elif milder or other.language != term.record.language:
            severity = Severity.INFO
        yield from self._differs(ENABLING, term, found, len(acts), severity)

    def _differs(
        self,
        rule: str,
        term: DraftTerm,
        found: _Other,
        texts: int,
        severity: Severity | None = None,
    ) -> Iterator[Judged]:
        other, tie, how = found
        note = note_on_difference(term.record, other, how, texts=texts, tie=tie)
        advice = advice_on_reference(term.record.term, other)
        yield from self._rules.judged(rule, term.place, note, proposal=advice, severity=severity)

    def _other_in_catalogue(self, term: DraftTerm) -> CatalogueConcept | None:
        """The likest concept of that name in catalogues; None where one means the same."""
        seen = []
        for one in self._catalogued[term.record.lemma]:
            if one.definition:
                said = meaning_of(one.definition, one.language)
                verdict = compare(said, term.meaning)
                retold = one.refid in self._near and one.relation != "quoted"
                if not _clearly_differs(said, term.meaning, verdict, retold=retold):
                    return None
                seen.append((-verdict.likeness, one.identifier, one))
        return min(seen, key=lambda each: each[:2])[2] if seen else None

    def _nearest(self, term: DraftTerm, definitions: Tied) -> _Other | None:
        """The definition that differs least; None where one does not, or the term cites it."""
        seen = []
        for one, tie in definitions.items():
            whole = self._resolver.resolved(one)
            how = difference(whole, term.record)
            cites = self._resolver.cites(term.record, one, enabling=tie is Tie.ENABLING)
            if how.kind.agrees or how.kind is Agreement.RELATIVE or cites:
                return None
            rank = (tie.rank, -how.verdict.likeness, whole.refid, whole.start)
            seen.append((rank, (whole, tie, how)))
        return min(seen, key=lambda each: each[0])[1] if seen else None


def _is_worth_telling(here: Definition, other: Definition, tie: Tie, how: Difference) -> bool:
    """Whether a difference from other law is one between definitions of one concept: the texts
    carry out the same EU act, or conditions measure differently. No act is held against a
    regulation."""
    if (here.kind, other.kind) == ("act", "regulation"):
        return False
    if here.language != other.language and how.kind is not Agreement.CONDITION:
        return False
    if tie is Tie.EU_ACT and how.kind is Agreement.DIFFERENT:
        return _LEAST_LIKE <= how.verdict.likeness <= _NEARLY_SAME
    if tie is Tie.GENERAL or not how.kind.matters:
        return False
    one_measures = how.verdict.likeness >= _NEARLY_SAME and (
        here.meaning.numbers != other.meaning.numbers
    )
    return how.kind is Agreement.CONDITION or one_measures


def _discouraged(index: ConceptIndex, segments: Segments, rules: ConceptRules) -> Iterator[Judged]:
    """Terms that a catalogue advises against, where the draft first uses them, in any form."""
    advised: dict[str, CatalogueConcept] = {}
    for one in index.discouraged():
        for word in one.deprecated.split("\n"):
            advised.setdefault(concept_of(lemma_of(word, one.language), one.language), one)
    if not advised:
        return
    for concept, place in _first_uses(segments, advised.keys()).items():
        one = advised[concept]
        yield from rules.judged(DISCOURAGED, place, note_on_preferred(one))


def _clearly_differs(said: Meaning, here: Meaning, verdict: Verdict, *, retold: bool) -> bool:
    """Whether a catalogue and a text mean different things; it may shorten (`retold`)."""
    if verdict.agreement.agrees:
        return False
    if said.numbers and here.numbers and said.numbers != here.numbers:
        return True
    return not retold and (verdict.likeness < _IN_OTHER_WORDS or said.negated != here.negated)


def _used(segments: Segments, terms: Sequence[DraftTerm]) -> dict[str, tuple[int, Span]]:
    """Concepts that everyday language leaves open, most used first, where first used."""
    defined = {word for one in terms for word in (*one.record.concept.split(), one.record.lemma)}
    uses: Counter[str] = Counter()
    first: dict[str, tuple[int, Span]] = {}
    settled: set[str] = set()
    for concept, leaf, span in _words(segments, OPEN):
        if concept in defined or concept in settled:
            continue
        uses[concept] += 1
        if concept not in first:
            if _EXPLAINED.search(segments.paragraph_of(leaf).span.of(segments.text)):
                settled.add(concept)
                continue
            first[concept] = (leaf, span)
    often = (concept for concept, number in uses.most_common() if number >= _LEAST_USES)
    return {concept: first[concept] for concept in often if concept in first}


def _first_uses(segments: Segments, concepts: Iterable[str]) -> dict[str, tuple[int, Span]]:
    """Where a draft first uses each of some concepts: single words by form, several as written."""
    wanted = set(concepts)
    found: dict[str, tuple[int, Span]] = {}
    for concept, leaf, span in _words(segments, wanted):
        found.setdefault(concept, (leaf, span))
    for concept in sorted(one for one in wanted if " " in one):
        at = segments.lowered.find(concept)
        leaf = segments.leaf_at(at) if at >= 0 else -1
        if leaf >= 0 and segments.leaves[leaf].role in OPERATIVE_ROLES:
            found[concept] = (leaf, Span(at, at + len(concept)))
    return found


def _words(segments: Segments, wanted: Collection[str]) -> Iterator[tuple[str, int, Span]]:
    begins = {word[:4] for word in wanted}
    for leaf, node in enumerate(segments.leaves):
        if node.role not in OPERATIVE_ROLES:
            continue
        language = "nn" if segments.language(leaf) == "nn" else "nb"
        for match in _WORD.finditer(segments.lowered, node.span.start, node.span.end):
            if language == "nb" and match[0][:4] not in begins:
                continue
            concept = concept_of(match[0], language)
            if concept in wanted:
                yield concept, leaf, Span(match.start(), match.end())
