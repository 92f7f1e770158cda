"""Boxes that the sentence of a decision leaves empty, filled from its section and the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from regcheck.base.text.span import Span
from regcheck.decisions.boxes import elsewhere, said_in
from regcheck.decisions.facts import AFTER, MOST_CRITERIA, demands_of
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
from regcheck.decisions.words import word
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


def complete(
    segments: Segments, section: Section, some: Sequence[Decision], facts: DocumentFacts
) -> Iterator[Decision]:
    """The decisions of a section with what the section and the text say of them."""
    demands = list(demands_of(segments, section, "section"))[:MOST_CRITERIA]
    body = next((d.decider for d in some if d.decider.said and d.kind == "authority"), NOT_SAID)
    for one in some:
        boxes: dict[str, Any] = {}
        if not one.appeal.said:
            boxes["appeal"] = _appeal(segments, one, facts)
        if not one.asked.said:
            boxes["asked"] = said_in(segments, "asked", section.span)
        if not AFTER & {*one.acts}:
            boxes["consequence"] = facts.consequence
        if not one.is_duty:
            asked = one.asked.said or boxes["asked"].said
            boxes |= _for_decision(segments, one, asked, facts)
            boxes["conditions"] = tuple(_conditions(one, some, demands, facts))
            near = body if body.said else facts.decider
            if not one.decider.said and near.said:
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
    if one.act in _GIVING and (asked or facts.application.said):
        return Initiative.APPLICATION
    if one.act in (Act.GIVE, Act.PAY) and one.strength is Strength.SHALL:
        return Initiative.AUTOMATIC
    if one.act in (Act.DEMAND, Act.REDUCE) and one.passive and one.strength is Strength.SHALL:
        return Initiative.AUTOMATIC
    if one.act is Act.SANCTION and not one.decider.said:
        return Initiative.NOT_SAID
    return Initiative.OWN_MOTION if one.act in _UNASKED else Initiative.NOT_SAID


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
        acts = {word(low).object for low in told["what"].split()} - {None} if told else None
        if acts and not acts & {*one.acts} and Act.DECIDE not in one.acts:
            return Box(State.GENERAL_LAW)
    return facts.appeal


def _conditions(
    one: Decision, some: Sequence[Decision], demands: Sequence[Condition], facts: DocumentFacts
) -> Iterator[Condition]:
    """The conditions of a decision: its own, those that its section and other sentences on the
    same act tell, and where something is given, those of the text."""
    yield from one.conditions
    kin = [d for d in some if d.sentence != one.sentence and {*d.acts} & {*one.acts}]
    near = [c for d in kin for c in d.conditions]
    further = facts.conditions if one.act in _GIVING else ()
    seen = [one.sentence]
    for each in (*near, *demands, *further):
        if not any(each.span.start < s.end and s.start < each.span.end for s in seen):
            seen.append(each.span)
            yield each if each.where != "sentence" else replace(each, where="section")
