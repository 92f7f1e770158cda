"""Facts of words that name something and say nothing of their own."""

from __future__ import annotations

import re

from regcheck.law.vocabulary import ORDINAL, SHALL_OR_MAY
from regcheck.matching.facts.place import Place

_TITLE = re.compile(
    r"(?:\b(?:lov|forskrift|direktiv|forordning|avtale|konvensjon|vedtak|reglar|regler)\w*\b"
    r"[^;:]{0,60}?\b(?:\d{4}|\d+/\d+(?:/\w+)?|nr\. ?[\d-]+"
    rf"|§§? ?[\d-]+ ?[a-z]?(?: (?:{ORDINAL}) (?:ledd|punktum))*)"
    r"|§§? ?[\d-]+(?: ?[a-z])?|kapittel \d+) ?[),]? ?\(?om (?:[^\s.,;:]+ ){0,14}?\Z"
)
_VERB = re.compile(rf"\b(?:{SHALL_OR_MAY}|gjelder|gjeld|har|er|blir)\b")
_BRACKET = re.compile(r"(?:§ ?[\d-]+ ?[a-z]?|ledd|punktum|bokstav \w) \([^()]{0,160}\Z")
_QUOTED = 80


def label(place: Place) -> bool:
    """The word is part of a name: the title of an act, what a reference says its section is about,
    a word that stands alone in brackets, or something in quotation marks."""
    before, after = place.before, place.after
    title = _TITLE.search(before) if "om " in before else None
    if title and not _VERB.search(before, title.start()):
        return True
    if "(" in before and _BRACKET.search(before):
        return True
    if before.endswith("(") and after.startswith(")") and " " not in place.said:
        return True
    opened = before.rfind("«", -_QUOTED)
    return opened > before.rfind("»") and after.find("»", 0, _QUOTED) >= 0


_SETTLES = re.compile(
    r"erstatning|erstatting|vederlag|tvist|usemje|u?enighet|enige|overenskomst|løsningssum"
    r"|innløsning|innløysing|skjønnslov|skjønnsprosess|avstå|ekspropri|takst|avtak"
)


def valuation(place: Place) -> bool:
    """«Ved skjønn» is the name of the court's procedure for setting compensation or settling a
    dispute, not a judgment that the text leaves open."""
    return "skjøn" in place.said and _SETTLES.search(place.norm) is not None
