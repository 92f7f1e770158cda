"""Titles of acts of the European Union, whose words nobody who drafts Norwegian law can choose."""

from __future__ import annotations

import re

from regcheck.base.text.patterns import pattern
from regcheck.base.text.span import Span
from regcheck.law.vocabulary import SHALL_OR_MAY
from regcheck.matching.facts.place import MatchContext

_NUMBER = pattern(
    r"\b\w*(?:forordning|direktiv|avgjerd|avgjørelse|beslutning|vedtak)\w* "
    r"(?:\((?:EU|EF|EØF|EØS)\) (?:nr\. ?)?\d+/\d+|(?:nr\. ?)?\d+/\d+/(?:EU|EF|EØF)) ?",
    re.IGNORECASE,
)
_OPENS = pattern(r"\((?=(?:om|av|med|til) )")
_BARE = pattern(
    r"(?:av \d{1,2}\. \w+ \d{4} )?\)? ?om .*?"
    r"(?= gjeld(?:er)?\b| gjennomfør|, (?:som|slik|med)\b|;|\. [A-ZÆØÅ]|\.?$)",
    re.DOTALL,
)
_DATED = pattern(
    r"av \d{1,2}\. \w+ \d{4} om"
    rf"(?: (?!(?:{SHALL_OR_MAY}|har|er|blir|gjeld|gjelder)\b)[^\s,;]+)+"
    r"|som (?:fastsetter|fastset|utfyller|endrer) [^;]*?(?=,? som (?:inntatt|innteken|gjennomført))"
)
"""What says itself that it is a title: the act is dated, or told to be taken in."""
_LETTER = pattern(r"\s(?:[a-zæøå]|[ivx]+)\Z")
_LETTERS = 6
_AGREEMENT = pattern(r"\bEØS-avtal(?:en|a)s?\b")


def in_eu_title(place: MatchContext) -> bool:
    """The words stand in the title of an act of the European Union: in the brackets behind its
    number, or without brackets where the agreement that takes the act in is named before it, or
    where the act is dated or told to be taken in."""
    segments, leaf = place.segments, place.match.leaf
    seen: dict[int, list[Span]] = segments.remember("eu-titles", dict)
    if leaf not in seen:
        seen[leaf] = _titles(segments.text, segments.leaves[leaf].span)
    return any(title.covers(place.match.span) for title in seen[leaf])


def _titles(text: str, leaf: Span) -> list[Span]:
    found: list[Span] = []
    agreement = _AGREEMENT.search(text, leaf.start, leaf.end)
    for act in _NUMBER.finditer(text, leaf.start, leaf.end):
        if found and act.start() < found[-1].end:
            continue
        if _OPENS.match(text, act.end(), leaf.end):
            found.append(Span(act.end(), _closing(text, act.end(), leaf.end)))
            continue
        named = agreement is not None and agreement.start() < act.start()
        if named and (bare := _BARE.match(text, act.end(), leaf.end)):
            found.append(Span(*bare.span()))
        elif dated := _DATED.match(text, act.end(), leaf.end):
            found.append(Span(*dated.span()))
    return found


def _closing(text: str, start: int, end: int) -> int:
    """Where the bracket at `start` is closed; `end` where it never is. That of «bokstav c)» closes
    nothing."""
    depth = 0
    for at in range(start, end):
        if text[at] == "(":
            depth += 1
        elif text[at] == ")" and not _LETTER.search(text, max(start, at - _LETTERS), at):
            depth -= 1
        if depth == 0:
            return at + 1
    return end
