"""Which act or regulation a text says it amends."""

from __future__ import annotations

import re

_LONGEST = 1500
_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "mai": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9,
    "okt": 10, "nov": 11, "des": 12,
}  # fmt: skip
_REFERENCE = re.compile(
    r"(?P<sort>\b[Ll]ov|[Ff]orskrift|\w*[a-zæøå]lov(?:en|a)?)\s+(?:av\s+)?(?P<day>\d{1,2})\.?\s*"
    r"(?P<month>jan|feb|mar|apr|mai|jun|jul|aug|sep|okt|nov|des)[a-z]{0,6}\.?\s+(?P<year>\d{4})"
    r"(?:\s+nr\.?\s*(?P<number>\d+))?"
)
_INTRODUCED = re.compile(
    r"(?:^|[.:;)]\s|\d\.?\s|\s)I\s(?:[^\s.:;]+\s){0,4}\(?$"
    r"|(?:^|\s)[Ee]ndr\w+ (?:i|av|til) (?:[^\s.:;]+\s){0,4}\(?$"
)
CHANGING_VERB = re.compile(
    r"§|\b(?:opphev\w*|endr(?:es|ast|a|et)\b|skal\b|gjør(?:es|ast)\b|gjer(?:es|ast)\b"
    r"|bli(?:r|tt)\b|vert\b)"
)
"""What stands between the name of an amended document and what is done with it."""


def find_amended_document(text: str) -> str:
    """The refid of the act or regulation that a text says it amends or repeals
    (`lov/2005-06-17-62`), by date and number; empty when it names none.

    A document that is only cited, or named as the power to make the regulation, does not count.
    """
    found = amended_reference(text[:_LONGEST])
    return refid_of(found) if found else ""


def amended_reference(text: str) -> re.Match[str] | None:
    """Where a text names the document it amends."""
    for found in _REFERENCE.finditer(text):
        before = text[max(0, found.start() - 90) : found.start()]
        if _INTRODUCED.search(before):
            return found
        if re.fullmatch(r"\W*(?:\d+\.?\s*)?(?:\w+\s)?", before) and found.start() < 30:
            verb = CHANGING_VERB.search(text, found.end())
            if verb and verb[0][:3] in ("opp", "end", "gjø", "gje"):
                return found
    return None


def refid_of(found: re.Match[str]) -> str:
    """The refid of a reference found by `amended_reference`."""
    sort = "forskrift" if found["sort"].lower() == "forskrift" else "lov"
    number = f"-{found['number']}" if found["number"] else ""
    return f"{sort}/{found['year']}-{_MONTHS[found['month']]:02}-{int(found['day']):02}{number}"
