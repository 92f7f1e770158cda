"""What a text says for all of its decisions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from regcheck.base.text.span import Span
from regcheck.decisions.boxes import box, condition, elsewhere, said_in
from regcheck.decisions.model import (
    FAVOURS,
    NOT_SAID,
    Act,
    Box,
    Condition,
    Decision,
    DocumentFacts,
    Strength,
)
from regcheck.decisions.sections import Section
from regcheck.decisions.spots import find
from regcheck.decisions.words import given_nouns, small, word
from regcheck.document.segments.view import Segments

_CRITERIA = re.compile(
    r"^(?!.*(?:rapport|kontroll|søknad|saksbehandl|brudd|brot))(?:.*(?:vilkår|krav til|kriteri"
    r"|tildeling|vurdering|prioriter|grunnlag)|hvem|kven|(?:hva|kva|kor|hvor|formål).*\bkan\b)",
    re.IGNORECASE,
)
_APPLICATION = re.compile(r"søknad|søke|søkje", re.IGNORECASE)
"""Headings of sections that tell what must be so, and how people apply."""
_MOST_TOLD = 100
"""Sections, and decisions, of a text that tell of others at most: each is held against each."""
MOST_CRITERIA = 12
"""Sentences that are taken for conditions of a decision at most."""
AFTER = frozenset({Act.WITHDRAW, Act.CLAIM_BACK, Act.SANCTION, Act.REDUCE})
"""What follows breach."""
_DECIDES = frozenset({Act.DECIDE, Act.GIVE, Act.APPROVE, Act.PERMIT, Act.ADMIT})
GIVEN = frozenset({Act.GIVE, Act.APPROVE, Act.PERMIT, Act.ADMIT, Act.EXEMPT})
"""What other sentences than those that tell who decides are about."""


def document_facts(
    segments: Segments, sections: Sequence[Section], decisions: Sequence[Decision]
) -> DocumentFacts:
    """What the sections of a text and its decisions say for all of them."""
    held = [one for one in sections if one.sentences]
    headed = [one for one in held if _CRITERIA.search(one.heading)]
    decided = frozenset(d.sentence for d in decisions if not FAVOURS & {*d.acts})

    def first(said: Callable[[Section], Box]) -> Box:
        found = (elsewhere(box, one.address) for one in held if (box := said(one)).said)
        return next(found, NOT_SAID)

    def criteria(one: Section) -> tuple[frozenset[str], tuple[Condition, ...]]:
        some = tuple(demands_of(segments, one, "document", decided))
        words = f"{one.heading} {one.sentences[0].span.of(segments.text)}"
        return stems(words), some[:MOST_CRITERIA]

    bodies = (d for d in decisions if d.kind == "authority" and d.decider.said)
    deciding = [d for d in bodies if _DECIDES & {*d.acts}]
    timed = (d for d in deciding if d.asked.said and d.time.said and not d.undone.said)
    after = (d for d in decisions if AFTER & {*d.acts})
    sole = len({d.decider.text.lower() for d in deciding}) == 1
    named = [d for d in deciding if tells_who(segments, d)]
    return DocumentFacts(
        appeal=first(lambda one: said_in(segments, "appeal", one.span)),
        party_time=first(lambda one: _apply_by(segments, one)),
        application=any(_APPLICATION.search(one.heading) for one in held),
        time=next((elsewhere(d.time, d.address) for d in timed), NOT_SAID),
        decider=next(
            (elsewhere(d.decider, d.address) for d in deciding if sole or d.asked.said), NOT_SAID
        ),
        consequence=next(
            (elsewhere(box(segments.text, d.words), d.address) for d in after), NOT_SAID
        ),
        evidence=tuple(_evidence(segments, sections)),
        conditions=tuple(map(criteria, headed[:_MOST_TOLD])),
        named=tuple((stems(d.words.of(segments.text)), d) for d in named[:_MOST_TOLD]),
        narrowing=tuple(
            (stems(d.words.of(segments.text)), d)
            for d in islice(_narrowing(segments, headed, decisions), _MOST_TOLD)
        ),
    )


def stems(words: str) -> frozenset[str]:
    """The beginnings of the long words that tell what something is about, and of the nouns of what
    is given in them: of «driftstilskuddet» both."""
    low = words.lower()
    long = {one for one in re.findall(r"\w{5,}", low) if one not in small("common")}
    return frozenset(one[:5] for one in (*long, *given_nouns().findall(low)))


def tells_who(segments: Segments, one: Decision) -> bool:
    """Whether a sentence says only who makes a decision, or when, that others may tell of."""
    name = "tells-again" if one.act is Act.DECIDE else "tells-who"
    return one.strength is Strength.SHALL and find(segments, name, one.words) is not None


def _narrowing(
    segments: Segments, headed: Sequence[Section], every: Sequence[Decision]
) -> Iterator[Decision]:
    """Decisions that tell only who gets what other sentences give, what for, or what is not
    given."""
    under = {sentence.span for one in headed for sentence in one.sentences}
    given = any(d.decider.said and not d.passive and Act.GIVE in d.acts for d in every)
    by_nobody = [d for d in every if d.passive and not d.decider.said]
    barred = FAVOURS | {Act.ORDER}
    limited = [d for d in by_nobody if d.strength is Strength.SHALL_NOT and d.act in barred]
    limited += [d for d in by_nobody if d.act in _PAID and find(segments, "only", d.words)]
    few = {d.words for d in limited}
    whole = {act for d in every if d.words not in few for act in d.acts}
    for one in by_nobody:
        beside = one.words in few and not whole.isdisjoint(one.acts)
        told = given and one.act in _PAID and one.sentence in under
        if beside or (told and not any(c.text.lower().startswith(_IF) for c in one.conditions)):
            yield one


_IF = ("når", "dersom", "hvis", "viss")
_PAID = frozenset({Act.GIVE, Act.PAY})


def _apply_by(segments: Segments, section: Section) -> Box:
    """The time limit for applications that a section sets."""
    spans = (one.span for one in section.sentences if find(segments, "applied", one.span))
    limits = (limit for span in spans if (limit := said_in(segments, "limit", span)).said)
    return next(limits, NOT_SAID)


def demands_of(
    segments: Segments, section: Section, where: str, decided: frozenset[Span] = frozenset()
) -> Iterator[Condition]:
    """The sentences of a section that tell conditions or what weighs, and the items they lead
    in; not those in which something is decided."""
    for sentence in section.sentences:
        span = sentence.span
        if span in decided or find(segments, "meant", span):
            continue
        told = any(find(segments, name, span) for name in ("criteria", "requirement"))
        unasked = told and segments.lowered.startswith(_NO_DEMAND, span.start)
        if unasked or not (told or sentence.items):
            continue
        if (told and sentence.items) or _has_verb(segments, span):
            yield from (condition(segments, one, where) for one in (span, *sentence.items))


_NO_DEMAND = ("søknad", "rapport", "melding", "vedlagt", "klage", "vedtak", "avtale")
"""Beginnings of sentences that demand nothing of those who get something, nor of what they do."""


def _has_verb(segments: Segments, span: Span) -> bool:
    """Whether words are a sentence and no heading, such as «Vilkår for tilskudd»."""
    return any(word(form).verb for form in segments.lowered[span.start : span.end].split())


def _evidence(segments: Segments, sections: Sequence[Section]) -> Iterator[Box]:
    """The sentences that tell what an applicant must bring, with the items they lead in."""
    for section in sections:
        for sentence in section.sentences:
            if find(segments, "brings", sentence.span):
                spans = (sentence.span, *sentence.items)
                yield elsewhere(box(segments.text, *spans), section.address)
