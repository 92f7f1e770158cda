"""Boxes that the sentence of a decision leaves empty, filled from its section and the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from regcheck.decisions.boxes import condition, elsewhere, said_in
from regcheck.decisions.facts import AFTER
from regcheck.decisions.model import (
    FAVOURS,
    NOT_SAID,
    Box,
    Condition,
    Decision,
    DocumentFacts,
    Initiative,
    State,
)
from regcheck.decisions.sections import Section
from regcheck.decisions.spots import find
from regcheck.document.segments.view import Segments

_MOST_CRITERIA = 12
"""Sentences of a section that are taken for conditions of its decisions at most."""


def complete(
    segments: Segments, section: Section, some: Sequence[Decision], facts: DocumentFacts
) -> Iterator[Decision]:
    """The decisions of a section with what the section and the text say of them."""
    criteria = _criteria(segments, section)
    body = next((d.decider for d in some if d.decider.said and d.kind == "authority"), NOT_SAID)
    for one in some:
        own = [c for c in criteria if not _overlap(c, one)]
        conditions = one.conditions if one.is_duty else (*one.conditions, *own)
        boxes: dict[str, Any] = {}
        if not one.decider.said and not one.is_duty:
            near = body if body.said else facts.decider
            boxes["decider"] = _moved(near, section) if near.said else NOT_SAID
        if not one.appeal.said:
            boxes["appeal"] = facts.appeal if facts.appeal.said else Box(State.GENERAL_LAW)
        if not one.asked.said:
            boxes["asked"] = said_in(segments, "asked", section.span)
        if not one.time.said and not one.is_duty:
            boxes["time"] = facts.time
        if not AFTER & {*one.acts}:
            boxes["consequence"] = facts.consequence
        if _is_asked_for(one, boxes.get("asked", NOT_SAID), facts):
            boxes["initiative"] = Initiative.APPLICATION
        if boxes.get("initiative", one.initiative) is Initiative.APPLICATION and not one.is_duty:
            boxes["evidence"] = facts.evidence
        yield replace(one, conditions=conditions, **boxes)


def _moved(found: Box, section: Section) -> Box:
    return found if found.state is State.ELSEWHERE else elsewhere(found, section.address)


def _criteria(segments: Segments, section: Section) -> list[Condition]:
    """The first sentences of a section that tell conditions or what weighs."""
    found = (one for one in section.sentences if find(segments, "criteria", one.span))
    return [condition(segments, one.span, "section") for one in islice(found, _MOST_CRITERIA)]


def _overlap(one: Condition, decision: Decision) -> bool:
    return one.span.start < decision.sentence.end and decision.sentence.start < one.span.end


def _is_asked_for(one: Decision, asked: Box, facts: DocumentFacts) -> bool:
    """Whether a decision that does not say so is made on an application that its section or the
    text tells of."""
    if one.initiative is not Initiative.NOT_SAID or one.act not in FAVOURS:
        return False
    return asked.said or facts.application.said
