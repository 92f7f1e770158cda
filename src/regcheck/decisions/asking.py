"""The boxes of a decision as words that the conditions of a question are written in."""

from __future__ import annotations

import re

from regcheck.decisions.model import (
    BURDENS,
    DUTIES,
    FAVOURS,
    Act,
    Decision,
    Initiative,
    Nature,
    State,
)
from regcheck.decisions.spots import find
from regcheck.decisions.words import phrase
from regcheck.document.segments.view import Segments

_OF_WORDS = ("limited", "minor", "terms", "ceiling", "papers")
"""Boxes that lists of phrases fill in the main clause."""
_EACH = re.compile(r"respektive|hver for seg|kvar for seg|som har saken|som har saka")
_SEVERAL = re.compile(r"\w (?:og|eller|og/eller) (?:den |\w+ )?\w")


def boxes_of(segments: Segments, one: Decision) -> dict[str, str]:
    """What stands in the boxes of a decision, each as one word."""
    told = (c for c in one.conditions if c.span not in one.about.spans)
    own = {c.nature for c in told if c.where == "sentence"}
    flags = {name: find(segments, name, one.words) is not None for name in _OF_WORDS}
    flags |= {"asked": one.asked.said, "result": one.result.said, "listed": one.listed}
    flags["referred"] = find(segments, "by-law", one.sentence) is not None
    return {
        "act": one.act,
        "verb": one.verb.of(segments.lowered),
        "group": _group(one),
        "strength": one.strength,
        "nature": next((n for n in Nature if n in own), "none"),
        "voice": "passive" if one.passive else "active",
        "decider": _decider(segments.text, one),
        "initiative": _initiative(segments, one),
        "opens": _opens(segments, one),
        **{name: "yes" if flag else "no" for name, flag in flags.items()},
    }


def fits(when: dict[str, list[str]], boxes: dict[str, str]) -> bool:
    """Whether each condition holds; a verb by its beginning."""
    return all(
        boxes[name].startswith(tuple(some)) if name == "verb" else boxes[name] in some
        for name, some in when.items()
    )


def _initiative(segments: Segments, one: Decision) -> str:
    """What sets a decision going, as far as words of its sentence say that nobody asks for it."""
    if one.initiative not in (Initiative.OWN_MOTION, Initiative.AUTOMATIC):
        return one.initiative
    said = any(find(segments, name, one.sentence) for name in ("unasked", "automatic"))
    return one.initiative if said else Initiative.NOT_SAID


def _group(one: Decision) -> str:
    if Act.EXEMPT in one.acts:
        return "exempt"
    if one.act in DUTIES:
        return "duty"
    if one.act in FAVOURS:
        return "favour"
    return "burden" if one.act in BURDENS else str(one.act)


def _decider(text: str, one: Decision) -> str:
    if one.decider.state is State.ELSEWHERE:
        return "elsewhere"
    if not one.decider.said:
        return "nobody"
    if phrase("unnamed").search(one.decider.text.lower()):
        return "unnamed"
    several = _SEVERAL.search(one.decider.text) and not _EACH.search(one.sentence.of(text))
    return "several" if several else "body"


def _opens(segments: Segments, one: Decision) -> str:
    found = [c for c in one.conditions if c.nature is Nature.OPEN and c.where == "sentence"]
    if not found or one.is_duty:
        return "none"
    return "strong" if find(segments, "strong", one.sentence) else "weak"
