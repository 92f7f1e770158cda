"""The words that questions are asked with."""

from __future__ import annotations

import re

from regcheck.base.text.span import Span
from regcheck.base.texts.catalogue import Texts
from regcheck.decisions.model import BURDENS, Act, Decision, Nature
from regcheck.decisions.spots import find
from regcheck.document.segments.view import Segments
from regcheck.law.vocabulary import IF, SHALL_OR_MAY

_LONGEST = 110
"""Code points of what is said of a decision before its question."""
_TELLING = 60
"""Code points of an open condition that is quoted in a question at most."""
_LEADING = re.compile(rf"^(?:i|{IF}|etter|ved|om|med) ", re.IGNORECASE)
_TRAILING = re.compile(r"[\s,;:]*(?:\s(?:og|eller))?[\s,;:]*$")
_MODAL = rf"(?:{SHALL_OR_MAY}|bør|vil)"
_BETWEEN = r"(?: (?:også|òg|likevel|ikke|ikkje|bare|kun|berre|normalt|bli|verte|verta)\b)*"
"""What may stand between a subject and its verb in a turned clause."""


def tell_decision(segments: Segments, one: Decision, kind: str, span: Span, locale: str) -> str:
    """The question of a decision: what it says, then what it leaves open; that of open words asks
    about these in their span."""
    texts = Texts("decisions", locale or one.language)
    says, words = statement(segments.text, one), _short(span.of(segments.text))
    if kind in ("criteria", "exempt"):
        opens = [c.span for c in one.conditions if c.nature is Nature.OPEN]
        kind = "criteria"
        if opens and len(opens[0]) < _TELLING:
            told = find(segments, "strong", opens[0]) or opens[0]
            words = _TRAILING.sub("", _LEADING.sub("", told.of(segments.text)))
            kind = "criteria-open"
        elif one.passive and not one.decider.said:
            kind = "criteria-met-nobody" if _is_of_facts(one) else "criteria-nobody"
        elif one.act is Act.DISMISS:
            kind = "criteria-met" if _is_of_facts(one) else kind
        elif one.conditions and one.act not in (Act.EXEMPT, Act.FIX):
            kind = "criteria-met"
    elif kind == "right" and one.decider.said:
        kind = "right-decided"
    ask = texts.table("ask").get(one.act, "") if kind in ("criteria", "criteria-nobody") else ""
    return str(getattr(texts, kind)).format(says=says, words=words, ask=ask)


def _is_of_facts(one: Decision) -> bool:
    """Whether all that its sentence makes a decision depend on can be read off."""
    own = [c.nature for c in one.conditions if c.where == "sentence"]
    return bool(own) and set(own) == {Nature.FACT} and one.act in BURDENS


def tell_words(words: str, kind: str, register: str, locale: str) -> str:
    """The question of some words of the text."""
    texts = Texts("decisions", locale)
    text = texts.table("held")[register] if register else getattr(texts, kind)
    return str(text).format(words=_short(words))


def statement(text: str, one: Decision) -> str:
    """What is decided: a sentence that begins with whoever decides or what it is about, where the
    words stand so or need but one step; else the words as they stand, quoted."""
    words = " ".join(one.words.of(text).split()).strip(" ,;:")
    said = " ".join((one.about if one.passive else one.decider).text.split())
    first, verb = re.sub(f"{_BETWEEN}$", "", said) or "det", re.escape(one.verb.of(text))
    if turned := re.match(rf"({_MODAL}) ({re.escape(first)})({_BETWEEN} {verb}\b.*)", words):
        words = f"{turned[2]} {turned[1]}{turned[3]}"
    elif re.match(rf"{_MODAL}{_BETWEEN} {verb}\b", words):
        words = f"det {words}"
    elif not words[:1].isupper() and not words.startswith(f"{first} "):
        return f"«{_short(words)}»"
    words = _short(words)
    return words[:1].upper() + words[1:]


def _short(words: str) -> str:
    """Words that are not too long, cut between two of them."""
    words = " ".join(words.split())
    if len(words) <= _LONGEST:
        return words
    return words[: words.rindex(" ", 0, _LONGEST)].rstrip(" ,;:") + " …"
