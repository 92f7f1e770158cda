"""Sentences of legal prose in Bokmål, Nynorsk and English, by rules, and their words.

A full stop, question or exclamation mark ends a sentence when white space and then something that
can begin a sentence follow (a capital, §, a numbered label, an opening quote before one of them),
unless the word before it is an abbreviation, an initial, a date or the label the sentence begins
with. Semicolons and colons never end one, so that a list stays with its lead-in.
"""

from __future__ import annotations

import re

from regcheck.base.text.patterns import pattern
from regcheck.base.text.span import Span
from regcheck.language.lexicon import sections
from regcheck.law.vocabulary import ENGLISH_MONTHS, MONTH_BEGINS, MONTHS, word_set

_END = pattern(
    r"""[.!?](?<![ (]nr\.)(?<!ikr\.)(?<![ .]res\.)(?<![ (]jf\.)[»”"’'\)\]]{0,3}\s+"""
    r"""(?=[A-ZÆØÅÄÖÉ§\d]|[«“"'‘\(\[–—-]{1,2}\s?[A-ZÆØÅÄÖÉ§\d]|\(?[a-zæøå]\)\s)"""
)
_NOT_OF_WORD = pattern(r"[^\w./§&-]+")
_NUMBERED_START = pattern(r"\(?\d{1,3}[.)]\s+[«(]?[A-ZÆØÅ]")
"""`1. `, `(2) ` or `3) ` with a capital after it."""
_NEXT = pattern(r"[«“\"'‘(\[–—-]{0,2}\s?(\w+|§)")
_ROMAN = pattern(r"(?:[IVXLC]+|[A-ZÆØÅ])\b(?!')")
_LABEL = pattern(
    r"""[«"(]?(?:§{1,2}\s?)?
    (?:\d{1,3}(?:[-.]\d{1,3}){0,5}\s?[a-zæøå]?|[a-zæøåA-ZÆØÅ]|[ivxlcIVXLC]{1,7}
      |(?:kapittel|kap\.|artikkel|art\.|del|vedlegg|avsnitt|punkt|pkt\.|nr\.|til|ad
         |article|chapter|section|annex|part|schedule)\s(?:§{1,2}\s?)?[\w.-]{1,12}(?:\s[a-z])?
    )\.?\Z""",
    re.IGNORECASE | re.VERBOSE,
)
_WORD = pattern(r"\w+(?:[-'’/.]\w+)*")
_MONTHS = word_set(f"{'|'.join((*MONTHS, *ENGLISH_MONTHS))}|{MONTH_BEGINS}|sept".lower())
_SHORT_WORDS = ("i", "å")
_LONGEST_LABEL = 24
_LONGEST_WORD = 40


def sentence_spans(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The sentences of `text[start:end]` as spans of `text` (code points), in order.

    White space around a sentence lies outside its span; blank text has no sentences.
    """
    stop = len(text) if end is None else end
    found: list[Span] = []
    begun = start
    for hit in _END.finditer(text, start, stop):
        if text[hit.start()] == "." and not _ends_here(text, begun, hit.start(), hit.end(), stop):
            continue
        _append(found, text, begun, hit.end())
        begun = hit.end()
    _append(found, text, begun, stop)
    return found


def words(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The words of `text[start:end]` as spans of `text` (code points).

    A word is letters and digits, with hyphens, apostrophes, slashes and full stops inside it
    (`EØS-avtalen`, `og/eller`, `bl.a`, `10-2`); white space and other marks are none.
    """
    stop = len(text) if end is None else end
    return [Span(hit.start(), hit.end()) for hit in _WORD.finditer(text, start, stop)]


def _append(found: list[Span], text: str, start: int, end: int) -> None:
    words = text[start:end].rstrip()
    if bare := words.lstrip():
        start += len(words) - len(bare)
        found.append(Span(start, start + len(bare)))


def _ends_here(text: str, begun: int, stop_at: int, following: int, limit: int) -> bool:
    """Whether the full stop at `stop_at` ends the sentence that began at `begun`."""
    so_far = text[max(begun, stop_at - _LONGEST_WORD) : stop_at]
    if stop_at - begun <= _LONGEST_LABEL and _LABEL.match(so_far.strip()):
        return False
    word = _last_word(so_far)
    if not word:
        return True
    if word.endswith("."):
        return False
    after = _NEXT.match(text, following, limit)
    next_word = after.group(1) if after else ""
    lists = sections("abbreviations")
    if word.isdigit():
        return not (len(word) <= 2 and next_word.lower() in _MONTHS)
    lowered = word.lower().lstrip("./-&§")
    if lowered in lists["inner"]:
        return False
    starts_with_digit = next_word[:1].isdigit()
    if lowered in lists["numbered"]:
        return not (starts_with_digit or next_word == "§" or _ROMAN.fullmatch(next_word))
    if lowered in lists["closing"]:
        return not starts_with_digit
    if word in _SHORT_WORDS:
        return True
    parts = [part for part in re.split(r"[.\-]", word) if part]
    if parts and all(len(part) == 1 and part.isalpha() for part in parts):  # A, H.K.H, J.-P
        before = so_far[: len(so_far) - len(word)]
        unit = before.rstrip()[-1:]
        labelled = before.split()[-1:]  # «bokstav a», «klasse B»
        if labelled and labelled[0].lower().strip(",.()") in lists["labels"]:
            return True
        return word.isupper() and (unit.isdigit() or unit == "°")
    if starts_with_digit and _NUMBERED_START.match(text, following, limit) is None:
        return len(lowered) >= 4 and "." not in lowered
    return True


def _last_word(before: str) -> str:
    """The letters, digits and inner marks that `before` ends in."""
    if not before or before[-1].isspace():
        return ""
    return _NOT_OF_WORD.split(before.rsplit(None, 1)[-1])[-1]
