"""Days and years in provisions that had passed on the day of the register of law."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from re import Match

from regcheck.base.text.patterns import pattern
from regcheck.base.text.span import Span
from regcheck.document.model import Role
from regcheck.document.segments.view import Segments
from regcheck.law.dated import month_number
from regcheck.law.register import law_register
from regcheck.law.vocabulary import MONTH_BEGINS, SHALL_OR_MAY
from regcheck.matching.checks.hits import CheckHit

_LAST_DAY = pattern(
    r"(?<!\w)(?:(?:innen|innan|senest|seinast|(?:senere|seinare) enn|til og med|fr[ae]m til|inntil"
    r"|ut|frist\w* (?:[^\s.;:]+ ){0,5}(?:er|:)|(?:må|skal) (?:[^\s.;:]+ ){0,4}(?!år )[^\s.;:]+ før)"
    r"(?: utgangen av| utgongen av| og med)?(?: den)? (?:år(?:et)? )?"
    r"|første gang(?:en)?(?: [^\s.;:]+){0,4} i "
    r"|(?:i|for) (?:perioden|periodene|årene|åra) (?:[^\s.;:]+ ){0,4}?(?:19|20)\d\d"
    r" ?(?:[-–]|til(?: og med)?|og) ?"
    r"|\b(?:forskrift|ordning)(?:en|a|i) (?:regulerer|gjelder|gjeld) [^.;]{0,90}? (?:i|for) )"
    rf"(?:(?:(?P<day>\d{{1,2}})\.? ?)?(?P<month>(?:{MONTH_BEGINS})[a-z]{{0,6}})\.? )?"
    r"(?P<year>(?:19|20)\d\d)(?!\w|[-–/.]\d| \d| (?:nr|fot|m|meter|kr|kroner|kg|tonn)\b)"
)
"""The last day or year in which something is to be done or holds, or the first."""
_RULES = pattern(
    rf"\b(?:frist\w*|{SHALL_OR_MAY}|plikter|pliktar|gjelder|gjeld|gis|gir|utløper|opphører|opphøyrer"
    r"|opphev\w*|unnt\w+|fordel\w+|fast(?:settes|sett\w*)|utbetales|reguler\w+|beholder|beheld)\b"
)
_OTHERWISE = pattern(
    r"\b(?:tidligere|tidlegare|endr\w*|i kraft|ikraft\w*|tr(?:er|ådte|åtte)|standard|utgave|versjon"
    r"|opptj\w+|fylte|\w*kull(?:et)?|regnskapsår\w*|årsklasse|\w*typegodkj\w*|deretter"
    r"|eller s(?:ei|e)n(?:a|e)re|alt etter hv\w+)\b"
)
"""Words that say that the day has to do with something else than the end of a rule."""
_DONE_BEFORE = pattern(
    r"\b(?:som|er|ble|blei|vart|var|har|hadde|født|fødd|før|bygg?d\w*|registrert|\w+(?:satt|sett))\b"
    rf"(?:(?!\b(?:{SHALL_OR_MAY}|vil)\b)[^,.;:]){{0,90}}$"
)
_DONE_AFTER = pattern(r"(?:,? [^\s,.;]+){0,2} (?:har|er|ble|blei|vart|var|hadde|fikk|fekk)\b")
"""What stands round a day that parts older cases from newer."""
_OVER = pattern(r"(?!.*overgang).*(?:ikraft|i kraft|iverks|virketid|opphev(?:else|ing)|varighet)")
"""A heading over how long the text itself holds."""
_NEAR = 600
"""Code points of a sentence on each side of a day that are looked at."""
_LEADS = 4
"""Pieces of a list, from its lead-in on, in which the word that rules is looked for."""
_ROLES = frozenset({Role.OPERATIVE, Role.INSERTED, Role.PURPOSE, Role.TRANSITIONAL})


def past_date(segments: Segments, options: Mapping[str, str]) -> Iterator[CheckHit]:
    """The last day for something that a provision still rules, when it has passed on the day
    `as-of`, else that of the register of law; the words name the day."""
    today = options.get("as-of") or law_register().as_of
    if today[:4] in segments.document.meta.title:  # a text for the year that runs
        return
    for leaf, node in enumerate(segments.leaves):
        if node.role not in _ROLES:
            continue
        for found in _LAST_DAY.finditer(segments.lowered, node.span.start, node.span.end):
            if _day(found) >= today:
                continue
            span = Span(found.start(), found.end())
            heading = segments.heading_of(leaf)
            if _is_spent(segments, leaf, span) and not (
                heading and _OVER.match(segments.lowered, heading.start, heading.end)
            ):
                yield CheckHit(leaf, span, words=today)


def _is_spent(segments: Segments, leaf: int, day: Span) -> bool:
    """Whether something is ruled until a day, or had to be done by then."""
    lowered, sentence = segments.lowered, segments.sentence_of(leaf, day)
    start, end = max(sentence.start, day.start - _NEAR), min(sentence.end, day.end + _NEAR)
    leads = segments.norm(leaf, day)[:_LEADS]
    ruled = _RULES.search(lowered, start, end) or any(
        _RULES.search(lowered, one.start, min(one.end, one.start + _NEAR)) for one in leads
    )
    return bool(ruled) and not (
        _OTHERWISE.search(lowered, start, end)
        or _DONE_BEFORE.search(lowered, start, day.start)
        or _DONE_AFTER.match(lowered, day.end, end)
    )


def _day(found: Match[str]) -> str:
    """The last day (`YYYY-MM-DD`) that the words can mean."""
    month = month_number(found["month"]) if found["month"] else 12
    return f"{found['year']}-{month:02}-{int(found['day'] or 31):02}"
