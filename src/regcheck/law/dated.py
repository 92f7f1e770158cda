"""Acts and regulations named by date: their ids, and which of them a text says it amends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from regcheck.base.text.patterns import pattern
from regcheck.law.vocabulary import AN_ACT, ENGLISH_MONTHS, MONTH_BEGINS, MONTHS

REFID: Final = r"(?:lov|forskrift)/\d{4}-\d{2}-\d{2}(?:-\d{1,6})?"
"""The id of an act or regulation, as an expression without groups."""
DAY: Final = r"\d{1,2}\.? [a-z]+\.? \d{4}"
"""«3. mars 2011», as an expression without groups."""
NUMBER: Final = r"nr\.? ?\d{1,6}"
"""«nr. 9», as an expression without groups."""
DATED: Final = (
    r"(?P<day>\d{1,2})\.? (?P<month>[a-z]+)\.? (?P<year>\d{4})(?:,? nr\.? ?(?P<number>\d{1,6}))?"
)
"""«3. mars 2011 nr. 9», with the groups that `dated_refid` reads."""
CHANGING_VERB: Final = pattern(
    r"§|\b(?:opphev\w*|endr(?:es|ast|a|et)\b|skal\b|gjør(?:es|ast)\b|gjer(?:es|ast)\b"
    r"|bli(?:r|tt)\b|vert\b)"
)
"""What stands between the name of an amended document and what is done with it."""
_LONGEST = 1500
_MONTH_OF = {
    name[:3].lower(): number
    for names in (ENGLISH_MONTHS, MONTHS)
    for number, name in enumerate(names, 1)
}
_REFERENCE = pattern(
    rf"(?P<sort>\b[Ll]ov|[Ff]orskrift|\w*[a-zæøå](?:{AN_ACT}))\s+(?:av\s+)?(?P<day>\d{{1,2}})\.?\s*"
    rf"(?P<month>(?:{MONTH_BEGINS})[a-z]{{0,6}})\.?\s+(?P<year>\d{{4}})"
    r"(?:\s+nr\.?\s*(?P<number>\d+))?"
)
_BRACKETS = pattern(r"\([^()]*\)")
_CHANGED_BY = pattern(rf"\b(?:ved|med) (?P<sort>lov|forskrift)|{DATED}")
_INTRODUCED = pattern(
    r"(?:^|[.:;)]\s|\d\.?\s|\s)I\s(?:[^\s.:;]+\s){0,4}\(?$"
    r"|(?:^|\s)[Ee]ndr\w+ (?:i|av|til) (?:[^\s.:;]+\s){0,4}\(?$"
)


def month_number(name: str) -> int:
    """The number of a month by its name or first letters; 0 for an unknown one."""
    return _MONTH_OF.get(name[:3].lower(), 0)


def dated_refid(kind: str, found: re.Match[str]) -> str:
    """The id by the groups `day`, `month`, `year` and `number`; empty for an unknown month."""
    month = month_number(found["month"])
    number = f"-{int(found['number'])}" if found["number"] else ""
    sort = "forskrift" if kind.lower().startswith("forskrift") else "lov"
    return f"{sort}/{found['year']}-{month:02}-{int(found['day']):02}{number}" if month else ""


def find_amended_document(text: str) -> str:
    """The refid that a text says it amends or repeals, by date and number, or empty; documents
    that are only cited do not count."""
    found = amended_reference(text[:_LONGEST])
    return dated_refid(found["sort"], found) if found else ""


def documents_in_history(note: str) -> Iterator[str]:
    """The ids of what has changed a provision, by an editorial note («Endret ved lover 3 mai 2011
    nr. 9 (ikr. …), 4 juni 2012 nr. 8»), without the resolutions in brackets."""
    sort = ""
    for found in _CHANGED_BY.finditer(_BRACKETS.sub("", note)):
        sort = found["sort"] or sort
        if sort and found["number"] and (refid := dated_refid(sort, found)):
            yield refid


def amended_reference(text: str) -> re.Match[str] | None:
    """Where a text names the document it amends, for `dated_refid` with the group `sort`."""
    for found in _REFERENCE.finditer(text):
        before = text[max(0, found.start() - 90) : found.start()]
        if _INTRODUCED.search(before):
            return found
        if re.fullmatch(r"\W*(?:\d+\.?\s*)?(?:\w+\s)?", before) and found.start() < 30:
            verb = CHANGING_VERB.search(text, found.end())
            if verb and verb[0][:3] in ("opp", "end", "gjø", "gje"):
                return found
    return None
