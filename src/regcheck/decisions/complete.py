"""Boxes that the sentence of a decision leaves empty, filled from its section and the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

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
_STRIKING = BURDENS | {Act.FIX}
"""What those whom it strikes may get a time limit with."""
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
        boxes: dict[str, Any] = {}
        if not one.appeal.said:
            boxes["appeal"] = _appeal(segments, one, facts)
        if not one.asked.said:
            boxes["asked"] = asked_here
        if not AFTER & {*one.acts}:
            boxes["consequence"] = facts.consequence
        if one.act in _STRIKING and not one.party_time.said:
            boxes["party_time"] = _term(segments, section, one)
        if one.act in (Act.SEND, Act.REPORT) and not one.party_time.said:
            timed = [d.party_time for d in beside if d.is_duty and d.sentence < one.sentence]
            boxes["party_time"] = _moved(next(reversed(timed), NOT_SAID), section)
        if not one.is_duty:
            asked = one.asked.said or asked_here.said
            boxes |= _for_decision(segments, one, asked, facts)
            favour = one.act in FAVOURS - {Act.EXEMPT} or one.act is Act.APPOINT
            told = demands if favour else weighed
            boxes["conditions"] = tuple(_conditions(segments, one, beside, told, facts))
        near = _near(one, beside, _body(segments, one, some, facts))
        if near.said:
            boxes["decider"] = _moved(near, section)
        yield replace(one, **boxes)


def _for_decision(
    segments: Segments, one: Decision, asked: bool, facts: DocumentFacts
) -> dict[str, Any]:
    """What sets a decision going, and the boxes that hang on it."""
    initiative = one.initiative
    if initiative is Initiative.NOT_SAID:
        initiative = _initiative(segments, one, asked, facts)
    boxes: dict[str, Any] = {"initiative": initiative}
    if initiative is Initiative.APPLICATION:
        boxes["evidence"] = facts.evidence
        if not one.party_time.said:
            boxes["party_time"] = facts.party_time
        if not one.time.said:
            boxes["time"] = facts.time
    return boxes


def _initiative(segments: Segments, one: Decision, asked: bool, facts: DocumentFacts) -> Initiative:
    """What sets a decision going that does not say it: an application that its section or the text
    tells of, a breach or a need that the body sees, or the rule itself."""
    paid = one.act is Act.PAY and one.strength is Strength.SHALL
    if one.act in _GIVING and (one.asked.said if paid else asked or facts.application.said):
        return Initiative.APPLICATION
    if {Act.GIVE, Act.PAY} & {*one.acts} and one.strength is Strength.SHALL:
        return Initiative.AUTOMATIC
    if one.act in (Act.DEMAND, Act.REDUCE) and one.passive and one.strength is Strength.SHALL:
        return Initiative.AUTOMATIC
    if one.act is Act.SANCTION and not one.decider.said:
        return Initiative.NOT_SAID
    if one.act is Act.EXEMPT and find(segments, "excepts", one.words):
        return Initiative.OWN_MOTION
    return Initiative.OWN_MOTION if one.act in _UNASKED else Initiative.NOT_SAID


def _near(one: Decision, some: Sequence[Decision], body: Box) -> Box:
    """Who decides where the sentence names nobody, or only by a pronoun."""
    if one.decider.text.lower() in small("persons"):
        earlier = [d.decider for d in some if d.sentence < one.sentence and d.decider.said]
        return next((d for d in reversed(earlier) if d.text.lower() not in small("persons")), body)
    return NOT_SAID if one.decider.said or one.is_duty else body


def _term(segments: Segments, section: Section, one: Decision) -> Box:
    """The limit that a sentence beside it, in the same paragraph, sets for those it strikes."""
    near = (s.span for s in section.sentences if s.address == one.address)
    told = (said for span in near if (said := said_in(segments, "term", span)).said)
    return elsewhere(next(told, NOT_SAID), section.address)


def _body(segments: Segments, one: Decision, some: Sequence[Decision], facts: DocumentFacts) -> Box:
    """Who decides what a section tells without a body: who decides the rest of it, for what strikes
    somebody only who does such; else who decides in the text, but for claims."""
    named = (d for d in some if d.decider.said and d.kind == "authority")
    striking = one.act in BURDENS
    found = next((d.decider for d in named if not striking or d.act in BURDENS), NOT_SAID)
    claims = one.act in (Act.CLAIM_BACK, Act.DEMAND, Act.PAY)
    if found.said or claims:
        return found
    about = stems(one.words.of(segments.text))
    named = (elsewhere(d.decider, d.address) for of, d in facts.named if of & about)
    return next(named, facts.decider)


def _moved(found: Box, section: Section) -> Box:
    return found if found.state is State.ELSEWHERE else elsewhere(found, section.address)


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
    """The conditions of a decision: its own, those that its section (`demands`) and other sentences
    on the same act tell, and where something is given, those of the text."""
    yield from one.conditions
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
