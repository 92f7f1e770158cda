"""The boxes of a decision in words, by the names of their columns."""

from __future__ import annotations

from regcheck.base.texts.catalogue import Texts
from regcheck.decisions.model import Box, Decision, Initiative, State
from regcheck.law.address_text import long, short


def decision_cells(one: Decision, locale: str) -> dict[str, str]:
    """What each box says: its words and where they stand if elsewhere, or that nothing is said."""
    words = Texts("decisions", locale)
    natures = words.table("natures")
    asked = one.initiative is Initiative.NOT_SAID and one.asked.said
    initiative = Initiative.APPLICATION if asked else one.initiative
    decider = _told(one.decider, words)
    if one.kind == "unclear" and one.decider.said:
        decider = words.unreadable.format(words=decider)
    time = _told(one.time if one.time.said else one.party_time, words)
    if one.undone.said:
        time = words.undone_time.format(words=_told(one.undone, words))
    conditions = [f"{' '.join(c.text.split())} [{natures[c.nature]}]" for c in one.conditions]
    return {
        "address": long(one.address, locale),
        "act": ", ".join(words.table("acts")[act] for act in one.acts),
        "strength": words.table("strengths")[one.strength],
        "decider": decider,
        "about": _told(one.about, words),
        "initiative": words.table("initiatives")[initiative],
        "conditions": "; ".join(conditions) or words.not_said,
        "evidence": "; ".join(_told(box, words) for box in one.evidence) or words.not_said,
        "time": time,
        "result": _told(one.result, words),
        "appeal": _told(one.appeal, words),
        "consequence": _told(one.consequence, words),
    }


def _told(box: Box, words: Texts) -> str:
    if box.state is State.GENERAL_LAW:
        return str(words.general_law)
    if not box.said:
        return str(words.not_said)
    said = " ".join(box.text.split())
    return f"{said} ({short(box.address)})" if box.address else said
