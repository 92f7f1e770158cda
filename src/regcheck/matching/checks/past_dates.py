"""Days and years in provisions that had passed on the day of the register of law."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from re import Match

from regcheck.document.model import Role
from regcheck.law.dated import month_number
from regcheck.law.register import law_register
from regcheck.law.vocabulary import MONTH_BEGINS
from regcheck.matching.checks.hits import CheckHit
from regcheck.document.segments.view import Segments
from regcheck.base.text.patterns import pattern
from regcheck.base.text.span import Span

_LAST_DAY = pattern(
    r"(?<!\w)(?:(?:innen|innan|senest|seinast|til og med|fr[ae]m til|inntil|ut)"
    r"(?: utgangen av| utgongen av| og med)?(?: den)? (?:år(?:et)? )?"
    r"|første gang(?:en)?(?: [^\s.;:]+){0,4} i "
    r"|(?:i|for) (?:perioden|periodene|årene|åra) (?:[^\s.;:]+ ){0,4}?(?:19|20)\d\d"
    r" ?(?:[-–]|til(?: og med)?|og) ?"
    r"|\b(?:forskrift|ordning)(?:en|a|i) (?:regulerer|gjelder|gjeld) [^.;]{0,90}? (?:i|for) "
    r"|opphev(?:es|ast|a) (?:fr[åa](?: og med)? )?(?=\d{1,2}\.))"
    rf"(?:(?:(?P<day>\d{{1,2}})\.? ?)?(?P<month>(?:{MONTH_BEGINS})[a-z]{{0,6}})\.? )?"
    r"(?P<year>(?:19|20)\d\d)(?!\w|[-–/.]\d| (?:nr|fot|m|meter|kr|kroner|kg|tonn)\b)"
)
"""The last day or year in which something is to be done or holds, or the first."""
_RULES = pattern(
    r"\b(?:skal|må|kan|plikter|pliktar|gjelder|gjeld|gis|gir|utløper|opphører|opphøyrer"
    r"|opphev\w*|fordel\w+|fast(?:settes|sett\w*)|utbetales|reguler\w+|beholder|beheld)\b"
)
_PAST = pattern(
    r"\b(?:ble|blei|vart|var|hadde|har|tidligere|tidlegare|født|fødd|endr\w*|tilføy\w*|før"
    r"|registrert\w*|gitt|inngått|inngåtte|godkjen[td]\w*|byg[gd]\w*|oppført\w*|produser\w+|bestått"
    r"|i kraft|ikraft\w*|tr(?:er|ådte|åtte)|overgang\w*|utstedt\w*|utferd\w*|ervervet\w*|mottatt"
    r"|avtale|avtal[ae]n|standard|utgave|versjon|vedtatt|fastsatt|opptj\w+|\w*kull(?:et)?"
    r"|regnskapsår\w*|årsklasse|fornyet|fornya|\w*typegodkj\w*|stiftet|stifta|startdato|deretter|seilte"
    r"|eller s(?:ei|e)n(?:a|e)re)\b"
)
"""Words that say that the day parts older cases from newer, or that something has been."""
_OVER = pattern(r"overgang|ikraft|i kraft|iverks|virketid|opphevelse|oppheving|varighet")
_ROLES = frozenset({Role.OPERATIVE, Role.INSERTED, Role.PURPOSE})


def past_date(segments: Segments, options: Mapping[str, str]) -> Iterator[CheckHit]:
    """The last day for something that a provision still rules, when it has passed."""
    today = law_register().as_of
    if today[:4] in segments.document.meta.title:  # a text for the year that runs
        return
    for leaf, node in enumerate(segments.leaves):
        if node.role not in _ROLES:
            continue
        for found in _LAST_DAY.finditer(segments.lowered, node.span.start, node.span.end):
            if _day(found) >= today:
                continue
            span = Span(found.start(), found.end())
            sentence = segments.sentence_of(leaf, span)
            heading = segments.heading_of(leaf)
            if (
                _RULES.search(segments.lowered, sentence.start, sentence.end)
                and not _PAST.search(segments.lowered, sentence.start, sentence.end)
                and not (heading and _OVER.search(segments.lowered, heading.start, heading.end))
            ):
                yield CheckHit(leaf, span)


def _day(found: Match[str]) -> str:
    """The last day (`YYYY-MM-DD`) that the words can mean."""
    month = month_number(found["month"]) if found["month"] else 12
    return f"{found['year']}-{month:02}-{int(found['day'] or 31):02}"
