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

_LIMITED = re.compile(r"\bkan (?:\w+ ){0,2}?(?:bare|kun|berre|tidligst|først)\b")
_MINOR = re.compile(r"\brente|\bpurregebyr")
_EACH = re.compile(r"respektive|hver for seg|kvar for seg|som har saken|som har saka")
_SEVERAL = re.compile(r"\w (?:og|eller|og/eller) (?:den |\w+ )?\w")


def boxes_of(segments: Segments, one: Decision) -> dict[str, str]:
    """What stands in the boxes of a decision, each as one word."""
    words = segments.lowered[one.words.start : one.words.end]
    own = [c for c in one.conditions if c.where == "sentence"]
    natures = {c.nature for c in own}
    verb = one.verb.of(segments.lowered)
    return {
        "act": one.act,
        "verb": verb,
        "group": _group(one),
        "strength": one.strength,
        "nature": next((n for n in Nature if n in natures), "none"),
        "voice": "passive" if one.passive else "active",
        "decider": _decider(segments.text, one),
        "initiative": _initiative(segments, one),
        "asked": "yes" if one.asked.said else "no",
        "limited": "yes" if _LIMITED.search(words) else "no",
        "minor": "yes" if _MINOR.search(words) else "no",
        "result": "yes" if one.result.said else "no",
        "information": "yes" if find(segments, "all-information", one.sentence) else "no",
        "listed": "yes" if one.listed else "no",
        "opens": _opens(segments, one),
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
