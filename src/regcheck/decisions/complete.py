"""Boxes that the sentence of a decision leaves empty, filled from its section and the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from regcheck.base.text.span import Span
from regcheck.decisions.boxes import elsewhere, said_in
from regcheck.decisions.facts import AFTER, MOST_CRITERIA, demands_of, stems
from regcheck.decisions.model import (
    BURDENS,
    FAVOURS,
    NOT_SAID,
    Act,
    Box,
    Condition,
    Decision,
    DocumentFacts,
    Initiative,
    State,
    Strength,
)
from regcheck.decisions.sections import Section
from regcheck.decisions.spots import find
from regcheck.decisions.words import small
from regcheck.document.segments.view import Segments

_GIVING = FAVOURS - {Act.EXEMPT}
_UNASKED = (BURDENS | {Act.INSPECT, Act.FIX, Act.APPOINT, Act.DECIDE, Act.REGISTER}) - {Act.REFUSE}
"""What a body does by itself where nothing tells of an application."""
_UNAPPEALED = frozenset({Act.INSPECT, Act.APPOINT, Act.DECIDE_APPEAL})
"""What is no decision that anybody appeals."""
_APPEALED = re.compile(
    r"(?:etter|i medhold av|i medhald av) (?:forskriftens |denne forskriften )?§+ ?"
    r"(?P<section>\d+(?:-\d+)?(?: ?[a-z]\b)?)(?! i )"
    r"|(?:vedtak|avgjørelser?|avgjerder?|avslag)(?: fattet av \w+)? (?:om|på) (?P<what>[\w ]{3,60})"
)
"""What an appeal is said to be against: decisions under one section, or on one thing."""

_OF_GIVING = ("tildel", "innvilg", "søknad", "avslag")
"""Beginnings of what is decided on where it is given."""

_BESIDE = 40
"""So many decisions before and after one may be told of in it."""


def complete(
    segments: Segments, section: Section, some: Sequence[Decision], facts: DocumentFacts
) -> Iterator[Decision]:
    """The decisions of a section with what the section and the text say of them."""
    told = {one.sentence for one in some}
    listed = {item for one in section.sentences if one.span in told for item in one.items}
    demands = list(demands_of(segments, section, "section"))[:MOST_CRITERIA]
    demands = [one for one in demands if one.span not in listed]
    weighed = [c for c in demands if find(segments, "criteria", c.span)]
    asked_here = said_in(segments, "asked", section.span)
    for number, one in enumerate(some):
        beside = some[max(0, number - _BESIDE) : number + _BESIDE]
        initiative = _initiative(segments, one, asked_here, facts)
        applied = initiative is Initiative.APPLICATION
        favour = one.act in FAVOURS - {Act.EXEMPT} or one.act is Act.APPOINT
        of = demands if favour else weighed
        conditions = () if one.is_duty else _conditions(segments, one, beside, of, facts)
        yield replace(
            one,
            appeal=_or(one.appeal, _appeal(segments, one, facts)),
            asked=_or(one.asked, asked_here),
            consequence=one.consequence if AFTER & {*one.acts} else facts.consequence,
            initiative=initiative,
            conditions=(*one.conditions, *conditions),
            evidence=facts.evidence if applied else one.evidence,
            party_time=_or(one.party_time, facts.party_time if applied else NOT_SAID),
            time=_or(one.time, facts.time if applied else NOT_SAID),
            decider=_decider(segments, section, one, beside, facts),
        )


def _or(first: Box, second: Box) -> Box:
    return first if first.said else second


def _initiative(
    segments: Segments, one: Decision, asked_here: Box, facts: DocumentFacts
) -> Initiative:
    """What sets a decision going that does not say it: an application that its section or the text
    tells of, a breach or a need that the body sees, or the rule itself."""
    if one.is_duty or one.initiative is not Initiative.NOT_SAID:
        return one.initiative
    must = one.strength is Strength.SHALL
    asked = one.asked.said or (
        not (must and one.act is Act.PAY) and (asked_here.said or facts.application)
    )
    if asked and one.act in _GIVING:
        return Initiative.APPLICATION
    claimed = one.passive and one.act in (Act.DEMAND, Act.REDUCE)
    if must and (claimed or {Act.GIVE, Act.PAY} & {*one.acts}):
        return Initiative.AUTOMATIC
    if one.act is Act.SANCTION and not one.decider.said:
        return Initiative.NOT_SAID
    excepted = one.act is Act.EXEMPT and find(segments, "excepts", one.words)
    return Initiative.OWN_MOTION if excepted or one.act in _UNASKED else Initiative.NOT_SAID


def _decider(
    segments: Segments,
    section: Section,
    one: Decision,
    some: Sequence[Decision],
    facts: DocumentFacts,
) -> Box:
    """Who decides what names nobody, or a pronoun: who was named before it; who decides the rest of
    the section, for what strikes somebody only who does such; who decides in the text, but for
    claims."""
    persons = small("persons")
    named = [d.decider for d in some if d.decider.said and d.sentence < one.sentence]
    earlier = [box for box in named if box.text.lower() not in persons]
    if one.decider.text.lower() in persons and earlier:
        return elsewhere(earlier[-1], section.address)
    if one.is_duty or (one.decider.said and one.decider.text.lower() not in persons):
        return one.decider
    bodies = (d for d in some if d.decider.said and d.kind == "authority")
    for other in bodies:
        if one.act not in BURDENS or other.act in BURDENS:
            return elsewhere(other.decider, section.address)
    if one.act in (Act.CLAIM_BACK, Act.DEMAND, Act.PAY):
        return one.decider
    about = stems(one.words.of(segments.text))
    told = (elsewhere(d.decider, d.address) for of, d in facts.named if of & about)
    return _or(next(told, facts.decider), one.decider)


def _appeal(segments: Segments, one: Decision, facts: DocumentFacts) -> Box:
    """The appeal that the text tells of, where it is against decisions such as this."""
    if not facts.appeal.said or one.is_duty or one.act in _UNAPPEALED:
        return Box(State.GENERAL_LAW)
    said = facts.appeal.spans[0]
    around = Span(max(said.start - 120, 0), said.end + 120)
    for leaf in segments.leaf_parts(around):
        told = _APPEALED.search(segments.lowered, leaf.start, leaf.end)
        if told and told["section"]:
            same = f"/§{told['section'].replace(' ', '')}/" in f"{one.address.path}/"
            return facts.appeal if same else Box(State.GENERAL_LAW)
        giving = told and told["what"].startswith(_OF_GIVING)
        if giving and not {*one.acts} & (_GIVING | {Act.DECIDE}):
            return Box(State.GENERAL_LAW)
    return facts.appeal


def _is_kin(one: Decision, other: Decision) -> bool:
    """Whether two decisions of a section are one that several sentences tell of."""
    if one.act not in FAVOURS or (one.conditions and other.strength is not Strength.SHALL_NOT):
        return False
    return bool({*one.acts} & {*other.acts}) or (other.act is Act.DECIDE and other.asked.said)


def _conditions(
    segments: Segments,
    one: Decision,
    some: Sequence[Decision],
    demands: Sequence[Condition],
    facts: DocumentFacts,
) -> Iterator[Condition]:
    """The conditions of a decision that its section (`demands`) and other sentences on the same act
    tell, and where something is given, the text."""
    kin = [d.sentence != one.sentence and _is_kin(one, d) for d in some]
    near = (c for d, is_kin in zip(some, kin, strict=True) if is_kin for c in d.conditions)
    others = (d for d, is_kin in zip(some, kin, strict=True) if not is_kin)
    applied = one.act is Act.DECIDE and one.asked.said
    giving = (one.act in _GIVING or applied) and one.strength is not Strength.SHALL_NOT
    about = stems(one.words.of(segments.text))
    further = (c for of, some in facts.conditions if giving and of & about for c in some)
    seen = [span for d in others for span in (d.sentence, *(c.span for c in d.conditions))]
    for of, d in facts.narrowing:
        if d.words != one.words and of & about and {*d.acts} & {*one.acts}:
            yield from (replace(each, where="document") for each in d.conditions)
    for each in (*near, *demands, *further):
        if not any(each.span.start < s.end and s.start < each.span.end for s in seen):
            seen.append(each.span)
            yield each if each.where != "sentence" else replace(each, where="section")
