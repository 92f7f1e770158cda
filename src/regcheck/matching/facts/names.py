"""Facts of words that name something and say nothing of their own."""

from __future__ import annotations

import re

from regcheck.base.text.patterns import pattern
from regcheck.document.model import Role
from regcheck.law.vocabulary import ORDINAL, SHALL_OR_MAY
from regcheck.matching.facts.place import WINDOW, MatchContext

_TITLE = pattern(
    r"(?:\b(?:lov|forskrift|direktiv|forordning|avtale|konvensjon|vedtak|reglar|regler)\w*\b"
    r"[^;:]{0,60}?\b(?:\d{4}|\d+/\d+(?:/\w+)?|nr\. ?[\d-]+"
    rf"|§§? ?[\d-]+ ?[a-z]?(?: (?:{ORDINAL}) (?:ledd|punktum))*)"
    r"|§§? ?[\d-]+(?: ?[a-z])?|kapittel \d+) ?[),]? ?\(?om (?:[^\s.,;:]+ ){0,14}?\Z"
)
_MAY_NAME = pattern(r"[\d-].*om [^.,;:]*\Z", re.DOTALL)
"""Quick to look for, and there wherever a title is."""
_REPEALED = pattern(
    r"\b(?:oppheves|opphevast|oppheva|opphevet) (?:[^\s.,;:]+ ){0,6}?(?:lov|forskrift)\w* "
    r"(?:[^\s;:]+ ){0,6}?om [^.;:]{0,120}\Z"
)
_VERB = pattern(rf"\b(?:{SHALL_OR_MAY}|gjelder|gjeld|har|er|blir)\b")
_BRACKET = pattern(r"(?:§ ?[\d-]+ ?[a-z]?|ledd|punktum|bokstav \w) \([^()]{0,160}\Z")
_QUOTED, _PRESCRIBED = 80, 2000
"""Code points of a quotation, in a sentence and as a text of its own, on either side of a word."""
_ANNOUNCED = pattern(
    r"\b(?:følgende|følgjande|følger|følgjer|slik|ordlyd|tekst|advarsel|åtvaring)\w*[^.:]*: ?\Z"
)
_AMENDS = pattern(r"\b(?:tilføy|lyde|endre|erstatt|sett\w* inn|skal lese|legges til|leggjast til)")


def label(place: MatchContext) -> bool:
    """The word is part of a name: the title of an act, what a reference says its section is about,
    a word that stands alone in brackets, or something in quotation marks; or of words that somebody
    is told to print or say."""
    before, after = place.before, place.after
    title = _TITLE.search(before) if _MAY_NAME.search(before) else None
    title = title or (_REPEALED.search(before) if "opphev" in before else None)
    if title and not _VERB.search(before, title.start()):
        return True
    if _BRACKET.search(before):
        return True
    if before.endswith("(") and after.startswith(")") and " " not in place.said:
        return True
    opened = before.rfind("«", -_QUOTED)
    if opened > before.rfind("»") and after.find("»", 0, _QUOTED) >= 0:
        return True
    return _is_prescribed(place)


def _is_prescribed(place: MatchContext) -> bool:
    """Whether the words stand in a text between quotation marks, of one sentence or more, that is
    announced as what is to be written."""
    leaf, span = place.segments.leaves[place.match.leaf], place.match.span
    text, start = place.segments.lowered, max(leaf.span.start, span.start - _PRESCRIBED)
    opened = text.rfind("«", start, span.start)
    if leaf.role is Role.INSERTED or opened < 0 or text.find("»", opened, span.start) >= 0:
        return False
    if text.find("»", span.end, min(leaf.span.end, span.end + _PRESCRIBED)) < 0:
        return False
    announced = text[max(leaf.span.start, opened - WINDOW) : opened]
    return _ANNOUNCED.search(announced) is not None and _AMENDS.search(announced) is None


_SETTLES = pattern(
    r"erstatning|erstatting|vederlag|tvist|usemje|u?enighet|enige|overenskomst|løsningssum"
    r"|innløsning|innløysing|skjønnslov|skjønnsprosess|avstå|ekspropri|takst|avtak|vinning"
    r"|\b(?:kreve|krevje|krever|krev)\b[^.;]{0,60}\b(?:avgjort|avgjord|fastsatt|fastsett)\b"
)


def valuation(place: MatchContext) -> bool:
    """«Ved skjønn» is the name of the court's procedure for setting compensation or settling a
    dispute, not a judgment that the text leaves open."""
    return "skjøn" in place.said and _SETTLES.search(place.norm) is not None
