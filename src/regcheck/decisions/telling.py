"""The words that questions are asked with."""

from __future__ import annotations

import re

from regcheck.decisions.model import Decision, Nature
from regcheck.segments.view import Segments
from regcheck.texts.catalogue import Texts

_LONGEST = 110
"""Code points of what is said of a decision before its question."""
_GOES_ON = ("som ", "etter ", "for ", "av ", "i ", "til ", "fra ", "og ", "eller ", "§", "på ")
"""What belongs to the noun before it."""
_MODAL = r"(kan|skal|må|bør|vil)"


def tell_decision(segments: Segments, one: Decision, kind: str, locale: str) -> str:
    """The question of a decision: what it says, then what it leaves open."""
    texts = Texts("decisions", locale or one.language)
    says, words = statement(segments.text, one), ""
    if kind in ("criteria", "exempt"):
        opens = [c.text for c in one.conditions if c.nature is Nature.OPEN]
        kind = "criteria"
        if opens and len(opens[0]) < 40:
            kind, words = "criteria-open", opens[0]
        elif one.passive and not one.decider.said:
            kind = "criteria-nobody"
    ask = texts.table("ask")[one.act] if kind in ("criteria", "criteria-nobody") else ""
    return str(getattr(texts, kind)).format(says=says, words=words, ask=ask)


def tell_words(words: str, kind: str, register: str, locale: str) -> str:
    """The question of some words of the text."""
    texts = Texts("decisions", locale)
    text = texts.table("held")[register] if register else getattr(texts, kind)
    return str(text).format(words=_short(words))


def statement(text: str, one: Decision) -> str:
    """What is decided, as a sentence that begins with whoever decides or what it is about."""
    words = " ".join(one.words.of(text).split())
    said = one.about if one.passive else one.decider
    first = " ".join(said.text.split())
    verb = re.escape(one.verb.of(text))
    turned = re.search(rf"\b{_MODAL} ({re.escape(first)}\b.*?) ({verb}\b.*)", words)
    if first and turned:
        subject, rest = turned[2], turned[3]
        if subject.startswith(first + " ") and not subject[len(first) + 1 :].startswith(_GOES_ON):
            subject, rest = first, f"{subject[len(first) + 1 :]} {rest}"
        words = f"{subject} {turned[1]} {rest}"
    words = _short(words.strip(" ,;:"))
    return words[:1].upper() + words[1:]


def _short(words: str) -> str:
    """Words that are not too long, cut between two of them."""
    words = " ".join(words.split())
    if len(words) <= _LONGEST:
        return words
    return words[: words.rindex(" ", 0, _LONGEST)].rstrip(" ,;:") + " …"
