"""Roles that follow from what a provision says, for readers of every format alike."""

from __future__ import annotations

import re

from regcheck.base.text.patterns import pattern
from regcheck.document.model import Role
from regcheck.law.vocabulary import THESE, THIS

_PURPOSE = pattern(
    r"^\W*(?:formål|føremål)(?:et|ene|a|sbestemmelse\w*)?\b(?! med og\b| \w+ kan\b)"
    r"|\b(?:lov|forskrift|regist)\w* (?:formål|føremål)"
    r"|(?:\bog|,|\.) (?:formål|føremål)(?:et)?\W*$"
    r"|\bpurpose",
    re.IGNORECASE,
)
_DEFINITION = pattern(
    r"\b(?:definisjon|ordforklaring|begrep|omgrep|uttrykk i|definition)", re.IGNORECASE
)
_TRANSITIONAL = pattern(
    r"\b(?:ikrafttred|ikraftset|gildskapstid|overgangs(?:regl|regel|best|ordning|føresegn)"
    r"|(?:trer|tre|trår|tredde) i kraft|entry into force|transitional)"
    r"|\b(?:opphevelse|oppheving)(?: av)?(?: og endring\w*(?: av| i)?)?"
    r"(?: (?:andre|eldre|tidligere|tidlegare|visse))?"
    r" (?:lov|forskrift|føresegn|bestemmelse|regl)"
    r"|(?:^|\bog|[.,]) *(?:opphevelse|oppheving)\W*$"
    r"|^\W*iverksetj?(?:else|ing)(?: av (?:lov|forskrift)| og (?:endring|oppheving|opphevelse))",
    re.IGNORECASE,
)
_TRANSITION_ALONE = pattern(
    r"\W*(?:forskrift om |føresegn\w* om )?overgangs(?:regl|regel|best|ordning|føresegn)",
    re.IGNORECASE,
)
_DEFINING = pattern(
    r"(?:\(?\d+\)? )?(?:med .{1,90}? (?:menes|forstås|meiner ein|meinast|forståast|"
    r"(?:blir|vert|er) meint)\b"
    rf"|i (?:{THIS}|{THESE}|lov|forskrift).{{0,60}}? "
    r"(?:menes|forstås|meinast|forståast|meint|meiner|tyder|betyr)\b)",
    re.IGNORECASE,
)
_RECITALS = pattern(
    r"\W*(?:(?:og|samt) )?ut fr[aå] følg(?:ende|jande) (?:betraktning|vurdering)", re.IGNORECASE
)
_FIRST_SENTENCE = pattern(r"\.\s+(?=[A-ZÆØÅ])")
_NOT_EXISTING = r"(?! (?:\d|gitt|gjeve|fastsatt|fastsett))"
_DELEGATING = pattern(
    r"\b(?:kan|skal)\b.{0,70}?\b(?:gi|gis|gje|gjevast|fastset\w*|utferd\w*|utarbeid\w*|vedta\w*"
    r"|bestemme|avgjere|avgjøre|regulere\w*)\b.{0,60}?(?<!denne )\bforskrift(?:er)?\b"
    + _NOT_EXISTING
    + r"|\bkan\b.{0,70}?(?<!fastsatt )(?<!fastsett )(?<!gitt )\b(?:i|ved|gjennom) forskrift\b"
    + _NOT_EXISTING
    + r"|\b(?:gir|gjev|fastsetter|fastset)\b.{0,60}?(?<!denne )\bforskrift(?:er)?\b"
    + _NOT_EXISTING,
    re.IGNORECASE,
)
_IN_FORCE = pattern(
    r"(?:denne |disse |desse |lov|forskrift|endring|vedtak)\w*.{0,40}?"
    r"\b(?:trer|tre|trår|tek til|tar til|gjelder fra|gjeld frå)\b.{0,20}"
    r"(?:kraft|den tid|gjeld|\d)",
    re.IGNORECASE,
)


def role_of_heading(heading: str) -> Role:
    """The role a heading gives a provision (nb, nn, en): purpose, definition, transitional or
    operative, as one that only mentions a purpose is."""
    if _PURPOSE.search(heading):
        return Role.PURPOSE
    if _DEFINITION.search(heading):
        return Role.DEFINITION
    if _TRANSITIONAL.search(heading):
        return Role.TRANSITIONAL
    return Role.OPERATIVE


def role_of_title(title: str) -> Role:
    """The role a title gives provisions: those of rules for a transition are transitional."""
    return Role.TRANSITIONAL if _TRANSITION_ALONE.match(title) else Role.OPERATIVE


def are_recitals(words: str) -> bool:
    """Whether a paragraph of a translated EU act begins the recitals."""
    return _RECITALS.match(words[:80]) is not None


def role_of_words(words: str) -> Role:
    """The role of a paragraph by how it begins: definition, bare power, entry into force, or
    operative."""
    start = words[:160]
    if _DEFINING.match(start):
        return Role.DEFINITION
    if len(words) < 400 and "orskrift" in words:
        first = _FIRST_SENTENCE.split(start, maxsplit=1)[0]
        if _DELEGATING.search(first):
            return Role.DELEGATION
    if _IN_FORCE.match(start):
        return Role.TRANSITIONAL
    return Role.OPERATIVE
